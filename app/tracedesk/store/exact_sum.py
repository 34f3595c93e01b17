"""Sums of whole numbers: SQLite's own gives up beyond 64 bits, so two halves are summed and put together here."""

_LOW_BITS = 32


def halves(column: str) -> tuple[str, str]:
    """Return two SQL aggregates, for ``summed`` to put together."""
    return f"sum({column} >> {_LOW_BITS})", f"sum({column} & {2**_LOW_BITS - 1})"


def exact_sum(column: str) -> str:
    return ", ".join(halves(column))


def summed(high: int | None, low: int | None) -> int:
    """Return the sum; of no values at all, 0."""
    return ((high or 0) << _LOW_BITS) + (low or 0)
