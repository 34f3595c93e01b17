"""Objects that go with an open database: one of a kind for each, for all threads."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from peewee import Database

Thing = TypeVar("Thing")


class Companion(Generic[Thing]):
    """Makes the thing that goes with a database when it is first asked for."""

    def __init__(self, make: Callable[[Database], Thing]) -> None:
        self._make = make
        self._known: WeakKeyDictionary[Database, Thing] = WeakKeyDictionary()
        self._lock = threading.Lock()

    def of(self, database: Database) -> Thing:
        with self._lock:
            found = self._known.get(database)
            if found is None:
                found = self._known[database] = self._make(database)
            return found
