"""Charts in the colours of the theme: the only wrapper of pyqtgraph, which takes half a second to import."""

import math
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import pairwise

import pyqtgraph
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from tracedesk.records.units import NS_PER_S
from tracedesk.ui.theme import theme_keeper

_DAY_S = 86_400
_MANY_DECADES = 2.2
_MOST_COUNT_TICKS = 5


class _TimeAxis(pyqtgraph.AxisItem):  # type: ignore[misc]
    """Seconds since the epoch as local time."""

    @override
    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        form = "%H:%M:%S" if spacing < 60 else "%H:%M" if spacing < _DAY_S else "%b %d"
        return [datetime.fromtimestamp(value).astimezone().strftime(form) for value in values]


class _DurationAxis(pyqtgraph.AxisItem):  # type: ignore[misc]
    """Decimal logarithms of nanoseconds, as durations."""

    def __init__(self, side: str, words: Callable[[int], str]) -> None:
        super().__init__(side)
        self._words = words

    @override
    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        return [self._words(round(10**value)) for value in values]

    @override
    def tickValues(self, minimum: float, maximum: float, size: float) -> list[tuple[float, list[float]]]:
        """Return round durations: of each decade 1, or 1, 2 and 5 when few decades are shown."""
        steps = (1,) if maximum - minimum > _MANY_DECADES else (1, 2, 5)
        places = [
            decade + math.log10(step) for decade in range(math.floor(minimum), math.ceil(maximum)) for step in steps
        ]
        return [(1.0, [place for place in places if minimum <= place <= maximum])]


class _CountAxis(pyqtgraph.AxisItem):  # type: ignore[misc]
    """Whole numbers only."""

    @override
    def tickSpacing(self, minimum: float, maximum: float, size: float) -> list[tuple[float, float]]:
        step = max(1, 10 ** math.floor(math.log10(max(1.0, maximum - minimum))))
        wanted = next(times for times in (1, 2, 5, 10) if (maximum - minimum) / (step * times) <= _MOST_COUNT_TICKS)
        return [(step * wanted, 0.0)]


class Chart(QWidget):
    """One plot with two axes, of which one shows latencies on a logarithmic scale."""

    def __init__(self, *, latency_axis: str, words: Callable[[int], str], parent: QWidget | None = None) -> None:
        """``latency_axis`` is "left" over time, "bottom" for a histogram; ``words`` writes a latency in nanoseconds."""
        super().__init__(parent)
        axes: dict[str, pyqtgraph.AxisItem] = {latency_axis: _DurationAxis(latency_axis, words)}
        self._over_time = latency_axis == "left"
        if self._over_time:
            axes["bottom"] = _TimeAxis("bottom")
        else:
            axes["left"] = _CountAxis("left")
        self._plot = pyqtgraph.PlotWidget(axisItems=axes)
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._plot)
        self._redraw: Callable[[], None] = lambda: None
        theme_keeper().changed.connect(self._dress)
        self._dress()

    def show_lines(self, times_ns: Sequence[int], lines: Sequence[tuple[str, str, Sequence[float]]]) -> None:
        """Draw latencies over time; a line is its name, the role of its colour, and nanoseconds a point."""

        def draw() -> None:
            self._plot.clear()
            seconds = [time_ns / NS_PER_S for time_ns in times_ns]
            for _, role, values in lines:
                color = theme_keeper().color(role)
                item = pyqtgraph.PlotDataItem()  # options given to plot() fail before the first data (0.14.0)
                self._plot.addItem(item)
                item.setPen(pyqtgraph.mkPen(color, width=2))
                item.setSymbol("o")
                item.setSymbolSize(5 if len(seconds) <= 60 else 0)
                item.setSymbolBrush(color)
                item.setSymbolPen(None)
                item.setData(seconds, [math.log10(max(1.0, value)) for value in values])

        self._draw(draw)

    def show_bars(self, edges_ns: Sequence[float], counts: Sequence[int]) -> None:
        """Draw a histogram of latencies in nanoseconds."""

        def draw() -> None:
            self._plot.clear()
            places = [math.log10(edge) for edge in edges_ns]
            color = theme_keeper().color("accent")
            color.setAlphaF(0.75)
            bars = pyqtgraph.BarGraphItem(
                x0=places[:-1],
                x1=[edge - (edge - before) * 0.12 for before, edge in pairwise(places)],
                height=list(counts),
                brush=color,
                pen=None,
            )
            self._plot.addItem(bars)

        self._draw(draw)

    def _draw(self, draw: Callable[[], None]) -> None:
        self._redraw = draw
        draw()

    def _dress(self) -> None:
        theme = theme_keeper()
        self._plot.setBackground(theme.color("surface"))
        for side in ("left", "bottom"):
            axis = self._plot.getAxis(side)
            axis.setPen(pyqtgraph.mkPen(theme.color("border")))
            axis.setTextPen(theme.color("muted"))
            axis.setStyle(tickLength=0, tickFont=self.font(), hideOverlappingLabels=True)
        self._plot.showGrid(x=False, y=self._over_time, alpha=0.35)
        self._redraw()
