"""What differs between two texts: line by line, and word by word."""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tracedesk.analysis.equal_pairs import MOST_STEPS, Pairs, equal_pairs, with_gaps
from tracedesk.analysis.similar_pairs import shared, similar_pairs

Change: TypeAlias = Literal["same", "changed", "removed", "added"]
Marks: TypeAlias = tuple[tuple[int, int], ...]  # begins and ends of the characters that differ

# Beyond these bounds a comparison is coarser, so that any two texts are compared within some seconds.
MOST_WORDS = 400_000  # on both sides; beyond, "words" are whole lines
LONGEST_LINE = 20_000  # characters; longer lines are not compared by words
MOST_MARKED = 2_000_000  # characters of lines that are compared by words; the rest differ as a whole
STEPS_A_WORD = 20  # in a line
ALIKE = 0.4  # share of words that two lines have in common when one became the other

# Chinese, Japanese and Korean put no spaces between words, so each of their signs counts as one.
_SIGN = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
_WORD = re.compile(rf"[{_SIGN}]|[^\W{_SIGN}]+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A line of the left text, of the right one, or both side by side; numbers count from 1."""

    left_number: int | None
    left: str
    right_number: int | None
    right: str
    left_marks: Marks = ()
    right_marks: Marks = ()

    @property
    def change(self) -> Change:
        if self.left_number is None:
            return "added"
        if self.right_number is None:
            return "removed"
        return "same" if self.left == self.right else "changed"


@dataclass(frozen=True, slots=True)
class DiffRun:
    """A piece of text that both have ("same"), or one of them."""

    change: Change
    text: str


def diff_lines(left: str, right: str) -> list[DiffLine]:
    """Compare two texts by lines; lines that became others stand side by side, with marks at the words that differ."""
    before, after = left.splitlines(), right.splitlines()
    found: list[DiffLine] = []
    room = MOST_MARKED
    for olds, news, same in with_gaps(equal_pairs(before, after), len(before), len(after)):
        if same:
            found.extend(DiffLine(i + 1, before[i], j + 1, after[j]) for i, j in zip(olds, news, strict=True))
            continue
        pairs = _alike([before[i] for i in olds], [after[j] for j in news]) if room > 0 else []
        for old, new, together in with_gaps(pairs, len(olds), len(news)):
            if together:
                for i, j in zip(old, new, strict=True):
                    line = _changed(olds[i] + 1, before[olds[i]], news[j] + 1, after[news[j]])
                    room -= len(line.left) + len(line.right)
                    found.append(line)
            else:
                found.extend(DiffLine(olds[i] + 1, before[olds[i]], None, "") for i in old)
                found.extend(DiffLine(None, "", news[j] + 1, after[news[j]]) for j in new)
    return found


def diff_words(left: str, right: str) -> list[DiffRun]:
    """Compare two texts word by word, lines and all, as one text with what was taken out and put in."""
    before, after = _WORD.findall(left), _WORD.findall(right)
    if len(before) + len(after) > MOST_WORDS:
        before, after = left.splitlines(keepends=True), right.splitlines(keepends=True)
    runs: list[DiffRun] = []
    for olds, news, same in _joined(before, after, MOST_STEPS):
        if same:
            runs.append(DiffRun("same", "".join(after[news.start : news.stop])))
            continue
        if olds:
            runs.append(DiffRun("removed", "".join(before[olds.start : olds.stop])))
        if news:
            runs.append(DiffRun("added", "".join(after[news.start : news.stop])))
    return runs


def word_likeness(left: str, right: str) -> float:
    """Return which share of their words two texts have in common, 0 to 1; of long ones, by their beginnings."""
    return shared(words_of(left), words_of(right))


def words_of(text: str) -> Counter[Hashable]:
    """Return the words of a text, blanks aside; of a long one, those of its beginning."""
    return Counter(word for word in _WORD.findall(text[:LONGEST_LINE]) if not word.isspace())


def _alike(olds: Sequence[str], news: Sequence[str]) -> Pairs:
    """Return which old lines became which new ones."""
    before, after = [words_of(line) for line in olds], [words_of(line) for line in news]
    return similar_pairs(len(olds), len(news), lambda i, j: shared(before[i], after[j]), ALIKE)


def _changed(left_number: int, left: str, right_number: int, right: str) -> DiffLine:
    if max(len(left), len(right)) > LONGEST_LINE:
        return DiffLine(left_number, left, right_number, right, ((0, len(left)),), ((0, len(right)),))
    before, after = _WORD.findall(left), _WORD.findall(right)
    left_marks, right_marks = [], []
    i = j = 0  # characters
    for olds, news, same in _joined(before, after, STEPS_A_WORD * (len(before) + len(after))):
        i_end = i + sum(map(len, before[olds.start : olds.stop]))
        j_end = j + sum(map(len, after[news.start : news.stop]))
        if not same:
            left_marks.extend([(i, i_end)] if i < i_end else [])
            right_marks.extend([(j, j_end)] if j < j_end else [])
        i, j = i_end, j_end
    return DiffLine(left_number, left, right_number, right, tuple(left_marks), tuple(right_marks))


def _joined(before: Sequence[str], after: Sequence[str], most_steps: int) -> Iterator[tuple[range, range, bool]]:
    """Yield stretches that are the same and that differ; blanks between two that differ belong to them."""
    waiting: tuple[range, range] | None = None
    blank: tuple[range, range] | None = None
    for olds, news, same in with_gaps(equal_pairs(before, after, most_steps), len(before), len(after)):
        if same and waiting is not None and "".join(before[olds.start : olds.stop]).strip() == "":
            blank = (olds, news)
        elif same:
            if waiting is not None:
                yield *waiting, False
            waiting = None
            yield olds, news, True
        else:
            start = waiting or (olds, news)
            waiting = range(start[0].start, olds.stop), range(start[1].start, news.stop)
            blank = None
    if waiting is not None:
        yield *waiting, False
    if blank is not None:
        yield *blank, True
