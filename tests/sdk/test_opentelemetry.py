"""A program traced with plain OpenTelemetry needs nothing but the exporter's own variables."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from sdk.client_program import Finished, basic_auth, finish, running
from sdk.environments import OPENTELEMETRY
from sdk.normal_tree import named, own_metadata, tree_of
from sdk.reading import Reader
from sdk.story import serving

WAYS = ("with-key", "without-key", "gzip")


@dataclass(frozen=True, slots=True)
class Exported:
    """The same program three times, by the way that its spans went; each way names the trace."""

    reader: Reader
    said: dict[str, Finished]


def variables_of(way: str, url: str) -> dict[str, str]:
    if way == "without-key":
        return {"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": f"{url}/v1/traces"}
    header = f"Authorization={basic_auth().replace(' ', '%20')}"
    keyed = {"OTEL_EXPORTER_OTLP_ENDPOINT": f"{url}/api/public/otel", "OTEL_EXPORTER_OTLP_HEADERS": header}
    return keyed | ({"OTEL_EXPORTER_OTLP_COMPRESSION": "gzip"} if way == "gzip" else {})


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Exported]:
    folder = tmp_path_factory.mktemp(OPENTELEMETRY)
    with serving(folder) as server, Reader(server.url) as reader, ExitStack() as stack:
        script = "opentelemetry/spans.py"
        programs = {
            way: stack.enter_context(running(OPENTELEMETRY, script, variables_of(way, server.url), way)) for way in WAYS
        }
        yield Exported(reader, {way: finish(program) for way, program in programs.items()})


@pytest.mark.parametrize("way", WAYS)
def test_the_exporter_has_nothing_to_complain_about(exported: Exported, way: str) -> None:
    assert exported.said[way].complaints == ""


@pytest.mark.parametrize("way", WAYS)
def test_spans_become_one_tree(exported: Exported, way: str) -> None:
    call = {
        "type": "GENERATION", "name": "chat gpt-stub", "level": "DEFAULT", "model": "gpt-stub-2026-03-01",
        "modelParameters": {"temperature": "0.2"}, "usageDetails": {"input": 12, "output": 3, "total": 15},
        "input": [{"role": "user", "content": "weather?"}], "output": [{"role": "assistant", "content": "sunny"}],
    }  # fmt: skip
    failed = {"type": "SPAN", "name": "look up", "level": "ERROR", "statusMessage": "KeyError: 'Rome'"}
    payload = {"input": "Paris ☂", "output": "sunny"}
    root = {"type": "SPAN", "name": way, "level": "DEFAULT", **payload, "children": [call, failed]}
    assert tree_of(exported.reader.trace(name=way)) == {
        "name": way, "userId": "ada", "sessionId": "trip-1", "environment": "lab", **payload, "scores": [],
        "children": [root],
    }  # fmt: skip


def test_the_exception_event_tells_where_it_came_from(exported: Exported) -> None:
    [event] = named(exported.reader.trace(name="with-key"), "look up")["metadata"]["events"]
    assert (event["name"], event["attributes"]["exception.type"]) == ("exception", "KeyError")
    assert "in look_up\n" in event["attributes"]["exception.stacktrace"]


def test_what_has_no_field_of_its_own_is_kept_in_the_metadata(exported: Exported) -> None:
    root = named(exported.reader.trace(name="with-key"), "with-key")
    assert own_metadata(root) == {}
    assert root["metadata"]["attributes"]["retries"] == "3"
    assert root["metadata"]["resourceAttributes"]["service.name"] == "weather-worker"
    assert root["metadata"]["scope"] == {"name": "weather", "version": "1.4"}
    assert [event["name"] for event in root["metadata"]["events"]] == ["gave up"]
