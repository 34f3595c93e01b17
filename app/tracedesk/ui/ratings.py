"""Ratings as commands that can be undone: stored by the writer, never waited for on the GUI thread."""

import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future, wait
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from typing_extensions import override

from tracedesk.queries.ratings import Verdict, verdicts
from tracedesk.records.rating import rating_id, rating_score
from tracedesk.runtime import Runtime
from tracedesk.ui.chosen_project import ChosenProject
from tracedesk.ui.words import number

Verdicts: TypeAlias = Mapping[str, Verdict | None]


class Ratings(QObject):
    """Rates traces for every screen."""

    stored = Signal(tuple)  # trace ids whose rating is now on disk
    failed = Signal(Exception)
    told = Signal(str)  # what was done, for a toast that offers to undo it
    _read = Signal(str, object, object, str)  # project, verdicts before and after, words: the first step ran elsewhere
    _unread = Signal(Exception)

    def __init__(
        self,
        runtime: Runtime,
        executor: Executor,
        undo: QUndoStack,
        project: ChosenProject,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._project = project
        self._runtime = runtime
        self._executor = executor
        self._undo = undo
        self._waiting: deque[Callable[[], None]] = deque()
        self._reading = False
        self._last_write: Future[None] | None = None
        self._read.connect(self._push)
        self._unread.connect(self._tell_unread)

    def rate(self, trace_ids: Sequence[str], good: bool | None) -> None:
        """Rate traces good or bad, keeping their comments; None takes their ratings back."""
        if not trace_ids:
            return

        def change(before: Verdict | None) -> Verdict | None:
            return None if good is None else Verdict(good, before.comment if before else None)

        count = number(len(trace_ids))
        words = {
            True: self.tr("Rated good: %1").replace("%1", count),
            False: self.tr("Rated bad: %1").replace("%1", count),
            None: self.tr("Ratings taken back: %1").replace("%1", count),
        }[good]
        self._change(trace_ids, change, words)

    def comment(self, trace_id: str, text: str) -> None:
        """Comment on a rating; a trace that nobody has rated stays as it is."""

        def change(before: Verdict | None) -> Verdict | None:
            return Verdict(before.good, text.strip() or None) if before else None

        self._change((trace_id,), change, self.tr("Kept the comment"))

    def apply(self, project_id: str, after: Verdicts) -> None:
        """Store verdicts of a project; ``stored`` or ``failed`` tells how it went."""
        now_ns = time.time_ns()
        scores = [
            rating_score(trace_id, verdict.good, verdict.comment, now_ns)
            for trace_id, verdict in after.items()
            if verdict is not None
        ]
        try:
            done = self._runtime.writer.replace_scores(project_id, [rating_id(trace_id) for trace_id in after], scores)
        except Exception as error:  # noqa: BLE001 - told in the window
            self.failed.emit(error)
            return
        self._last_write = done
        traces = tuple(after)

        def tell(_: object) -> None:
            error = done.exception()
            if error is None:
                self.stored.emit(traces)
            else:
                self.failed.emit(error)

        done.add_done_callback(tell)

    def _change(self, trace_ids: Sequence[str], change: Callable[[Verdict | None], Verdict | None], words: str) -> None:
        project_id = self._project.project_id

        def read() -> None:
            try:
                if self._last_write is not None:
                    wait((self._last_write,))
                before = verdicts(self._runtime.database, project_id, trace_ids)
            except Exception as error:  # noqa: BLE001 - told in the window
                self._unread.emit(error)
                return
            self._read.emit(
                project_id, before, {trace_id: change(verdict) for trace_id, verdict in before.items()}, words
            )

        self._waiting.append(read)
        self._read_next()

    def _read_next(self) -> None:
        """Read for one change after the other, each seeing what the one before has written."""
        if self._waiting and not self._reading:
            self._reading = True
            self._executor.submit(self._waiting.popleft())

    def _push(self, project_id: str, before: Verdicts, after: Verdicts, words: str) -> None:
        self._reading = False
        if after != before:
            self._undo.push(_Rate(self, project_id, before, after, words))
            self.told.emit(words)
        self._read_next()

    def _tell_unread(self, error: Exception) -> None:
        self._reading = False
        self.failed.emit(error)
        self._read_next()


class _Rate(QUndoCommand):
    def __init__(self, ratings: Ratings, project_id: str, before: Verdicts, after: Verdicts, words: str) -> None:
        super().__init__(words)
        self._project_id = project_id
        self._ratings = ratings
        self._before = before
        self._after = after

    @override
    def redo(self) -> None:
        self._ratings.apply(self._project_id, self._after)

    @override
    def undo(self) -> None:
        self._ratings.apply(self._project_id, self._before)
