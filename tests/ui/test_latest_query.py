"""Queries off the GUI thread."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from tracedesk.ui.latest_query import LatestQuery
from ui.conftest import ManualExecutor


def test_only_the_newest_request_is_answered(qtbot: QtBot, manual_executor: ManualExecutor) -> None:
    query, answers = LatestQuery(manual_executor), list[object]()
    query.loaded.connect(answers.append)
    query.start(lambda: "old filter")
    query.start(lambda: "new filter")
    manual_executor.run_all()
    assert answers == ["new filter"]


def test_news_never_makes_an_answer_moot(qtbot: QtBot, manual_executor: ManualExecutor) -> None:
    query, answers = LatestQuery(manual_executor), list[object]()
    query.loaded.connect(answers.append)
    query.follow(lambda: "first")
    for number in range(5):  # while it is under way, much arrives
        query.follow(lambda number=number: number)  # type: ignore[misc]
    manual_executor.run_all()
    manual_executor.run_all()
    assert answers == ["first", 4]
    query.follow(lambda: "old filter")
    query.follow(lambda: "news of the old filter")
    query.start(lambda: "new filter")
    manual_executor.run_all()
    manual_executor.run_all()
    assert answers[2:] == ["new filter"]


def test_it_is_busy_until_the_newest_request_is_answered(qtbot: QtBot, manual_executor: ManualExecutor) -> None:
    query = LatestQuery(manual_executor)
    assert not query.busy
    query.start(lambda: None)
    assert query.busy
    manual_executor.run_all()
    assert not query.busy


def test_a_failure_is_delivered_and_logged(
    qtbot: QtBot, manual_executor: ManualExecutor, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise OSError("the disk is gone")

    query, failures, answers = LatestQuery(manual_executor), list[Exception](), list[object]()
    query.failed.connect(failures.append)
    query.loaded.connect(answers.append)
    query.start(fail)
    manual_executor.run_all()
    assert [str(failure) for failure in failures] == ["the disk is gone"]
    assert answers == []
    assert not query.busy
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


def test_it_runs_off_the_gui_thread_and_answers_on_it(qtbot: QtBot) -> None:
    with ThreadPoolExecutor(1) as executor:
        query, threads = LatestQuery(executor), list[int]()
        query.loaded.connect(lambda ran_in: threads.extend((ran_in, threading.get_ident())))
        with qtbot.waitSignal(query.loaded, timeout=5_000):
            query.start(threading.get_ident)
    assert threads[0] != threads[1] == threading.get_ident()


def test_nobody_is_hurt_when_the_one_who_asked_is_gone(qtbot: QtBot, manual_executor: ManualExecutor) -> None:
    query, answers = LatestQuery(manual_executor), list[object]()
    query.loaded.connect(answers.append)
    query.start(lambda: "late")
    shiboken6.delete(query)
    manual_executor.run_all()
    assert answers == []
