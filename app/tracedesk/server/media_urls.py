"""Addresses of the bytes of media: whoever has one may use it, without a key, until it expires."""

import hashlib
import hmac
import time
from typing import Literal, TypeAlias

from starlette.requests import Request

from tracedesk.queries.media import media_by_number
from tracedesk.records.media import Media
from tracedesk.records.units import NS_PER_S
from tracedesk.server.problems import ApiError
from tracedesk.server.service import service_of

PATH = "/media-files"  # no part of the API: clients go where they are told to
VALID_S = 3600
MOST_DIGITS = 18  # of a number that fits 64 bits
Purpose: TypeAlias = Literal["upload", "download"]


def media_url(request: Request, media: Media, purpose: Purpose) -> tuple[str, int]:
    """Return an address on the host and port that this client uses, and when it expires, in nanoseconds."""
    expires_s = int(time.time()) + VALID_S
    signature = _signature(media, purpose, str(expires_s))
    base = f"{request.url.scheme}://{request.headers['host']}"
    return f"{base}{PATH}/{media.number}?expires={expires_s}&signature={signature}", expires_s * NS_PER_S


async def addressed_media(request: Request, purpose: Purpose) -> Media:
    """Return the medium that the address of a request stands for.

    Raises:
        ApiError: 403 when the address was not made here for this purpose, or has expired.
    """
    number = request.path_params["number"]
    service = service_of(request)
    fits = number.isdecimal() and len(number) <= MOST_DIGITS
    found = await service.run(media_by_number, service.database, int(number)) if fits else None
    expires = request.query_params.get("expires", "")
    offered = request.query_params.get("signature", "").encode()
    if found is None or not hmac.compare_digest(_signature(found, purpose, expires).encode(), offered):
        raise ApiError(403, "This address was not made by Tracedesk, or its medium was deleted.", "ForbiddenError")
    if int(expires) < time.time():
        raise ApiError(403, "This address has expired. Ask for the medium again.", "ForbiddenError")
    return found


def _signature(media: Media, purpose: Purpose, expires: str) -> str:
    told = f"{purpose} {media.number} {media.file} {expires}"
    return hmac.new(media.secret, told.encode(), hashlib.sha256).hexdigest()
