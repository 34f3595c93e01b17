"""The environment of a trace ("production", "dev"), as Langfuse normalises it."""

import re
from functools import lru_cache

DEFAULT_ENVIRONMENT = "default"
_MOST_CHARACTERS = 40
_RESERVED_PREFIX = re.compile(r"(?:langfuse[-_]?)+")
_ALLOWED = re.compile(r"[a-z0-9_-]+")


def normal_environment(value: object) -> str:
    """Return the environment that ``value`` names; whatever cannot be a name is the default one, never an error."""
    return _normal_name(value) if isinstance(value, str) else DEFAULT_ENVIRONMENT


@lru_cache(maxsize=256)  # each event repeats one of a few names
def _normal_name(value: str) -> str:
    lowered = value.lower()
    reserved = _RESERVED_PREFIX.match(lowered)
    name = lowered[reserved.end() if reserved else 0 :][:_MOST_CHARACTERS]
    return name if _ALLOWED.fullmatch(name) else DEFAULT_ENVIRONMENT
