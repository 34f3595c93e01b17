"""A comparison of texts as pieces to be written one after the other; what is the same for long is left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, TypeAlias

from PySide6.QtCore import QCoreApplication

from tracedesk.analysis.long_text import break_long_lines
from tracedesk.analysis.text_diff import DiffLine, DiffRun, Marks
from tracedesk.ui.words import number

PieceKind: TypeAlias = Literal["same", "removed", "added", "note"]

AROUND_LINES = 3  # lines that are shown before and after those that differ
AROUND_CHARACTERS = 300


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text. ``strong``: these very words differ, not only the line that they are in."""

    text: str
    kind: PieceKind
    strong: bool = False


def line_pieces(lines: Sequence[DiffLine]) -> Iterator[Piece]:
    """Yield lines with a sign before each: " " both have it, "−" only A, "+" only B."""
    for same, found in groupby(lines, lambda line: line.change == "same"):
        group = list(found)
        if same:
            yield from _same_lines(group, first=group[0] is lines[0], last=group[-1] is lines[-1])
            continue
        for line in group:
            if line.left_number is not None:
                yield from _marked("− ", line.left, line.left_marks, "removed")
        for line in group:
            if line.right_number is not None:
                yield from _marked("+ ", line.right, line.right_marks, "added")


def run_pieces(runs: Sequence[DiffRun]) -> Iterator[Piece]:
    """Yield both texts as one, with what was taken out and put in."""
    for place, run in enumerate(runs):
        if run.change == "removed" or run.change == "added":
            yield Piece(break_long_lines(run.text), run.change, strong=True)
        elif run.change == "same":
            yield from _same_run(run.text, first=place == 0, last=place == len(runs) - 1)


def _same_lines(lines: list[DiffLine], *, first: bool, last: bool) -> Iterator[Piece]:
    before, after = 0 if first else AROUND_LINES, 0 if last else AROUND_LINES
    if len(lines) <= before + after + 1:
        before, after = len(lines), 0
    for line in lines[:before]:
        yield Piece(f"  {break_long_lines(line.left)}\n", "same")
    if before + after < len(lines):
        told = QCoreApplication.translate("Compare", "… {count} lines are the same …")
        yield Piece(told.format(count=number(len(lines) - before - after)) + "\n", "note")
    for line in lines[len(lines) - after :]:
        yield Piece(f"  {break_long_lines(line.left)}\n", "same")


def _same_run(text: str, *, first: bool, last: bool) -> Iterator[Piece]:
    before, after = 0 if first else AROUND_CHARACTERS, 0 if last else AROUND_CHARACTERS
    if len(text) <= 2 * AROUND_CHARACTERS:
        before, after = len(text), 0
    if before:
        yield Piece(break_long_lines(text[:before]), "same")
    if before + after < len(text):
        told = QCoreApplication.translate("Compare", "… {count} characters are the same …")
        yield Piece("\n" + told.format(count=number(len(text) - before - after)) + "\n", "note")
    if after:
        yield Piece(break_long_lines(text[-after:]), "same")


def _marked(sign: str, text: str, marks: Marks, kind: PieceKind) -> Iterator[Piece]:
    yield Piece(sign, kind)
    at = 0
    for begin, end in marks:
        if at < begin:
            yield Piece(text[at:begin], kind)
        yield Piece(break_long_lines(text[begin:end]), kind, strong=True)
        at = end
    yield Piece(f"{break_long_lines(text[at:])}\n", kind)
