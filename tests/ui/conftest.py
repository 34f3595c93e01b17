"""A window's context over a fresh folder, and an executor that works when it is told to."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tracedesk.runtime import Runtime
from tracedesk.ui.context import UiContext, make_context


class ManualExecutor(Executor):
    """Keeps what it is given until ``run_all``."""

    def __init__(self) -> None:
        self._waiting: list[Callable[[], None]] = []

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self._waiting.append(lambda: future.set_result(work(*args, **kwargs)))
        return future

    def run_all(self) -> None:
        while self._waiting:
            self._waiting.pop(0)()


@pytest.fixture
def manual_executor() -> ManualExecutor:
    return ManualExecutor()


@pytest.fixture
def context(qapp: QApplication, runtime: Runtime) -> Iterator[UiContext]:
    executor = ThreadPoolExecutor(2)
    made = make_context(runtime, executor)
    yield made
    made.live.stop()
    executor.shutdown(wait=True, cancel_futures=True)
    runtime.writer.close()  # its thread tells ratings that they are stored, as long as there is one
    made.live.deleteLater()
    made.ratings.deleteLater()
    made.undo.deleteLater()
