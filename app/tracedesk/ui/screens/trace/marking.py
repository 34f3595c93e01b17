"""A row of the trace page as a thing to compare."""

from tracedesk.ui.compare_marks import Marked
from tracedesk.ui.widgets.waterfall_rows import TRACE_ID, WaterfallRows
from tracedesk.ui.widgets.waterfall_words import row_name


def marked_row(rows: WaterfallRows, row_id: str) -> Marked | None:
    """Return the trace or the step of a row; None: it stands for something that is not here."""
    row = rows.find(row_id)
    if row is None or not (row_id == TRACE_ID or rows.is_observation(row_id)):
        return None
    return Marked(rows.detail.trace.trace_id, row_id or None, row_name(rows.row(row)))
