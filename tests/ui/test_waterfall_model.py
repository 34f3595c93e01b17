"""The rows of a trace as a Qt model: folds, growth, words."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt

from tracedesk.queries.trace_detail import TraceDetail
from tracedesk.ui.widgets.waterfall_model import WaterfallModel
from tracedesk.ui.widgets.waterfall_rows import CIRCLES_ID, TRACE_ID, WaterfallRows
from tracedesk.ui.widgets.waterfall_words import WaterfallColumn
from ui.trace_examples import T0_NS, agent, detail, line, many, running

NOW_NS = T0_NS + 2_000_000_000
Role = Qt.ItemDataRole


def model_of(shown: TraceDetail, now_ns: int = NOW_NS) -> WaterfallModel:
    model = WaterfallModel()
    model.show(WaterfallRows(shown), now_ns)
    return model


def names(model: WaterfallModel) -> list[str]:
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def row_called(model: WaterfallModel, name: str) -> int:
    return names(model).index(name)


def test_the_trace_is_the_first_row_and_steps_stand_below_it() -> None:
    model = model_of(detail(line("b", 5, 9), line("a", 1, 4), line("c", 2, 3, parent="a"), name="run"))
    assert names(model) == ["run", "a", "c", "b"]
    assert [model.row_at(row).depth for row in range(4)] == [0, 1, 2, 1]


def test_a_fold_hides_rows_and_is_kept_by_id_when_the_trace_grows() -> None:
    first = detail(line("a", 1, 4), line("c", 2, 3, parent="a"), line("b", 5, 9))
    model = model_of(first)
    model.set_folded(row_called(model, "a"), True)
    assert names(model) == ["support-agent", "a", "b"]
    model.show(WaterfallRows(detail(line("0", 0, 1), *first.observations, line("d", 3, 4, parent="a"))), NOW_NS)
    assert names(model) == ["support-agent", "0", "a", "b"]
    model.set_folded(row_called(model, "a"), False)
    assert names(model) == ["support-agent", "0", "a", "c", "d", "b"]


def test_new_rows_are_put_between_those_that_stay() -> None:
    model = model_of(detail(line("a", 1, 4), line("b", 5, 9)))
    kept = QPersistentModelIndex(model.index(row_called(model, "b"), 0))
    resets = []
    model.modelReset.connect(lambda: resets.append(True))
    model.show(WaterfallRows(detail(line("a", 1, 4), line("a1", 2, 3, parent="a"), line("b", 5, 9))), NOW_NS)
    assert kept.row() == 3
    assert kept.data() == "b"
    assert not resets


def test_steps_of_one_missing_parent_stand_together_below_its_beginning() -> None:
    lost = "5f2c0a9be1d34c77"
    model = model_of(
        detail(line("b", 2, 3, parent="other"), line("a", 1, 2, parent=lost), line("c", 4, 5, parent=lost))
    )
    assert names(model)[1:] == ["Missing parent 5f2c0a9b…", "a", "c", "Missing parent other", "b"]
    assert [model.row_at(row).kind for row in (1, 4)] == ["ORPHANS", "ORPHANS"]
    assert lost in str(model.index(1, 0).data(Role.ToolTipRole))


def test_a_circle_of_parents_has_a_row_that_says_so() -> None:
    model = model_of(detail(line("a", 1, 2, parent="b"), line("b", 2, 3, parent="a")))
    assert names(model)[1:] == ["Parents that go round in a circle", "a", "b"]
    assert model.id_at(1) == CIRCLES_ID


def test_a_parent_that_arrives_takes_the_place_of_the_row_that_stood_for_it() -> None:
    late = line("late", 3, 4, parent="parent")
    model = model_of(detail(late))
    model.set_folded(1, True)
    resets = []
    model.modelReset.connect(lambda: resets.append(True))
    model.show(WaterfallRows(detail(line("parent", 1, 5), late)), NOW_NS)
    assert names(model) == ["support-agent", "parent"]
    assert model.is_folded(1)
    assert not resets
    model.set_folded(1, False)
    assert names(model) == ["support-agent", "parent", "late"]


@given(st.lists(st.integers(0, 9), max_size=3_000), st.data())
@settings(max_examples=30, deadline=None)
def test_rows_that_stay_are_never_told_to_be_new(gaps: list[int], data: st.DataObject) -> None:
    before = [line(f"s{place * 10}", place * 10, None) for place in range(data.draw(st.integers(0, 3_000)))]
    new = [line(f"s{place * 10 + gap}", place * 10 + gap, None) for place, gap in enumerate(gaps) if gap]
    model = model_of(detail(*before))
    kept = [QPersistentModelIndex(model.index(row, 0)) for row in range(1, model.rowCount())]
    resets = []
    model.modelReset.connect(lambda: resets.append(True))
    model.show(WaterfallRows(detail(*before, *new)), NOW_NS)
    starts = sorted(step.start_ns for step in (*before, *new))
    assert [model.row_at(row).start_ns for row in range(1, model.rowCount())] == starts
    assert resets or [index.data() for index in kept] == [step.name for step in before]


def test_a_row_in_a_hundred_thousand_is_put_in_within_a_frame() -> None:
    steps = [line(f"s{place}", place, place + 1, parent=f"m{place // 100}") for place in range(100_000)]
    model = model_of(detail(*steps))
    for late in (line("m5", 500, 600), line("m5", 501_000, 501_001)):  # it takes its row, or its row moves
        rows = WaterfallRows(detail(*steps, late))
        before = time.perf_counter()
        model.show(rows, NOW_NS)
        assert time.perf_counter() - before < 0.2, "ten times slower than measured"
        assert model.rowCount() == 101_001


def test_opening_a_row_opens_the_folds_above_it() -> None:
    model = model_of(agent())
    for name in ("GET /orders/4711", "find_order", "agent"):
        model.set_folded(row_called(model, name), True)
    assert model.table_row("cache miss") is None
    model.unfold_to("cache miss")
    row = model.table_row("cache miss")
    assert row is not None
    assert model.id_at(row) == "cache miss"


def test_errors_are_found_in_both_directions_and_round_the_end() -> None:
    model = model_of(many(300))
    errors = ["97", "194", "291"]
    found = model.next_error(0, 1)
    seen = []
    while found is not None and found not in seen:
        seen.append(found)
        row = model.table_row(found)
        assert row is not None
        found = model.next_error(row, 1)
    assert sorted(seen) == sorted(errors)
    first = model.table_row(seen[0])
    assert first is not None
    assert model.next_error(first, -1) == seen[-1]
    assert model_of(running()).next_error(0, 1) is None


def test_a_folded_branch_tells_of_the_error_inside() -> None:
    model = model_of(agent())
    assert model.row_at(row_called(model, "agent")).troubled
    assert not model.row_at(row_called(model, "find_order")).troubled


def test_figures_and_what_is_unknown() -> None:
    model = model_of(agent())
    row = row_called(model, "plan")
    texts = [str(model.index(row, column).data()) for column in WaterfallColumn]
    assert texts[:4] == ["plan", "1.87 s", "380 ms", "1,284"]
    assert texts[4].startswith("$0.0004")
    event = row_called(model, "cache miss")
    assert [str(model.index(event, column).data()) for column in WaterfallColumn][1:] == ["", "", "", "", ""]


def test_a_running_step_counts_up_and_gives_up_after_long_silence() -> None:
    model = model_of(running())
    row = row_called(model, "answer")
    assert model.index(row, WaterfallColumn.LATENCY).data() == "1.36 s"
    assert "running" in str(model.index(row, 0).data(Role.AccessibleTextRole))
    silent = model_of(running(), NOW_NS + 3_600_000_000_000)
    assert silent.index(row, WaterfallColumn.LATENCY).data() == "no end"
    assert "no end received" in str(silent.index(row, 0).data(Role.AccessibleTextRole))


def test_rows_are_spoken_with_state_level_and_fold() -> None:
    model = model_of(agent())
    spoken = str(model.index(row_called(model, "track_parcel"), 0).data(Role.AccessibleTextRole))
    assert spoken == "track_parcel, Tool, error, 2.02 s, level 3"
    assert "expanded" in str(model.index(1, 0).data(Role.AccessibleTextRole))


def test_text_from_outside_is_escaped_in_tool_tips() -> None:
    evil = replace(line("x", 0, 1), name="<img src=x>", status_message="<b>no</b>")
    model = model_of(detail(evil))
    tip = str(model.index(1, 0).data(Role.ToolTipRole))
    assert "<img" not in tip
    assert "&lt;b&gt;no" in tip


@pytest.mark.parametrize("shown", [agent(), running(), detail(), many(200)])
def test_the_model_keeps_qt_s_rules_while_it_changes(qtmodeltester, shown: TraceDetail) -> None:
    model = model_of(shown)
    qtmodeltester.check(model)
    for row in reversed(range(model.rowCount())):
        model.set_folded(row, True)
    model.show(WaterfallRows(replace(shown, observations=(*shown.observations, line("new", 0, 1)))), NOW_NS)
    for row in range(model.rowCount()):
        model.set_folded(row, False)
    model.show(WaterfallRows(running()), NOW_NS)
    model.show(None, NOW_NS)
    qtmodeltester.check(model)


def test_the_trace_row_is_found_by_its_own_id() -> None:
    assert model_of(agent()).table_row(TRACE_ID) == 0
