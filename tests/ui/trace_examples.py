"""Traces as the queries would return them: an agent with tools, a failure, a running step, many spans."""

import json
from dataclasses import replace

from tracedesk.queries.trace_detail import ObservationLine, TraceDetail
from tracedesk.records.json import Json
from tracedesk.records.score import Score
from tracedesk.records.stored import StoredObservation, StoredScore, StoredTrace
from tracedesk.records.trace import Level, Observation, ObservationType, Trace
from tracedesk.records.units import NS_PER_MS, PUSD_PER_USD

T0_NS = 1_779_267_600_000 * NS_PER_MS  # 2026-05-20 09:00 UTC
PROJECT = "p1"
LONG_NAME = "summarise_the_conversation_so_far_and_decide_whether_a_human_should_take_over_from_the_assistant_v2"


def line(
    name: str | None,
    start_ms: float,
    end_ms: float | None,
    *,
    parent: str | None = None,
    kind: ObservationType = "SPAN",
    level: Level = "DEFAULT",
    status: str | None = None,
    first_token_ms: float | None = None,
    model: str | None = None,
    tokens: int | None = None,
    cost_usd: float | None = None,
    observation_id: str | None = None,
) -> ObservationLine:
    """Make a row; times are milliseconds after ``T0_NS``."""
    return ObservationLine(
        observation_id=observation_id or str(name),
        parent_id=parent,
        type=kind,
        name=name,
        level=level,
        status_message=status,
        start_ns=T0_NS + round(start_ms * NS_PER_MS),
        end_ns=None if end_ms is None else T0_NS + round(end_ms * NS_PER_MS),
        completion_start_ns=None if first_token_ms is None else T0_NS + round(first_token_ms * NS_PER_MS),
        model=model,
        total_tokens=tokens,
        cost_pusd=None if cost_usd is None else round(cost_usd * PUSD_PER_USD),
    )


def detail(
    *observations: ObservationLine,
    name: str | None = "support-agent",
    trace_id: str = "trace-1",
    input: Json = None,  # noqa: A002 - the record's word
    output: Json = None,
    scores: tuple[StoredScore, ...] = (),
    tags: tuple[str, ...] = (),
    user_id: str | None = None,
    session_id: str | None = None,
    metadata: dict[str, Json] | None = None,
) -> TraceDetail:
    """Make a trace of these rows, with totals that fit them."""
    ends = [step.end_ns or step.start_ns for step in observations]
    tokens = [step.total_tokens for step in observations if step.total_tokens is not None]
    costs = [step.cost_pusd for step in observations if step.cost_pusd is not None]
    trace = StoredTrace(
        trace_id=trace_id,
        project_id=PROJECT,
        timestamp_ns=T0_NS,
        name=name,
        user_id=user_id,
        session_id=session_id,
        release="2026.5.1",
        version=None,
        environment="production",
        public=False,
        tags=tags,
        created_ns=T0_NS,
        updated_ns=max(ends, default=T0_NS),
        latency_ns=max(ends) - min(step.start_ns for step in observations) if observations else None,
        observation_count=len(observations),
        running_count=sum(step.end_ns is None and step.type != "EVENT" for step in observations),
        error_count=sum(step.level == "ERROR" for step in observations),
        warning_count=sum(step.level == "WARNING" for step in observations),
        input_tokens=sum(tokens) * 4 // 5 if tokens else None,
        output_tokens=sum(tokens) - sum(tokens) * 4 // 5 if tokens else None,
        total_tokens=sum(tokens) if tokens else None,
        cost_pusd=sum(costs) if costs else None,
        input=_text(input),
        output=_text(output),
        metadata=metadata or {},
    )
    return TraceDetail(trace=trace, observations=observations, scores=scores)


