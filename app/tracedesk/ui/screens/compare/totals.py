"""What a trace, or a step with all below it, took in all."""

from collections.abc import Iterable
from dataclasses import dataclass

from tracedesk.records.stored import StoredTrace
from tracedesk.ui.widgets.waterfall_rows import WaterfallRows


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """None: not known."""

    steps: int
    errors: int
    latency_ns: int | None
    tokens: int | None
    cost_pusd: int | None


def trace_totals(trace: StoredTrace) -> Totals:
    return Totals(
        steps=trace.observation_count,
        errors=trace.error_count,
        latency_ns=None if trace.running_count else trace.latency_ns,
        tokens=trace.total_tokens,
        cost_pusd=trace.cost_pusd,
    )


def branch_totals(rows: WaterfallRows, first: int) -> Totals:
    """Add up a step and those below it; its time is its own."""
    found = [rows.observation_at(row) for row in range(first, rows.tree.end[first])]
    steps = [step for step in found if step is not None]
    top = rows.row(first)
    return Totals(
        steps=len(steps),
        errors=sum(step.level == "ERROR" for step in steps),
        latency_ns=None if top.end_ns is None else top.end_ns - top.start_ns,
        tokens=_sum(step.total_tokens for step in steps),
        cost_pusd=_sum(step.cost_pusd for step in steps),
    )


def _sum(figures: Iterable[int | None]) -> int | None:
    known = [figure for figure in figures if figure is not None]
    return sum(known) if known else None
