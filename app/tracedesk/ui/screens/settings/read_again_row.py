"""Reads all stored spans once more, on demand: with the tables and rules of today."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from tracedesk.queries.projects import projects
from tracedesk.ui.context import UiContext
from tracedesk.ui.task import Cancelled, Progress, Task
from tracedesk.ui.theme import theme_keeper
from tracedesk.ui.words import number
from tracedesk.workflows.read_again import read_spans_again


class ReadAgainRow(QWidget):
    """A button that becomes its own way to stop."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._task: Task | None = None
        self._button = QPushButton(self)
        self._button.setObjectName("settings_read_again")
        self._button.clicked.connect(self._click)
        self._bar = QProgressBar(self)
        self._bar.setObjectName("settings_read_again_progress")
        self._bar.setAccessibleName(self.tr("How many stored spans were read again"))
        self._bar.setToolTip(self._bar.accessibleName())
        self._bar.setMaximumWidth(self.fontMetrics().averageCharWidth() * 24)
        self._bar.hide()
        self._outcome = QLabel(self)
        self._outcome.setObjectName("settings_read_again_outcome")
        self._outcome.setProperty("role", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme_keeper().gap * 2)
        for widget in (self._button, self._bar, self._outcome):
            row.addWidget(widget)
        row.addStretch(1)
        self._show_button()

    def _show_button(self) -> None:
        running = self._task is not None
        self._button.setText(self.tr("&Stop") if running else self.tr("Read stored spans &again"))
        self._button.setToolTip(
            self.tr("Stop; what was read until now stays")
            if running
            else self.tr("Apply today's tables and your mapping rules to what was stored before, in all projects")
        )
        self._button.setAccessibleName(self._button.toolTip())

    def _click(self) -> None:
        if self._task is None:
            self._start()
        else:
            self._button.setEnabled(False)
            self._task.cancel()

    def _start(self) -> None:
        runtime = self._context.runtime

        def read(progress: Progress, cancelled: Cancelled) -> int:
            ids = [one.project_id for one in projects(runtime.database)]
            return read_spans_again(runtime.database, runtime.writer, ids, progress, cancelled)

        self._task = Task(self._context.executor, read, self)
        self._task.progressed.connect(self._show_progress)
        self._task.done.connect(self._show_outcome)
        self._task.failed.connect(self._fail)
        self._outcome.clear()
        self._bar.setRange(0, 0)
        self._bar.show()
        self._show_button()
        self._task.start()

    def _show_progress(self, walked: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(walked)

    def _show_outcome(self, changed: int) -> None:
        self._end()
        self._outcome.setText(self.tr("%1 steps changed").replace("%1", number(changed)))

    def _fail(self, error: Exception) -> None:
        self._end()
        self._outcome.setText(self.tr("That failed: %1").replace("%1", str(error)))

    def _end(self) -> None:
        self._task = None
        self._bar.hide()
        self._button.setEnabled(True)
        self._show_button()
