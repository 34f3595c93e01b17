"""Media over the wire: announced, uploaded to Tracedesk itself, read back (wire protocol, 5.8 and 5.11)."""

import base64
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from server.dataset_calls import API, invalid, post, refusal
from server.test_odd_datasets import VALUES
from tracedesk.formats.times import parse_time
from tracedesk.records.units import NS_PER_S
from tracedesk.runtime import Runtime
from tracedesk.server import media_urls
from tracedesk.store.database import rows
from tracedesk.store.projects import save_key

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9
SCRIPT = b"<html><script>alert(1)</script></html>"
OK = (200, {"message": "OK"})
UPLOADED_AT = "2026-03-01T10:00:00.000Z"
OTHER = ("pk-other", "sk-other")
OF_ITEM = {"traceId": None, "datasetId": "d", "datasetItemId": "i"}
WRONG_HASH = f"The SHA-256 of the body is not the announced one, {base64.b64encode(sha256(PNG).digest()).decode()}."


def hash_of(data: bytes) -> str:
    return base64.b64encode(sha256(data).digest()).decode()


def id_of(data: bytes) -> str:
    """As the clients count it."""
    return hash_of(data).replace("+", "-").replace("/", "_")[:22]


def announcement(data: bytes = PNG, content_type: str = "image/png", **more: Any) -> dict[str, Any]:
    told = {"contentType": content_type, "contentLength": len(data), "sha256Hash": hash_of(data)}
    return told | ({"traceId": "t", "observationId": None, "field": "input"} if "datasetId" not in more else {}) | more


def announce(client: TestClient, data: bytes = PNG, content_type: str = "image/png", **more: Any) -> str | None:
    answer = client.post(f"{API}/media", json=announcement(data, content_type, **more))
    assert answer.status_code == 201, answer.text
    assert answer.json().keys() == {"mediaId", "uploadUrl"}
    assert answer.json()["mediaId"] == id_of(data)
    url: str | None = answer.json()["uploadUrl"]
    return url


def put(client: TestClient, url: str | None, data: bytes = PNG, **headers: str) -> tuple[int, Any]:
    """Upload as the Python clients do: without a key."""
    assert url is not None
    sent = {"Content-Type": "image/png", "x-ms-blob-type": "BlockBlob", "x-amz-checksum-sha256": hash_of(data)}
    answer = client.put(url, content=data, headers=sent | headers, auth=None)
    return answer.status_code, answer.json() if answer.content else None


def upload(client: TestClient, data: bytes = PNG, content_type: str = "image/png", **more: Any) -> None:
    assert put(client, announce(client, data, content_type, **more), data) == (200, None)


def patch(client: TestClient, media_id: str, status: Any, **more: Any) -> tuple[int, Any]:
    body = {"uploadedAt": UPLOADED_AT, "uploadHttpStatus": status, "uploadHttpError": "", "uploadTimeMs": 12} | more
    answer = client.patch(f"{API}/media/{media_id}", json=body)
    return answer.status_code, answer.json()


