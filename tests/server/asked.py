"""Notes what routes ask of the query and of the body of a request, as a declaration of the same type would have it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from tracedesk.formats.fields import Fields
from tracedesk.server.openapi import fields as declared
from tracedesk.server.openapi.fields import Field, Schema
from tracedesk.server.openapi.filters import filter_of
from tracedesk.server.openapi.operation import paged
from tracedesk.server.query_params import DEFAULT_LIMIT, LARGEST_PAGE, QueryParams


def _limit(name: str = "limit", most: int = LARGEST_PAGE, default: int = DEFAULT_LIMIT, least: int = 1) -> Field:
    return declared.whole(name, most=most, default=default, least=least)


QUERY_READERS: dict[str, Callable[..., Field]] = {
    "text": declared.text, "text_or_empty": declared.text, "texts": declared.texts, "listed": declared.listed,
    "time_ns": declared.time,
    "number": declared.number, "one_of": declared.words, "several_of": declared.several_words,
    "flag": declared.flag, "limit": _limit, "filter": filter_of, "whole_number": declared.count,
}  # fmt: skip
BODY_READERS: dict[str, Callable[..., Field]] = {
    "text": lambda name, longest=None: declared.text(name), "identifier": declared.text,
    "required_identifier": declared.text, "required_text": lambda name, longest=None: declared.text(name),
    "objects": lambda name, most: declared.objects(name), "time_ns": declared.time, "flag": declared.flag,
    "whole_number": declared.integer, "one_of": declared.words, "texts": declared.texts,
    "object": declared.json_object, "metadata": declared.any_json, "value": declared.any_json,
    "any": declared.any_json,
}  # fmt: skip


@dataclass
class Asked:
    """The schemas by which each parameter of the query, and each field of the body, was asked for."""

    query: dict[str, list[Schema]] = field(default_factory=dict)
    body: dict[str, list[Schema]] = field(default_factory=dict)
    depth: int = 0  # a reader that asks by another one has said what it wants

    def note(self, into: dict[str, list[Schema]], one: Field) -> None:
        if self.depth == 1:
            into.setdefault(one.name, []).append(plain(one))


def plain(one: Field) -> Schema:
    """The schema of a field without its examples."""
    return {key: value for key, value in one.schema.items() if key != "examples"}


def watch(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Watch every read of a query and of a body from now on."""
    asked = Asked()

    def watched(owner: type, reader: str, note: Callable[..., None]) -> None:
        real = getattr(owner, reader)

        def method(self: Any, *given: Any, **named: Any) -> Any:
            asked.depth += 1
            try:
                note(self, *given, **named)
                return real(self, *given, **named)
            finally:
                asked.depth -= 1

        monkeypatch.setattr(owner, reader, method)

    def of_query(declare: Callable[..., Field]) -> Callable[..., None]:
        return lambda params, *given, **named: asked.note(asked.query, declare(*given, **named))

    def of_body(declare: Callable[..., Field]) -> Callable[..., None]:
        def note(fields: Fields, *given: Any, **named: Any) -> None:
            if fields.path == "body":
                asked.note(asked.body, declare(*(given or ("metadata",)), **named))

        return note

    def note_page(params: QueryParams, default_limit: int = DEFAULT_LIMIT) -> None:
        for one in paged(default_limit):
            asked.note(asked.query, one)

    watched(QueryParams, "page", note_page)
    watched(QueryParams, "refuse_others", lambda params, *names, **more: None)  # what is not served is not declared
    for reader, declare in QUERY_READERS.items():
        watched(QueryParams, reader, of_query(declare))
    for reader, declare in BODY_READERS.items():
        watched(Fields, reader, of_body(declare))
    return asked
