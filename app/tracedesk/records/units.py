"""The units of every record: nanoseconds since the Unix epoch (UTC) and pico-dollars (1e-12 USD).

Both are integers, so that sums are exact and do not depend on their order.
"""

from decimal import Decimal

NS_PER_MS = 1_000_000
NS_PER_S = 1_000_000_000
PUSD_PER_USD = 10**12
INT64_MAX = 2**63 - 1
LAST_NS = 2**62 - 1  # in the year 2116; the store keeps doubled times in 64 bits


def pusd(usd: float | int | str | Decimal) -> int:
    """Return ``usd`` dollars in pico-dollars, rounded half to even.

    Raises:
        ValueError: the amount is not finite, or does not fit 64 bits.
    """
    amount = Decimal(str(usd))
    if not amount.is_finite():
        raise ValueError(f"{usd!r} is not an amount of money")
    value = int((amount * PUSD_PER_USD).to_integral_value())
    if abs(value) > INT64_MAX:
        raise ValueError(f"{usd!r} USD is more than can be stored")
    return value


def usd(pico: int) -> float:
    """Return ``pico`` pico-dollars as the nearest dollar amount."""
    return pico / PUSD_PER_USD