def get(client: TestClient, data: bytes = PNG) -> dict[str, Any]:
    answer = client.get(f"{API}/media/{id_of(data)}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def files(runtime: Runtime) -> list[Path]:
    return [path for path in (runtime.paths.data_dir / "media").rglob("*") if path.is_file()]


def missing(media_id: str) -> tuple[int, dict[str, str]]:
    message = f"Media {media_id} not found within authorized project"
    return 404, {"message": message, "error": "LangfuseNotFoundError"}


@pytest.fixture
def other_project(runtime: Runtime) -> None:
    with runtime.database.atomic():
        runtime.database.execute_sql("INSERT INTO project (project_id, name, created_ns) VALUES ('other', 'Other', 1)")
    save_key(runtime.database, "other", *OTHER, 1)


def test_the_whole_way_of_an_image(client: TestClient, runtime: Runtime) -> None:
    url = announce(client)
    assert refusal(client, "GET", f"media/{id_of(PNG)}") == missing(id_of(PNG))
    assert put(client, url) == (200, None)
    assert patch(client, id_of(PNG), 200) == OK
    media = get(client)
    assert media | {"url": "", "urlExpiry": ""} == {
        "mediaId": id_of(PNG), "contentType": "image/png", "contentLength": len(PNG), "uploadedAt": UPLOADED_AT,
        "url": "", "urlExpiry": "",
    }  # fmt: skip
    answer = client.get(media["url"], auth=None)
    assert (answer.status_code, answer.content) == (200, PNG)
    [file] = files(runtime)
    assert (file.name, file.read_bytes()) == (sha256(PNG).hexdigest(), PNG)
    assert file.stat().st_mode & 0o077 == 0
    assert announce(client) is None


def test_an_upload_alone_is_enough(client: TestClient) -> None:
    upload(client)
    assert get(client)["contentLength"] == len(PNG)


def test_addresses_are_of_the_host_and_port_that_the_client_used(client: TestClient) -> None:
    body = announcement()
    for host in ("localhost:3000", "127.0.0.1:4517", "[::1]:9"):
        url = client.post(f"{API}/media", json=body, headers={"Host": host}).json()["uploadUrl"]
        assert url.startswith(f"http://{host}/")
    put(client, url)
    found = client.get(f"{API}/media/{id_of(PNG)}", headers={"Host": "localhost:3000"}).json()
    assert found["url"].startswith("http://localhost:3000/")


def test_the_same_bytes_are_stored_once(client: TestClient, runtime: Runtime, other_project: None) -> None:
    upload(client)
    assert announce(client, traceId="t2", observationId="o", field="metadata") is None
    assert announce(client, content_type="image/jpg") is not None
    answer = client.post(f"{API}/media", json=announcement(), auth=OTHER).json()
    assert put(client, answer["uploadUrl"]) == (200, None)
    assert len(files(runtime)) == 1
    assert rows(runtime.database, "SELECT count(*) FROM media") == [(2,)]
    links = "SELECT trace_id, observation_id, field FROM trace_media WHERE project_seq = 1 ORDER BY trace_id"
    assert rows(runtime.database, links) == [("t", "", "input"), ("t2", "o", "metadata")]


def test_bytes_that_got_lost_are_asked_for_again(client: TestClient, runtime: Runtime) -> None:
    upload(client)
    files(runtime)[0].unlink()
    assert client.get(get(client)["url"], auth=None).status_code == 404
    upload(client)
    assert client.get(get(client)["url"], auth=None).content == PNG


def test_another_project_does_not_see_it(client: TestClient, other_project: None) -> None:
    upload(client)
    assert client.get(f"{API}/media/{id_of(PNG)}", auth=OTHER).status_code == 404
    body = {"uploadedAt": UPLOADED_AT, "uploadHttpStatus": 200}
    assert client.patch(f"{API}/media/{id_of(PNG)}", json=body, auth=OTHER).status_code == 404


@pytest.mark.parametrize(
    ("data", "headers", "sentence"),
    [
        (PNG[:-1], {}, f"The body has {len(PNG) - 1} bytes; {len(PNG)} were announced."),
        (PNG + b"x", {}, f"The body has {len(PNG) + 1} bytes; {len(PNG)} were announced."),
        (b"x" * 3_000_000, {}, f"The body has 3000000 bytes; {len(PNG)} were announced."),
        (b"", {}, f"The body has 0 bytes; {len(PNG)} were announced."),
        (PNG[:-1] + b"x", {}, WRONG_HASH),
        (PNG, {"x-amz-checksum-sha256": hash_of(b"")}, WRONG_HASH),
    ],
)  # fmt: skip
def test_other_bytes_than_announced_are_refused(
    client: TestClient, runtime: Runtime, data: bytes, headers: dict[str, str], sentence: str
) -> None:
    url = announce(client)
    assert put(client, url, data, **headers) == (400, {"message": sentence, "error": "InvalidRequestError"})
    assert files(runtime) == []
    assert refusal(client, "GET", f"media/{id_of(PNG)}") == missing(id_of(PNG))
    assert put(client, url) == (200, None)


def test_large_bytes_arrive_in_parts(client: TestClient) -> None:
    data = bytes(range(256)) * 4096 * 5 + b"end"
    upload(client, data, "application/octet-stream")
    assert client.get(get(client, data)["url"], auth=None).content == data


def test_no_header_but_the_bytes_is_needed(client: TestClient) -> None:
    url = announce(client)
    assert url is not None
    assert client.put(url, content=PNG, auth=None).status_code == 200


def test_an_address_serves_its_purpose_alone(client: TestClient, other_project: None) -> None:
    up = announce(client)
    put(client, up)
    down = get(client)["url"]
    body = announcement(SCRIPT, "text/html")
    other = client.post(f"{API}/media", json=body, auth=OTHER).json()["uploadUrl"]
    assert up is not None
    for method, url in (
        ("GET", up),
        ("PUT", down),
        ("GET", down.split("?")[0]),
        ("GET", down[:-1] + ("0" if down[-1] != "0" else "1")),
        ("GET", down.replace("expires=", "expires=9")),
        ("PUT", other.replace(other.split("?")[0], up.split("?")[0])),
        ("GET", down.replace("media-files/1", "media-files/99")),
        ("GET", down.replace("media-files/1", f"media-files/{'9' * 40}")),
        ("GET", down.replace("media-files/1", "media-files/x")),
        ("GET", down.replace("signature=", "signature=%ff%00ä")),
    ):
        answer = client.request(method, url, content=PNG if method == "PUT" else None, auth=None)
        assert (answer.status_code, answer.json()["error"]) == (403, "ForbiddenError")
    assert client.head(down, auth=None).status_code == 200


def test_an_address_expires(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    upload(client)
    media = get(client)
    expires_s = int(media["url"].partition("expires=")[2].partition("&")[0])
    assert parse_time(media["urlExpiry"]) == expires_s * NS_PER_S
    monkeypatch.setattr(media_urls.time, "time", lambda: expires_s + 0.5)
    answer = client.get(media["url"], auth=None)
    assert (answer.status_code, answer.json()["error"]) == (403, "ForbiddenError")


@pytest.mark.parametrize(
    ("data", "told", "served"),
    [
        (PNG, "image/png", "image/png"),
        (SCRIPT, "text/html", "text/plain; charset=utf-8"),
        (b'<svg onload="alert(1)"/>', "image/svg+xml", "text/plain; charset=utf-8"),
        (SCRIPT, "image/png", "application/octet-stream"),
        (SCRIPT, "application/pdf", "application/octet-stream"),
        (PNG, "text/html", "application/octet-stream"),
        (b"Gr\xc3\xbc\xc3\x9fe", "text/plain", "text/plain; charset=utf-8"),
    ],
)
def test_bytes_are_never_handed_out_as_something_that_runs(
    client: TestClient, data: bytes, told: str, served: str
) -> None:
    upload(client, data, told)
    media = get(client, data)
    answer = client.get(media["url"], auth=None)
    assert (media["contentType"], answer.content) == (told, data)
    assert answer.headers["content-type"] == served
    assert answer.headers["content-disposition"] == f'attachment; filename="{id_of(data)}"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"


def test_a_part_of_the_bytes_can_be_asked_for(client: TestClient) -> None:
    upload(client)
    answer = client.get(get(client)["url"], headers={"Range": "bytes=1-3"}, auth=None)
    assert (answer.status_code, answer.content) == (206, b"PNG")


def test_a_failed_upload_is_reported(client: TestClient) -> None:
    announce(client)
    assert patch(client, id_of(PNG), 403, uploadHttpError="e" * 9_000) == OK
    assert refusal(client, "GET", f"media/{id_of(PNG)}") == missing(id_of(PNG))
    assert announce(client) is not None
    for status in (200, 201):
        assert patch(client, id_of(PNG), status, uploadHttpError=None, uploadTimeMs=None) == OK
        assert get(client)["uploadedAt"] == UPLOADED_AT
    upload(client)
    patch(client, id_of(PNG), 500)
    assert client.get(get(client)["url"], auth=None).content == PNG


def test_an_unknown_id_is_a_404(client: TestClient) -> None:
    assert patch(client, "nobody's", 200) == missing("nobody's")
    assert refusal(client, "GET", "media/nobody's") == missing("nobody's")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"contentType": "text/x-shellscript"}, "contentType must be one of image/png, "),
        ({"contentType": None}, "contentType must be one of image/png, "),
        ({"contentLength": 0}, "contentLength must be a number of bytes from 1 to 1000000000"),
        ({"contentLength": 10**9 + 1}, "contentLength must be a number of bytes from 1 to 1000000000"),
        ({"contentLength": None}, "contentLength must be a number of bytes from 1 to 1000000000"),
        ({"contentLength": "5"}, "contentLength must be a whole number"),
        ({"sha256Hash": None}, "sha256Hash is required"),
        ({"sha256Hash": "ä"}, "sha256Hash must be the SHA-256 of the bytes in base64"),
        ({"sha256Hash": "A" * 40}, "sha256Hash must be the SHA-256 of the bytes in base64"),
        ({"sha256Hash": "A" * 42 + "B="}, "sha256Hash must be the SHA-256 of the bytes in base64"),
        ({"sha256Hash": sha256(PNG).hexdigest()}, "sha256Hash must be the SHA-256 of the bytes in base64"),
        ({"traceId": None}, "traceId is required, or else datasetId and datasetItemId"),
        ({"traceId": None, "datasetId": "d"}, "traceId is required, or else datasetId and datasetItemId"),
        ({"datasetId": "d", "datasetItemId": "i"}, "traceId excludes datasetId and datasetItemId"),
        ({"field": "expectedOutput"}, "field must be a field of traces"),
        (
            OF_ITEM | {"field": "output"},
            "field must be a field of dataset",
        ),
        (
            OF_ITEM | {"observationId": "o"},
            "observationId needs traceId",
        ),
        ({"field": None}, "field must be one of input, output, expectedOutput, metadata"),
        ({"field": "id"}, "field must be one of input, output, expectedOutput, metadata"),
    ],
)
def test_a_wrong_announcement_is_a_400(client: TestClient, change: dict[str, Any], fault: str) -> None:
    body = announcement() | {"traceId": "t", "field": "input"} | change
    status, told = refusal(client, "POST", "media", json=body)
    assert (status, told["message"]) == (400, "Invalid request data")
    assert told["error"][0]["message"].startswith(f"body.{fault}")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"uploadedAt": None}, "body.uploadedAt is required"),
        ({"uploadHttpStatus": None}, "body.uploadHttpStatus is required"),
        ({"uploadHttpStatus": "200"}, "body.uploadHttpStatus must be a whole number"),
        ({"uploadHttpError": 5}, "body.uploadHttpError must be a string"),
        ({"uploadTimeMs": 0.5}, "body.uploadTimeMs must be a whole number"),
    ],
)
def test_a_wrong_report_is_a_400(client: TestClient, change: dict[str, Any], fault: str) -> None:
    announce(client)
    assert patch(client, id_of(PNG), 200, **change) == invalid("body", fault)


