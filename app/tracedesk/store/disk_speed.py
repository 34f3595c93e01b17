"""What a commit costs on the disk that a data folder lies on."""

import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from tracedesk.config.settings import Durability

COMMITS = 20
TEXT = "x" * 500


@dataclass(frozen=True, slots=True)
class CommitCosts:
    """Medians of small commits, in milliseconds."""

    full_ms: float
    normal_ms: float


def commit_costs(folder: Path) -> CommitCosts:
    """Measure in a database of its own beside the real one; takes a moment, on a slow disk a second.

    Raises:
        OSError, sqlite3.Error: the folder cannot be written to.
    """
    with tempfile.TemporaryDirectory(dir=folder, prefix="disk-speed-") as place:
        taken = {mode: _median_ms(Path(place) / f"{mode}.db", mode) for mode in get_args(Durability)}
    return CommitCosts(full_ms=taken["full"], normal_ms=taken["normal"])


def _median_ms(path: Path, durability: Durability) -> float:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = wal")
        connection.execute(f"PRAGMA synchronous = {durability}")
        connection.execute("CREATE TABLE line (text TEXT)")
        taken: list[float] = []
        for _ in range(COMMITS):
            begun = time.perf_counter()
            connection.execute("INSERT INTO line VALUES (?)", (TEXT,))  # a transaction of its own
            taken.append(time.perf_counter() - begun)
    return statistics.median(taken) * 1000
