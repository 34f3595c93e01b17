"""The values of OTLP's JSON: integers as decimal strings, attributes as lists of pairs."""

import math
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from tracedesk.formats.otlp.spans import MalformedError, storable_time
from tracedesk.records.json import Json
from tracedesk.records.span import Attributes, Scope

DEEPEST_VALUE = 64  # levels of lists and objects in one attribute; JSON writers give up at 254
Object: TypeAlias = dict[str, Json]


class Origin(NamedTuple):
    """Where items of an export come from, in plain values and as the objects that hold them."""

    resource: Attributes
    scope: Scope
    from_resource: Object
    from_scope: Object


def origins_in(request: Object, resources: str, scopes: str) -> Iterator[Origin]:
    """Return each scope of an export.

    Raises:
        MalformedError: a list is none.
    """
    for from_resource in objects_in(request, resources):
        resource = attributes_of(object_in(from_resource, "resource"))
        for from_scope in objects_in(from_resource, scopes):
            scope = object_in(from_scope, "scope")
            named = Scope(text_in(scope, "name"), text_in(scope, "version"), attributes_of(scope))
            yield Origin(resource, named, from_resource, from_scope)


def attributes_of(owner: Object) -> Attributes:
    return _pairs(owner, "attributes", DEEPEST_VALUE)


def _pairs(owner: Object, name: str, levels: int) -> Attributes:
    pairs: Attributes = {}
    for pair in objects_in(owner, name):
        key = pair.get("key")
        if isinstance(key, str):
            pairs[key] = value_of(pair.get("value"), levels)
    return pairs


def value_of(value: Json, levels: int = DEEPEST_VALUE) -> Json:
    """Return an AnyValue as plain JSON."""
    if not isinstance(value, dict):
        return None
    if levels == 0:
        raise MalformedError(f"an attribute is nested more than {DEEPEST_VALUE} levels deep")
    for kind, inner in value.items():
        match kind:
            case "stringValue" | "boolValue" | "doubleValue" | "bytesValue":
                return inner if isinstance(inner, str | bool | int | float) else None
            case "intValue":
                return integer_of(inner)
            case "arrayValue" if isinstance(inner, dict):
                return [value_of(item, levels - 1) for item in objects_in(inner, "values")]
            case "kvlistValue" if isinstance(inner, dict):
                return _pairs(inner, "values", levels - 1)
    return None


def integer_of(value: Json) -> Json:
    """Return a 64-bit integer; what spells none stays the text or number that it is."""
    if isinstance(value, str) and len(value) <= 20:
        try:
            number = int(value)
        except ValueError:
            return value
        return number if -(2**63) <= number < 2**63 else value
    return value if isinstance(value, str | int | float) else None


def time_of(owner: Object, name: str) -> int | None:
    time_ns = integer_of(owner.get(name))
    return storable_time(int(time_ns)) if isinstance(time_ns, int | float) and math.isfinite(time_ns) else None


def id_of(span: Object, name: str) -> str:
    found = span.get(name)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise MalformedError(f"{name} must be a string")
    return found


def text_in(owner: Object, name: str) -> str:
    found = owner.get(name)
    return found if isinstance(found, str) else ""


def object_in(owner: Object, name: str) -> Object:
    found = owner.get(name)
    return found if isinstance(found, dict) else {}


def objects_in(owner: Object, name: str) -> list[Object]:
    """Return the objects in the list ``name``, which may be missing; one that is no object has no ids and no key."""
    found = owner.get(name)
    if found is None:
        return []
    if not isinstance(found, list):
        raise MalformedError(f"{name} must be a list")
    return [item if isinstance(item, dict) else {} for item in found]
