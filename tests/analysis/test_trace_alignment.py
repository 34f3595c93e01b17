"""Which step of one run is which of another."""

import json
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.test_tree import FakeStep
from tracedesk.analysis.aligned_rows import AlignedRow, aligned_rows
from tracedesk.analysis.trace_alignment import Alignment, align
from tracedesk.analysis.tree import TraceTree, trace_tree
from tracedesk.analysis.tree_labels import LabelledTree, StepLabel

CASES = sorted(Path(__file__).with_name("alignment_cases").glob("*.json"))
LEAST_RIGHT = 0.95


def labelled(outline: list[str], texts: dict[int, str] | None = None) -> LabelledTree:
    """Read an outline; row 0 of the tree is the trace, so line 0 is row 1."""
    steps, above = [], []
    for number, line in enumerate(outline):
        depth = (len(line) - len(line.lstrip())) // 2
        steps.append(FakeStep(str(number), str(above[depth - 1]) if depth else None, number))
        above[depth:] = [number]
    tree: TraceTree = trace_tree(steps)
    assert list(tree.step) == [-1, *range(len(outline))]
    labels = [StepLabel("TRACE", "run")]
    for number, line in enumerate(outline):
        kind, _, name = line.strip().partition(" ")
        labels.append(StepLabel(kind, name, (texts or {}).get(number)))
    return LabelledTree(tree, labels)


def aligned(left: list[str], right: list[str]) -> tuple[list[str], Alignment]:
    """Return the rows as people see them: what is there, with a sign for what happened to it."""
    one, other = labelled(left), labelled(right)
    found = align(one, other)
    signs = {"same": " ", "renamed": "~", "inserted": "+", "deleted": "-"}
    lines = []
    for row in aligned_rows(one, other, found)[1:]:
        names = [lines[at - 1].strip() for lines, at in ((left, row.left), (right, row.right)) if at is not None]
        lines.append(f"{'>' if row.moved else signs[row.change]} {' = '.join(dict.fromkeys(names))}")
    return lines, found


def true_pairs(case: Path) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    told = json.loads(case.read_text())
    found = align(labelled(told["left"]), labelled(told["right"])).right_of
    return {(i, j) for i, j in told["pairs"]}, {(i - 1, j - 1) for i, j in found.items() if i}


def test_steps_that_were_put_in_taken_out_renamed_and_moved_are_known_again_in_most_cases():
    right, told, claimed = Counter[str](), Counter[str](), Counter[str]()
    for case in CASES:
        wanted, found = true_pairs(case)
        for kind in ("all", case.stem.partition("-")[2]):
            right[kind] += len(wanted & found)
            told[kind] += len(wanted)
            claimed[kind] += len(found)
    for kind in told:
        print(
            f"{kind:14} {right[kind]:5} of {told[kind]:5} pairs found: {right[kind] / told[kind]:.1%}; "
            f"of {claimed[kind]:5} claimed, {right[kind] / claimed[kind]:.1%} are right"
        )
    assert len(CASES) >= 60
    assert right["all"] / told["all"] >= LEAST_RIGHT
    assert right["all"] / claimed["all"] >= LEAST_RIGHT
    assert all(right[kind] / told[kind] >= LEAST_RIGHT for kind in told)


def test_a_round_that_is_new_stands_alone_with_all_below_it():
    lines, _ = aligned(
        ["AGENT a", "  GENERATION ask", "  TOOL track", "  GENERATION say"],
        ["AGENT a", "  GENERATION ask", "  TOOL search", "    SPAN http", "  TOOL track", "  GENERATION say"],
    )
    assert lines == [
        "  AGENT a",
        "  GENERATION ask",
        "+ TOOL search",
        "+ SPAN http",
        "  TOOL track",
        "  GENERATION say",
    ]


def test_a_step_that_is_gone_keeps_its_place_after_its_sibling():
    lines, _ = aligned(
        ["AGENT a", "  SPAN first", "    SPAN inner", "  TOOL gone", "  SPAN last"],
        ["AGENT a", "  SPAN first", "    SPAN inner", "    SPAN new", "  SPAN last"],
    )
    assert lines == ["  AGENT a", "  SPAN first", "  SPAN inner", "+ SPAN new", "- TOOL gone", "  SPAN last"]


