"""Tries mapping rules on the newest spans, off the GUI thread.

It outlives the dialogs that ask it: a thread must not tell an object that is being deleted.
"""

from concurrent.futures import Executor

from PySide6.QtCore import QObject, Signal

from tracedesk.records.mapping_rule import MappingRule
from tracedesk.store.database import Database
from tracedesk.ui.latest_query import LatestQuery
from tracedesk.workflows.rule_preview import SeenSpans, preview_of, seen_spans


class RuleTrial(QObject):
    """Answers the newest question only."""

    seen = Signal(object)  # SeenSpans
    tried = Signal(object)  # Preview
    failed = Signal(Exception)

    def __init__(self, database: Database, executor: Executor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = database
        self._spans = LatestQuery(executor, self)
        self._spans.loaded.connect(self.seen)
        self._spans.failed.connect(self.failed)
        self._previews = LatestQuery(executor, self)
        self._previews.loaded.connect(self.tried)
        self._previews.failed.connect(self.failed)

    def look(self, project_id: str) -> None:
        """Read the newest spans of a project."""
        self._spans.start(lambda: seen_spans(self._database, project_id))

    def try_rule(self, rule: MappingRule, seen: SeenSpans) -> None:
        """Look what a sound rule finds in spans."""
        self._previews.start(lambda: preview_of(rule, seen.spans))
