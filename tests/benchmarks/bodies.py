"""Runs of the corpus as the bodies of requests, made before any clock starts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count, islice
from typing import Any, Literal, TypeAlias

import orjson
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1 import trace_pb2

from benchmarks.corpus import Corpus, Run, Step
from benchmarks.statements import PARAMETERS, cost_of, usage_of
from process.connection import Body
from tracedesk.formats.json_text import dumps
from tracedesk.formats.times import format_time
from tracedesk.records.json import Json
from tracedesk.records.trace import ObservationType
from tracedesk.records.units import usd

Kind: TypeAlias = Literal["otlp", "langfuse", "small"]
Event: TypeAlias = dict[str, Any]  # as JSON
SPANS_A_BODY = 512
EVENTS_A_BATCH = 100
CREATIONS = ("span-create", "generation-create")
TOLD_AT_THE_END = {"endTime", "output", "level", "statusMessage", "usageDetails", "costDetails"}
RUNS_AT_ONCE = 12
SHARED_TRACES = 50
STEP_EVENTS = (*CREATIONS, "span-update", "generation-update")
SPAN_KINDS: dict[ObservationType, str] = {"GENERATION": "LLM", "SPAN": "CHAIN"}  # others are called alike


def bodies(kind: Kind, corpus: Corpus) -> Iterator[Body]:
    """Yield bodies without end: exports of 512 spans, batches of 100 events, or of a trace and one step."""
    return _MAKERS[kind](corpus.run(number) for number in count())


def _exports(runs: Iterator[Run]) -> Iterator[Body]:
    steps = ((run, step) for run in runs for step in run.steps)
    while group := list(islice(steps, SPANS_A_BODY)):
        yield otlp_body(group)


def _batches(runs: Iterator[Run]) -> Iterator[Body]:
    events = (event for run in runs for event in langfuse_events(run))
    while group := list(islice(events, EVENTS_A_BATCH)):
        yield langfuse_body(group)


def _small_batches(runs: Iterator[Run]) -> Iterator[Body]:
    for run in runs:
        for step in run.steps:
            alone = replace(run, run_id=step.step_id * 2)
            yield langfuse_body([trace_event(alone), step_event(alone, replace(step, parent_id=None))])


_MAKERS: dict[Kind, Callable[[Iterator[Run]], Iterator[Body]]] = {
    "otlp": _exports, "langfuse": _batches, "small": _small_batches
}  # fmt: skip


def otlp_body(steps: list[tuple[Run, Step]]) -> Body:
    """Return an export in protobuf with OpenInference's attributes."""
    export = ExportTraceServiceRequest()
    from_resource = export.resource_spans.add()
    from_resource.resource.attributes.add(key="service.name").value.string_value = "benchmark"
    from_scope = from_resource.scope_spans.add()
    from_scope.scope.name = "openinference.instrumentation.benchmark"
    for run, step in steps:
        _fill(from_scope.spans.add(), run, step)
    ids = tuple(step.step_id for _, step in steps)
    return Body("/v1/traces", "application/x-protobuf", export.SerializeToString(), ids, ids)


def _fill(span: trace_pb2.Span, run: Run, step: Step) -> None:
    span.trace_id, span.span_id = bytes.fromhex(run.run_id), bytes.fromhex(step.step_id)
    span.parent_span_id = bytes.fromhex(step.parent_id or "")
    span.name = step.name
    span.start_time_unix_nano, span.end_time_unix_nano = step.start_ns, step.end_ns
    span.status.code = trace_pb2.Status.STATUS_CODE_ERROR if step.failure else trace_pb2.Status.STATUS_CODE_OK
    span.status.message = step.failure or ""
    for key, told in _attributes(run, step).items():
        value = span.attributes.add(key=key).value
        if isinstance(told, int):
            value.int_value = told
        else:
            value.string_value = told


def _attributes(run: Run, step: Step) -> dict[str, str | int]:
    told: dict[str, str | int] = {
        "openinference.span.kind": SPAN_KINDS.get(step.type, step.type),
        "user.id": run.user,
        "session.id": run.session or "",
        "output.value": _text(step.output),
    }
    call = step.call
    if call is None:
        return told | {"input.value": _text(step.input)}
    assert isinstance(step.input, list)
    for place, message in enumerate(step.input):
        told[f"llm.input_messages.{place}.message.role"] = message["role"]
        told[f"llm.input_messages.{place}.message.content"] = message["content"]
    return told | {
        "llm.model_name": call.model,
        "llm.invocation_parameters": dumps(PARAMETERS),
        "llm.token_count.prompt": call.input_tokens,
        "llm.token_count.completion": call.output_tokens,
        "llm.token_count.total": call.input_tokens + call.output_tokens,
    }


