"""SQL functions of the metrics: what SQLite cannot read or would round."""

from array import array
from collections.abc import Callable

import orjson
from peewee import Database

from tracedesk.analysis.tools import called_tools, defined_tools
from tracedesk.formats.json_text import read_text
from tracedesk.records.json import Json
from tracedesk.records.units import INT64_MAX
from tracedesk.store.payloads import Payloads, payloads_of


def add_functions(database: Database) -> None:
    """Make the functions known to this thread's connection."""
    connection = database.connection()  # type: ignore[no-untyped-call]
    payloads = payloads_of(database)
    connection.create_aggregate("samples", 1, _Samples)
    connection.create_function("cost_of", 2, _cost_of, deterministic=True)
    connection.create_function("defined_tools", 3, _tools_in(payloads, "input", defined_tools))
    connection.create_function("called_tools", 3, _tools_in(payloads, "output", called_tools))


class _Samples:
    """All values of a group, as the bytes of an array of doubles."""

    def __init__(self) -> None:
        self._values = array("d")

    def step(self, value: float | None) -> None:
        if value is not None:
            self._values.append(value)

    def finalize(self) -> bytes:
        return self._values.tobytes()


def _cost_of(part: str, cost: str | None) -> int | None:
    """Sum the pico-dollars of all kinds whose name contains ``part``; SQLite's sum gives up beyond 64 bits."""
    amounts = [amount for kind, amount in orjson.loads(cost).items() if part in kind] if cost else []
    return min(sum(amounts), INT64_MAX) if amounts else None


def _tools_in(
    payloads: Payloads, field: str, tools_of: Callable[[Json], list[str]]
) -> Callable[[int | None, bytes | None, str | None], str]:
    def names(dictionary: int | None, body: bytes | None, file: str | None) -> str:
        text = getattr(payloads.read(dictionary, body, file), field)
        return orjson.dumps(tools_of(read_text(text))).decode()

    return names
