"""Several projects: chosen, made, renamed, deleted and brought back; each screen shows the chosen one."""

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from tracedesk.queries.projects import api_key, deleted_projects, projects
from tracedesk.records.trace import Trace
from tracedesk.runtime import ensure_key
from tracedesk.store.projects import ProjectError, create_project, delete_project
from tracedesk.ui.context import UiContext
from tracedesk.ui.keys import Keys
from tracedesk.ui.project_menu import ProjectMenu
from tracedesk.ui.screens.traces.screen import TracesScreen
from tracedesk.ui.widgets.project_button import ProjectButton


def names(context: UiContext) -> list[str]:
    return [project.name for project in context.project.all]


def wait_for(qtbot: QtBot, context: UiContext, expected: list[str]) -> None:
    qtbot.waitUntil(lambda: names(context) == expected)


def make(qtbot: QtBot, context: UiContext, name: str = "second") -> str:
    with qtbot.waitSignal(context.project.changed):
        context.projects.create(name)
    return context.project.project_id


def test_a_fresh_project_is_shown_and_remembered(qtbot: QtBot, context: UiContext) -> None:
    made = make(qtbot, context)
    assert (names(context), context.project.name, context.project.is_first) == (["default", "second"], "second", False)
    assert context.state.value("project") == made


def test_making_a_project_is_undone_and_done_again(qtbot: QtBot, context: UiContext) -> None:
    make(qtbot, context)
    qtbot.waitUntil(context.undo.canUndo)
    context.undo.undo()
    wait_for(qtbot, context, ["default"])
    assert context.project.is_first
    context.undo.redo()
    wait_for(qtbot, context, ["default", "second"])


def test_a_name_is_changed_and_changed_back(qtbot: QtBot, context: UiContext) -> None:
    context.projects.rename(context.project.all[0], " first ")
    wait_for(qtbot, context, ["first"])
    context.undo.undo()
    wait_for(qtbot, context, ["default"])


@pytest.mark.parametrize(("name", "words"), [(" ", "needs a name"), ("default", "already")])
def test_a_name_that_cannot_be_is_told(qtbot: QtBot, context: UiContext, name: str, words: str) -> None:
    with qtbot.waitSignal(context.projects.failed) as failed:
        context.projects.create(name)
    assert words in str(failed.args[0])
    assert names(context) == ["default"]


def test_a_deleted_project_is_hidden_its_keys_are_refused_and_it_can_be_brought_back(
    qtbot: QtBot, context: UiContext
) -> None:
    runtime = context.runtime
    made = make(qtbot, context)
    key = ensure_key(runtime, made).public_key
    context.projects.delete(context.project.all[1])
    wait_for(qtbot, context, ["default"])
    assert context.project.is_first
    assert api_key(runtime.database, key) is None
    with qtbot.waitSignal(context.projects.deleted_known) as known:
        context.projects.refresh()
    (project,) = known.args[0]
    context.projects.restore(project)
    wait_for(qtbot, context, ["default", "second"])
    found = api_key(runtime.database, key)
    assert found is not None
    assert found.project_id == made


def test_the_first_project_stays(context: UiContext) -> None:
    with pytest.raises(ProjectError, match="without a key"):
        delete_project(context.runtime.database, context.runtime.project_id, 1)
    assert len(projects(context.runtime.database)) == 1


def test_each_screen_shows_the_chosen_project(qtbot: QtBot, context: UiContext) -> None:
    runtime = context.runtime
    other = create_project(runtime.database, "other", 1)
    runtime.writer.save(runtime.project_id, [Trace(trace_id="here", said_ns=1)]).result()
    for trace_id in ("there-1", "there-2"):
        runtime.writer.save(other, [Trace(trace_id=trace_id, said_ns=1)]).result()
    context.projects.refresh()
    wait_for(qtbot, context, ["default", "other"])
    screen = TracesScreen(context)
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitUntil(lambda: screen.row_count() == 1)
    context.project.choose(other)
    qtbot.waitUntil(lambda: screen.row_count() == 2)


def test_keys_are_those_of_the_chosen_project(qtbot: QtBot, context: UiContext) -> None:
    keys = Keys(context)
    with qtbot.waitSignal(keys.pair_known) as first:
        keys.find()
    with qtbot.waitSignal(keys.pair_known) as second:
        make(qtbot, context)
    known = api_key(context.runtime.database, second.args[0].public_key)
    assert known is not None
    assert known.project_id == context.project.project_id
    assert first.args[0].public_key != second.args[0].public_key


@pytest.fixture
def menu(qtbot: QtBot, context: UiContext) -> ProjectMenu:
    menu = ProjectMenu(context.project, context.projects)
    qtbot.addWidget(menu)
    return menu


def action(menu: ProjectMenu, name: str) -> QAction:
    menu.aboutToShow.emit()
    return next(one for one in menu.actions() if one.objectName() == name or one.text() == name)


def test_the_menu_lists_makes_and_renames(
    qtbot: QtBot, context: UiContext, menu: ProjectMenu, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = iter((("a & b", True), ("c", True)))
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: next(said))
    action(menu, "project_new").trigger()
    wait_for(qtbot, context, ["default", "a & b"])
    qtbot.waitUntil(lambda: context.project.name == "a & b")
    assert action(menu, "a && b").isChecked()
    action(menu, "project_rename").trigger()
    wait_for(qtbot, context, ["default", "c"])
    action(menu, "default").trigger()
    assert context.project.is_first
    assert not action(menu, "project_delete").isEnabled()


def test_the_menu_asks_before_it_deletes(
    qtbot: QtBot, context: UiContext, menu: ProjectMenu, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def press_delete(box: QMessageBox) -> None:
        asked.append(box.text())
        found = [button for button in box.findChildren(QPushButton) if button.text() == "Delete"]
        found[0].click()

    monkeypatch.setattr(QMessageBox, "open", press_delete)
    made = make(qtbot, context)
    context.runtime.writer.save(made, [Trace(trace_id="t", said_ns=1)]).result()
    action(menu, "project_delete").trigger()
    wait_for(qtbot, context, ["default"])
    assert asked == [
        "Delete the project second with its 1 traces? Its keys are refused from then on. It can be undone."
    ]
    assert [project.name for project in deleted_projects(context.runtime.database)] == ["second"]


def test_the_button_names_the_project(qtbot: QtBot, menu: ProjectMenu) -> None:
    button = ProjectButton(menu)
    qtbot.addWidget(button)
    button.show_name("<b>a very long name</b>")
    assert button.text() == "<b>a very…"
    assert button.accessibleName() == "Project <b>a very long name</b>"
    assert "<b>" not in button.toolTip()
