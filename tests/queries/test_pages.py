"""Pages by number: they join to the whole list, and conditions leave what a reader of all rows would leave."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar, get_args

import pytest

from tracedesk.queries.observation_objects import observations_of_traces, observations_page
from tracedesk.queries.observation_search import ObservationSearch
from tracedesk.queries.scores import ScoreSearch, scores_page
from tracedesk.queries.sessions import sessions_page
from tracedesk.queries.trace_objects import TraceOrder, TraceSearch, traces_page
from tracedesk.runtime import Runtime, open_runtime
from ui.many_traces import store_traces

COUNT = 60
One = TypeVar("One")
Page = Callable[[int, int], tuple[list[One], int]]


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runtime]:
    runtime = open_runtime(tmp_path_factory.mktemp("pages") / "data")
    store_traces(runtime, COUNT, 1_790_000_000_000_000_000)
    yield runtime
    runtime.close()


def joined(page: Page[One]) -> list[One]:
    """Read pages of seven to the end; each must tell the same total."""
    found, total = page(7, 0)
    while len(found) < total:
        more, again = page(7, len(found))
        assert more
        assert again == total
        found += more
    assert page(7, total) == ([], total)
    return found


def traces(
    stored: Runtime, order: TraceOrder = "timestamp", *, descending: bool = True, **conditions: Any
) -> Page[Any]:
    search = TraceSearch(project_id=stored.project_id, **conditions)
    return lambda limit, offset: traces_page(
        stored.database, search, limit=limit, offset=offset, order=order, descending=descending
    )


def observations(stored: Runtime, **conditions: Any) -> Page[Any]:
    search = ObservationSearch(project_id=stored.project_id, **conditions)
    return lambda limit, offset: observations_page(stored.database, search, limit=limit, offset=offset)


def scores(stored: Runtime, **conditions: Any) -> Page[Any]:
    search = ScoreSearch(project_id=stored.project_id, of_traces_only=False, **conditions)
    return lambda limit, offset: scores_page(stored.database, search, limit=limit, offset=offset)


@pytest.mark.parametrize("order", get_args(TraceOrder))
def test_every_order_of_traces_has_all_of_them_both_ways(stored: Runtime, order: TraceOrder) -> None:
    down = joined(traces(stored, order))
    assert len({trace.trace_id for trace in down}) == COUNT
    assert joined(traces(stored, order, descending=False)) == down[::-1]


def test_traces_of_one_name_stand_by_time(stored: Runtime) -> None:
    found = [(trace.name, trace.timestamp_ns) for trace in joined(traces(stored, "name"))]
    assert found == sorted(found, reverse=True)


@pytest.mark.parametrize("field", ["name", "user_id", "session_id"])
def test_a_condition_on_traces_leaves_those_that_fit(stored: Runtime, field: str) -> None:
    every = joined(traces(stored))
    wanted = next(getattr(trace, field) for trace in every if getattr(trace, field) is not None)
    fitting = [trace for trace in every if getattr(trace, field) == wanted]
    assert 0 < len(fitting) < COUNT
    assert joined(traces(stored, **{field: wanted})) == fitting


def test_observations_stand_newest_first_with_their_payloads(stored: Runtime) -> None:
    every = joined(observations(stored))
    ids = [trace.trace_id for trace in joined(traces(stored))]
    known = list(observations_of_traces(stored.database, stored.project_id, ids))
    assert [one.start_ns for one in every] == sorted((one.start_ns for one in known), reverse=True)
    assert {one.observation_id: one for one in every} == {one.observation_id: one for one in known}


def test_observations_of_a_user_are_those_of_the_users_traces(stored: Runtime) -> None:
    every = joined(observations(stored))
    of_ada = {trace.trace_id for trace in joined(traces(stored, user_id="ada"))}
    fitting = [one for one in every if one.trace_id in of_ada]
    assert 0 < len(fitting) < len(every)
    assert joined(observations(stored, user_id="ada")) == fitting
    first = fitting[0].trace_id
    assert joined(observations(stored, user_id="ada", trace_id=first)) == [
        one for one in fitting if one.trace_id == first
    ]
    assert joined(observations(stored, user_id="mira@example.com", trace_id=first)) == []


def test_scores_are_found_by_user_trace_tag_and_id(stored: Runtime) -> None:
    every = joined(scores(stored))
    assert 2 < len(every) < COUNT
    user = every[0].user_id
    assert joined(scores(stored, user_id=user)) == [line for line in every if line.user_id == user]
    assert joined(scores(stored, trace_id=every[1].score.trace_id)) == [every[1]]
    assert joined(scores(stored, score_ids=(every[2].score.score_id, every[0].score.score_id))) == [every[0], every[2]]
    assert joined(scores(stored, trace_tags=("production",))) == every
    assert joined(scores(stored, trace_tags=("production", "staging"))) == []


def test_sessions_are_those_that_traces_name(stored: Runtime) -> None:
    found = joined(lambda limit, offset: sessions_page(stored.database, stored.project_id, limit=limit, offset=offset))
    named = {trace.session_id for trace in joined(traces(stored))} - {None}
    assert {session.session_id for session in found} == named
    assert [session.created_ns for session in found] == sorted((one.created_ns for one in found), reverse=True)
