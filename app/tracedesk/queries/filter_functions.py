"""SQL functions of filters: texts that lie in payloads, and what SQLite cannot compare."""

import re
from collections.abc import Callable
from functools import lru_cache, partial

import orjson
from peewee import Database

from tracedesk.analysis.dotted import dotted
from tracedesk.formats.json_text import dumps, read_text
from tracedesk.formats.langfuse_api import metadata as metadata_of
from tracedesk.records.json import Json
from tracedesk.records.trace import LOGGED, OF_TRACE
from tracedesk.store.payloads import Payloads, payloads_of

_TOKEN_SIGN = r"[^\W_]"


def add_filter_functions(database: Database) -> None:
    """Make the functions known to this thread's connection."""
    connection = database.connection()  # type: ignore[no-untyped-call]
    payloads = payloads_of(database)
    connection.create_function("payload_text", 4, partial(_payload_text, payloads))
    connection.create_function("payload_metadata", 4, partial(_payload_metadata, payloads))
    connection.create_function("metadata_text", 2, _metadata_text, deterministic=True)
    connection.create_function("number_in", 1, _number_in, deterministic=True)
    connection.create_function("has_words", 3, _has_words, deterministic=True)


def _payload_text(
    payloads: Payloads, name: str, dictionary: int | None, body: bytes | None, file: str | None
) -> str | None:
    text: str | None = getattr(payloads.read(dictionary, body, file), name)
    return text


def _payload_metadata(
    payloads: Payloads, dictionary: int | None, body: bytes | None, file: str | None, key: str
) -> str | None:
    return _metadata_text(payloads.read(dictionary, body, file).metadata, key)


def _metadata_text(metadata: str | None, key: str) -> str | None:
    """Return what the JSON object ``metadata`` has under ``key``, or under the dotted keys of nested objects.

    A text is decoded once, as answers show it; anything but a text is compact JSON.
    """
    if metadata is None or dumps(key.partition(".")[0])[1:-1] not in metadata:
        return None  # most rows; reading all their metadata would take longer than all the rest
    said: dict[str, Json] = orjson.loads(metadata)
    of_trace = said.pop(OF_TRACE, None)
    said.pop(LOGGED, None)
    values = metadata_of(said | of_trace if isinstance(of_trace, dict) else said)
    value = values[key] if key in values else dotted(values).get(key)
    return value if value is None or isinstance(value, str) else dumps(value)


def _number_in(text: str | None) -> float | None:
    value = read_text(text)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _has_words(text: str | None, words: str, any_case: int) -> bool | None:
    return None if text is None else _words(words, any_case)(text) is not None


@lru_cache(maxsize=64)
def _words(words: str, any_case: int) -> Callable[[str], object]:
    """Return a search for ``words`` that do not begin or end within a longer word."""
    before = f"(?<!{_TOKEN_SIGN})" if re.match(_TOKEN_SIGN, words) else ""
    after = f"(?!{_TOKEN_SIGN})" if re.search(f"{_TOKEN_SIGN}\\Z", words) else ""
    return re.compile(f"{before}{re.escape(words)}{after}", re.IGNORECASE if any_case else 0).search
