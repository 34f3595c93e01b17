"""Prompts in the public API: versions, labels, tags, and prompts inside of prompts."""

from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from server.events import batch, event
from tracedesk.analysis import prompt_resolution

PROMPTS = "/api/public/v2/prompts"


def make(client: TestClient, name: str = "greeting", prompt: Any = "Hello {{name}}", **more: Any) -> dict[str, Any]:
    answer = client.post(PROMPTS, json={"name": name, "prompt": prompt} | more)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def refused(client: TestClient, **body: Any) -> str:
    answer = client.post(PROMPTS, json={"name": "greeting", "prompt": "x"} | body)
    assert answer.status_code == 400, answer.text
    return answer.text


def read(client: TestClient, name: str, **params: Any) -> dict[str, Any]:
    answer = client.get(f"{PROMPTS}/{quote(name, safe='')}", params=params)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def status(client: TestClient, name: str, **params: Any) -> int:
    return client.get(f"{PROMPTS}/{quote(name, safe='')}", params=params).status_code


def tag(name: str, **where: Any) -> str:
    (kind, value), *_ = where.items()
    return f"@@@langfusePrompt:name={name}|{kind}={value}@@@"


def test_a_first_version_has_every_field(client: TestClient) -> None:
    made = make(client, labels=["production"], tags=["a"], config={"t": 1}, commitMessage="first", unknown=5)
    assert made.keys() == {
        "id", "createdAt", "updatedAt", "projectId", "createdBy", "name", "version", "type", "prompt", "config",
        "labels", "tags", "commitMessage",
    }  # fmt: skip
    assert (made["version"], made["type"], made["prompt"], made["createdBy"]) == (1, "text", "Hello {{name}}", "API")
    assert (made["labels"], made["tags"], made["config"]) == (["production", "latest"], ["a"], {"t": 1})
    found = read(client, "greeting")
    assert found == made | {"isActive": True, "resolutionGraph": None}


def test_what_is_not_sent_has_its_default(client: TestClient) -> None:
    made = make(client, labels=None, tags=None, config=None, commitMessage=None, type=None)
    assert (made["labels"], made["tags"], made["config"], made["commitMessage"]) == (["latest"], [], {}, None)


def test_without_production_a_prompt_is_found_by_label_or_version_only(client: TestClient) -> None:
    make(client)
    answer = client.get(f"{PROMPTS}/greeting")
    assert (answer.status_code, answer.json()) == (
        404,
        {"message": "Prompt not found: 'greeting' with label 'production'", "error": "LangfuseNotFoundError"},
    )
    assert read(client, "greeting", label="latest")["version"] == 1
    assert read(client, "greeting", version=1)["isActive"] is False
    assert client.get(f"{PROMPTS}/greeting?version=3").json()["message"] == (
        "Prompt not found: 'greeting' with version 3"
    )


@pytest.mark.parametrize("params", [{"version": 1, "label": "latest"}, {"version": "x"}, {"version": 0}])
def test_a_read_that_makes_no_sense_is_a_400(client: TestClient, params: dict[str, Any]) -> None:
    make(client)
    assert status(client, "greeting", **params) == 400


def test_labels_belong_to_one_version_each(client: TestClient) -> None:
    make(client, labels=["production", "blue"])
    second = make(client, prompt="Hi", labels=["production"])
    assert (second["version"], second["labels"]) == (2, ["production", "latest"])
    assert read(client, "greeting", version=1)["labels"] == ["blue"]
    assert read(client, "greeting")["version"] == 2


def test_a_patch_adds_labels_and_takes_them_from_others(client: TestClient) -> None:
    make(client, labels=["production", "blue"])
    make(client)
    answer = client.patch(f"{PROMPTS}/greeting/versions/1", json={"newLabels": ["green", "blue"]})
    assert (answer.status_code, answer.json()["labels"]) == (200, ["production", "blue", "green"])
    client.patch(f"{PROMPTS}/greeting/versions/2", json={"newLabels": ["production"]})
    assert read(client, "greeting")["version"] == 2
    assert read(client, "greeting", version=1)["labels"] == ["blue", "green"]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("greeting/versions/1", {"newLabels": ["latest"]}, 400),
        ("greeting/versions/1", {"newLabels": ["Upper"]}, 400),
        ("greeting/versions/1", {"newLabels": ["x" * 37]}, 400),
        ("greeting/versions/1", {}, 400),
        ("greeting/versions/x", {"newLabels": []}, 400),
        ("greeting/versions/7", {"newLabels": ["a"]}, 404),
        ("unknown/versions/1", {"newLabels": ["a"]}, 404),
    ],
)
def test_a_patch_that_cannot_be(client: TestClient, path: str, body: dict[str, Any], status: int) -> None:
    make(client)
    assert client.patch(f"{PROMPTS}/{path}", json=body).status_code == status


