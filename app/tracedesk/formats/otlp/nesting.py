"""Rebuilds lists and objects that instrumentations spread over attributes such as ``0.message.content``.

Where each value belongs depends on names alone, so the plan is made once for all spans with the same names.
"""

import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from tracedesk.records.json import Json

_MOST_STEPS = 32  # what is deeper stays one dotted name
_INDEX = re.compile("[0-9]{1,5}")

Plan: TypeAlias = "str | list[Plan] | dict[str, Plan]"  # the names of attributes where their values shall be


class _Branch(dict[str, "str | _Branch"]):
    """A place in the making."""


def plan_of(paths: Iterable[tuple[str, str]]) -> Plan:
    """Return the plan for attributes by path and name; steps that are all numbers make a list, without holes."""
    root = _Branch()
    for path, name in paths:
        *steps, last = path.split(".", _MOST_STEPS)
        place = root
        for step in steps:
            inner = place.get(step)
            if not isinstance(inner, _Branch):
                inner = place[step] = _Branch()
            place = inner
        if not isinstance(place.get(last), _Branch):
            place[last] = name
    return _settled(root)


def filled(plan: Plan, attributes: Mapping[str, Json]) -> Json:
    if isinstance(plan, str):
        return attributes[plan]
    if isinstance(plan, list):
        return [filled(part, attributes) for part in plan]
    return {key: filled(part, attributes) for key, part in plan.items()}


def _settled(branch: _Branch) -> Plan:
    parts = {key: _settled(part) if isinstance(part, _Branch) else part for key, part in branch.items()}
    if all(map(_INDEX.fullmatch, parts)):
        return [parts[key] for key in sorted(parts, key=int)]
    return parts
