"""No list query reads or sorts a whole table: SQLite's own plan of each statement says so."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, TypeAlias, get_args

import pytest

from queries.plans import faults, plan_of, record
from tracedesk.analysis.filter import Condition
from tracedesk.queries.annotation_queues import queue_by_id, queue_item_by_id, queue_items_page, queues_page
from tracedesk.queries.comments import CommentSearch, comment_by_id, comments_page
from tracedesk.queries.dataset_items import ItemSearch, item_by_id, item_ids, items_page
from tracedesk.queries.dataset_runs import run_by_name, run_items_page, run_names, runs_page
from tracedesk.queries.datasets import dataset_by_name, datasets_page
from tracedesk.queries.experiment_scores import scores_of_experiment, scores_of_item
from tracedesk.queries.experiments import ExperimentSearch, experiment_items_after, experiments_after
from tracedesk.queries.linked_steps import linked_steps, linking_steps
from tracedesk.queries.media import media_by_id
from tracedesk.queries.observation_lines import observation_lines
from tracedesk.queries.observation_objects import (
    observation_by_id,
    observations_of_traces,
    observations_page,
)
from tracedesk.queries.observation_search import ObservationSearch
from tracedesk.queries.projects import api_key
from tracedesk.queries.ratings import verdicts
from tracedesk.queries.score_configs import score_configs_by_id, score_configs_page
from tracedesk.queries.scores import ScoreSearch, score_by_id, scores_of_traces, scores_page
from tracedesk.queries.scores_after import ScoreChoice, scores_after
from tracedesk.queries.sessions import session_by_id, sessions_page
from tracedesk.queries.spans import newest_spans, spans_after
from tracedesk.queries.trace_clocks import trace_clock_skews
from tracedesk.queries.trace_detail import observation_detail, scores_of_trace, trace_detail
from tracedesk.queries.trace_objects import (
    TraceOrder,
    TraceSearch,
    observation_ids,
    score_ids,
    traces_by_id,
    traces_page,
)
from tracedesk.queries.traces import (
    SortKey,
    TraceFilter,
    count_traces,
    latency_samples,
    trace_ids,
    trace_lines,
    trace_page,
)
from tracedesk.records.annotation import ItemStatus
from tracedesk.runtime import Runtime, open_runtime
from tracedesk.store.database import Database
from ui.many_traces import store_traces

NOW_NS = 1_790_000_000_000_000_000
TRACES = [f"trace-{number:06d}" for number in range(5)]
Query: TypeAlias = Callable[[Database, str], object]


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runtime]:
    """Plans do not depend on how much is stored: nothing here gathers statistics."""
    runtime = open_runtime(tmp_path_factory.mktemp("plans") / "data")
    store_traces(runtime, 60, NOW_NS)
    yield runtime
    runtime.close()


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("sort", get_args(SortKey))
def test_each_order_of_the_list_walks_its_index(stored: Runtime, sort: SortKey, descending: bool) -> None:
    wanted = TraceFilter(project_id=stored.project_id)

    def read_all() -> None:
        after = None
        while True:
            page = trace_page(stored.database, wanted, sort=sort, descending=descending, limit=7, after=after)
            after = page.cursor
            if after is None:
                return

    found = record(stored.database, read_all)
    assert all(faults(plan, f"trace_by_{sort}") == [] for plan in found.plans)


def _traces(**conditions: Any) -> Query:
    return lambda database, project: traces_page(
        database, TraceSearch(project_id=project, **conditions), limit=5, offset=10
    )


def _observations(**conditions: Any) -> Query:
    return lambda database, project: observations_page(
        database, ObservationSearch(project_id=project, **conditions), limit=5, offset=10
    )


def _lines(after: tuple[int, int] | None = None, **conditions: Any) -> Query:
    search = partial(ObservationSearch, **conditions)
    return lambda database, project: observation_lines(
        database, search(project_id=project), limit=5, after=after, payload=True
    )


def _scores(*, of_traces_only: bool = False, **conditions: Any) -> Query:
    search = partial(ScoreSearch, of_traces_only=of_traces_only, **conditions)
    return lambda database, project: scores_page(database, search(project_id=project), limit=5, offset=0)


def _scores_after(after: tuple[int, str] | None = None, **conditions: Any) -> Query:
    choice = partial(ScoreChoice, **conditions)
    return lambda database, project: scores_after(database, choice(project_id=project), limit=5, after=after)


def _comments(**conditions: Any) -> Query:
    search = partial(CommentSearch, **conditions)
    return lambda database, project: comments_page(database, search(project_id=project), limit=5, offset=3)


def _queue_items(status: ItemStatus | None) -> Query:
    return lambda database, project: queue_items_page(database, project, "q", status, limit=5, offset=3)


def _items(**conditions: Any) -> Query:
    return lambda database, project: items_page(
        database, ItemSearch(project_id=project, **conditions), limit=5, offset=10
    )


def _experiments(query: Callable[..., object], after: tuple[int, Any] | None = None, **conditions: Any) -> Query:
    search = partial(ExperimentSearch, from_ns=1, to_ns=NOW_NS, **conditions)
    return lambda database, project: query(database, search(project_id=project), limit=5, after=after)


def _is(column: str, text: str) -> Condition:
    return Condition(type="string", column=column, operator="=", value=text)


def _one_of(column: str, *options: str) -> Condition:
    return Condition(type="stringOptions", column=column, operator="any of", options=options)


FILTER = (
    Condition(type="arrayOptions", column="tags", operator="all of", options=("production", "fast")),
    Condition(type="stringObject", column="metadata", operator="contains", key="region", value="eu"),
    Condition(type="numberObject", column="scores_avg", operator=">", key="quality", value=0.5),
)


def _in_order(order: TraceOrder) -> Query:
    return lambda database, project: traces_page(
        database, TraceSearch(project_id=project), limit=5, offset=10, order=order
    )


def _of_filter(query: Callable[[Database, TraceFilter], object]) -> Query:
    return lambda database, project: query(database, TraceFilter(project_id=project))


def _clocks(database: Database, project: str) -> object:
    """Ask of steps that reach beyond their parent, as no step of this store does."""
    found = trace_detail(database, project, TRACES[0])
    assert found is not None
    early = [replace(line, start_ns=line.start_ns - 10**9) for line in found.observations if line.parent_id]
    parents = [line for line in found.observations if not line.parent_id]
    return trace_clock_skews(database, project, TRACES[0], parents + early)


LISTS: dict[str, tuple[Query, str]] = {
    "newest spans": (lambda database, project: newest_spans(database, project, 5), "observation_by_time"),
    "spans after": (lambda database, project: spans_after(database, project, (5, 1), 5), "observation_by_time"),
    "lines": (lambda database, project: trace_lines(database, project, TRACES), "sqlite_autoindex_trace_1"),
    "count": (_of_filter(count_traces), "trace_by_time"),
    "latencies": (_of_filter(latency_samples), "trace_by_time"),
    "ids": (_of_filter(lambda database, wanted: list(trace_ids(database, wanted))), "trace_by_time"),
    "traces": (_traces(), "trace_by_time"),
    "traces of a day": (_traces(from_ns=1, to_ns=NOW_NS), "trace_by_time"),
    "traces of an environment": (_traces(environments=("default",)), "trace_by_time"),
    "traces with tags": (_traces(tags=("production",)), "trace_by_time"),
    "traces of a name": (_traces(name="translate"), "trace_by_name"),
    "traces of a user": (_traces(user_id="ada"), "trace_by_user"),
    "traces of a session": (_traces(session_id="chat-1", user_id="ada"), "trace_by_session"),
    "traces with a filter": (_traces(filter=FILTER), "trace_by_time"),
    "traces of a name, by filter": (_traces(filter=(_is("name", "translate"),)), "trace_by_name"),
    "traces of a session, by filter": (_traces(filter=(_is("sessionId", "s"), *FILTER)), "trace_by_session"),
    "traces by id": (_in_order("id"), "sqlite_autoindex_trace_1"),
    "traces by name": (_in_order("name"), "trace_by_name"),
    "traces by user": (_in_order("userId"), "trace_by_user"),
    "traces by session": (_in_order("sessionId"), "trace_by_session"),
    "traces by bookmark": (_in_order("bookmarked"), "trace_by_time"),
    "chosen traces": (
        lambda database, project: list(traces_by_id(database, project, TRACES)),
        "sqlite_autoindex_trace_1",
    ),
    "ids of observations": (
        lambda database, project: observation_ids(database, project, TRACES),
        "observation_by_trace",
    ),
    "ids of scores": (lambda database, project: score_ids(database, project, TRACES), "score_by_trace"),
    "observations": (_observations(), "observation_by_time"),
    "observations of a day": (_observations(from_ns=1, to_ns=NOW_NS), "observation_by_time"),
    "observations of a type": (_observations(type="GENERATION"), "observation_by_time"),
    "observations with a filter": (_observations(filter=FILTER), "observation_by_time"),
    "observations of a trace, by filter": (_observations(filter=(_is("traceId", TRACES[0]),)), "observation_by_trace"),
    "errors": (_observations(level="ERROR"), "observation_by_level"),
    "errors, by filter": (_observations(filter=(_one_of("level", "ERROR"),)), "observation_by_level"),
    "lines of warnings, next page": (_lines((NOW_NS, 5), level="WARNING"), "observation_by_level"),
    "observations of the usual level": (_observations(level="DEFAULT"), "observation_by_time"),
    "lines of observations": (_lines(), "observation_by_time"),
    "lines of observations, next page": (_lines((NOW_NS, 5)), "observation_by_time"),
    "lines of roots": (_lines(is_root=True), "observation_by_time"),
    "lines of a trace": (_lines((NOW_NS, 5), trace_id=TRACES[0]), "observation_by_trace"),
    "observations of a trace": (_observations(trace_id=TRACES[0]), "observation_by_trace"),
    "observations of a trace and a user": (
        _observations(trace_id=TRACES[0], user_id="ada"),
        "observation_by_trace",
    ),
    "all observations of traces": (
        lambda database, project: list(observations_of_traces(database, project, TRACES)),
        "observation_by_trace",
    ),
    "scores": (_scores(), "score_by_time"),
    "scores of traces": (_scores(of_traces_only=True), "score_by_time"),
    "scores with tags": (_scores(trace_tags=("production",)), "score_by_time"),
    "scores with a filter": (_scores(filter=FILTER[:-1]), "score_by_time"),
    "scores of a trace, by filter": (_scores(filter=(_is("traceId", TRACES[0]),)), "score_by_trace"),
    "scores of a trace": (_scores(trace_id=TRACES[0]), "score_by_trace"),
    "scores of a session": (_scores(session_id="chat-1"), "score_by_session"),
    "scores of a run": (_scores(dataset_run_id="r"), "score_by_run"),
    "scores by cursor": (_scores_after(), "score_by_moment"),
    "scores by cursor, next page": (_scores_after((5, "s"), names=("quality",)), "score_by_moment"),
    "scores by cursor, of a day": (_scores_after((5, "s"), from_ns=1, to_ns=NOW_NS), "score_by_moment"),
    "all scores of traces": (
        lambda database, project: list(scores_of_traces(database, project, TRACES)),
        "score_by_trace",
    ),
    "sessions": (lambda database, project: sessions_page(database, project, limit=5, offset=3), "session_by_time"),
    "sessions of a day": (
        lambda database, project: sessions_page(database, project, limit=5, offset=0, from_ns=1, to_ns=NOW_NS),
        "session_by_time",
    ),
    "verdicts": (lambda database, project: verdicts(database, project, TRACES), "sqlite_autoindex_score_1"),
    "a trace": (lambda database, project: trace_detail(database, project, TRACES[0]), "observation_by_trace"),
    "scores of one trace": (lambda database, project: scores_of_trace(database, project, TRACES[0]), "score_by_trace"),
    "an observation": (
        lambda database, project: observation_detail(database, project, TRACES[0], f"{TRACES[0]}-root"),
        "sqlite_autoindex_observation_1",
    ),
    "what spans link to": (
        lambda database, project: linked_steps(database, project, [(TRACES[0], f"{TRACES[0]}-root")]),
        "sqlite_autoindex_observation_1",
    ),
    "clocks of a trace": (_clocks, "sqlite_autoindex_observation_1"),
    "a score": (lambda database, project: score_by_id(database, project, "s"), "sqlite_autoindex_score_1"),
    "comments": (_comments(), "comment_by_time"),
    "comments on something": (_comments(object_type="TRACE", object_id="t", author_id="ada"), "comment_by_object"),
    "a comment": (lambda database, project: comment_by_id(database, project, "c"), "sqlite_autoindex_comment_1"),
    "annotation queues": (
        lambda database, project: queues_page(database, project, limit=5, offset=3),
        "annotation_queue_by_time",
    ),
    "an annotation queue": (
        lambda database, project: queue_by_id(database, project, "q"),
        "sqlite_autoindex_annotation_queue_1",
    ),
    "items of a queue": (_queue_items(None), "annotation_item_by_time"),
    "items of a queue to do": (_queue_items("PENDING"), "annotation_item_by_status"),
    "an item of a queue": (
        lambda database, project: queue_item_by_id(database, project, "q", "i"),
        "sqlite_autoindex_annotation_item_1",
    ),
    "score configs": (
        lambda database, project: score_configs_page(database, project, limit=5, offset=3),
        "score_config_by_time",
    ),
    "a score config": (
        lambda database, project: score_configs_by_id(database, project, ["c"]),
        "sqlite_autoindex_score_config_1",
    ),
    "datasets": (lambda database, project: datasets_page(database, project, limit=5, offset=3), "dataset_by_time"),
    "a dataset": (lambda database, project: dataset_by_name(database, project, "d"), "sqlite_autoindex_dataset_1"),
    "items": (_items(), "dataset_item_of_project"),
    "items of a dataset": (_items(dataset_id="d"), "dataset_item_in_use"),
    "items of a source": (_items(dataset_id="d", source_trace_id="t"), "dataset_item_in_use"),
    "items as they were": (_items(dataset_id="d", at_ns=NOW_NS), "dataset_item_as_it_was"),
    "ids of items": (lambda database, project: item_ids(database, project, "d"), "dataset_item_in_use"),
    "an item": (lambda database, project: item_by_id(database, project, "i"), "dataset_item_as_it_is"),
    "runs": (lambda database, project: runs_page(database, project, "d", limit=5, offset=3), "dataset_run_by_time"),
    "names of runs": (lambda database, project: run_names(database, project, "d"), "dataset_run_by_time"),
    "a run": (lambda database, project: run_by_name(database, project, "d", "r"), "sqlite_autoindex_dataset_run_1"),
    "items of a run": (
        lambda database, project: run_items_page(database, project, "r", limit=5, offset=3),
        "dataset_run_item_by_time",
    ),
    "media": (lambda database, project: media_by_id(database, project, ["m", "n"]), "sqlite_autoindex_media_2"),
    "scores of an experiment": (
        lambda database, project: scores_of_experiment(database, project, "e", limit=5),
        "score_by_run",
    ),
    "scores of an item": (
        lambda database, project: scores_of_item(database, project, TRACES[0], "o", limit=5),
        "score_by_trace",
    ),
    "items of experiments": (_experiments(experiment_items_after), "experiment_item_by_time"),
    "items of experiments, next page": (_experiments(experiment_items_after, (5, 5)), "experiment_item_by_time"),
    "items of an experiment, by filter": (
        _experiments(experiment_items_after, filter=(_is("experimentId", "e"),)),
        "experiment_span_by_id",
    ),
    "items of an experiment": (
        _experiments(experiment_items_after, experiment_ids=("e",)),
        "experiment_span_by_id",
    ),
}
# These sort what their condition leaves, never a table.
SORTED: dict[str, tuple[Query, str]] = {
    "traces of a user by name": (
        lambda database, project: traces_page(
            database, TraceSearch(project_id=project, user_id="ada"), limit=5, offset=0, order="name"
        ),
        "trace_by_user",
    ),
    "traces of some ids": (_traces(filter=(_one_of("id", *TRACES),)), "sqlite_autoindex_trace_1"),
    "observations of some ids": (
        _observations(filter=(_one_of("id", "a", "b"), _is("traceId", TRACES[0]))),
        "sqlite_autoindex_observation_1",
    ),
    "scores of some ids": (_scores(filter=(_one_of("id", "a", "b"),)), "sqlite_autoindex_score_1"),
    "lines of a session": (_lines(session_id="chat-1"), "observation_by_trace"),
    "observations of a user": (_observations(user_id="ada"), "observation_by_trace"),
    "scores of a user": (_scores(user_id="ada", of_traces_only=True), "score_by_trace"),
    "scores by cursor, of traces": (_scores_after((5, "s"), trace_ids=tuple(TRACES)), "score_by_trace"),
    "scores by cursor, of sessions": (_scores_after(session_ids=("a", "b")), "score_by_session"),
    "scores by cursor, of experiments": (_scores_after(experiment_ids=("a", "b")), "score_by_run"),
    "scores by cursor, chosen": (_scores_after(score_ids=("a", "b")), "sqlite_autoindex_score_1"),
    "chosen scores": (_scores(score_ids=("a", "b")), "sqlite_autoindex_score_1"),
    "experiments": (_experiments(experiments_after), "experiment_span_by_time"),
    "experiments, next page": (_experiments(experiments_after, (5, "e")), "experiment_span_by_time"),
    "an experiment": (_experiments(experiments_after, experiment_ids=("e",)), "experiment_span_by_id"),
    "an observation by its id": (
        lambda database, project: observation_by_id(database, project, "o"),
        "sqlite_autoindex_observation_1",
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_walks_an_index(stored: Runtime, name: str) -> None:
    query, index = LISTS[name]
    found = record(stored.database, lambda: query(stored.database, stored.project_id))
    assert faults(found.steps, index) == []


@pytest.mark.parametrize("name", SORTED)
def test_what_is_sorted_was_chosen_by_an_index(stored: Runtime, name: str) -> None:
    query, index = SORTED[name]
    found = record(stored.database, lambda: query(stored.database, stored.project_id))
    assert faults(found.steps, index, may_sort=True) == []


@pytest.mark.parametrize(
    ("query", "step"),
    [
        (
            lambda database, project: linking_steps(database, project, "t", "s", 5),
            "SEARCH step_link USING PRIMARY KEY (project_seq=? AND linked_trace_id=? AND linked_observation_id=?)",
        ),
        (lambda database, project: api_key(database, "pk"), "SEARCH k USING PRIMARY KEY (public_key=?)"),
        (
            lambda database, project: session_by_id(database, project, "chat-1"),
            "SEARCH session USING PRIMARY KEY (project_seq=? AND session_id=?)",
        ),
    ],
)
def test_one_row_is_found_by_its_key(stored: Runtime, query: Query, step: str) -> None:
    found = record(stored.database, lambda: query(stored.database, stored.project_id))
    assert step in found.steps
    assert faults(found.steps) == []


@pytest.mark.parametrize("name", ["traces", "observations", "traces of a user", "observations of a trace"])
def test_what_is_skipped_is_not_read(stored: Runtime, name: str) -> None:
    found = record(stored.database, lambda: LISTS[name][0](stored.database, stored.project_id))
    skipping = [plan for text, plan in zip(found.texts, found.plans, strict=True) if " OFFSET " in text]
    assert len(skipping) == 1
    assert not any("payload" in step or " p " in step for step in skipping[0])


@pytest.mark.parametrize(
    "name",
    [
        "traces", "traces of a name", "scores", "sessions", "datasets", "items", "items of a dataset",
        "items as they were", "runs", "items of a run", "errors",
    ],
)  # fmt: skip
def test_all_are_counted_in_the_index_alone(stored: Runtime, name: str) -> None:
    query, index = LISTS[name]
    found = record(stored.database, lambda: query(stored.database, stored.project_id))
    counting = [plan for text, plan in zip(found.texts, found.plans, strict=True) if "count(*)" in text]
    assert len(counting) == 1
    assert f"USING COVERING INDEX {index}" in counting[0][0]


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("SELECT name FROM trace t WHERE t.version = '1'", "SCAN t"),
        ("SELECT name FROM observation ORDER BY start_ns LIMIT 5", "SCAN observation"),
        ("SELECT count(*) FROM score", "SCAN score USING COVERING INDEX score_by_time"),
        (
            "SELECT name FROM trace t WHERE t.project_seq = 1 "
            "ORDER BY t.cost_pusd IS NULL, t.cost_pusd DESC, t.seq DESC LIMIT 5",
            "USE TEMP B-TREE FOR ORDER BY",
        ),
        ("SELECT name FROM trace t WHERE t.project_seq = 1 ORDER BY t.latency_ns", "trace_by_cost is not used"),
    ],
)
def test_a_bad_statement_is_found_out(stored: Runtime, sql: str, fault: str) -> None:
    assert fault in faults(plan_of(stored.database, sql), "trace_by_cost")
