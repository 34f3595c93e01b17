"""The sums of the selected rows, in words."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from tracedesk.queries.traces import TraceLine
from tracedesk.ui.words import cost, duration, number, tokens


def summary(lines: Sequence[TraceLine]) -> str:
    """Return "3 selected · 8.20 s · 12.3k tokens · $0.0210"; what no line tells is left out."""
    latencies = [line.latency_ns for line in lines if line.latency_ns is not None]
    counts = [line.total_tokens for line in lines if line.total_tokens is not None]
    costs = [line.cost_pusd for line in lines if line.cost_pusd is not None]
    parts = [QCoreApplication.translate("TracesScreen", "%1 selected").replace("%1", number(len(lines)))]
    if latencies:
        parts.append(duration(sum(latencies)))
    if counts:
        parts.append(QCoreApplication.translate("TracesScreen", "%1 tokens").replace("%1", tokens(sum(counts))))
    if costs:
        parts.append(cost(sum(costs)))
    return " · ".join(parts)
