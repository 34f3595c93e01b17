"""Asks what to export and as what, then writes it with progress and cancel."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from tracedesk.queries.traces import TraceFilter
from tracedesk.ui.context import UiContext
from tracedesk.ui.task import Task
from tracedesk.ui.theme import theme_keeper
from tracedesk.ui.words import number
from tracedesk.workflows.export_file import ExportCancelledError, ExportRequest, export_file


class ExportDialog(QDialog):
    """``wanted`` is what the list shows; ``selected`` are the ids of the selected traces."""

    exported = Signal(Path)

    def __init__(
        self, context: UiContext, wanted: TraceFilter, selected: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("export_dialog")
        self.setWindowTitle(self.tr("Export"))
        self._context = context
        self._wanted = wanted
        self._selected = selected
        self._task: Task | None = None
        self._path: Path | None = None
        self._build()

    def _build(self) -> None:
        gap = theme_keeper().gap
        form = QFormLayout()
        form.setVerticalSpacing(gap * 2)
        form.setHorizontalSpacing(gap * 4)
        self._choices = QButtonGroup(self)
        filtered = bool(self._wanted.text)
        shown = self._choice(0, self.tr("What the list &shows"), enabled=filtered)
        chosen = self._choice(
            1, self.tr("The %1 &selected").replace("%1", number(len(self._selected))), enabled=bool(self._selected)
        )
        everything = self._choice(2, self.tr("&Everything in this project"), enabled=True)
        (chosen if self._selected else shown if filtered else everything).setChecked(True)
        scope = QVBoxLayout()
        for button in (shown, chosen, everything):
            scope.addWidget(button)
        form.addRow(self.tr("Which traces"), scope)
        self._kind = self._combo("export_kind", self.tr("What to write, one line each"))
        for title, kind in (
            (self.tr("Traces, with their scores"), "traces"),
            (self.tr("Observations of these traces"), "observations"),
            (self.tr("Scores of these traces"), "scores"),
        ):
            self._kind.addItem(title, kind)
        form.addRow(self.tr("&One line a"), self._kind)
        self._format = self._combo("export_format", self.tr("The format of the file"))
        for title, name in (
            (self.tr("CSV for spreadsheets"), "csv"),
            (self.tr("CSV for Excel"), "csv-excel"),
            (self.tr("JSON lines, with every field"), "jsonl"),
        ):
            self._format.addItem(title, name)
        form.addRow(self.tr("&Format"), self._format)
        self._progress = QProgressBar(self)
        self._progress.setObjectName("export_progress")
        self._progress.setAccessibleName(self.tr("Progress of the export"))
        self._progress.setTextVisible(False)
        self._progress.hide()
        self._message = QLabel(self)
        self._message.setObjectName("export_message")
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._message.setWordWrap(True)
        self._message.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap * 5, gap * 5, gap * 5, gap * 4)
        layout.setSpacing(gap * 4)
        layout.addLayout(form)
        layout.addWidget(self._progress)
        layout.addWidget(self._message)
        layout.addWidget(self._buttons())
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 64)

    def _choice(self, number_: int, title: str, *, enabled: bool) -> QRadioButton:
        button = QRadioButton(title, self)
        button.setObjectName(f"export_scope_{number_}")
        button.setToolTip(title.replace("&", ""))
        button.setEnabled(enabled)
        self._choices.addButton(button, number_)
        return button

    def _combo(self, name: str, tip: str) -> QComboBox:
        combo = QComboBox(self)
        combo.setObjectName(name)
        combo.setToolTip(tip)
        combo.setAccessibleName(tip)
        return combo

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(self)
        self._start = box.addButton(self.tr("Choose a file…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._start.setObjectName("export_start")
        self._start.setToolTip(self.tr("Choose where to write, and begin"))
        self._start.setDefault(True)
        self._folder = QPushButton(self.tr("Open the folder"), self)
        self._folder.setObjectName("export_open_folder")
        self._folder.setToolTip(self.tr("Show the written file"))
        box.addButton(self._folder, QDialogButtonBox.ButtonRole.ActionRole)
        self._folder.hide()
        self._cancel = box.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._cancel.setObjectName("export_cancel")
        self._cancel.setToolTip(self.tr("Stop; nothing is left behind"))
        self._start.clicked.connect(self._ask_path)
        self._folder.clicked.connect(self._open_folder)
        self._cancel.clicked.connect(self.reject)
        return box

    def _ask_path(self) -> None:
        ending = "jsonl" if self._format.currentData() == "jsonl" else "csv"
        name = f"tracedesk-{self._kind.currentData()}.{ending}"
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Export"), name, f"*.{ending}")
        if path:
            self.export_to(Path(path))

    def export_to(self, path: Path) -> None:
        """Write what is chosen to ``path``."""
        scope = self._choices.checkedId()
        request = ExportRequest(
            project_id=self._wanted.project_id,
            kind=self._kind.currentData(),
            file_format=self._format.currentData(),
            wanted=self._wanted if scope == 0 else None,
            trace_ids=self._selected if scope == 1 else None,
        )
        database = self._context.runtime.database
        self._path = path
        self._task = Task(
            self._context.executor,
            lambda progress, cancelled: export_file(database, request, path, progress, cancelled),
            self,
        )
        self._task.progressed.connect(self._show_progress)
        self._task.done.connect(self._finish)
        self._task.failed.connect(self._fail)
        self._start.setEnabled(False)
        self._folder.hide()
        self._cancel.setText(self.tr("Cancel"))
        self._message.hide()
        self._progress.setRange(0, 0)
        self._progress.show()
        self._task.start()

    def reject(self) -> None:
        """Cancel what runs; without anything running, close."""
        if self._task is not None:
            self._task.cancel()
        else:
            super().reject()

    def _show_progress(self, done: int, total: int) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def _finish(self, lines: int) -> None:
        assert self._path is not None
        words = self.tr("%1 lines written to %2").replace("%1", number(lines))
        self._end(words.replace("%2", str(self._path)))
        self._folder.show()
        self._cancel.setText(self.tr("Close"))
        self.exported.emit(self._path)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, ExportCancelledError):
            self._end(self.tr("Cancelled; nothing was written."))
        else:
            self._end(self.tr("The file could not be written: %1").replace("%1", str(error)))

    def _end(self, words: str) -> None:
        self._task = None
        self._progress.hide()
        self._message.setText(words)
        self._message.show()
        self._start.setEnabled(True)

    def _open_folder(self) -> None:
        assert self._path is not None
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))
