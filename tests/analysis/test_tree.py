"""The rows of a trace: every step once, in order, whatever its parents are."""

import time
from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from tracedesk.analysis.tree import CIRCLES, TRACE, TraceTree, trace_tree, visible_rows


@dataclass(frozen=True)
class FakeStep:
    observation_id: str
    parent_id: str | None = None
    start_ns: int = 0


def outline(tree: TraceTree, steps: list[FakeStep]) -> list[str]:
    """Write the rows as an indented outline."""
    names = {TRACE: "trace", CIRCLES: "circles"}
    return [
        "  " * depth
        + (steps[step].observation_id if step >= 0 else names.get(step) or f"missing {tree.missing_parent(row)}")
        for row, (step, depth) in enumerate(zip(tree.step, tree.depth, strict=True))
    ]


def test_children_follow_their_parent_by_start_to_the_nanosecond() -> None:
    steps = [
        FakeStep("late", "root", 1_779_267_600_000_000_002),
        FakeStep("early", "root", 1_779_267_600_000_000_001),
        FakeStep("leaf", "early", 1_779_267_600_000_000_003),
        FakeStep("root", None, 1_779_267_600_000_000_000),
    ]
    assert outline(trace_tree(steps), steps) == ["trace", "  root", "    early", "      leaf", "    late"]


def test_of_equal_starts_the_first_that_arrived_comes_first() -> None:
    steps = [FakeStep("root", None, 5), FakeStep("b", "root", 5), FakeStep("a", "root", 5), FakeStep("c", "root", 5)]
    assert outline(trace_tree(steps), steps) == ["trace", "  root", "    b", "    a", "    c"]


def test_a_parent_stands_above_children_that_start_with_it_or_before_it_or_arrive_first() -> None:
    steps = [FakeStep("same", "root", 7), FakeStep("leaf", "same", 7), FakeStep("root", None, 7)]
    steps += [FakeStep("before", "root", 2), FakeStep("other root", None, 3)]
    expected = ["trace", "  other root", "  root", "    before", "    same", "      leaf"]
    assert outline(trace_tree(steps), steps) == expected


def test_steps_without_their_parent_hang_below_one_row_for_each_parent_at_the_end() -> None:
    steps = [
        FakeStep("lost", "nowhere", 2),
        FakeStep("first", "elsewhere", 1),
        FakeStep("root", None, 3),
        FakeStep("child of lost", "lost", 4),
        FakeStep("sibling", "nowhere", 2),
    ]
    tree = trace_tree(steps)
    assert outline(tree, steps) == [
        "trace",
        "  root",
        "  missing elsewhere",
        "    first",
        "  missing nowhere",
        "    lost",
        "      child of lost",
        "    sibling",
    ]
    assert list(tree.child_count) == [3, 0, 1, 0, 2, 1, 0, 0]
    assert tree.missing == ("elsewhere", "nowhere")


def test_a_circle_of_parents_is_cut_at_its_earliest_step() -> None:
    steps = [FakeStep("a", "c", 3), FakeStep("b", "a", 1), FakeStep("c", "b", 2), FakeStep("self", "self", 4)]
    expected = ["trace", "  circles", "    b", "      c", "        a", "    self"]
    assert outline(trace_tree(steps), steps) == expected


def test_a_trace_without_steps_is_one_row() -> None:
    assert list(trace_tree([]).step) == [TRACE]


def test_a_fold_hides_what_is_below_it_and_nothing_else() -> None:
    steps = [FakeStep("a"), FakeStep("a1", "a"), FakeStep("a2", "a1"), FakeStep("b", None, 1)]
    tree = trace_tree(steps)
    assert list(visible_rows(tree, set())) == [0, 1, 2, 3, 4]
    assert list(visible_rows(tree, {1})) == [0, 1, 4]
    assert list(visible_rows(tree, {1, 2})) == [0, 1, 4]
    assert list(visible_rows(tree, {0, 1})) == [0]


ids = st.integers(0, 12).map(str)
any_steps = st.lists(
    st.builds(FakeStep, ids, st.none() | ids | st.just("unknown"), st.integers(0, 4)),
    unique_by=lambda s: s.observation_id,
)


@given(any_steps)
def test_any_parents_give_every_step_exactly_one_row(steps: list[FakeStep]) -> None:
    tree = trace_tree(steps)
    assert sorted(step for step in tree.step if step >= 0) == list(range(len(steps)))
    for row in range(1, len(tree)):
        parent = tree.parent[row]
        assert parent < row < tree.end[row] <= tree.end[parent]
        assert tree.depth[row] == tree.depth[parent] + 1
        assert tree.child_count[parent] == list(tree.parent).count(parent)


@given(any_steps)
def test_a_known_parent_is_the_row_above_unless_it_goes_round(steps: list[FakeStep]) -> None:
    tree = trace_tree(steps)
    known = {step.observation_id for step in steps}
    for row, step in enumerate(tree.step):
        above = tree.step[tree.parent[row]] if row else TRACE
        if step >= 0 and above >= 0:
            assert steps[step].parent_id == steps[above].observation_id
        if step >= 0 and above == TRACE:
            assert steps[step].parent_id is None
        if step >= 0 and steps[step].parent_id not in known | {None}:
            assert tree.missing_parent(tree.parent[row]) == steps[step].parent_id


@given(any_steps, st.randoms())
def test_the_order_of_arrival_does_not_matter_where_starts_differ(steps: list[FakeStep], random) -> None:
    steps = [replace(step, start_ns=place) for place, step in enumerate(steps)]
    shuffled = list(steps)
    random.shuffle(shuffled)
    assert outline(trace_tree(steps), steps) == outline(trace_tree(shuffled), shuffled)


def test_a_hundred_thousand_steps_and_a_chain_of_them_are_laid_out_quickly() -> None:
    wide = [FakeStep(str(i), str(i // 10) if i else None, i) for i in range(100_000)]
    chain = [FakeStep(str(i), str(i - 1) if i else None, i) for i in range(100_000)]
    lost = [FakeStep(str(i), f"lost {i}", i) for i in range(100_000)]
    for steps, rows in ((wide, 100_001), (chain, 100_001), (lost, 200_001)):
        before = time.perf_counter()
        assert len(trace_tree(steps)) == rows
        assert time.perf_counter() - before < 3, "ten times slower than measured"
