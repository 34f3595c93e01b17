"""Who sends: project keys as Basic (full access) or Bearer (public key alone, scores only)."""

import base64
import hashlib
import hmac
import time
from dataclasses import dataclass

from starlette.requests import Request

from tracedesk.queries.projects import api_key
from tracedesk.server.problems import ApiError
from tracedesk.server.service import Service, service_of
from tracedesk.store.projects import hash_secret, note_refused

INGESTION_PATH = "/api/public/ingestion"
NOTE_AGAIN_S = 5.0
LONGEST_KEY = 200
MOST_REMEMBERED = 1_000


@dataclass(frozen=True, slots=True)
class Access:
    """What a request may touch. ``full`` False: it may only send scores."""

    project_id: str
    full: bool


class KeyRing:
    """Checks key pairs; what was found right once is remembered, as the hash is slow by design."""

    def __init__(self) -> None:
        self._right: dict[bytes, bytes] = {}  # digest of the header -> the hash that it matched
        self._wrong: dict[bytes, float] = {}  # digest of the header -> when it was last noted

    async def check(self, service: Service, public_key: str, secret_key: str, client: str) -> str | None:
        """Return the project of the pair; None: refused, and noted for the user when the public key is unknown."""
        known = api_key(service.database, public_key)
        digest = hashlib.sha256(f"{public_key}\0{secret_key}".encode()).digest()
        if known is None:
            await self._note(service, digest, public_key, secret_key, client)
            return None
        if self._right.get(digest) == known.secret_hash:
            return known.project_id
        offered = await service.run(hash_secret, secret_key, known.salt)
        if not hmac.compare_digest(offered, known.secret_hash):
            return None
        if len(self._right) >= MOST_REMEMBERED:
            self._right.clear()
        self._right[digest] = known.secret_hash
        return known.project_id

    async def _note(self, service: Service, digest: bytes, public_key: str, secret_key: str, client: str) -> None:
        now = time.monotonic()
        if now - self._wrong.get(digest, -NOTE_AGAIN_S) < NOTE_AGAIN_S:
            return
        if len(public_key) > LONGEST_KEY or _swapped(public_key):
            return
        if len(self._wrong) >= MOST_REMEMBERED:
            self._wrong.clear()
        self._wrong[digest] = now
        await service.run(note_refused, service.database, public_key, secret_key, client, time.time_ns())
        service.client_refused()


async def authorize(request: Request, *, scores_only: bool = False) -> Access:
    """Return what the key of a request gives access to; ``scores_only``: a public key alone is enough.

    Raises:
        ApiError: 401 without a right key, 403 when it does not reach this route.
    """
    header = request.headers.get("authorization")
    if header is None:
        raise _refused(
            request,
            "No authorization header. Set LANGFUSE_PUBLIC_KEY and LANGFUSE_SECRET_KEY to the keys that Tracedesk's "
            "Connect page shows.",
        )
    scheme, _, credentials = header.partition(" ")
    if scheme.lower() == "bearer":
        return await _bearer(request, credentials.strip(), scores_only=scores_only)
    pair = _key_pair(credentials) if scheme.lower() == "basic" else None
    if pair is None:
        raise _refused(request, 'Invalid authorization header. Send "Basic " and the base64 of publickey:secretkey.')
    ring: KeyRing = request.app.state.key_ring
    project_id = await ring.check(service_of(request), *pair, client_name(request))
    if project_id is None and _swapped(pair[0]):
        raise _refused(request, "Invalid credentials. The public and the secret key seem to be swapped.")
    if project_id is None:
        raise _refused(
            request,
            "Invalid credentials. Confirm that you've configured the correct host. "
            f"Tracedesk does not accept the key {pair[0]} with this secret: use the keys of its Connect page, "
            "or accept this program there.",
        )
    return Access(project_id, full=True)


async def authorize_if_sent(request: Request) -> Access:
    """As ``authorize``, but a request without any key writes to the default project: exporters rarely send one."""
    if "authorization" in request.headers:
        return await authorize(request)
    return Access(service_of(request).default_project_id, full=True)


async def _bearer(request: Request, public_key: str, *, scores_only: bool) -> Access:
    known = api_key(service_of(request).database, public_key)
    if known is None:
        raise _refused(request, "Invalid credentials. Confirm that you've configured the correct host.")
    if not scores_only:
        raise ApiError(403, "Access denied - insufficient permissions for this endpoint")
    return Access(known.project_id, full=False)


def _key_pair(credentials: str) -> tuple[str, str] | None:
    try:
        public_key, _, secret_key = base64.b64decode(credentials.strip(), validate=True).decode().partition(":")
    except ValueError:  # not ASCII, not base64, not UTF-8
        return None
    return (public_key, secret_key) if public_key and secret_key else None


def _swapped(public_key: str) -> bool:
    """A secret in the place of the public key must neither be stored nor repeated."""
    return public_key.startswith("sk-")


def client_name(request: Request) -> str:
    """Return what the program says it is; SDKs write their headers with hyphens or underscores."""
    found = {name.replace("_", "-"): value for name, value in request.headers.items()}
    told = f"{found.get('x-langfuse-sdk-name', '')} {found.get('x-langfuse-sdk-version', '')}".strip()
    return (told or found.get("user-agent", "") or "unknown")[:LONGEST_KEY]


def _refused(request: Request, message: str) -> ApiError:
    if request.url.path == INGESTION_PATH:
        return ApiError(401, message, body={"error": "UnauthorizedError", "message": message})
    return ApiError(401, message)
