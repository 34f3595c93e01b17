"""The ``cursor`` of a list's next page: where the page before it ended."""

from collections.abc import Sequence

from tracedesk.formats.cursor import read_cursor, write_cursor
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


def no_cursor() -> ApiError:
    return invalid_request(("cursor", "is not a cursor of this list"))


def next_cursor(last: Sequence[str | int] | None) -> dict[str, str]:
    """Return the part of ``meta`` that tells how to go on; nothing behind the last page."""
    return {} if last is None else {"cursor": write_cursor(last)}