def test_two_hashes_that_would_share_an_id_are_a_conflict(client: TestClient) -> None:
    announce(client)
    digest = sha256(PNG).digest()
    twin = base64.b64encode(digest[:20] + bytes(12)).decode()
    status, told = refusal(client, "POST", "media", json=announcement(sha256Hash=twin))
    assert (status, told["error"]) == (409, "LangfuseConflictError")


def test_media_need_a_key(client: TestClient) -> None:
    for method, path in (("POST", "media"), ("GET", "media/x"), ("PATCH", "media/x")):
        assert client.request(method, f"{API}/{path}", auth=None).status_code == 401


def test_items_name_their_media(client: TestClient) -> None:
    dataset = post(client, "v2/datasets", name="d")
    for data, field in ((PNG, "input"), (SCRIPT, "expectedOutput")):
        upload(client, data, "text/html", datasetId=dataset["id"], datasetItemId="i", field=field, traceId=None)
    image, page, strange = (
        f"@@@langfuseMedia:type=text/html|id={one}|source=bytes@@@" for one in (id_of(PNG), id_of(SCRIPT), "nobody's")
    )
    values = {
        "input": {"image": image, "gallery": [image, strange, f"see {image}"], "matrix": [[page]]},
        "expectedOutput": page,
        "metadata": {"it's": {"page": page}},
    }
    item = post(client, "dataset-items", datasetName="d", id="i", **values)
    assert {key: item[key] for key in values} == values
    told = [(one["field"], one["jsonPath"], one["referenceString"]) for one in item["mediaReferences"]]
    assert told == [
        ("input", "$['image']", image),
        ("input", "$['gallery'][0]", image),
        ("input", "$['matrix'][0][0]", page),
        ("expectedOutput", "$", page),
        ("metadata", "$['it's']['page']", page),
    ]
    media = item["mediaReferences"][0]["media"]
    assert media.keys() == {"mediaId", "contentType", "contentLength", "url", "urlExpiry"}
    assert (media["mediaId"], media["contentType"], media["contentLength"]) == (id_of(PNG), "text/html", len(PNG))
    assert client.get(media["url"], auth=None).content == PNG
    read = (
        client.get(f"{API}/dataset-items/i").json(),
        client.get(f"{API}/dataset-items").json()["data"][0],
        client.get(f"{API}/datasets/d").json()["items"][0],
    )
    for found in read:
        assert [one["jsonPath"] for one in found["mediaReferences"]] == [path for _, path, _ in told]


