"""A window's context over a fresh folder, and an executor that works when it is told to."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTranslator
from PySide6.QtWidgets import QApplication

from process.server_process import PUBLIC_KEY, SECRET_KEY
from sdk.environments import ROOT
from tracedesk.runtime import Runtime
from tracedesk.ui.context import UiContext, make_context
from tracedesk.ui.theme import theme_keeper


@pytest.fixture(autouse=True)
def no_widgets_left() -> Iterator[None]:
    """Delete what a test closed: pytest-qt leaves it for later, and each change of the theme would dress all of it."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


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
    made.close()
    executor.shutdown(wait=True, cancel_futures=True)
    runtime.writer.close()  # its thread tells ratings that they are stored, as long as there is one
    made.live.deleteLater()
    made.ratings.deleteLater()
    made.rules.deleteLater()
    made.undo.deleteLater()


@pytest.fixture
def known_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """The project's keys come from the environment, also for a receiver that is started."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "app"))
    monkeypatch.setenv("TRACEDESK_PUBLIC_KEY", PUBLIC_KEY)
    monkeypatch.setenv("TRACEDESK_SECRET_KEY", SECRET_KEY)


@pytest.fixture
def look(qapp: QApplication) -> Iterator[None]:
    """Fonts and colours belong to the application; the next test gets them as they were."""
    font = QApplication.font()
    yield
    QApplication.setFont(font)
    theme_keeper().choose("system", "normal")


@pytest.fixture
def english_again(qapp: QApplication) -> Iterator[None]:
    """Translations belong to the application too; the next test gets it without those that this one installs."""
    before = qapp.findChildren(QTranslator)
    yield
    for translator in qapp.findChildren(QTranslator):
        if translator not in before:
            QCoreApplication.removeTranslator(translator)
            translator.deleteLater()
