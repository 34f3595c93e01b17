"""What the rows of the waterfall say: in their cells, in their tool tips, and aloud."""

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QCoreApplication

from tracedesk.analysis.long_text import shortened
from tracedesk.ui import words
from tracedesk.ui.widgets.badge import kind_name
from tracedesk.ui.widgets.labels import tool_tip
from tracedesk.ui.widgets.waterfall_rows import CIRCLES_ID, WaterfallRow

SHORT_ID = 8  # characters
LONGEST_NAME = 300  # characters; Qt measures all of a text, however little of it there is room for

translate = QCoreApplication.translate


class WaterfallColumn(IntEnum):
    """Columns from left to right."""

    NAME = 0
    LATENCY = 1
    TTFT = 2
    TOKENS = 3
    COST = 4
    TIMELINE = 5


@dataclass(frozen=True, slots=True)
class Moment:
    """When the rows are read. ``ends_missing``: open steps are left without an end, not running."""

    now_ns: int
    ends_missing: bool


def column_title(column: WaterfallColumn) -> tuple[str, str]:
    """Return a column's title and what it means."""
    match column:
        case WaterfallColumn.NAME:
            return translate("Waterfall", "Step"), translate("Waterfall", "What ran")
        case WaterfallColumn.LATENCY:
            return translate("Waterfall", "Latency"), translate("Waterfall", "From start to end")
        case WaterfallColumn.TTFT:
            return translate("Waterfall", "TTFT"), translate("Waterfall", "Time to first token of the answer")
        case WaterfallColumn.TOKENS:
            return translate("Waterfall", "Tokens"), translate("Waterfall", "Tokens in and out")
        case WaterfallColumn.COST:
            return translate("Waterfall", "Cost"), translate("Waterfall", "As the program sent it")
        case WaterfallColumn.TIMELINE:
            return translate("Waterfall", "Timeline"), translate("Waterfall", "Time since the start of the trace")


def row_name(row: WaterfallRow) -> str:
    """Return what a row is called, within reason; a step without a name is called by its kind."""
    if row.kind == "ORPHANS":
        return missing_name(row.row_id)
    return shortened(row.name, LONGEST_NAME) if row.name else kind_name(row.kind)


def missing_name(row_id: str) -> str:
    """Return what a row is called that stands for a parent which is not here."""
    if row_id == CIRCLES_ID:
        return translate("Waterfall", "Parents that go round in a circle")
    return translate("Waterfall", "Missing parent {id}").format(id=short_id(row_id))


def missing_reason(row_id: str) -> str:
    """Return why steps hang below such a row."""
    if row_id == CIRCLES_ID:
        return translate("Waterfall", "Each of these steps names another one below it as its parent.")
    told = translate("Waterfall", "The parent of these steps, {id}, has not arrived, or was never sent.")
    return told.format(id=shortened(row_id, LONGEST_NAME))


def short_id(some_id: str) -> str:
    """Return the beginning of an id, enough to know it again."""
    return some_id if len(some_id) <= SHORT_ID + 1 else some_id[:SHORT_ID] + "…"


def cell_words(row: WaterfallRow, column: WaterfallColumn, moment: Moment) -> str:
    match column:
        case WaterfallColumn.NAME:
            return row_name(row)
        case WaterfallColumn.LATENCY | WaterfallColumn.TIMELINE:
            return latency_words(row, moment)
        case WaterfallColumn.TTFT:
            first = row.first_token_ns
            return "" if first is None else words.duration(max(0, first - row.start_ns))
        case WaterfallColumn.TOKENS:
            return "" if row.total_tokens is None else words.tokens(row.total_tokens)
        case WaterfallColumn.COST:
            return "" if row.cost_pusd is None else words.cost(row.cost_pusd)


def latency_words(row: WaterfallRow, moment: Moment) -> str:
    if row.end_ns is not None:
        return words.duration(max(0, row.end_ns - row.start_ns))
    if row.instant:
        return ""
    if moment.ends_missing:
        return translate("Waterfall", "no end")
    return words.duration(max(0, moment.now_ns - row.start_ns))


def state_words(row: WaterfallRow, moment: Moment) -> str:
    """Return how a step stands, or nothing when it ended well."""
    if row.end_ns is None and not row.instant:
        if moment.ends_missing:
            return translate("Waterfall", "no end received")
        return translate("Waterfall", "running")
    if row.level == "ERROR":
        return translate("Waterfall", "error")
    return translate("Waterfall", "warning") if row.level == "WARNING" else ""


def spoken_words(row: WaterfallRow, moment: Moment, *, folded: bool) -> str:
    """Return the row for a screen reader."""
    fold = ""
    if row.child_count:
        fold = translate("Waterfall", "collapsed") if folded else translate("Waterfall", "expanded")
    tokens = ""
    if row.total_tokens is not None:
        tokens = translate("Waterfall", "{count} tokens").format(count=row.total_tokens)
    level = translate("Waterfall", "level {depth}").format(depth=row.depth + 1)
    parts = (row_name(row), kind_name(row.kind), state_words(row, moment), latency_words(row, moment))
    return ", ".join(part for part in (*parts, tokens, level, fold) if part)


def row_tool_tip(row: WaterfallRow, moment: Moment, told: str = "") -> str:
    """Return the name in full and what there is no room for, with a sentence on the row's times."""
    described = (kind_name(row.kind), row.model or "", state_words(row, moment), latency_words(row, moment))
    lines = [f"<b>{tool_tip(row_name(row))}</b>", tool_tip(" · ".join(word for word in described if word))]
    if row.first_token_ns is not None:
        first = cell_words(row, WaterfallColumn.TTFT, moment)
        lines.append(tool_tip(translate("Waterfall", "First token after {time}").format(time=first)))
    if row.status_message:
        lines.append(tool_tip(row.status_message))
    if row.kind == "ORPHANS":
        lines.append(tool_tip(missing_reason(row.row_id)))
    if told:
        lines.append(tool_tip(told))
    return "<br>".join(lines)
