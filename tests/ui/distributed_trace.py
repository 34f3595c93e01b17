"""A trace of three services as their exporters send it: clocks that differ, links, and a parent that never came."""

from typing import Any

from formats.otlp_exports import pairs
from tracedesk.formats import otlp
from tracedesk.formats.json_text import dumps
from tracedesk.records.units import NS_PER_MS
from tracedesk.runtime import Runtime

TRACE = "0af7651916cd43dd8448eb211c80319c"
OTHER_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
LOST_TRACE = "ffffffffffffffffffffffffffffff07"
CHECKOUT, CHARGE_CALL, CHARGE, LEDGER, ANSWER = (f"{number:016x}" for number in range(0xA1, 0xA6))
RECEIPT, MAIL = "5f2c0a9be1d34c77", "5f2c0a9be1d34c78"
MISSING = "5f2c9d1e77ab0c42"
NEWSLETTER = "00f067aa0ba902b7"
INTERNAL, SERVER, CLIENT = 1, 2, 3
Span = dict[str, Any]


def span(span_id: str, parent: str | None, name: str, start_ms: float, end_ms: float, **fields: Any) -> Span:
    """Times are milliseconds after the beginning; ``fields`` are OTLP's, ``attributes`` plain."""
    attributes = fields.pop("attributes", {})
    return {
        "traceId": TRACE,
        "spanId": span_id,
        **({} if parent is None else {"parentSpanId": parent}),
        "name": name,
        "startTimeUnixNano": start_ms,
        "endTimeUnixNano": end_ms,
        "attributes": pairs(attributes),
        "kind": INTERNAL,
        **fields,
    }


def services() -> dict[str, list[Span]]:
    """The spans of each service: the clock of ``billing`` is 120 ms behind that of ``web``."""
    links = [
        {"traceId": TRACE, "spanId": CHARGE, "attributes": pairs({"why": "the charge that is told of"})},
        {"traceId": OTHER_TRACE, "spanId": NEWSLETTER, "traceState": "vendor=1"},
        {"traceId": LOST_TRACE, "spanId": "00000000000000aa"},
    ]
    queued = {"name": "queued", "timeUnixNano": 905, "attributes": pairs({"queue.length": 3})}
    model = {"gen_ai.request.model": "stub-1", "gen_ai.usage.input_tokens": 320, "gen_ai.usage.output_tokens": 41}
    return {
        "web": [
            span(CHECKOUT, None, "POST /checkout", 0, 900, kind=SERVER),
            span(CHARGE_CALL, CHECKOUT, "charge card", 40, 240, kind=CLIENT, attributes={"http.retries": 0}),
            span(ANSWER, CHECKOUT, "thank the customer", 260, 880, attributes=model),
        ],
        "billing": [
            span(CHARGE, CHARGE_CALL, "POST /charge", -70, 110, kind=SERVER),
            span(LEDGER, CHARGE, "append to ledger", -60, -10),
        ],
        "mailer": [
            span(RECEIPT, MISSING, "write receipt", 900, 940, links=links, events=[queued], traceState="a=1", flags=1),
            span(MAIL, MISSING, "send mail", 940, 990, droppedAttributesCount=2),
        ],
    }


def store(runtime: Runtime, start_ns: int, *, project_id: str | None = None) -> None:
    """Store the trace, and the one that it links to."""
    other = span(NEWSLETTER, None, "newsletter", -5_000, -4_000, traceId=OTHER_TRACE)
    sent = {**services(), "marketing": [other]}
    body = {"resourceSpans": [_from(service, spans, start_ns) for service, spans in sent.items()]}
    records = otlp.decode_json(dumps(body).encode(), now_ns=start_ns).records
    runtime.writer.save(project_id or runtime.project_id, records).result(10)


def _from(service: str, spans: list[Span], start_ns: int) -> Span:
    resource = {"service.name": service, "host.name": f"{service}-1", "process.pid": 4711}
    scope = {"name": f"instrumentation.{service}", "version": "1.2.0"}
    moved = [_moved(one, start_ns) for one in spans]
    return {"resource": {"attributes": pairs(resource)}, "scopeSpans": [{"scope": scope, "spans": moved}]}


def _moved(one: Span, start_ns: int) -> Span:
    times = {name: str(start_ns + round(at * NS_PER_MS)) for name, at in one.items() if name.endswith("UnixNano")}
    events = [_moved(event, start_ns) for event in one.get("events", ())]
    return one | times | ({"events": events} if events else {})
