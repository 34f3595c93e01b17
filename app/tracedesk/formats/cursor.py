"""Where a page ended, as text that clients hand back unread: base64 of a JSON list of sort keys."""

import base64
from collections.abc import Sequence

import orjson

from tracedesk.records.units import INT64_MAX


def write_cursor(keys: Sequence[str | int]) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(list(keys))).decode().rstrip("=")


def read_cursor(text: str) -> list[object]:
    """Return sort keys, which may be those of another list.

    Raises:
        ValueError: it is no cursor, or holds a number that cannot be stored.
    """
    keys = orjson.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
    if not isinstance(keys, list):
        raise ValueError(f"{text!r} is not a list")
    if any(isinstance(key, int) and abs(key) > INT64_MAX for key in keys):
        raise ValueError(f"{text!r} holds a number that is too large")
    return keys
