"""Sums that are too large for a column stay at its end, and cost no request."""

from tracedesk.records.trace import Observation, Trace
from tracedesk.records.units import INT64_MAX
from tracedesk.runtime import Runtime
from tracedesk.store.database import rows

NEARLY = INT64_MAX - 1


def costly(observation_id: str) -> Observation:
    return Observation(
        trace_id="t", observation_id=observation_id, said_ns=1, type="GENERATION", start_ns=1, end_ns=2, model="m",
        cost={"total": NEARLY}, usage={"total": NEARLY},
    )  # fmt: skip


def test_two_of_them_in_one_request_and_a_third_later_are_stored(runtime: Runtime) -> None:
    runtime.writer.save(runtime.project_id, [Trace(trace_id="t", said_ns=1), costly("a"), costly("b")]).result()
    runtime.writer.save(runtime.project_id, [costly("c")]).result()
    assert rows(runtime.database, "SELECT observation_count, total_tokens, cost_pusd FROM trace") == [
        (3, INT64_MAX, INT64_MAX)
    ]
    assert rows(runtime.database, "SELECT observation_count, total_tokens, cost_pusd FROM observation_hour") == [
        (3, INT64_MAX, INT64_MAX)
    ]
