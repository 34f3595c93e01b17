"""Projects and the keys that programs show to write into them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A separate set of traces with its own keys. ``deleted_ns``: hidden since then."""

    project_id: str
    name: str
    created_ns: int
    deleted_ns: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """A key pair of which only a salted hash of the secret is kept."""

    public_key: str
    project_id: str
    salt: bytes
    secret_hash: bytes
    created_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedClient:
    """A program that was refused because nobody knows its key; accepting it makes an ``ApiKey`` of these bytes."""

    public_key: str
    salt: bytes
    secret_hash: bytes
    client: str  # what it says it is, such as "python 2.60.10"
    seen_ns: int
    count: int
