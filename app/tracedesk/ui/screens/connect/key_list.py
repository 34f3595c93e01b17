"""The keys of the project that is shown: when each was made, and a button to revoke it."""

import time
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QMessageBox, QPushButton, QWidget

from tracedesk.queries.projects import api_keys
from tracedesk.records.project import ApiKey
from tracedesk.store.projects import delete_key
from tracedesk.ui.context import UiContext
from tracedesk.ui.latest_query import LatestQuery
from tracedesk.ui.theme import monospace_font, theme_keeper
from tracedesk.ui.words import clock, exact_time


class KeyList(QWidget):
    """Hidden while there is only one key, which the fields above it show."""

    revoked = Signal()
    failed = Signal(Exception)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("key_list")
        self._context = context
        self._query = LatestQuery(context.executor, self)
        self._query.loaded.connect(self._show)
        self._query.failed.connect(self.failed)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme_keeper().gap * 4)
        self._grid.setColumnStretch(0, 1)
        context.project.changed.connect(self.refresh)
        self.hide()
        self.refresh()

    def refresh(self) -> None:
        database, project_id = self._context.runtime.database, self._context.project.project_id
        self._query.start(lambda: api_keys(database, project_id))

    def revoke(self, key: ApiKey) -> None:
        """Refuse a key from now on."""
        database, project_id = self._context.runtime.database, self._context.project.project_id

        def change() -> list[ApiKey]:
            delete_key(database, key.public_key)
            return api_keys(database, project_id)

        self._query.start(change)
        self.revoked.emit()

    def _show(self, keys: list[ApiKey]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for row, key in enumerate(keys):
            self._add(row, key)
        self.setVisible(len(keys) > 1)

    def _add(self, row: int, key: ApiKey) -> None:
        name = QLabel(self)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setText(key.public_key)
        name.setFont(monospace_font())
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        made = QLabel(self.tr("made %1").replace("%1", clock(key.created_ns, time.time_ns())), self)
        made.setProperty("role", "muted")
        made.setToolTip(exact_time(key.created_ns))
        button = QPushButton(self.tr("Revoke…"), self)
        button.setObjectName("key_revoke")
        button.setAccessibleName(self.tr("Revoke the key %1").replace("%1", key.public_key))
        button.setToolTip(self.tr("Refuse this key from now on"))
        button.clicked.connect(partial(self._ask, key))
        for column, widget in enumerate((name, made, button)):
            self._grid.addWidget(widget, row, column)

    def _ask(self, key: ApiKey) -> None:
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Revoke the key"), "", parent=self.window())
        box.setTextFormat(Qt.TextFormat.PlainText)
        words = self.tr("Programs with the key %1 are refused from then on. This cannot be undone.")
        box.setText(words.replace("%1", key.public_key))
        revoke = box.addButton(self.tr("Revoke"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        revoke.clicked.connect(partial(self.revoke, key))
        box.open()