def test_what_is_not_uploaded_is_not_named(client: TestClient) -> None:
    dataset = post(client, "v2/datasets", name="d")
    announce(client, datasetId=dataset["id"], datasetItemId="i", field="input", traceId=None)
    reference = f"@@@langfuseMedia:type=image/png|id={id_of(PNG)}|source=bytes@@@"
    assert post(client, "dataset-items", datasetName="d", input=reference)["mediaReferences"] == []


def test_media_go_with_the_last_trace_that_uses_them(client: TestClient, runtime: Runtime) -> None:
    upload(client, traceId="a")
    announce(client, traceId="b", observationId="o")
    url = get(client)["url"]
    client.delete(f"{API}/traces/a")
    assert get(client)["mediaId"] == id_of(PNG)
    client.delete(f"{API}/traces/b")
    assert refusal(client, "GET", f"media/{id_of(PNG)}") == missing(id_of(PNG))
    assert client.get(url, auth=None).status_code == 403
    name = sha256(PNG).hexdigest()
    assert rows(runtime.database, "SELECT folder, file FROM file_gone") == [("media", name)]


def test_media_that_an_item_names_outlive_their_trace(client: TestClient) -> None:
    upload(client, traceId="a")
    post(client, "v2/datasets", name="d")
    reference = f"@@@langfuseMedia:type=image/png|id={id_of(PNG)}|source=bytes@@@"
    post(client, "dataset-items", datasetName="d", id="i", input=[reference])
    client.delete(f"{API}/traces/a")
    [found] = client.get(f"{API}/dataset-items/i").json()["mediaReferences"]
    assert client.get(found["media"]["url"], auth=None).content == PNG


