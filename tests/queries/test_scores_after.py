"""Pages of scores by key join to the whole list, whatever their length and their conditions."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracedesk.queries.scores_after import ScoreChoice, ScoreKey, scores_after
from tracedesk.records.score import Score
from tracedesk.records.units import NS_PER_MS
from tracedesk.runtime import Runtime

BEGIN_NS = 1_790_000_000_000_000_000
TRACES = ("a", "b", "c")

scores = st.builds(
    lambda score_id, trace_id, at_ns, value: Score(
        score_id=score_id, trace_id=trace_id, said_ns=at_ns, timestamp_ns=at_ns, name="n", data_type="NUMERIC",
        value=float(value),
    ),
    st.text("äzA1", min_size=1, max_size=3),
    st.sampled_from(TRACES),
    st.integers(BEGIN_NS, BEGIN_NS + 3 * NS_PER_MS),
    st.integers(0, 2),
)  # fmt: skip
times = st.none() | st.integers(BEGIN_NS, BEGIN_NS + 3 * NS_PER_MS)
some_traces = st.lists(st.sampled_from(TRACES), max_size=2, unique=True).map(tuple)
numbers = st.lists(st.sampled_from((0.0, 1.0, 2.0)), max_size=2, unique=True).map(tuple)


def joined(runtime: Runtime, choice: ScoreChoice, limit: int) -> list[str]:
    found: list[str] = []
    after: ScoreKey | None = None
    while True:
        page, after = scores_after(runtime.database, choice, limit=limit, after=after)
        found += [score.score_id for score in page]
        if after is None:
            return found
        assert len(page) == limit


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    stored=st.lists(scores, max_size=12, unique_by=lambda score: score.score_id),
    limit=st.integers(1, 4),
    trace_ids=some_traces,
    values=numbers,
    from_ns=times,
    to_ns=times,
)
def test_pages_join_to_what_a_reader_of_all_scores_would_leave(
    runtime: Runtime,
    stored: list[Score],
    limit: int,
    trace_ids: tuple[str, ...],
    values: tuple[float, ...],
    from_ns: int | None,
    to_ns: int | None,
) -> None:
    known, _ = scores_after(runtime.database, ScoreChoice(project_id=runtime.project_id), limit=100, after=None)
    runtime.writer.replace_scores(runtime.project_id, [score.score_id for score in known], stored).result()
    choice = ScoreChoice(
        project_id=runtime.project_id, trace_ids=trace_ids, numbers=values, from_ns=from_ns, to_ns=to_ns
    )
    fitting = [
        score
        for score in stored
        if (not trace_ids or score.trace_id in trace_ids)
        and (not values or score.value in values)
        and (from_ns is None or score.timestamp_ns >= from_ns)
        and (to_ns is None or score.timestamp_ns < to_ns)
    ]
    fitting.sort(key=lambda score: (score.timestamp_ns // NS_PER_MS, score.score_id.encode()), reverse=True)
    assert joined(runtime, choice, limit) == [score.score_id for score in fitting]


@pytest.mark.parametrize(
    "choice",
    [
        lambda project: ScoreChoice(project_id="nobody"),
        lambda project: ScoreChoice(project_id=project, score_ids=("nobody",)),
        lambda project: ScoreChoice(project_id=project, least=2.0, most=1.0),
    ],
)
def test_nothing_is_an_empty_last_page(runtime: Runtime, choice: Callable[[str], ScoreChoice]) -> None:
    one = Score(
        score_id="s", trace_id="t", said_ns=BEGIN_NS, timestamp_ns=BEGIN_NS, name="n", data_type="NUMERIC", value=1.5
    )
    runtime.writer.save(runtime.project_id, [one]).result()
    assert scores_after(runtime.database, choice(runtime.project_id), limit=5, after=None) == ([], None)
