"""The rows of the list, page by page."""

from dataclasses import replace
from typing import Literal, TypeAlias

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.modeltest import ModelTester

from tracedesk.queries.traces import TraceLine, TracePage
from tracedesk.ui.screens.traces.columns import COLUMN_OF, COLUMNS
from tracedesk.ui.screens.traces.model import TraceTableModel

Step: TypeAlias = tuple[Literal["start_over", "renew", "append"], list[tuple[int, int]]]
PAGES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 2)), max_size=8, unique_by=lambda pair: pair[0])
STEPS = st.lists(st.tuples(st.sampled_from(["start_over", "renew", "renew", "append"]), PAGES), max_size=8)
LINE = TraceLine(
    trace_id="t", start_ns=1_779_267_600_000_000_000, name="answer", user_id="mira", session_id="chat-1",
    latency_ns=1_240_000_000, running=False, observation_count=3, error_count=0, warning_count=0, total_tokens=935,
    cost_pusd=4_000_000_000, rating=None, rating_comment=None, score_count=0,
)  # fmt: skip


def page_of(pairs: list[tuple[int, int]], cursor: int | None = None) -> TracePage:
    lines = tuple(replace(LINE, trace_id=str(number), name=f"version {version}") for number, version in pairs)
    return TracePage(lines, None if cursor is None else (cursor, cursor))


def lines_of(model: TraceTableModel) -> list[TraceLine]:
    return [model.line(row) for row in range(model.rowCount())]


@given(STEPS)
def test_whatever_pages_come_the_rows_are_right_and_what_stays_keeps_its_place_in_hand(steps: list[Step]) -> None:
    model = TraceTableModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    for name, pairs in steps:
        page = page_of(pairs)
        before = lines_of(model)
        held = {line.trace_id: QPersistentModelIndex(model.index(row, 1)) for row, line in enumerate(before)}
        if name == "append":
            model.append(None, page)
        else:
            getattr(model, name)(page)
        after = lines_of(model)
        if name == "append":
            known = {line.trace_id for line in before}
            assert after == before + [line for line in page.lines if line.trace_id not in known]
        else:
            assert after == list(page.lines)
        assert [model.row_of(line.trace_id) for line in after] == list(range(len(after)))
        if name != "start_over":
            for trace_id, index in held.items():
                row = model.row_of(trace_id)
                assert (index.row() if index.isValid() else None) == row
    del tester


def test_the_model_keeps_the_rules_of_qt(qtmodeltester: ModelTester) -> None:
    model = TraceTableModel()
    model.start_over(page_of([(1, 0), (2, 0)]))
    qtmodeltester.check(model)


def test_a_further_page_is_asked_for_once() -> None:
    model, asked = TraceTableModel(), list[object]()
    model.more_wanted.connect(asked.append)
    assert not model.canFetchMore(model.index(-1, -1))
    model.start_over(page_of([(1, 0)], cursor=7))
    while model.canFetchMore(model.index(-1, -1)):
        model.fetchMore(model.index(-1, -1))
    assert asked == [(7, 7)]
    model.append((7, 7), page_of([(2, 0)], cursor=8))
    assert model.canFetchMore(model.index(-1, -1))
    model.fetchMore(model.index(-1, -1))
    model.append((8, 8), page_of([(3, 0)]))
    assert not model.canFetchMore(model.index(-1, -1))
    assert [line.trace_id for line in lines_of(model)] == ["1", "2", "3"]


def test_a_page_that_comes_after_the_list_has_begun_anew_is_left_out() -> None:
    model = TraceTableModel()
    model.start_over(page_of([(1, 0)], cursor=7))
    model.fetchMore(model.index(-1, -1))
    model.start_over(page_of([(5, 0)], cursor=9))
    model.append((7, 7), page_of([(2, 0)]))
    assert [line.trace_id for line in lines_of(model)] == ["5"]
    assert model.canFetchMore(model.index(-1, -1))


def test_only_lines_that_changed_are_told() -> None:
    model, told = TraceTableModel(), list[int]()
    model.start_over(page_of([(1, 0), (2, 0), (3, 0)]))
    model.dataChanged.connect(lambda first, last: told.extend((first.row(), last.row())))
    model.update_lines(page_of([(3, 0), (2, 1), (9, 0)]).lines)
    assert told == [1, 1]
    assert model.line(1).name == "version 1"


def cell_of(line: TraceLine, column: str, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> object:
    model = TraceTableModel()
    model.start_over(TracePage((line,), None))
    return model.data(model.index(0, COLUMN_OF[column]), role)


def test_what_is_unknown_is_a_dash_and_never_zero() -> None:
    bare = replace(
        LINE, name=None, user_id=None, session_id=None, latency_ns=None, observation_count=0, total_tokens=None,
        cost_pusd=None,
    )  # fmt: skip
    assert [cell_of(bare, column) for column in ("latency", "tokens", "cost")] == ["–", "–", "–"]
    assert cell_of(bare, "name") == "(no name)"
    assert [cell_of(bare, column) for column in ("user", "session", "errors", "scores")] == ["", "", "", ""]
    assert cell_of(bare, "rating") == "not rated"


def test_a_trace_that_runs_has_no_latency_yet() -> None:
    assert cell_of(replace(LINE, running=True), "latency") == "running"


def test_cells_say_to_screen_readers_what_column_they_are_of() -> None:
    assert cell_of(LINE, "latency", Qt.ItemDataRole.AccessibleTextRole) == "Latency: 1.24 s"
    rated = replace(LINE, rating=0.0)
    assert cell_of(rated, "rating", Qt.ItemDataRole.AccessibleTextRole) == "Rating: bad"


def test_a_comment_is_never_read_as_markup() -> None:
    tip = cell_of(replace(LINE, rating=1.0, rating_comment="<b>&amp;"), "rating", Qt.ItemDataRole.ToolTipRole)
    assert isinstance(tip, str)
    assert "&lt;b>&amp;amp;" in tip


def test_every_column_has_a_title_of_its_own() -> None:
    model = TraceTableModel()
    titles = [model.headerData(section, Qt.Orientation.Horizontal) for section in range(len(COLUMNS))]
    assert len(set(titles)) == len(COLUMNS)
    assert all(titles)
