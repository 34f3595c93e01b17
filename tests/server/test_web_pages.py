"""The addresses that SDKs print lead to a page that names the thing, and has nothing active in it."""

from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from server.events import batch, event
from tracedesk.runtime import Runtime

MOMENT = "2026-03-01T09:15:00.000Z"


class Page(HTMLParser):
    """``tags`` are the names of all elements, ``text`` is what a person reads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def tell_of_trace(client: TestClient, name: str) -> None:
    told = event("trace-create", {"id": "t/1", "name": name, "timestamp": MOMENT}, MOMENT)
    assert client.post("/api/public/ingestion", json=batch(told)).status_code == 207


@pytest.mark.parametrize("path", ["/project/{project}/traces/t%2F1", "/trace/t%2F1"])
def test_a_trace_is_named_without_a_key(client: TestClient, runtime: Runtime, path: str) -> None:
    tell_of_trace(client, "chat")
    client.auth = None
    answer = client.get(path.format(project=runtime.project_id))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    page = Page(answer.text)
    assert "Trace chat" in page.text
    assert "began at 2026-03-01T09:15:00.000Z" in page.text
    assert "t/1" in page.text


def test_the_path_that_a_trace_gives_leads_to_its_page(client: TestClient) -> None:
    tell_of_trace(client, "chat")
    path = client.get("/api/public/traces/t%2F1").json()["htmlPath"]
    assert "Trace chat" in client.get(path).text


def test_names_from_outside_stay_text(client: TestClient) -> None:
    tell_of_trace(client, "<script>alert(1)</script>{id}")
    answer = client.get("/trace/t%2F1")
    page = Page(answer.text)
    assert "<script>alert(1)</script>{id}" in page.text
    assert set(page.tags) == {"html", "head", "meta", "title", "body", "h1", "p"}
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_run_and_an_experiment_are_named(client: TestClient, runtime: Runtime) -> None:
    client.post("/api/public/v2/datasets", json={"name": "capitals"})
    client.post("/api/public/dataset-items", json={"datasetName": "capitals", "id": "i1"})
    item = {"runName": "first", "datasetItemId": "i1", "traceId": "t1"}
    run_id = client.post("/api/public/dataset-run-items", json=item).json()["datasetRunId"]
    page = Page(client.get(f"/project/{runtime.project_id}/datasets/any/runs/{run_id}").text)
    assert "Run first" in page.text
    assert "the dataset capitals" in page.text


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/trace/nobody", "Unknown trace"),
        ("/project/p/datasets/d/runs/r", "Unknown run"),
        ("/project/p/experiments/results?baseline=e", "Unknown experiment"),
        ("/project/p/experiments/results", "Unknown experiment"),
    ],
)
def test_what_is_not_there_is_404_with_a_sentence(client: TestClient, path: str, title: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert title in Page(answer.text).text
