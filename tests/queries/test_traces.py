"""The list's queries: pages join without a gap in every order."""

from typing import get_args

import pytest

from tracedesk.queries.keyset import Cursor
from tracedesk.queries.traces import SortKey, TraceFilter, count_traces, trace_ids, trace_page
from tracedesk.runtime import Runtime
from ui.many_traces import store_traces

NOW_NS = 1_790_000_000_000_000_000
COUNT = 230


@pytest.fixture
def wanted(runtime: Runtime) -> TraceFilter:
    store_traces(runtime, COUNT, NOW_NS)
    return TraceFilter(project_id=runtime.project_id)


@pytest.mark.parametrize("sort", get_args(SortKey))
@pytest.mark.parametrize("descending", [True, False])
def test_pages_join_to_the_whole_list(runtime: Runtime, wanted: TraceFilter, sort: SortKey, descending: bool) -> None:
    whole = trace_page(runtime.database, wanted, sort=sort, descending=descending, limit=1_000)
    assert len(whole.lines) == COUNT
    assert whole.cursor is None
    found: list[str] = []
    after: Cursor | None = None
    while True:
        page = trace_page(runtime.database, wanted, sort=sort, descending=descending, limit=17, after=after)
        found += [line.trace_id for line in page.lines]
        if page.cursor is None:
            break
        after = page.cursor
    assert found == [line.trace_id for line in whole.lines]


@pytest.mark.parametrize("descending", [True, False])
def test_what_has_no_cost_comes_last(runtime: Runtime, wanted: TraceFilter, descending: bool) -> None:
    lines = trace_page(runtime.database, wanted, sort="cost", descending=descending, limit=1_000).lines
    costs = [line.cost_pusd for line in lines]
    known = [cost for cost in costs if cost is not None]
    assert costs == sorted(known, reverse=descending) + [None] * (len(costs) - len(known))
    assert 0 < len(known) < len(costs)


def test_every_word_of_a_filter_must_occur(runtime: Runtime, wanted: TraceFilter) -> None:
    def count(text: str) -> int:
        return count_traces(runtime.database, TraceFilter(project_id=wanted.project_id, text=text))

    assert count("parcel") == COUNT
    assert 0 < count("parcel rag-answer") == count("RAG-ANSWER") < COUNT
    assert count("parcel zebra") == 0
    assert count("100%") == count("a_b") == 0  # no wildcards of SQL
    assert 0 < count("李伟") < COUNT


def test_ids_come_newest_first(runtime: Runtime, wanted: TraceFilter) -> None:
    assert list(trace_ids(runtime.database, wanted)) == [f"trace-{number:06d}" for number in range(COUNT)]
