"""Usage and cost as clients send them become counts and pico-dollars by kind (Langfuse wire protocol, 2.8 and 7.3)."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass

from tracedesk.records.units import INT64_MAX, pusd

LARGEST_COUNT = 2**53 - 1  # what a JSON number holds exactly; also keeps every sum of counts far from 64 bits


@dataclass(frozen=True, slots=True)
class NormalUsage:
    """``usage`` counts units by kind, ``cost`` is in pico-dollars by kind; None: nothing was sent."""

    usage: dict[str, int] | None
    cost: dict[str, int] | None


@dataclass(frozen=True, slots=True)
class _OpenAiShape:
    """The keys of one of OpenAI's usage objects. Its details are parts of its counts, ours are disjoint."""

    input: str
    output: str
    total: str
    input_details: str
    output_details: str


_OPENAI_SHAPES = (
    _OpenAiShape(
        "prompt_tokens", "completion_tokens", "total_tokens", "prompt_tokens_details", "completion_tokens_details"
    ),
    _OpenAiShape("input_tokens", "output_tokens", "total_tokens", "input_tokens_details", "output_tokens_details"),
)
_LEGACY_OPENAI = {"promptTokens": "input", "completionTokens": "output", "totalTokens": "total"}
_LEGACY_COSTS = {"inputCost": "input", "outputCost": "output", "totalCost": "total"}


def normal_usage(details: object, legacy: object = None) -> NormalUsage:
    """Return what ``usageDetails`` and the older ``usage`` of one event say together; the former wins key by key.

    Raises:
        ValueError: ``legacy`` is not an object, or one of its counts is not an integer.
    """
    usage = usage_details(details) if isinstance(details, Mapping) else {}
    if legacy is None:
        return NormalUsage(with_total(usage) or None, None)
    if not isinstance(legacy, Mapping):
        raise ValueError("usage must be an object")
    given = {kind: legacy[key] for key, kind in _LEGACY_OPENAI.items() if legacy.get(key) is not None}
    cost = None
    if not given:
        given = {kind: legacy[kind] for kind in ("input", "output", "total") if legacy.get(kind) is not None}
        cost = normal_cost({kind: legacy.get(key) for key, kind in _LEGACY_COSTS.items()})
    return NormalUsage(with_total(_legacy_counts(given) | usage) or None, cost)


def _legacy_counts(given: Mapping[str, object]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for kind, value in given.items():
        if _integer(value) is None:
            raise ValueError(f"usage.{kind} must be an integer, not {value!r}")
        count = _whole(value)
        if count is not None and (count or kind != "total"):  # a total of 0 means that nobody counted it
            counts[kind] = count
    return counts


def usage_details(provided: Mapping[str, object]) -> dict[str, int]:
    """Return the counts of ``provided``, without a total of our own.

    An object of exactly one of OpenAI's shapes is split into disjoint kinds; of any other, the countable values stay.
    """
    for shape in _OPENAI_SHAPES:
        if (counts := _openai_counts(provided, shape)) is not None:
            return counts
    return {str(key): count for key, value in provided.items() if (count := count_of(value)) is not None}


def _openai_counts(provided: Mapping[str, object], shape: _OpenAiShape) -> dict[str, int] | None:
    if shape.input not in provided or not provided.keys() <= set(astuple(shape)):
        return None
    counts: dict[str, int] = {}
    for kind, key in (("input", shape.input), ("output", shape.output), ("total", shape.total)):
        if (count := _whole(provided.get(key))) is None:
            return None
        counts[kind] = count
    for kind, key in (("input", shape.input_details), ("output", shape.output_details)):
        details = provided.get(key) or {}
        if not isinstance(details, Mapping):
            return None
        for name, value in details.items():
            if value is None:
                continue
            if (part := _whole(value)) is None:
                return None
            counts[f"{kind}_{name}"] = part
            counts[kind] = max(0, counts[kind] - part)
    return counts


def with_total(usage: dict[str, int]) -> dict[str, int]:
    """Return ``usage`` with a total: its own if it has one, otherwise the sum of all its kinds."""
    if not usage or "total" in usage:
        return usage
    return usage | {"total": min(sum(usage.values()), LARGEST_COUNT)}


def normal_cost(value: object) -> dict[str, int] | None:
    """Return a ``costDetails`` object in pico-dollars by kind; None: it names no cost.

    The total is the one given; without one it is known only when nothing but input and output was given.
    """
    if not isinstance(value, Mapping):
        return None
    cost = {str(kind): amount for kind, sent in value.items() if (amount := _pusd(sent)) is not None}
    return with_cost_total(cost) or None


def with_cost_total(cost: dict[str, int]) -> dict[str, int]:
    """Return ``cost`` with a total, where nothing but input and output is given and their sum can be stored."""
    total = sum(cost.values())
    return cost | {"total": total} if cost and cost.keys() <= {"input", "output"} and total <= INT64_MAX else cost


def _pusd(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        return None
    try:
        return pusd(value)
    except ValueError:  # no number, or more money than can be stored
        return None


def count_of(value: object) -> int | None:
    """Return the count that ``value`` is, or that its text spells; None: it is none that can be kept."""
    if isinstance(value, str):
        digits = value.strip()
        return _whole(int(digits)) if digits.isascii() and digits.isdecimal() and len(digits) < 20 else None
    return _whole(value)


def _whole(value: object) -> int | None:
    count = _integer(value)
    return count if count is not None and 0 <= count <= LARGEST_COUNT else None


def _integer(value: object) -> int | None:
    """Return the integer that JSON means by ``value``: 5 and 5.0 are one number there, and true is none."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None
