"""What is refused goes to the inbox with its bytes: whatever was sent is stored, or there."""

import json
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from server.events import batch, event
from server.test_otlp_routes import PROTOBUF, SPAN, export
from tracedesk.formats import langfuse_batch
from tracedesk.formats.batch import Batch
from tracedesk.formats.decoding import Task, decode
from tracedesk.queries.inbox import InboxLine, inbox_count, inbox_lines, refusal
from tracedesk.queries.traces import TraceFilter, trace_ids
from tracedesk.records.trace import Trace
from tracedesk.runtime import Runtime
from tracedesk.store import inbox as inbox_module
from tracedesk.workflows.retry_refusals import Retried, retry_refusals

INGESTION = "/api/public/ingestion"
SCORES = "/api/public/scores"
JSON = {"content-type": "application/json"}
GOOD = event("trace-create", {"id": "good"}, id="e-good")
BAD = event("trace-create", {"id": 5}, id="e-bad")


def lines(runtime: Runtime) -> list[InboxLine]:
    return inbox_lines(runtime.database, runtime.project_id)


def payload(runtime: Runtime, item: int) -> bytes:
    found = refusal(runtime.database, runtime.project_id, item)
    assert found is not None
    return found.payload


def retry(runtime: Runtime) -> Retried:
    items = [line.item for line in lines(runtime)]
    return retry_refusals(
        runtime.database, runtime.writer, runtime.project_id, items, lambda done, total: None, lambda: False
    )


def test_a_batch_with_a_bad_event_is_kept_as_it_was_sent(client: TestClient, runtime: Runtime) -> None:
    sent = json.dumps(batch(GOOD, BAD)).encode()
    headers = {"x-langfuse-sdk-name": "python", "x-langfuse-sdk-version": "2.60.10"}
    assert client.post(INGESTION, content=sent, headers=headers).status_code == 207
    (line,) = lines(runtime)
    assert (line.client, line.way, line.encoding) == ("python 2.60.10", INGESTION, "langfuse")
    assert (line.refused_count, line.times, line.size) == (1, 1, len(sent))
    assert line.reason == "body.id must be a string"
    assert payload(runtime, line.item) == sent
    assert list(trace_ids(runtime.database, TraceFilter(project_id=runtime.project_id))) == ["good"]


def test_a_batch_that_is_taken_leaves_nothing_there(client: TestClient, runtime: Runtime) -> None:
    client.post(INGESTION, json=batch(GOOD))
    client.post("/v1/traces", json=export())
    assert inbox_count(runtime.database, runtime.project_id) == 0


@pytest.mark.parametrize(
    ("path", "body", "headers", "reason"),
    [
        (INGESTION, b"{nonsense", {}, "The body is not JSON"),
        ("/v1/traces", b"\x0a\xff\xff", PROTOBUF, "Invalid OTLP trace export"),
        ("/v1/traces", json.dumps(export(traceId="")).encode(), {"Content-Type": "application/json"}, "no traceId"),
        ("/v1/logs", b"\x0a\xff\xff", PROTOBUF, "Invalid OTLP log export"),
    ],
)
def test_what_cannot_be_read_at_all_is_kept(
    client: TestClient, runtime: Runtime, path: str, body: bytes, headers: dict[str, str], reason: str
) -> None:
    assert client.post(path, content=body, headers=headers).status_code == 400
    (line,) = lines(runtime)
    assert (line.way, line.refused_count, reason in line.reason) == (path, None, True)
    assert payload(runtime, line.item) == body


def test_what_is_sent_again_is_there_once(client: TestClient, runtime: Runtime) -> None:
    for _ in range(3):  # SDKs send a batch with an error three times
        client.post(INGESTION, json=batch(GOOD, BAD))
    (line,) = lines(runtime)
    assert line.times == 3


def test_a_client_without_a_right_key_leaves_nothing(client: TestClient, runtime: Runtime) -> None:
    client.auth = ("pk-lf-test", "wrong")
    assert client.post(INGESTION, json=batch(BAD)).status_code == 401
    assert inbox_count(runtime.database, runtime.project_id) == 0