def test_references_in_traces_stay_as_they_were_sent(client: TestClient) -> None:
    reference = f"@@@langfuseMedia:type=image/png|id={id_of(PNG)}|source=base64_data_uri@@@"
    inline = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"
    body = {"id": "t", "input": {"image": reference}, "output": inline, "metadata": {"m": reference}}
    event = {"id": "e", "type": "trace-create", "timestamp": UPLOADED_AT, "body": body}
    client.post(f"{API}/ingestion", json={"batch": [event]})
    trace = client.get(f"{API}/traces/t").json()
    assert (trace["input"], trace["output"], trace["metadata"]) == (body["input"], inline, body["metadata"])


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    change=st.dictionaries(
        st.sampled_from((
            "traceId", "observationId", "datasetId", "datasetItemId", "field", "contentType", "contentLength",
            "sha256Hash", "uploadedAt", "uploadHttpStatus", "uploadHttpError", "uploadTimeMs",
        )),
        VALUES,
    )
)  # fmt: skip
def test_any_body_is_answered(client: TestClient, change: dict[str, Any]) -> None:
    announce(client)
    told = announcement() | {"uploadedAt": UPLOADED_AT, "uploadHttpStatus": 200} | change
    for method, path in (("POST", "media"), ("PATCH", f"media/{id_of(PNG)}")):
        answer = client.request(method, f"{API}/{path}", content=json.dumps(told))
        assert answer.status_code in (200, 201, 400, 409)
