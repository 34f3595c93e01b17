"""JSON as it arrives, and JSON as the store keeps it."""

import json
import re

import orjson

from tracedesk.formats.batch import FormatError
from tracedesk.records.json import Json

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")


def loads(payload: bytes) -> Json:
    """Read a JSON payload.

    Clients cut texts in the middle of an emoji and write NaN; both are outside JSON's rules and are read all the same:
    half a character becomes U+FFFD, and NaN becomes null when it is written again.

    Raises:
        FormatError: it is not JSON, or is nested too deeply.
    """
    try:
        value: Json = orjson.loads(payload)
    except orjson.JSONDecodeError as error:
        return _lenient(payload, error)
    return value


def _lenient(payload: bytes, first_error: orjson.JSONDecodeError) -> Json:
    try:
        value: Json = _mended(json.loads(payload.decode("utf-8", "replace"), parse_int=_whole_number))
    except ValueError:
        raise FormatError(f"The body is not JSON: {first_error}.") from None
    except RecursionError:
        raise FormatError("The body is JSON that is nested too deeply.") from None
    return value


def _mended(value: Json) -> Json:
    if isinstance(value, str):
        return _LONE_SURROGATES.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_LONE_SURROGATES.sub("\ufffd", key): _mended(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_mended(inner) for inner in value]
    return value


def _whole_number(digits: str) -> int | float | str:
    """As orjson: beyond 64 bits the nearest float. Where that ends too, the digits."""
    if len(digits) > _MOST_DIGITS:
        return digits
    value = int(digits)
    return value if -(2**63) <= value < 2**64 else float(value)


def dumps(value: Json) -> str:
    """Return compact JSON text."""
    return orjson.dumps(value).decode()


def fits(value: Json) -> bool:
    """Whether ``value`` can be written as a part of an answer: orjson gives up at 254 levels, answers add a few."""
    return _answerable(value) is not None


def _answerable(value: Json) -> str | None:
    """Return the JSON text of what can be written as a part of an answer."""
    try:
        text = dumps(value)
        if text.count("[") + text.count("{") > _SURELY_FITS:  # at least as many as levels
            orjson.dumps([[[[[[[[value]]]]]]]])
    except orjson.JSONEncodeError:
        return None
    return text


def flat(values: dict[str, Json]) -> dict[str, Json]:
    """Return ``values`` with those that are nested too deeply as JSON text.

    Raises:
        ValueError: one is nested even more deeply than that.
    """
    if all(map(_is_plain, values.values())) or fits(values):
        return values
    return {key: value if fits(value) else _deep_text(value) for key, value in values.items()}


def _is_plain(value: Json) -> bool:
    return not isinstance(value, dict | list)


def _deep_text(value: Json) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    except RecursionError:
        raise ValueError("a value is nested too deeply") from None


def stored_text(value: Json) -> str | None:
    """Return what is stored of an input or output; None: there is nothing in it (JavaScript's idea of "falsy")."""
    if value is None or value is False or value == "" or (isinstance(value, int | float) and value == 0):
        return None
    if isinstance(value, str):
        return value
    text = _answerable(value)
    return _deep_text(value) if text is None else text


def read_text(text: str | None) -> Json:
    """Decode stored text once, as Langfuse reads it back: the string ``5`` becomes the number 5."""
    if text is None or text == "":
        return None
    if text[0] not in _JSON_BEGINS:
        return text
    try:
        value: Json = orjson.loads(text)
    except orjson.JSONDecodeError:
        return text
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) > _EXACT:
        return text
    brackets = text.count("[") + text.count("{")  # at least as many as levels
    return value if brackets <= _SURELY_FITS or fits(value) else text


_JSON_BEGINS = frozenset('{["-0123456789tfn \t\r\n')
_EXACT = 2**53
_MOST_DIGITS = 300
_SURELY_FITS = 200