def observation(
    step: ObservationLine,
    *,
    input: Json = None,  # noqa: A002 - the record's word
    output: Json = None,
    usage: dict[str, int] | None = None,
    model_parameters: dict[str, Json] | None = None,
    metadata: dict[str, Json] | None = None,
) -> StoredObservation:
    """Make the whole observation of a row."""
    return StoredObservation(
        observation_id=step.observation_id,
        project_id=PROJECT,
        trace_id="trace-1",
        parent_id=step.parent_id,
        type=step.type,
        name=step.name,
        level=step.level,
        status_message=step.status_message,
        start_ns=step.start_ns,
        end_ns=step.end_ns,
        completion_start_ns=step.completion_start_ns,
        model=step.model,
        model_parameters=model_parameters,
        usage=usage or {},
        cost={} if step.cost_pusd is None else {"total": step.cost_pusd},
        cost_total_pusd=step.cost_pusd,
        prompt_id=None,
        prompt_name="support/answer" if step.type == "GENERATION" else None,
        prompt_version=7 if step.type == "GENERATION" else None,
        version=None,
        environment="production",
        created_ns=step.start_ns,
        updated_ns=step.end_ns or step.start_ns,
        input=_text(input),
        output=_text(output),
        metadata=metadata or {},
    )


def score(name: str, value: float, **fields: object) -> StoredScore:
    """Make a score of the trace."""
    made = StoredScore(
        score_id=f"score-{name}",
        project_id=PROJECT,
        name=name,
        data_type="NUMERIC",
        value=value,
        string_value=None,
        trace_id="trace-1",
        observation_id=None,
        session_id=None,
        dataset_run_id=None,
        source="API",
        timestamp_ns=T0_NS,
        environment="production",
        comment=None,
        config_id=None,
        queue_id=None,
        metadata={},
        author_id=None,
        created_ns=T0_NS,
        updated_ns=T0_NS,
    )
    return replace(made, **fields)  # type: ignore[arg-type]  # the caller names fields of StoredScore


SYSTEM = "You are the support assistant of Nordlicht Bikes. Answer in the customer's language. Never promise a refund."
QUESTION = "Hallo! 我的订单 #4711 还没到 😟 Where is it, and can I still change the address?"
ORDER = {
    "order": {
        "id": 4711,
        "status": "in_transit",
        "carrier": "DHL",
        "items": [{"sku": "NB-22", "qty": 1, "eur": 1249.0}],
    },
    "events": [
        {"at": "2026-05-18T07:12:00Z", "place": "Leipzig", "text": "Sorted"},
        {"at": "2026-05-19T16:40:00Z", "place": "上海", "text": "包裹已到达分拣中心"},
    ],
    "raw": '{"tracking": "JD014600003SE", "eta": null, "signed": false}',
}
ANSWER = """**Good news** – your order is on its way.

| step | place | when |
|---|---|---|
| sorted | Leipzig | 18 May |
| arrived | 上海 | 19 May |

1. It should reach you by *Friday*.
2. The address can be changed with `PATCH /orders/4711` until it leaves the centre.

```python
client.orders.update(4711, address=new_address)
```

See [the carrier's page](https://example.org/track/JD014600003SE). 谢谢 🙏"""


