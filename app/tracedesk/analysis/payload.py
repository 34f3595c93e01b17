"""What the text of an input or output is: a JSON value, Markdown, or plain text."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import orjson

from tracedesk.records.json import Json

TextKind: TypeAlias = Literal["json", "markdown", "text"]

_LOOKED_AT = 20_000  # characters; a text that is Markdown shows it early
_MARKDOWN = re.compile(
    r"""^\#{1,6}[ ]\S            # a heading
      | ^\s{0,3}(```|~~~)        # a fenced block
      | ^\s{0,8}[-*+][ ]\S.*\n\s{0,8}[-*+][ ]\S  # two list items
      | ^\s{0,8}\d{1,3}[.)][ ]\S.*\n(\s*\n)?\s{0,8}\d{1,3}[.)][ ]\S
      | ^\|?[ ]*:?-{3,}:?[ ]*\|  # the rule below the head of a table
      | \*\*\S[^*\n]{0,300}\*\*        # bold
      | (?<!!)\[[^\]\n]{1,200}\]\(https?://[^)\s]{1,500}\)  # a link
      | (?<!`)`[^`\n]{1,200}`(?!`)     # code in a line
    """,
    re.MULTILINE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Payload:
    """A text as stored, and the JSON value in it when ``kind`` is "json"."""

    text: str
    kind: TextKind
    value: Json = None


def read_payload(text: str) -> Payload:
    """Find out what ``text`` is. Only objects and lists count as JSON: ``7`` or ``null`` reads best as it is."""
    value = json_container(text)
    if value is not None:
        return Payload(text, "json", value)
    return Payload(text, "markdown" if _MARKDOWN.search(text, 0, _LOOKED_AT) else "text")


def json_container(text: str) -> Json:
    """Return the object or list that the whole of ``text`` is, or None when it is neither."""
    stripped = text.strip()
    if not (stripped.startswith("{") and stripped.endswith("}")) and not (
        stripped.startswith("[") and stripped.endswith("]")
    ):
        return None
    try:
        value: Json = json.loads(stripped)
    except (ValueError, RecursionError):  # not JSON, a number of thousands of digits, or nested without end
        return None
    return value


def pretty_json(value: Json) -> str:
    """Return ``value`` as indented JSON that people can read, with its characters as they are."""
    try:
        return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()
    except orjson.JSONEncodeError:  # half an emoji, an integer of more than 64 bits, or deeper than 254
        return "".join(_pretty_pieces(value))


def _pretty_pieces(value: Json) -> Iterator[str]:
    """Write any JSON value, however deep it is nested: the standard library recurses and gives up."""
    waiting: list[str | tuple[Json, int]] = [(value, 0)]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
            continue
        inner, depth = item
        members: list[tuple[str, Json]]
        if isinstance(inner, Mapping):
            brackets, members = "{}", [(f"{_scalar(key)}: ", member) for key, member in inner.items()]
        elif isinstance(inner, Sequence) and not isinstance(inner, str):
            brackets, members = "[]", [("", member) for member in inner]
        else:
            yield _scalar(inner)
            continue
        yield brackets[0]
        waiting.append("\n" + "  " * depth + brackets[1] if members else brackets[1])
        for number in reversed(range(len(members))):
            key, member = members[number]
            waiting.append((member, depth + 1))
            waiting.append(("," if number else "") + "\n" + "  " * (depth + 1) + key)


def _scalar(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)


def json_path(steps: tuple[str | int, ...]) -> str:
    """Write the keys and indexes that lead to a value as a JSON path: ``$.messages[3].content``.

    Source: RFC 9535; names that are no identifiers are quoted.
    """
    written = ["$"]
    for step in steps:
        if isinstance(step, int):
            written.append(f"[{step}]")
        elif step.isidentifier():
            written.append(f".{step}")
        else:
            written.append(f"[{json.dumps(step, ensure_ascii=False)}]")
    return "".join(written)
