"""The menu of projects: choose one, make one, rename, delete, bring back."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QInputDialog, QMenu, QMessageBox, QWidget

from tracedesk.records.project import Project
from tracedesk.ui.chosen_project import ChosenProject
from tracedesk.ui.projects import Projects
from tracedesk.ui.words import number


class ProjectMenu(QMenu):
    """Filled whenever it opens; names come from people and are never read as mnemonics."""

    keys_wanted = Signal()

    def __init__(self, chosen: ChosenProject, projects: Projects, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("project_menu")
        self.setTitle(self.tr("&Project"))
        self.setToolTipsVisible(True)
        self._chosen = chosen
        self._projects = projects
        self._deleted: tuple[Project, ...] = ()
        self._asked: Project | None = None
        projects.deleted_known.connect(self._keep_deleted)
        projects.counted.connect(self._confirm)
        self.aboutToShow.connect(self._fill)
        self._fill()

    def ask_new(self) -> None:
        name, ok = QInputDialog.getText(self._window(), self.tr("New project"), self.tr("Name of the project"))
        if ok:
            self._projects.create(name)

    def ask_name(self) -> None:
        project = self._shown()
        name, ok = QInputDialog.getText(
            self._window(), self.tr("Rename the project"), self.tr("Name of the project"), text=project.name
        )
        if ok and name.strip() != project.name:
            self._projects.rename(project, name)

    def ask_delete(self) -> None:
        """Count what would be hidden; the question comes with the answer."""
        self._asked = self._shown()
        self._projects.count(self._asked)

    def _fill(self) -> None:
        self.clear()
        group = QActionGroup(self)
        for project in self._chosen.all:
            action = self.addAction(_plain(project.name), partial(self._chosen.choose, project.project_id))
            action.setCheckable(True)
            action.setChecked(project.project_id == self._chosen.project_id)
            group.addAction(action)
        self.addSeparator()
        for name, title, tip, act in (
            ("project_new", self.tr("&New project…"), self.tr("A separate set of traces with its own keys"),
             self.ask_new),
            ("project_rename", self.tr("&Rename…"), self.tr("Give the project that is shown another name"),
             self.ask_name),
            ("project_keys", self.tr("&Keys…"), self.tr("The keys that programs use for this project"),
             self.keys_wanted.emit),
            ("project_delete", self.tr("&Delete…"), self.tr("Hide the project that is shown, and refuse its keys"),
             self.ask_delete),
        ):  # fmt: skip
            action = self.addAction(title, act)
            action.setObjectName(name)
            action.setToolTip(tip)
            if name == "project_delete" and self._chosen.is_first:
                action.setEnabled(False)
                action.setToolTip(self.tr("The first project stays: what comes without a key goes there"))
        if self._deleted:
            back = self.addMenu(self.tr("&Bring back"))
            back.setObjectName("project_restore")
            for project in self._deleted:
                back.addAction(_plain(project.name), partial(self._projects.restore, project))

    def _keep_deleted(self, found: tuple[Project, ...]) -> None:
        self._deleted = found

    def _confirm(self, project_id: str, traces: int) -> None:
        asked, self._asked = self._asked, None
        if asked is None or asked.project_id != project_id:
            return
        words = self.tr(
            "Delete the project %1 with its %2 traces? Its keys are refused from then on. It can be undone."
        )
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Delete the project"), "", parent=self._window())
        box.setObjectName("project_delete_question")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(words.replace("%1", asked.name).replace("%2", number(traces)))
        delete = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        delete.clicked.connect(partial(self._projects.delete, asked))
        box.open()

    def _shown(self) -> Project:
        return next(one for one in self._chosen.all if one.project_id == self._chosen.project_id)

    def _window(self) -> QWidget | None:
        parent = self.parentWidget()
        return parent.window() if parent is not None else None


def _plain(name: str) -> str:
    return name.replace("&", "&&")