def test_a_step_with_another_name_is_one_step():
    lines, _ = aligned(
        ["AGENT a", "  TOOL search_web", "    SPAN http", "  GENERATION say"],
        ["AGENT a", "  TOOL web_search", "    SPAN http", "  GENERATION say"],
    )
    assert lines == ["  AGENT a", "~ TOOL search_web = TOOL web_search", "  SPAN http", "  GENERATION say"]


def test_a_step_that_changed_its_place_is_one_step():
    lines, _ = aligned(
        ["AGENT a", "  TOOL track", "  GENERATION say", "  SPAN save"],
        ["AGENT a", "  GENERATION say", "  SPAN save", "  TOOL track"],
    )
    assert lines == ["  AGENT a", "  GENERATION say", "  SPAN save", "> TOOL track"]


def test_a_step_that_was_put_above_others_is_looked_through():
    lines, _ = aligned(
        ["AGENT a", "  GENERATION ask", "  TOOL track", "  GENERATION say"],
        ["AGENT a", "  GENERATION ask", "  SPAN retry", "    TOOL track", "  GENERATION say"],
    )
    assert lines == ["  AGENT a", "  GENERATION ask", "+ SPAN retry", "  TOOL track", "  GENERATION say"]


def test_a_branch_that_went_to_another_parent_is_known_again():
    branch = ["SPAN fetch", "  SPAN http", "  SPAN parse"]
    lines, _ = aligned(
        ["AGENT a", "  SPAN one", *("    " + line for line in branch), "  SPAN two", "    EVENT end"],
        ["AGENT a", "  SPAN one", "  SPAN two", *("    " + line for line in branch), "    EVENT end"],
    )
    assert lines == [
        "  AGENT a",
        "  SPAN one",
        "  SPAN two",
        "> SPAN fetch",
        "  SPAN http",
        "  SPAN parse",
        "  EVENT end",
    ]


def test_of_steps_with_one_name_those_go_together_that_got_the_same_text():
    outline = ["AGENT a", *["  GENERATION ask"] * 3]
    left = labelled(outline[:3], {1: "one", 2: "two"})
    right = labelled(outline, {1: "zero", 2: "one", 3: "two"})
    assert align(left, right).right_of == {0: 0, 1: 1, 2: 3, 3: 4}


OUTLINES = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["SPAN a", "SPAN b", "TOOL a"])), max_size=25)


def as_outline(told: list[tuple[int, str]]) -> list[str]:
    lines, depth = [], -1
    for wanted, label in told:
        depth = min(wanted, depth + 1)
        lines.append("  " * depth + label)
    return lines


@given(OUTLINES, OUTLINES)
def test_each_row_of_both_trees_is_shown_once(left, right):
    one, other = labelled(as_outline(left)), labelled(as_outline(right))
    found = align(one, other)
    rows = aligned_rows(one, other, found)
    assert sorted(row.left for row in rows if row.left is not None) == list(range(len(left) + 1))
    assert [row.right for row in rows if row.right is not None] == list(range(len(right) + 1))
    assert {row.left: row.right for row in rows if None not in (row.left, row.right)} == found.right_of
    assert {j: i for i, j in found.right_of.items()} == found.left_of


@given(OUTLINES)
def test_a_run_is_aligned_with_itself_row_by_row(told):
    one, other = labelled(as_outline(told)), labelled(as_outline(told))
    rows = aligned_rows(one, other, align(one, other))
    assert rows == [AlignedRow(row, row, "same") for row in range(len(told) + 1)]


@pytest.mark.parametrize("branch", [1, 20, 10_000])
def test_ten_thousand_steps_are_aligned_in_time(branch):
    left = [f"  SPAN {number % 11}" if number % branch else f"TOOL {number % 7}" for number in range(10_000)]
    right = [line for number, line in enumerate(left) if number % 97 or not number]
    begun = time.monotonic()
    one, other = labelled(left), labelled(right)
    rows = aligned_rows(one, other, align(one, other))
    taken = time.monotonic() - begun
    print(f"{branch}: {taken:.2f} s")
    assert len(rows) >= 10_001
    assert taken < 10


def test_a_chain_of_thousands_of_levels_is_aligned():
    left = ["  " * depth + f"SPAN {depth % 5}" for depth in range(3_000)]
    one, other = labelled(left), labelled(left[:-10])
    assert len(align(one, other).right_of) == 2_991
