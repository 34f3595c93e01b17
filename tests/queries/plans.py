"""What SQLite does for the statements of a query."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from tracedesk.store.database import Database, rows

SMALL = re.compile(
    r"SCAN (json_each|tag|element|wanted|\(subquery)"
)  # values that were given, and parts of the same statement


@dataclass
class Statements:
    """The SELECTs that ran, with their values in them, and the steps of each."""

    texts: list[str] = field(default_factory=list)
    plans: list[list[str]] = field(default_factory=list)

    @property
    def steps(self) -> list[str]:
        return [step for plan in self.plans for step in plan]


def plan_of(database: Database, sql: str) -> list[str]:
    return [str(row[3]) for row in rows(database, f"EXPLAIN QUERY PLAN {sql}")]


def record(database: Database, query: Callable[[], object]) -> Statements:
    """Run ``query`` and ask for the plan of each statement that reached SQLite."""
    connection = database.connection()  # type: ignore[no-untyped-call]
    seen: list[str] = []
    connection.set_trace_callback(seen.append)
    try:
        query()
    finally:
        connection.set_trace_callback(None)
    found = Statements([sql for sql in dict.fromkeys(seen) if sql.lstrip().startswith("SELECT")])
    found.plans = [plan_of(database, sql) for sql in found.texts]
    return found


def faults(steps: list[str], *indexes: str, may_sort: bool = False) -> list[str]:
    """Return what a list over a million rows must not do: read a whole table, sort one, or use another index."""
    found = [step for step in steps if step.startswith("SCAN") and not SMALL.match(step)]
    if not may_sort:
        found += [step for step in steps if "TEMP B-TREE" in step]
    used = {name for step in steps for name in re.findall(r"INDEX (\w+)", step)}
    return found + [f"{index} is not used" for index in indexes if index not in used]