def test_tags_belong_to_the_name(client: TestClient) -> None:
    make(client, tags=["a", "b"])
    assert make(client)["tags"] == ["a", "b"]
    make(client, tags=["c"])
    assert read(client, "greeting", version=1)["tags"] == ["c"]
    assert make(client, tags=[])["tags"] == []


def test_chat_messages_and_placeholders_come_back_as_they_were_sent(client: TestClient) -> None:
    messages = [
        {"role": "system", "content": "Be {{style}}", "type": "chatmessage"},
        {"type": "placeholder", "name": "history", "extra": 1},
    ]
    made = make(client, "bot", messages, type="chat")
    assert made["prompt"] == [{"role": "system", "content": "Be {{style}}"}, {"type": "placeholder", "name": "history"}]
    assert "different prompt type" in client.post(PROMPTS, json={"name": "bot", "prompt": "text"}).text


@pytest.mark.parametrize(
    "body",
    [
        {"name": ""}, {"name": "a|b"}, {"name": "<b>x</b>"}, {"name": "/a"}, {"name": "a/"}, {"name": "a//b"},
        {"name": "new"}, {"name": "metrics"}, {"name": "prompt-detail"}, {"name": 5}, {"prompt": None}, {"prompt": []},
        {"type": "chat"}, {"type": "chat", "prompt": [5]}, {"type": "chat", "prompt": [{"role": "user"}]},
        {"type": "chat", "prompt": [{"type": "placeholder", "name": "1x"}]},
        {"type": "chat", "prompt": [{"role": "user", "content": "{{x}}"}, {"type": "placeholder", "name": "x"}]},
        {"type": "song"}, {"labels": ["A"]}, {"labels": "a"}, {"labels": [""]}, {"tags": [1]},
        {"commitMessage": "x" * 501}, {"prompt": "@@@langfusePrompt:name=x@@@"},
        {"prompt": "@@@langfusePrompt:version=1|name=x@@@"},
    ],
)  # fmt: skip
def test_what_no_prompt_can_be_is_a_400(client: TestClient, body: dict[str, Any]) -> None:
    refused(client, **body)


@pytest.mark.parametrize("name", ["folder/a", "My set/ä", "100%", "!@#$%^&*()+ x"])
def test_names_hold_any_sign(client: TestClient, name: str) -> None:
    make(client, name, labels=["production"])
    assert read(client, name)["name"] == name
    assert client.get(f"{PROMPTS}/{quote(quote(name, safe=''), safe='')}").json()["name"] == name
    patched = client.patch(f"{PROMPTS}/{quote(name, safe='')}/versions/1", json={"newLabels": ["a"]})
    assert patched.json()["labels"] == ["production", "latest", "a"]


def test_a_name_with_an_unescaped_slash_is_found(client: TestClient) -> None:
    make(client, "folder/a", labels=["production"])
    assert client.get(f"{PROMPTS}/folder/a").json()["name"] == "folder/a"


def test_the_list_has_a_line_a_name(client: TestClient) -> None:
    make(client, "b", labels=["production"], tags=["t"], config={"v": 1})
    make(client, "b", "second", config={"v": 2})
    make(client, "a")
    found = client.get(PROMPTS).json()
    assert found["meta"] == found["pagination"] == {"page": 1, "limit": 10, "totalItems": 2, "totalPages": 1}
    assert [line["name"] for line in found["data"]] == ["a", "b"]
    line = found["data"][1]
    assert line.pop("lastUpdatedAt").endswith("Z")
    assert line == {
        "name": "b", "type": "text", "versions": [1, 2], "labels": ["production", "latest"], "tags": ["t"],
        "lastConfig": {"v": 2},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("params", "names"),
    [
        ({"name": "b"}, ["b"]),
        ({"label": "production"}, ["b"]),
        ({"label": "latest"}, ["a", "b"]),
        ({"tag": "t"}, ["b"]),
        ({"version": 2}, ["b"]),
        ({"fromUpdatedAt": "2100-01-01T00:00:00Z"}, []),
        ({"toUpdatedAt": "2100-01-01T00:00:00Z"}, ["a", "b"]),
        ({"limit": 1, "page": 2}, ["b"]),
        ({"filter": '[{"type":"string","column":"name","operator":"starts with","value":"a"}]'}, ["a"]),
        ({"filter": '[{"type":"arrayOptions","column":"labels","operator":"any of","value":["production"]}]'}, ["b"]),
        ({"filter": '[{"type":"arrayOptions","column":"tags","operator":"none of","value":["t"]}]'}, ["a"]),
    ],
)
def test_the_list_is_filtered(client: TestClient, params: dict[str, Any], names: list[str]) -> None:
    make(client, "b", labels=["production"], tags=["t"])
    make(client, "b")
    make(client, "a")
    assert [line["name"] for line in client.get(PROMPTS, params=params).json()["data"]] == names


