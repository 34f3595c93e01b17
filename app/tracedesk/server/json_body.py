"""Reads a JSON object that a client sent, as what the route makes of it."""

from collections.abc import Callable
from typing import TypeVar

from starlette.requests import Request

from tracedesk.formats.batch import FormatError
from tracedesk.formats.fields import Fields
from tracedesk.formats.json_text import loads
from tracedesk.server.body import read_body
from tracedesk.server.problems import ApiError, invalid_request

Draft = TypeVar("Draft")


async def read_object(request: Request, read: Callable[[Fields], Draft]) -> Draft:
    """Return what ``read`` makes of the body.

    Raises:
        ApiError: 400 when it is not JSON, no object, or ``read`` raises ValueError.
    """
    try:
        sent = loads(await read_body(request))
    except FormatError as error:
        raise ApiError(400, str(error), "InvalidRequestError") from None
    try:
        return read(Fields(sent, "body"))
    except ValueError as error:
        raise invalid_request(("body", str(error))) from None
