"""The key pair that programs use, fetched away from the GUI thread: a keychain may ask its owner first."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from tracedesk.queries.projects import refused_clients
from tracedesk.records.project import RefusedClient
from tracedesk.runtime import KeyPair, ensure_key, renew_key
from tracedesk.store.projects import accept_client, dismiss_client
from tracedesk.ui.context import UiContext
from tracedesk.ui.latest_query import LatestQuery


class Keys(QObject):
    """Tells a pair of the project that is shown, and the programs that were refused."""

    pair_known = Signal(KeyPair)
    refused_changed = Signal(tuple)  # of RefusedClient, latest first
    failed = Signal(Exception)

    def __init__(self, context: UiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runtime = context.runtime
        self._project = context.project
        self.pair: KeyPair | None = None
        self.refused: tuple[RefusedClient, ...] = ()
        self._pair_query = LatestQuery(context.executor, self)
        self._pair_query.loaded.connect(self._keep_pair)
        self._refused_query = LatestQuery(context.executor, self)
        self._refused_query.loaded.connect(self._keep_refused)
        for query in (self._pair_query, self._refused_query):
            query.failed.connect(self.failed)
        context.live.changed.connect(self._hear)
        context.project.changed.connect(self.find)

    def find(self) -> None:
        runtime, project_id = self._runtime, self._project.project_id
        self._pair_query.start(lambda: ensure_key(runtime, project_id))
        self._ask_refused()

    def renew(self, *, in_file: bool = False) -> None:
        """Make another pair; the old one stays valid."""
        runtime, project_id = self._runtime, self._project.project_id
        self._pair_query.start(lambda: renew_key(runtime, project_id, in_file=in_file))

    def accept(self, public_key: str) -> None:
        """Let a refused program write into the project that is shown."""
        database, project_id = self._runtime.database, self._project.project_id
        self._ask_refused(lambda: accept_client(database, project_id, public_key, time.time_ns()))

    def dismiss(self, public_key: str) -> None:
        database = self._runtime.database
        self._ask_refused(lambda: dismiss_client(database, public_key))

    def _hear(self, kinds: frozenset[str]) -> None:
        if "clients" in kinds:
            self._ask_refused()

    def _ask_refused(self, first: Callable[[], None] = lambda: None) -> None:
        database = self._runtime.database

        def read() -> tuple[RefusedClient, ...]:
            first()
            return tuple(refused_clients(database))

        self._refused_query.start(read)

    def _keep_pair(self, pair: KeyPair) -> None:
        self.pair = pair
        self.pair_known.emit(pair)

    def _keep_refused(self, found: tuple[RefusedClient, ...]) -> None:
        if found != self.refused:
            self.refused = found
            self.refused_changed.emit(found)
