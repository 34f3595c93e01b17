"""One operation as the document describes it, besides what the route itself tells."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from starlette.requests import Request
from starlette.responses import Response

from tracedesk.records.json import Json
from tracedesk.server.openapi.fields import Field, Schema, object_of, whole
from tracedesk.server.query_params import DEFAULT_LIMIT, LARGEST_NUMBER, LARGEST_PAGE

Endpoint: TypeAlias = Callable[[Request], Awaitable[Response]]

LIMIT = whole("limit", most=LARGEST_PAGE, default=DEFAULT_LIMIT)


def paged(default_limit: int = DEFAULT_LIMIT) -> tuple[Field, Field]:
    """The number of a page, and its length."""
    return whole("page", most=LARGEST_NUMBER, default=1), whole("limit", most=LARGEST_PAGE, default=default_limit)


PAGED = paged()


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What is sent: a schema for each content type, and a JSON body that is accepted.

    ``fields`` are those of the object, where the body is one.
    """

    media: Mapping[str, Schema] = field(hash=False)
    example: Json = field(hash=False)
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """``status`` is that of success; an ``open`` operation needs no key.

    ``place`` gives parts of the path values that are there once all examples were sent. ``demands`` are parameters by
    which a healthy server is asked to answer 503: they are described in words alone, because whoever tries all
    parameters would take the answer for a fault.
    """

    query: tuple[Field, ...] = ()
    place: Mapping[str, str] = field(default_factory=dict, hash=False)
    demands: tuple[Field, ...] = ()
    body: Body | None = None
    status: int = 200
    open: bool = False


Operations: TypeAlias = Mapping[Endpoint, Operation]


def json_body(*fields: Field, example: Json) -> Body:
    """A body that is a JSON object."""
    return Body(media={"application/json": object_of(*fields)}, example=example, fields=fields)
