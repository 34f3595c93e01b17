"""Rebuilds lists and objects that instrumentations spread over attributes such as ``0.message.content``."""

import re
from collections.abc import Mapping

from tracedesk.records.json import Json

_MOST_STEPS = 32  # what is deeper stays one dotted name
_INDEX = re.compile("[0-9]{1,5}")


class _Branch(dict[str, "Json | _Branch"]):
    """A place in the making, told apart from objects that were sent as values."""


def nested(values: Mapping[str, Json]) -> Json:
    """Return the value whose parts ``values`` gives by path; steps that are all numbers make a list, without holes."""
    root = _Branch()
    for path, value in values.items():
        *steps, last = path.split(".", _MOST_STEPS)
        place = root
        for step in steps:
            inner = place.get(step)
            if not isinstance(inner, _Branch):
                inner = place[step] = _Branch()
            place = inner
        if not isinstance(place.get(last), _Branch):
            place[last] = value
    return _settled(root)


def _settled(branch: _Branch) -> Json:
    parts = {key: _settled(part) if isinstance(part, _Branch) else part for key, part in branch.items()}
    if all(map(_INDEX.fullmatch, parts)):
        return [parts[key] for key in sorted(parts, key=int)]
    return parts
