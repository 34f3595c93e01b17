"""Workflows off the GUI thread."""

from pytestqt.qtbot import QtBot

from tracedesk.ui.task import Cancelled, Progress, Task
from ui.conftest import ManualExecutor


class StoppedError(Exception):
    pass


def count_to_three(progress: Progress, cancelled: Cancelled) -> str:
    for turn in range(1, 4):
        if cancelled():
            raise StoppedError
        progress(turn, 3)
    return "counted"


def watch(task: Task) -> list[object]:
    """Return a list that fills with what the task tells."""
    told: list[object] = []
    task.progressed.connect(lambda done, total: told.append((done, total)))
    task.done.connect(told.append)
    task.failed.connect(lambda error: told.append(type(error)))
    return told


def test_progress_is_told_and_then_the_outcome(qtbot: QtBot, manual_executor: ManualExecutor) -> None:
    task = Task(manual_executor, count_to_three)
    told = watch(task)
    task.start()
    assert told == []
    manual_executor.run_all()
    assert told == [(1, 3), (2, 3), (3, 3), "counted"]


def test_a_failure_is_told_instead_of_an_outcome(qtbot: QtBot, manual_executor: ManualExecutor) -> None:
    def fail(progress: Progress, cancelled: Cancelled) -> None:
        raise OSError

    task = Task(manual_executor, fail)
    told = watch(task)
    task.start()
    manual_executor.run_all()
    assert told == [OSError]


def test_the_work_learns_that_it_shall_stop(qtbot: QtBot, manual_executor: ManualExecutor) -> None:
    task = Task(manual_executor, count_to_three)
    told = watch(task)
    task.progressed.connect(lambda done, _: task.cancel() if done == 2 else None)
    task.start()
    manual_executor.run_all()
    assert told == [(1, 3), (2, 3), StoppedError]
