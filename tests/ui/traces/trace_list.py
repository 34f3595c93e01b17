"""The list of traces in a shown window, with hands."""

import time
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from tracedesk.queries.ratings import Verdict, verdicts
from tracedesk.queries.traces import TraceFilter, TraceLine, trace_ids
from tracedesk.records.trace import Observation, Trace
from tracedesk.records.units import NS_PER_S
from tracedesk.ui.context import UiContext
from tracedesk.ui.latest_query import LatestQuery
from tracedesk.ui.screens.traces.columns import COLUMN_OF
from tracedesk.ui.screens.traces.model import TraceTableModel
from tracedesk.ui.screens.traces.screen import TracesScreen
from tracedesk.ui.screens.traces.table import TraceTable
from ui.widgets import found


@dataclass(frozen=True, slots=True)
class TraceList:
    qtbot: QtBot
    context: UiContext
    screen: TracesScreen

    @property
    def table(self) -> TraceTable:
        return found(self.screen, TraceTable, "traces_table")

    @property
    def model(self) -> TraceTableModel:
        model = self.table.model()
        assert isinstance(model, TraceTableModel)
        return model

    @property
    def filter(self) -> QLineEdit:
        return found(self.screen, QLineEdit, "traces_filter")

    @property
    def follow(self) -> QToolButton:
        return found(self.screen, QToolButton, "traces_follow")

    @property
    def pill(self) -> QPushButton:
        return found(self.screen, QPushButton, "news_pill")

    @property
    def count(self) -> str:
        return found(self.screen, QLabel, "traces_count").text()

    def settle(self) -> None:
        """Wait for the answers to everything that was asked."""
        self.qtbot.waitUntil(lambda: not any(query.busy for query in self.screen.findChildren(LatestQuery)))

    def ids(self) -> list[str]:
        return [self.model.line(row).trace_id for row in range(self.model.rowCount())]

    def stored_ids(self, text: str = "") -> list[str]:
        runtime = self.context.runtime
        return list(trace_ids(runtime.database, TraceFilter(project_id=runtime.project_id, text=text)))

    def line(self, trace_id: str) -> TraceLine:
        row = self.model.row_of(trace_id)
        assert row is not None
        return self.model.line(row)

    def verdict(self, trace_id: str) -> Verdict | None:
        runtime = self.context.runtime
        return verdicts(runtime.database, runtime.project_id, (trace_id,))[trace_id]

    def add(self, trace_id: str, name: str = "fresh", *, ago_s: float = 0, latency_s: float | None = None) -> None:
        """Store a trace and tell of it, as the receiver does."""
        at_ns = time.time_ns() - round(ago_s * NS_PER_S)
        records: list[Trace | Observation] = [Trace(trace_id=trace_id, said_ns=at_ns, timestamp_ns=at_ns, name=name)]
        if latency_s is not None:
            end_ns = at_ns + round(latency_s * NS_PER_S)
            records.append(
                Observation(
                    observation_id=f"{trace_id}-root", trace_id=trace_id, said_ns=at_ns, type="SPAN", name=name,
                    start_ns=at_ns, end_ns=end_ns,
                )
            )  # fmt: skip
        self.context.runtime.writer.save(self.context.runtime.project_id, records).result(10)
        self.context.live.tell(("traces",))

    def cell(self, row: int, column: str) -> QRect:
        return self.table.visualRect(self.model.index(row, COLUMN_OF[column]))

    def click(self, row: int, column: str = "name", keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.click_at(self.cell(row, column).center(), keys)

    def click_at(self, place: QPoint, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.mouseClick(self.table.viewport(), Qt.MouseButton.LeftButton, keys, place)

    def double_click_at(self, place: QPoint) -> None:
        self.click_at(place)
        self.qtbot.mouseDClick(self.table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def click_header(self, column: str) -> None:
        header = self.table.horizontalHeader()
        left = header.sectionViewportPosition(COLUMN_OF[column])
        self.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(left + 20, header.height() // 2))
        self.settle()

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.table, key, keys)

    def type_filter(self, text: str) -> None:
        self.filter.setFocus()
        self.filter.selectAll()
        self.qtbot.keyClicks(self.filter, text)

    def thumbs(self, row: int) -> list[QPoint]:
        """Return the middles of what is painted in the rating of a row: good, bad and perhaps a note."""
        image = self.table.viewport().grab().toImage()
        cell = self.cell(row, "rating")
        ground = image.pixel(cell.topLeft() + QPoint(1, 1))
        inked = [
            x
            for x in range(cell.left(), cell.right())
            if any(image.pixel(x, y) != ground for y in range(cell.top() + 1, cell.bottom() - 1))
        ]
        marks: list[list[int]] = []
        for x in inked:
            if marks and x - marks[-1][-1] < 4:
                marks[-1].append(x)
            else:
                marks.append([x])
        return [QPoint((mark[0] + mark[-1]) // 2, cell.center().y()) for mark in marks]
