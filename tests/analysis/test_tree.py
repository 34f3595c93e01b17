"""The rows of a trace: every step once, in order, whatever its parents are."""

import time
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from tracedesk.analysis.tree import ORPHANS, TRACE, TraceTree, trace_tree, visible_rows


@dataclass(frozen=True)
class FakeStep:
    observation_id: str
    parent_id: str | None = None
    start_ns: int = 0


def outline(tree: TraceTree, steps: list[FakeStep]) -> list[str]:
    """Write the rows as an indented outline."""
    names = {TRACE: "trace", ORPHANS: "orphans"}
    return [
        "  " * depth + (names[step] if step < 0 else steps[step].observation_id)
        for step, depth in zip(tree.step, tree.depth, strict=True)
    ]


def test_children_follow_their_parent_by_start_then_id() -> None:
    steps = [
        FakeStep("late", "root", 9),
        FakeStep("b", "root", 5),
        FakeStep("a", "root", 5),
        FakeStep("leaf", "b", 6),
        FakeStep("root", None, 1),
    ]
    assert outline(trace_tree(steps), steps) == ["trace", "  root", "    a", "    b", "      leaf", "    late"]


def test_steps_without_their_parent_hang_below_one_placeholder_at_the_end() -> None:
    steps = [FakeStep("lost", "nowhere", 1), FakeStep("root", None, 2), FakeStep("child of lost", "lost", 3)]
    tree = trace_tree(steps)
    assert outline(tree, steps) == ["trace", "  root", "  orphans", "    lost", "      child of lost"]
    assert list(tree.child_count) == [2, 0, 1, 1, 0]


def test_a_circle_of_parents_is_cut_at_its_earliest_step() -> None:
    steps = [FakeStep("a", "c", 3), FakeStep("b", "a", 1), FakeStep("c", "b", 2), FakeStep("self", "self", 4)]
    expected = ["trace", "  orphans", "    b", "      c", "        a", "    self"]
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
            assert above == ORPHANS


@given(any_steps, st.randoms())
def test_the_order_of_arrival_does_not_matter(steps: list[FakeStep], random) -> None:
    shuffled = list(steps)
    random.shuffle(shuffled)
    assert outline(trace_tree(steps), steps) == outline(trace_tree(shuffled), shuffled)


def test_a_hundred_thousand_steps_and_a_chain_of_them_are_laid_out_quickly() -> None:
    wide = [FakeStep(str(i), str(i // 10) if i else None, i) for i in range(100_000)]
    chain = [FakeStep(str(i), str(i - 1) if i else None, i) for i in range(100_000)]
    for steps in (wide, chain):
        before = time.perf_counter()
        assert len(trace_tree(steps)) == 100_001
        assert time.perf_counter() - before < 3, "ten times slower than measured"
