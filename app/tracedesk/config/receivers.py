"""Which process receives for a data folder, so that a window does not start a second one."""

import json
import os
from dataclasses import dataclass

import psutil

from tracedesk.config.paths import Paths


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """A running ``tracedesk serve``. ``started`` (seconds) tells its process from a later one with the same number."""

    url: str
    pid: int
    started: float


def announce(paths: Paths, url: str) -> None:
    """Say that this process receives at ``url``, unless another already does."""
    if running(paths) is None:
        me = {"url": url, "pid": os.getpid(), "started": psutil.Process().create_time()}
        draft = paths.receiver.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps(me), encoding="utf-8")
        draft.replace(paths.receiver)


def withdraw(paths: Paths) -> None:
    """Take back what this process announced."""
    found = running(paths)
    if found is not None and found.pid == os.getpid():
        paths.receiver.unlink(missing_ok=True)


def running(paths: Paths) -> Receiver | None:
    """Return who receives for this folder; what a dead process left behind does not count."""
    try:
        told = json.loads(paths.receiver.read_text(encoding="utf-8"))
        found = Receiver(url=str(told["url"]), pid=int(told["pid"]), started=float(told["started"]))
        alive = abs(psutil.Process(found.pid).create_time() - found.started) < 1
    except (OSError, ValueError, KeyError, TypeError, psutil.Error):
        return None
    return found if alive else None