def test_the_oldest_make_room(client: TestClient, runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox_module, "MOST_ITEMS", 2)
    for number in range(4):
        client.post(INGESTION, content=f"{{{number}")
    assert [payload(runtime, line.item) for line in lines(runtime)] == [b"{3", b"{2"]


def test_what_is_refused_again_stays(client: TestClient, runtime: Runtime) -> None:
    client.post(INGESTION, json=batch(GOOD, BAD))
    client.post(INGESTION, content=b"{nonsense")
    assert retry(runtime) == Retried(understood=0, refused=2)
    assert [line.refused_count for line in lines(runtime)] == [None, 1]


def test_what_is_understood_now_is_stored_and_leaves(
    client: TestClient, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post(INGESTION, json=batch(GOOD, BAD))
    mended = Batch([Trace(trace_id="5", said_ns=1)], accepted=("e-bad",))
    monkeypatch.setattr(langfuse_batch, "decode", lambda payload, only: mended)
    assert retry(runtime) == Retried(understood=1, refused=0)
    assert lines(runtime) == []
    assert set(trace_ids(runtime.database, TraceFilter(project_id=runtime.project_id))) == {"good", "5"}


some_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=3,
)
ids = st.text("abc", min_size=1, max_size=3)
bodies = st.fixed_dictionaries({}, optional={"id": ids | some_json, "name": some_json, "tags": some_json})
events = st.builds(lambda kind, body, number: event(kind, {}, id=f"e{number}") | {"body": body},
    st.sampled_from(["trace-create", "span-create", "nonsense"]), bodies | some_json, st.integers(0, 10**9),
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(sent=st.lists(events, max_size=6, unique_by=lambda one: one["id"]))
def test_what_was_sent_is_stored_or_in_the_inbox(client: TestClient, runtime: Runtime, sent: list[Any]) -> None:
    before = sum(line.refused_count or 0 for line in lines(runtime) for _ in range(line.times))
    answer = client.post(INGESTION, json=batch(*sent)).json()
    after = sum(line.refused_count or 0 for line in lines(runtime) for _ in range(line.times))
    stored = [one["id"] for one in answer["successes"]]
    assert len(stored) + after - before == len(sent)
    for one in sent:
        if one["id"] in stored and one["type"] == "trace-create":
            trace_id = one["body"].get("id") or one["id"]
            assert client.get(f"/api/public/traces/{quote(trace_id, safe='')}").status_code == 200


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(spans=st.lists(st.fixed_dictionaries({"spanId": st.sampled_from(["", "00f067aa0ba902b7"]), "name": some_json})))
def test_an_export_is_stored_or_in_the_inbox(client: TestClient, runtime: Runtime, spans: list[Any]) -> None:
    told = [SPAN | span for span in spans]
    body = {"resourceSpans": [{"scopeSpans": [{"spans": told}]}]}
    before = sum(line.times for line in lines(runtime))
    status = client.post("/v1/traces", json=body).status_code
    assert sum(line.times for line in lines(runtime)) - before == (status != 200)


some_scores = st.fixed_dictionaries(
    {"name": st.sampled_from(["n", "", 5]), "value": st.sampled_from([1, "good", None, []])},
    optional={"traceId": st.sampled_from(["t", ""]), "sessionId": st.just("s"), "configId": st.just("nobody's")},
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(sent=st.lists(some_scores | some_json, max_size=6))
def test_each_score_of_a_list_is_stored_or_in_the_inbox(client: TestClient, runtime: Runtime, sent: list[Any]) -> None:
    before = {line.item for line in lines(runtime)}
    stored = client.get("/api/public/v2/scores").json()["meta"]["totalItems"]
    answer = client.post(SCORES, json=sent).json()
    stored = client.get("/api/public/v2/scores").json()["meta"]["totalItems"] - stored
    kept = [json.loads(payload(runtime, line.item)) for line in lines(runtime) if line.item not in before]
    if stored == len(sent):
        assert kept == []
    elif kept:  # unless the very same were refused before
        assert stored + len(kept[0]) == len(sent)
        assert all(one in sent for one in kept[0])
    assert answer.get("accepted", len(sent)) == stored


WAYS = (
    (INGESTION, JSON),
    (SCORES, JSON),
    ("/v1/traces", PROTOBUF),
    ("/v1/traces", JSON),
    ("/v1/logs", PROTOBUF),
    ("/v1/logs", JSON),
    ("/v1/metrics", PROTOBUF),
    ("/v1/metrics", JSON),
    ("/v1/traces", JSON | {"content-encoding": "gzip"}),
    ("/v1/traces", {"content-type": "text/plain"}),
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(way=st.sampled_from(WAYS), content=st.binary(max_size=40) | some_json.map(lambda one: json.dumps(one).encode()))
def test_any_bytes_are_taken_or_in_the_inbox(
    client: TestClient, runtime: Runtime, way: tuple[str, dict[str, str]], content: bytes
) -> None:
    path, headers = way
    before = sum(line.times for line in lines(runtime))
    answer = client.post(path, content=content, headers=headers)
    assert answer.status_code < 500
    refused = answer.status_code >= 400 or (path == INGESTION and bool(answer.json()["errors"]))
    refused = refused or (answer.status_code == 207 and path == SCORES)
    assert sum(line.times for line in lines(runtime)) - before == refused


def test_a_score_that_is_refused_is_kept(client: TestClient, runtime: Runtime) -> None:
    sent = json.dumps({"name": "brevity", "value": 1}).encode()
    assert client.post(SCORES, content=sent).status_code == 400
    (line,) = lines(runtime)
    assert (line.way, line.encoding, line.refused_count) == (SCORES, "langfuse-scores", None)
    assert line.reason == "Provide exactly one of traceId, sessionId, datasetRunId"
    assert payload(runtime, line.item) == sent


def test_of_a_list_of_scores_the_refused_ones_are_kept(client: TestClient, runtime: Runtime) -> None:
    good, bad = {"name": "n", "value": 1, "traceId": "t"}, {"name": "n", "value": 1}
    misfit = good | {"configId": "nobody's", "id": "m"}
    assert client.post(SCORES, json=[good, bad, misfit]).json()["rejected"] == 2
    (line,) = lines(runtime)
    assert line.refused_count == 2
    assert json.loads(payload(runtime, line.item)) == [bad, misfit]
    assert retry(runtime) == Retried(0, 1)
    assert len(client.get("/api/public/v2/scores").json()["data"]) == 1


def test_scores_without_ids_are_not_stored_twice_however_often_they_are_tried(
    client: TestClient, runtime: Runtime
) -> None:
    sent = b'[{"name": "n", "value": 1, "traceId": "t"}, {"name": 5}]'
    for _ in range(2):
        batch_of_scores = decode(Task("langfuse-scores", now_ns=1), sent)
        runtime.writer.save(runtime.project_id, batch_of_scores.records).result()
    assert len(client.get("/api/public/v2/scores").json()["data"]) == 1


@pytest.mark.parametrize(
    ("way", "headers", "content", "reason"),
    [
        ("/v1/traces", PROTOBUF | {"content-encoding": "gzip"}, b"no gzip", "The body is not valid gzip"),
        ("/v1/traces", PROTOBUF | {"content-encoding": "br"}, b"packed", "Content-Encoding 'br' cannot be read"),
        ("/v1/traces", {"content-type": "text/plain"}, b"spans", "Content-Type 'text/plain' is not OTLP"),
        ("/v1/traces", PROTOBUF | {"x-langfuse-ingestion-version": "9"}, b"", "x-langfuse-ingestion-version is '9'"),
        ("/v1/logs", {"content-type": "text/plain"}, b"logs", "Content-Type 'text/plain' is not OTLP"),
        ("/v1/metrics", PROTOBUF, b"no metrics", "Invalid OTLP metrics export"),
        (INGESTION, {"content-encoding": "zstd"}, b"no zstd", "The body is not valid zstd"),
        (SCORES, {"content-encoding": "gzip"}, b"no gzip", "The body is not valid gzip"),
        (SCORES, {}, b"no JSON", "The body is not JSON"),
    ],
)
def test_bytes_of_which_nobody_knows_what_they_are_are_kept(
    client: TestClient, runtime: Runtime, way: str, headers: dict[str, str], content: bytes, reason: str
) -> None:
    assert client.post(way, content=content, headers=headers).status_code == 400
    (line,) = lines(runtime)
    assert line.way == way
    assert line.reason.startswith(reason)
    assert payload(runtime, line.item) == content
