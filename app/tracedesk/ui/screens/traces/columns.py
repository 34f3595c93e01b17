"""The columns of the list, as data: a new one is one line."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from PySide6.QtCore import QCoreApplication

from tracedesk.queries.traces import SortKey, TraceLine
from tracedesk.ui.words import UNKNOWN, clock, cost, duration, exact_time, number, tokens

Kind: TypeAlias = Literal["text", "number", "errors", "rating"]
translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Column:
    """``characters`` is the width in average characters; 0: it takes what is left."""

    key: str
    title: Callable[[], str]
    text: Callable[[TraceLine], str]
    sort: SortKey | None
    characters: int
    kind: Kind = "text"
    tip: Callable[[TraceLine], str] | None = None


def _errors(line: TraceLine) -> str:
    return number(line.error_count) if line.error_count else ""


def _rating(line: TraceLine) -> str:
    """Return the words for the painted thumbs, for copies and screen readers."""
    if line.rating is None:
        return translate("TraceTableModel", "not rated")
    return translate("TraceTableModel", "good") if line.rating > 0 else translate("TraceTableModel", "bad")


COLUMNS: tuple[Column, ...] = (
    Column(
        "time",
        lambda: translate("TraceTableModel", "Time"),
        lambda line: clock(line.start_ns, time.time_ns()),
        "time",
        15,
        tip=lambda line: exact_time(line.start_ns),
    ),
    Column(
        "name",
        lambda: translate("TraceTableModel", "Name"),
        lambda line: line.name or translate("TraceTableModel", "(no name)"),
        "name",
        0,
    ),
    Column("user", lambda: translate("TraceTableModel", "User"), lambda line: line.user_id or "", "user", 20),
    Column(
        "session", lambda: translate("TraceTableModel", "Session"), lambda line: line.session_id or "", "session", 13
    ),
    Column(
        "latency",
        lambda: translate("TraceTableModel", "Latency"),
        lambda line: (
            translate("TraceTableModel", "running")
            if line.running
            else duration(line.latency_ns)
            if line.observation_count
            else UNKNOWN
        ),
        "latency",
        9,
        "number",
    ),
    Column(
        "tokens",
        lambda: translate("TraceTableModel", "Tokens"),
        lambda line: tokens(line.total_tokens),
        "tokens",
        8,
        "number",
    ),
    Column(
        "cost",
        lambda: translate("TraceTableModel", "Cost"),
        lambda line: cost(line.cost_pusd),
        "cost",
        13,
        "number",
    ),
    Column("errors", lambda: translate("TraceTableModel", "Errors"), _errors, "errors", 7, "errors"),
    Column(
        "scores",
        lambda: translate("TraceTableModel", "Scores"),
        lambda line: number(line.score_count) if line.score_count else "",
        None,
        7,
        "number",
    ),
    Column(
        "rating",
        lambda: translate("TraceTableModel", "Rating"),
        _rating,
        "rating",
        11,
        "rating",
        tip=lambda line: line.rating_comment or "",
    ),
)
COLUMN_OF = {column.key: number for number, column in enumerate(COLUMNS)}
