"""The environment of a trace ("production", "dev"), as Langfuse normalises it."""

import re
from functools import lru_cache

DEFAULT_ENVIRONMENT = "default"
_MOST_CHARACTERS = 40
_LONGEST_KNOWN = 100  # what is remembered must not fill the memory
_RESERVED_PREFIX = re.compile(r"(?:langfuse[-_]?)+")
_ALLOWED = re.compile(r"[a-z0-9_-]+")


def normal_environment(value: object) -> str:
    """Return the environment that ``value`` names; whatever cannot be a name is the default one, never an error."""
    if not isinstance(value, str):
        return DEFAULT_ENVIRONMENT
    return _known_name(value) if len(value) <= _LONGEST_KNOWN else _normal_name(value)


def _normal_name(value: str) -> str:
    lowered = value.lower()
    reserved = _RESERVED_PREFIX.match(lowered)
    name = lowered[reserved.end() if reserved else 0 :][:_MOST_CHARACTERS]
    return name if _ALLOWED.fullmatch(name) else DEFAULT_ENVIRONMENT


_known_name = lru_cache(maxsize=256)(_normal_name)  # each event repeats one of a few names
