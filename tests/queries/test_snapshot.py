"""Reads that belong together see the same moment."""

from concurrent.futures import ThreadPoolExecutor

from tracedesk.queries.snapshot import snapshot
from tracedesk.queries.traces import TraceFilter, count_traces
from tracedesk.runtime import Runtime
from ui.many_traces import store_traces

NOW_NS = 1_790_000_000_000_000_000


def test_what_is_committed_meanwhile_stays_hidden_until_the_end(runtime: Runtime) -> None:
    wanted = TraceFilter(project_id=runtime.project_id)
    with ThreadPoolExecutor(1) as writing, snapshot(runtime.database):
        before = count_traces(runtime.database, wanted)
        writing.submit(store_traces, runtime, 5, NOW_NS).result()
        assert count_traces(runtime.database, wanted) == before == 0
    assert count_traces(runtime.database, wanted) == 5