def test_a_prompt_stands_inside_of_another(client: TestClient) -> None:
    tone = make(client, "tone", "Be {{style}}.", labels=["production"])
    content = f"{tag('tone', label='production')} Answer."
    bot = make(client, "bot", [{"role": "system", "content": content}], type="chat", labels=["production"])
    found = read(client, "bot")
    assert found["prompt"] == [{"role": "system", "content": "Be {{style}}. Answer."}]
    assert found["resolutionGraph"] == {
        "root": {"name": "bot", "version": 1, "id": bot["id"]},
        "dependencies": {bot["id"]: [{"name": "tone", "version": 1, "id": tone["id"]}]},
    }
    plain = read(client, "bot", resolve="false")
    assert (plain["prompt"], plain["resolutionGraph"]) == ([{"role": "system", "content": content}], None)


def test_references_must_lead_to_a_text_and_end(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "not found" in refused(client, prompt=tag("tone", version=1))
    make(client, "bot", [{"role": "user", "content": "x"}], type="chat")
    assert "not a text prompt" in refused(client, prompt=tag("bot", version=1))
    make(client, "d0", "x")
    for depth in range(1, 6):
        make(client, f"d{depth}", tag(f"d{depth - 1}", version=1))
    assert "deep" in refused(client, prompt=tag("d5", version=1))
    assert "Circular" in refused(client, prompt=tag("greeting", version=1))
    assert "Circular" in client.post(PROMPTS, json={"name": "d0", "prompt": tag("d3", version=1)}).text
    monkeypatch.setattr(prompt_resolution, "LONGEST", 100)
    make(client, "long", "y" * 60)
    assert "more than 100" in refused(client, prompt=tag("long", version=1) * 2)


def test_a_reference_that_leads_nowhere_any_more_is_a_400(client: TestClient) -> None:
    make(client, "tone", labels=["production"])
    make(client, "bot", tag("tone", label="production"), labels=["production"])
    make(client, "tone", "again")
    answer = client.delete(f"{PROMPTS}/tone", params={"version": 1})
    assert (answer.status_code, "depends on it" in answer.text) == (400, True)
    client.patch(f"{PROMPTS}/tone/versions/2", json={"newLabels": ["production"]})
    assert client.delete(f"{PROMPTS}/tone", params={"version": 1}).status_code == 204
    assert read(client, "bot")["prompt"] == "again"
    assert client.delete(f"{PROMPTS}/tone").status_code == 400


def test_versions_labels_and_whole_prompts_are_deleted(client: TestClient) -> None:
    for _ in range(3):
        make(client, labels=["production"])
    assert client.delete(f"{PROMPTS}/greeting", params={"version": 3}).status_code == 204
    assert status(client, "greeting") == 404
    assert read(client, "greeting", label="latest")["version"] == 2
    answer = client.delete(f"{PROMPTS}/greeting", params={"label": "latest"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert client.get(PROMPTS).json()["data"][0]["versions"] == [1]
    assert client.delete(f"{PROMPTS}/greeting").status_code == 204
    assert client.delete(f"{PROMPTS}/greeting").status_code == 404
    assert make(client)["version"] == 1


def test_an_observation_is_linked_to_the_version_that_it_used(client: TestClient) -> None:
    made = make(client)
    used = {"id": "o", "traceId": "t", "promptName": "greeting", "promptVersion": 1}
    unknown = {"id": "u", "traceId": "t", "promptName": "greeting", "promptVersion": 2}
    client.post(
        "/api/public/ingestion", json=batch(event("generation-create", used), event("generation-create", unknown))
    )
    link = ("promptId", "promptName", "promptVersion")
    found = client.get("/api/public/observations/o").json()
    assert [found[key] for key in link] == [made["id"], "greeting", 1]
    found = client.get("/api/public/observations/u").json()
    assert [found[key] for key in link] == [None, None, None]