def agent() -> TraceDetail:
    """An agent that plans, calls tools (one fails), and answers."""
    return detail(
        line("agent", 0, 8_420, kind="AGENT"),
        line("load_profile", 12, 148, parent="agent"),
        line(
            "plan", 160, 2_030, parent="agent", kind="GENERATION", model="gpt-4o-mini", tokens=1_284,
            cost_usd=0.000412, first_token_ms=540,
        ),
        line("find_order", 2_040, 2_905, parent="agent", kind="TOOL"),
        line("GET /orders/4711", 2_060, 2_880, parent="find_order"),
        line("cache miss", 2_075, None, parent="GET /orders/4711", kind="EVENT", level="DEBUG"),
        line(
            "track_parcel", 2_920, 4_935, parent="agent", kind="TOOL", level="ERROR",
            status="TimeoutError: carrier API did not answer within 2 s\n(attempt 2 of 2)",
        ),
        line("embed question", 2_930, 3_110, parent="agent", kind="EMBEDDING", model="text-embedding-3-small",
             tokens=38, cost_usd=0.0000008),
        line("search_manual", 3_115, 3_620, parent="agent", kind="RETRIEVER", level="WARNING", status="2 of 5 shards"),
        line(
            "revise plan", 4_950, 6_120, parent="agent", kind="GENERATION", model="gpt-4o-mini", tokens=2_210,
            cost_usd=0.000731, first_token_ms=5_400,
        ),
        line("no promises", 6_130, 6_210, parent="agent", kind="GUARDRAIL"),
        line(
            "answer", 6_220, 8_400, parent="agent", kind="GENERATION", model="claude-sonnet-4-5", tokens=3_977,
            cost_usd=0.0187, first_token_ms=6_790,
        ),
        line(LONG_NAME, 8_401, 8_418, parent="agent", kind="CHAIN"),
        line("politeness", 8_402, 8_415, parent=LONG_NAME, kind="EVALUATOR"),
        name="support-agent · 客服 🤖",
        input={"question": QUESTION, "channel": "chat"},
        output=ANSWER,
        user_id="ada.lovelace@example.org",
        session_id="chat-2026-05-20-0042",
        tags=("beta", "eu-west", "物流"),
        metadata={"region": "eu", "build": {"commit": "4f1c2ab", "dirty": False}, "retries": 2},
        scores=(
            score("rating", 1, score_id="rating:trace-1", source="ANNOTATION", data_type="BOOLEAN",
                  string_value="True", comment="clear and polite"),
            score("faithfulness", 0.82, source="EVAL", comment="One claim has no source: the delivery by Friday."),
            score("tone", 0, data_type="CATEGORICAL", string_value="friendly", observation_id="answer"),
        ),
    )  # fmt: skip


def answer_observation() -> StoredObservation:
    """The last generation of ``agent``, with a tool call and its result in the conversation."""
    call = {"id": "call_9", "type": "function", "function": {"name": "find_order", "arguments": '{"order_id": 4711}'}}
    messages: Json = [
        {"role": "system", "content": SYSTEM},
        {"role": "user", "content": QUESTION},
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "call_9", "content": json.dumps(ORDER, ensure_ascii=False)},
        {"role": "user", "content": [
            {"type": "text", "text": "Here is a photo of the label."},
            {"type": "image_url", "image_url": {"url": "data:image/png;base64," + "iVBOR" * 9_000}},
        ]},
    ]  # fmt: skip
    step = next(step for step in agent().observations if step.name == "answer")
    return observation(
        step,
        input=messages,
        output={"role": "assistant", "content": ANSWER},
        usage={"input": 3_120, "input_cached_tokens": 2_048, "output": 857, "total": 3_977},
        model_parameters={"temperature": 0.2, "max_tokens": 1024, "stop": ["\n\nHuman:"], "stream": True},
        metadata={"attempt": 1, "resourceAttributes": {"service.name": "support-agent", "host.name": "worker-3"}},
    )


def running() -> TraceDetail:
    """A trace whose last generation is under way, and a child whose parent has not arrived."""
    return detail(
        line("chat", 0, None),
        line("rewrite question", 30, 610, parent="chat", kind="GENERATION", model="qwen3-max", tokens=412),
        line("answer", 640, None, parent="chat", kind="GENERATION", model="qwen3-max", first_token_ms=980),
        line("late child", 700, 890, parent="not here yet", kind="TOOL"),
        name="chat",
        input="为什么天空是蓝色的？请用三句话解释。",
    )


