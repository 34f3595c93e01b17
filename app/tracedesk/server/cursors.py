"""The ``cursor`` of a list's next page: where the page before it ended."""

from collections.abc import Sequence

from tracedesk.formats.cursor import read_cursor, write_cursor
from tracedesk.formats.langfuse_api import JsonOut
from tracedesk.server.problems import ApiError, invalid_request
from tracedesk.server.query_params import QueryParams


def sent_cursor(params: QueryParams) -> list[object] | None:
    """Return the sort keys that a client handed back, which may be those of another list; None: the first page.

    Raises:
        ApiError: 400 when it is no cursor.
    """
    text = params.text("cursor")
    try:
        return None if text is None else read_cursor(text)
    except ValueError:
        raise no_cursor() from None


def sent_row(params: QueryParams) -> tuple[int, int] | None:
    """Return the time and the number of the last row, of a list that is sorted by both. Raises as ``sent_cursor``."""
    match sent_cursor(params):
        case None:
            return None
        case [int(time_ns), int(seq)]:
            return time_ns, seq
    raise no_cursor()


def no_cursor() -> ApiError:
    return invalid_request(("cursor", "is not a cursor of this list"))


def next_cursor(last: Sequence[str | int] | None) -> dict[str, str]:
    """Return the part of ``meta`` that tells how to go on; nothing behind the last page."""
    return {} if last is None else {"cursor": write_cursor(last)}


def cursor_page(data: list[JsonOut], last: Sequence[str | int] | None) -> JsonOut:
    return {"data": data, "meta": next_cursor(last)}
