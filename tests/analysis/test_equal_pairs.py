"""The common part of two sequences."""

import time
from difflib import SequenceMatcher
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tracedesk.analysis.equal_pairs import equal_pairs, with_gaps

WORDS = st.lists(st.sampled_from("abcde"), max_size=40)


def longest(left, right):
    """Return the length of the longest common part, by the table that everybody knows."""
    row = [0] * (len(right) + 1)
    for one in left:
        diagonal = 0
        for j, other in enumerate(right):
            diagonal, row[j + 1] = row[j + 1], diagonal + 1 if one == other else max(row[j + 1], row[j])
    return row[-1]


@given(WORDS, WORDS)
def test_short_sequences_share_as_much_as_they_can(left, right):
    pairs = equal_pairs(left, right)
    assert len(pairs) == longest(left, right)
    assert all(left[i] == right[j] for i, j in pairs)
    assert all(i < k and j < m for (i, j), (k, m) in pairwise(pairs))


@given(WORDS, WORDS)
def test_stretches_cover_both_sides_once_and_in_order(left, right):
    stretches = list(with_gaps(equal_pairs(left, right), len(left), len(right)))
    assert [i for olds, _, _ in stretches for i in olds] == list(range(len(left)))
    assert [j for _, news, _ in stretches for j in news] == list(range(len(right)))
    assert all(same != following for (_, _, same), (_, _, following) in pairwise(stretches))


@given(st.sets(st.integers(0, 299), max_size=30))
def test_long_sequences_keep_what_stands_in_both_once(gone):
    left = list(range(300))
    right = [item for item in left if item not in gone]
    assert [left[i] for i, _ in equal_pairs(left, right)] == right


def test_what_moved_is_paired_where_most_stays():
    left, right = list("abcdef"), list("defabc")
    assert equal_pairs(left, right) in ([(0, 3), (1, 4), (2, 5)], [(3, 0), (4, 1), (5, 2)])


def test_two_long_sequences_with_nothing_but_repeats_end_in_time():
    left, right = ["a", "b"] * 20_000, ["b", "b", "a"] * 13_000
    begun = time.monotonic()
    pairs = equal_pairs(left, right)
    assert time.monotonic() - begun < 20
    assert all(left[i] == right[j] for i, j in pairs)


def test_a_thousand_lines_are_compared_as_well_as_the_standard_library_does():
    left = [f"line {number % 97} of {number // 7}" for number in range(1_000)]
    right = [line for number, line in enumerate(left) if number % 11] + ["end"]
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    assert len(equal_pairs(left, right)) >= sum(block.size for block in matcher.get_matching_blocks())
