"""Runs of the corpus as the records that the formats would make of them."""

from collections.abc import Iterator

from benchmarks.corpus import Run, Step
from tracedesk.formats.json_text import stored_text
from tracedesk.records.json import Json
from tracedesk.records.trace import Observation, Trace
from tracedesk.records.units import NS_PER_MS
from tracedesk.store.commit import Record

PARAMETERS: dict[str, Json] = {"temperature": 0.2, "max_tokens": 1024}


def statements_of(run: Run) -> Iterator[Record]:
    """Tell of a run in one piece: its trace, then its steps."""
    root = run.steps[0]
    yield Trace(
        trace_id=run.run_id,
        said_ns=run.start_ns,
        timestamp_ns=run.start_ns,
        name=run.name,
        user_id=run.user,
        session_id=run.session,
        release=run.release,
        environment="production",
        tags=run.tags,
        input=stored_text(root.input),
        output=stored_text(root.output),
        metadata={"service": run.name},
    )
    for step in run.steps:
        yield _observation(run, step)


def _observation(run: Run, step: Step) -> Observation:
    call = step.call
    return Observation(
        observation_id=step.step_id,
        said_ns=step.start_ns,
        trace_id=run.run_id,
        type=step.type,
        parent_id=step.parent_id,
        name=step.name,
        start_ns=step.start_ns,
        end_ns=step.end_ns,
        completion_start_ns=step.start_ns + min(180 * NS_PER_MS, step.end_ns - step.start_ns) if call else None,
        level="ERROR" if step.failure else "DEFAULT",
        status_message=step.failure,
        model=call.model if call else None,
        model_parameters=PARAMETERS if call else None,
        usage=usage_of(step),
        cost=cost_of(step),
        environment="production",
        input=stored_text(step.input),
        output=stored_text(step.output),
        metadata={"attempt": 1, "service": run.name},
    )


def usage_of(step: Step) -> dict[str, int] | None:
    call = step.call
    if call is None:
        return None
    return {
        "input": call.input_tokens,
        "output": call.output_tokens,
        "total": call.input_tokens + call.output_tokens,
    }


def cost_of(step: Step) -> dict[str, int] | None:
    """Return pico-dollars by kind."""
    call = step.call
    if call is None:
        return None
    return {"input": call.input_pusd, "output": call.output_pusd, "total": call.input_pusd + call.output_pusd}
