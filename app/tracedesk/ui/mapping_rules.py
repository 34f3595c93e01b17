"""The user's mapping rules, each change of which can be undone; stored by the writer, off the GUI thread."""

from concurrent.futures import Executor
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from typing_extensions import override

from tracedesk.queries.mapping_rules import mapping_rules
from tracedesk.records.mapping_rule import MappingRule
from tracedesk.runtime import Runtime
from tracedesk.store.mapping_rules import save_mapping_rules
from tracedesk.ui.latest_query import LatestQuery
from tracedesk.ui.rule_trial import RuleTrial

Rules: TypeAlias = tuple[MappingRule, ...]
KINDS = frozenset({"mapping_rules"})


class MappingRules(QObject):
    """Holds the rules as they will be when what was asked for is stored; if that fails, as they are."""

    changed = Signal()
    told = Signal(str)  # what was done, for a toast that offers to undo it
    failed = Signal(Exception)
    _written = Signal(object)  # from the writer's thread: the error, or None

    def __init__(self, runtime: Runtime, executor: Executor, undo: QUndoStack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runtime = runtime
        self._undo = undo
        self._rules: Rules = ()
        self._changes = 0  # of this window
        self._waiting = 0  # changes that are not on disk yet
        self.trial = RuleTrial(runtime.database, executor, self)
        self._query = LatestQuery(executor, self)
        self._query.loaded.connect(self._show)
        self._query.failed.connect(self.failed)
        self._written.connect(self._settle)

    @property
    def current(self) -> Rules:
        return self._rules

    def refresh(self) -> None:
        """Read the list again; another window may have changed it."""
        if self._waiting:  # the list is read again when they are on disk
            return
        database, changes = self._runtime.database, self._changes
        self._query.start(lambda: (changes, mapping_rules(database)))

    def add(self, rule: MappingRule) -> None:
        self._change((*self._rules, rule), self.tr("Added a mapping rule"))

    def replace(self, row: int, rule: MappingRule) -> None:
        before = self._rules
        if before[row] != rule:
            self._change((*before[:row], rule, *before[row + 1 :]), self.tr("Changed a mapping rule"))

    def delete(self, row: int) -> None:
        before = self._rules
        self._change((*before[:row], *before[row + 1 :]), self.tr("Deleted a mapping rule"))

    def move(self, row: int, to: int) -> None:
        """Put a rule at another place: of two that tell the same, the first counts."""
        rules = list(self._rules)
        rules.insert(to, rules.pop(row))
        self._change(tuple(rules), self.tr("Moved a mapping rule"))

    def apply(self, after: Rules, before: Rules) -> None:
        """Store ``after`` in the place of ``before``."""
        self._rules = after
        self._changes += 1
        self._waiting += 1
        self.changed.emit()
        try:
            done = self._runtime.writer.edit(
                self._runtime.project_id, lambda edit: save_mapping_rules(edit, after, before=before), kinds=KINDS
            )
        except Exception as error:  # noqa: BLE001 - told in the window
            self._settle(error)
            return

        def tell(_: object) -> None:
            self._written.emit(done.exception())

        done.add_done_callback(tell)

    def _change(self, after: Rules, words: str) -> None:
        self._undo.push(_Change(self, after, words))
        self.told.emit(words)

    def _settle(self, error: Exception | None) -> None:
        self._waiting -= 1
        if error is not None:
            self.failed.emit(error)
        self.refresh()

    def _show(self, answer: tuple[int, Rules]) -> None:
        changes, rules = answer
        if changes == self._changes and rules != self._rules:  # what was read before a change is of no use any more
            self._rules = rules
            self.changed.emit()


class _Change(QUndoCommand):
    def __init__(self, owner: MappingRules, after: Rules, words: str) -> None:
        super().__init__(words)
        self._owner = owner
        self._before = owner.current
        self._after = after

    @override
    def redo(self) -> None:
        self._owner.apply(self._after, self._before)

    @override
    def undo(self) -> None:
        self._owner.apply(self._before, self._after)
