"""Making, renaming and deleting projects, each as a command that can be undone; off the GUI thread."""

import time
from collections.abc import Callable
from concurrent.futures import Executor
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from typing_extensions import override

from tracedesk.queries.projects import deleted_projects, projects, trace_count
from tracedesk.records.project import Project
from tracedesk.runtime import Runtime
from tracedesk.store.database import Database
from tracedesk.store.projects import create_project, delete_project, rename_project, restore_project
from tracedesk.ui.chosen_project import ChosenProject

Change: TypeAlias = Callable[[Database], None]


class Projects(QObject):
    """Changes the list of projects. A fresh project is shown at once."""

    deleted_known = Signal(tuple)  # of Project: those that can be brought back
    counted = Signal(str, int)  # a project, and how many traces it has
    told = Signal(str)  # what was done, for a toast that offers to undo it
    failed = Signal(Exception)
    _known = Signal(object, object)  # the projects, and the deleted ones
    _made = Signal(str)  # the id of a fresh project
    _changed = Signal(object, object)  # work to undo what was done, and to do it again

    def __init__(
        self,
        runtime: Runtime,
        executor: Executor,
        undo: QUndoStack,
        chosen: ChosenProject,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._database = runtime.database
        self._executor = executor
        self._undo = undo
        self._chosen = chosen
        self._known.connect(self._show)
        self._changed.connect(self._push)
        self._made.connect(self._want)
        self._wanted: str | None = None

    def create(self, name: str) -> None:
        def make(database: Database) -> None:
            project_id = create_project(database, name, time.time_ns())
            self._made.emit(project_id)
            self._changed.emit(
                lambda database: delete_project(database, project_id, time.time_ns()),
                lambda database: restore_project(database, project_id),
            )

        self._do(make, self.tr("Made the project %1").replace("%1", name.strip()))

    def rename(self, project: Project, name: str) -> None:
        def change(database: Database) -> None:
            rename_project(database, project.project_id, name)
            self._changed.emit(
                lambda database: rename_project(database, project.project_id, project.name),
                lambda database: rename_project(database, project.project_id, name),
            )

        self._do(change, self.tr("Renamed the project to %1").replace("%1", name.strip()))

    def delete(self, project: Project) -> None:
        """Hide a project; it can be brought back."""

        def change(database: Database) -> None:
            delete_project(database, project.project_id, time.time_ns())
            self._changed.emit(
                lambda database: restore_project(database, project.project_id),
                lambda database: delete_project(database, project.project_id, time.time_ns()),
            )

        self._do(change, self.tr("Deleted the project %1").replace("%1", project.name))

    def restore(self, project: Project) -> None:
        def change(database: Database) -> None:
            restore_project(database, project.project_id)
            self._changed.emit(
                lambda database: delete_project(database, project.project_id, time.time_ns()),
                lambda database: restore_project(database, project.project_id),
            )

        self._do(change, self.tr("Brought the project %1 back").replace("%1", project.name))

    def count(self, project: Project) -> None:
        """Tell how many traces a project has."""
        self._submit(lambda: self.counted.emit(project.project_id, trace_count(self._database, project.project_id)))

    def refresh(self) -> None:
        """Read the list again."""
        self._submit(self._read)

    def apply(self, change: Change) -> None:
        """Make a change that is on the undo stack already."""
        self._do(change, "")

    def _do(self, change: Change, words: str) -> None:
        def work() -> None:
            change(self._database)
            if words:
                self.told.emit(words)
            self._read()

        self._submit(work)

    def _read(self) -> None:
        self._known.emit(tuple(projects(self._database)), tuple(deleted_projects(self._database)))

    def _submit(self, work: Callable[[], None]) -> None:
        def run() -> None:
            try:
                work()
            except Exception as error:  # noqa: BLE001 - told in the window
                self.failed.emit(error)

        self._executor.submit(run)

    def _push(self, back: Change, again: Change) -> None:
        self._undo.push(_Command(self, back, again))

    def _want(self, project_id: str) -> None:
        self._wanted = project_id

    def _show(self, found: tuple[Project, ...], deleted: tuple[Project, ...]) -> None:
        self._chosen.show_list(found)
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._chosen.choose(wanted)
        self.deleted_known.emit(deleted)


class _Command(QUndoCommand):
    """What has been done already; the first ``redo``, which comes when it is pushed, does nothing."""

    def __init__(self, owner: Projects, back: Change, again: Change) -> None:
        super().__init__()
        self._owner = owner
        self._back = back
        self._again = again
        self._done = True

    @override
    def redo(self) -> None:
        if not self._done:
            self._owner.apply(self._again)
        self._done = True

    @override
    def undo(self) -> None:
        self._done = False
        self._owner.apply(self._back)
