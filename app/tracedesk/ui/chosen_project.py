"""The project that the window shows: chosen by its user, remembered, the same for every screen."""

from PySide6.QtCore import QObject, QSettings, Signal

from tracedesk.queries.projects import projects
from tracedesk.records.project import Project
from tracedesk.runtime import Runtime

_KEPT = "project"


class ChosenProject(QObject):
    """``all`` are the projects that there are, oldest first."""

    changed = Signal(str)  # the id of another project that is shown from now on
    listed = Signal()  # names or the number of projects have changed

    def __init__(self, runtime: Runtime, state: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runtime = runtime
        self._state = state
        self.all: tuple[Project, ...] = tuple(projects(runtime.database))  # a handful of rows, before the first paint
        kept = str(state.value(_KEPT, ""))
        self.project_id = kept if kept in {one.project_id for one in self.all} else runtime.project_id

    @property
    def name(self) -> str:
        return next((one.name for one in self.all if one.project_id == self.project_id), "")

    @property
    def is_first(self) -> bool:
        """Whether what comes without a key is seen here."""
        return self.project_id == self._runtime.project_id

    def choose(self, project_id: str) -> None:
        if project_id != self.project_id and project_id in {one.project_id for one in self.all}:
            self.project_id = project_id
            self._state.setValue(_KEPT, project_id)
            self.changed.emit(project_id)

    def show_list(self, found: tuple[Project, ...]) -> None:
        """Take over the projects as they are now; where the shown one has gone, the first one takes its place."""
        if found == self.all:
            return
        self.all = found
        if self.project_id not in {one.project_id for one in found}:
            self.choose(self._runtime.project_id)
        self.listed.emit()