def many(count: int = 2_000) -> TraceDetail:
    """A crawl with many spans of uneven length, some failing."""
    steps = [line("crawl", 0, count * 3 + 500, kind="CHAIN", observation_id="0")]
    for i in range(1, count):
        parent = str((i - 1) // 12)
        start = i * 3.0
        failed = i % 97 == 0
        steps.append(
            line(
                f"fetch page {i}" if i % 5 else f"summarise page {i}",
                start, start + 4 + (i * 37 % 211),
                parent=parent, observation_id=str(i),
                kind="GENERATION" if i % 5 == 0 else "SPAN",
                level="ERROR" if failed else "DEFAULT", status="HTTP 503" if failed else None,
                tokens=i % 900 if i % 5 == 0 else None,
            )
        )  # fmt: skip
    return detail(*steps, name="crawl 2,000 pages")


def _text(value: Json) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def records(
    shown: TraceDetail, *observations: StoredObservation, said_ns: int = T0_NS
) -> list[Trace | Observation | Score]:
    """Make what a program would have sent for a trace; ``observations`` replace rows that have payloads."""
    trace = shown.trace
    whole = {step.observation_id: step for step in observations}
    sent: list[Trace | Observation | Score] = [
        Trace(
            trace_id=trace.trace_id,
            said_ns=said_ns,
            timestamp_ns=trace.timestamp_ns,
            name=trace.name,
            user_id=trace.user_id,
            session_id=trace.session_id,
            release=trace.release,
            environment=trace.environment,
            tags=trace.tags,
            input=trace.input,
            output=trace.output,
            metadata=trace.metadata,
        )
    ]
    sent.extend(_record(shown, step, whole.get(step.observation_id), said_ns) for step in shown.observations)
    sent.extend(_score_record(score, said_ns) for score in shown.scores)
    return sent


def _record(shown: TraceDetail, step: ObservationLine, whole: StoredObservation | None, said_ns: int) -> Observation:
    tokens, cost = step.total_tokens, step.cost_pusd
    made = Observation(
        observation_id=step.observation_id,
        said_ns=said_ns,
        trace_id=shown.trace.trace_id,
        type=step.type,
        parent_id=step.parent_id,
        name=step.name,
        start_ns=step.start_ns,
        end_ns=step.end_ns,
        completion_start_ns=step.completion_start_ns,
        level=step.level,
        status_message=step.status_message,
        model=step.model,
        usage=None if tokens is None else {"total": tokens},
        cost=None if cost is None else {"total": cost},
    )
    if whole is None:
        return made
    return made._replace(
        usage=whole.usage or None,
        model_parameters=whole.model_parameters,
        prompt_name=whole.prompt_name,
        prompt_version=whole.prompt_version,
        input=whole.input,
        output=whole.output,
        metadata=whole.metadata,
    )


def _score_record(score: StoredScore, said_ns: int) -> Score:
    return Score(
        score_id=score.score_id,
        said_ns=said_ns,
        name=score.name,
        data_type=score.data_type,
        value=score.value,
        string_value=score.string_value,
        trace_id=score.trace_id,
        observation_id=score.observation_id,
        source=score.source,
        timestamp_ns=score.timestamp_ns,
        comment=score.comment,
    )


def moved(
    sent: list[Trace | Observation | Score], by_ns: int, *, prefix: str = ""
) -> list[Trace | Observation | Score]:
    """Move what was sent in time, and give its observations ids of their own."""
    made: list[Trace | Observation | Score] = []
    for record in sent:
        if isinstance(record, Observation):
            assert record.start_ns is not None
            first, end, parent = record.completion_start_ns, record.end_ns, record.parent_id
            made.append(
                record._replace(
                    observation_id=prefix + record.observation_id,
                    parent_id=None if parent is None else prefix + parent,
                    start_ns=record.start_ns + by_ns,
                    end_ns=None if end is None else end + by_ns,
                    completion_start_ns=None if first is None else first + by_ns,
                )
            )
        elif isinstance(record, Trace):
            assert record.timestamp_ns is not None
            made.append(record._replace(timestamp_ns=record.timestamp_ns + by_ns))
        else:
            made.append(replace(record, timestamp_ns=record.timestamp_ns + by_ns))
    return made