def _text(value: Json) -> str:
    return value if isinstance(value, str) else dumps(value)


def langfuse_body(events: Sequence[Event]) -> Body:
    """Return a batch as the Langfuse SDKs before OpenTelemetry send it."""
    steps = [(event["type"], event["body"]) for event in events if event["type"] in STEP_EVENTS]
    created = tuple(body["id"] for kind, body in steps if kind in CREATIONS)
    ended = tuple(body["id"] for _, body in steps if "endTime" in body)
    data = orjson.dumps({"batch": events, "metadata": {"sdk_name": "python", "batch_size": len(events)}})
    return Body("/api/public/ingestion", "application/json", data, created, ended)


def langfuse_events(run: Run) -> Iterator[Event]:
    """Yield the creation of a trace, and of each of its steps."""
    root = run.steps[0]
    yield trace_event(run, input=root.input, output=root.output)
    for step in run.steps:
        yield step_event(run, step)


def trace_event(run: Run, **texts: Json) -> Event:
    begun = format_time(run.start_ns)
    return _event("trace-create", run.run_id, begun, texts | {
        "id": run.run_id, "timestamp": begun, "name": run.name, "userId": run.user, "sessionId": run.session,
        "release": run.release, "tags": run.tags, "metadata": {"service": run.name},
    })  # fmt: skip


def step_event(run: Run, step: Step) -> Event:
    begun = format_time(step.start_ns)
    body: Event = {
        "id": step.step_id, "traceId": run.run_id, "name": step.name, "startTime": begun,
        "endTime": format_time(step.end_ns), "parentObservationId": step.parent_id, "input": step.input,
        "output": step.output, "level": "ERROR" if step.failure else "DEFAULT", "statusMessage": step.failure,
        "metadata": {"attempt": 1, "kind": step.type},
    }  # fmt: skip
    if step.call:
        body |= {"model": step.call.model, "modelParameters": PARAMETERS, "usageDetails": usage_of(step)}
        body["costDetails"] = {kind: usd(amount) for kind, amount in (cost_of(step) or {}).items()}
    return _event("generation-create" if step.call else "span-create", step.step_id, begun, body)


def live_batches(corpus: Corpus) -> Iterator[Body]:
    """Yield batches in pairs: steps begin in one and end in the next, as of programs that are watched live."""
    runs = map(corpus.run, count())
    while True:
        pairs = [_begun_and_ended(step_event(run, step)) for run in islice(runs, RUNS_AT_ONCE) for step in run.steps]
        yield langfuse_body([begun for begun, _ in pairs])
        yield langfuse_body([ended for _, ended in pairs])


def shared_batches(corpus: Corpus, size: int) -> Iterator[Body]:
    """Yield batches of scores and of steps that all land in the same few traces, whoever else writes to them."""
    steps = ((run, step) for run in map(corpus.run, count()) for step in run.steps)
    for number in count():
        home = f"shared-{number % SHARED_TRACES}"
        events = [step_event(replace(run, run_id=home), step) for run, step in islice(steps, size - 1)]
        at, score_id = events[0]["timestamp"], f"score of {events[0]['id']}"
        score = {"id": score_id, "traceId": home, "name": "quality", "value": number % 5, "dataType": "NUMERIC"}
        yield langfuse_body([*events, _event("score-create", score_id, at, score)])


def _begun_and_ended(event: Event) -> tuple[Event, Event]:
    body = event["body"]
    later = {name: body.pop(name) for name in TOLD_AT_THE_END & body.keys()}
    update = {"id": body["id"], "traceId": body["traceId"], **later}
    kind = event["type"].replace("create", "update")
    return event, _event(kind, body["id"], later["endTime"], update)


def _event(kind: str, key: str, at: str, body: Event) -> Event:
    return {"id": f"{kind}-{key}", "type": kind, "timestamp": at, "body": body}
