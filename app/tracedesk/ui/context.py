"""What every screen gets: the open data folder, threads for queries, news, window state, undo."""

from concurrent.futures import Executor
from dataclasses import dataclass

from PySide6.QtCore import QSettings
from PySide6.QtGui import QUndoStack

from tracedesk.runtime import Runtime
from tracedesk.ui.chosen_project import ChosenProject
from tracedesk.ui.compare_marks import CompareMarks
from tracedesk.ui.live import Live
from tracedesk.ui.mapping_rules import MappingRules
from tracedesk.ui.projects import Projects
from tracedesk.ui.ratings import Ratings


@dataclass(frozen=True, slots=True)
class UiContext:
    """Made once for a window. ``state`` keeps sizes, columns and folds in the state folder."""

    runtime: Runtime
    executor: Executor
    live: Live
    state: QSettings
    undo: QUndoStack
    project: ChosenProject
    ratings: Ratings
    projects: Projects
    rules: MappingRules
    marks: CompareMarks

    def close(self) -> None:
        """Let go of what must not be left to Python's garbage collector."""
        self.live.stop()
        self.undo.clear()  # collected with its stack, a command that Python owns would be deleted twice


def make_context(runtime: Runtime, executor: Executor) -> UiContext:
    state = QSettings(str(runtime.paths.state_dir / "window.ini"), QSettings.Format.IniFormat)
    undo = QUndoStack()
    live = Live(runtime.database)
    project = ChosenProject(runtime, state)
    ratings = Ratings(runtime, executor, undo, project)
    projects = Projects(runtime, executor, undo, project)
    rules = MappingRules(runtime, executor, undo)
    marks = CompareMarks()
    project.changed.connect(marks.clear)  # it belongs to another project
    ratings.stored.connect(lambda _: live.tell(("scores", "traces")))
    return UiContext(runtime, executor, live, state, undo, project, ratings, projects, rules, marks)
