"""The mapping rules in the settings: made, changed, ordered, turned off, deleted, and each of that undone."""

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from formats.otlp_exports import child, request, span
from tracedesk.analysis.rule_flaws import RuleFlaw
from tracedesk.formats.decoding import Task, decode
from tracedesk.queries.mapping_rules import mapping_rules
from tracedesk.records.mapping_rule import FIELDS, MappingRule
from tracedesk.store.mapping_rules import save_mapping_rules
from tracedesk.ui.context import UiContext
from tracedesk.ui.screens.settings import rule_words
from tracedesk.ui.screens.settings.rule_dialog import RuleDialog
from tracedesk.ui.screens.settings.rules_model import MappingRulesModel
from tracedesk.ui.screens.settings.rules_panel import RulesPanel
from ui.widgets import found

PROMPT = MappingRule(key="acme.llm.prompt", field="input")
MODEL = MappingRule(key="acme.model", field="model")
TYPE = MappingRule(key="acme.kind", value="llm-call", field="type", becomes="GENERATION")
Key = Qt.Key


@pytest.fixture
def panel(qtbot: QtBot, context: UiContext) -> RulesPanel:
    made = RulesPanel(context)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    qtbot.waitUntil(table(made).hasFocus)
    return made


def table(panel: RulesPanel) -> QTableView:
    return found(panel, QTableView, "mapping_rules_table")


def press(panel: QWidget, name: str) -> None:
    found(panel, QPushButton, name).click()


def add(context: UiContext, *rules: MappingRule) -> None:
    for rule in rules:
        context.rules.add(rule)


def stored(qtbot: QtBot, context: UiContext, *rules: MappingRule) -> None:
    """Wait until these are the rules on disk."""
    qtbot.waitUntil(lambda: mapping_rules(context.runtime.database) == rules)


def opened(panel: RulesPanel) -> RuleDialog:
    return found(panel, RuleDialog, "rule_dialog")


def test_the_model_is_sound_and_says_what_rules_do() -> None:
    model = MappingRulesModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_rules(
        [PROMPT, TYPE, MappingRule(place="resource", key="acme.", prefix=True, field="metadata", first=False)]
    )
    assert shown(model) == [
        ["acme.llm.prompt", "Input", "", "Before the built-in tables"],
        ["acme.kind = llm-call", "Type = GENERATION", "", "Before the built-in tables"],
        ["Attribute of the resource: acme.*", "Metadata", "", "Where these find nothing"],
    ]


def shown(model: QAbstractItemModel) -> list[list[str]]:
    columns = range(model.columnCount())
    return [[model.index(row, column).data() for column in columns] for row in range(model.rowCount())]


def test_conditions_are_in_the_table() -> None:
    rule = MappingRule(key="a", field="usage", part="input", scope="acme", beside="acme.kind", beside_value="llm")
    assert rule_words.condition_words(rule) == "acme, acme.kind = llm"
    assert rule_words.target_words(rule) == "Usage: input"


def test_every_field_and_flaw_has_its_words() -> None:
    assert rule_words.FIELDS.keys() == set(FIELDS)
    assert all(rule_words.flaw_words(flaw) for flaw in RuleFlaw)
    assert "%" not in rule_words.flaw_words(RuleFlaw.TOO_LONG) + rule_words.flaw_words(RuleFlaw.TOO_MANY)


def test_a_rule_is_typed_and_kept(qtbot: QtBot, context: UiContext, panel: RulesPanel) -> None:
    press(panel, "rule_add")
    dialog = opened(panel)
    save = found(dialog, QPushButton, "rule_save")
    assert not save.isEnabled()
    assert found(dialog, QLabel, "rule_words").text() == "Say which attribute the rule reads."
    qtbot.keyClicks(found(dialog, QLineEdit, "rule_key"), "acme.kind")
    qtbot.keyClicks(found(dialog, QLineEdit, "rule_value"), "llm-call")
    choose(found(dialog, QComboBox, "rule_field"), "type")
    becomes = found(dialog, QLineEdit, "rule_becomes")
    qtbot.keyClicks(becomes, "LLM")
    assert (save.isEnabled(), found(dialog, QLabel, "rule_words").text()) == (False, "There is no such type.")
    becomes.setText("GENERATION")
    save.click()
    stored(qtbot, context, TYPE)
    assert table(panel).currentIndex().row() == 0
    context.undo.undo()
    stored(qtbot, context)
    context.undo.redo()
    stored(qtbot, context, TYPE)


def choose(combo: QComboBox, value: object) -> None:
    combo.setCurrentIndex(combo.findData(value))


def test_a_rule_is_shown_as_it_is_and_changed(qtbot: QtBot, context: UiContext, panel: RulesPanel) -> None:
    full = MappingRule(
        place="resource", key="acme.tokens ", prefix=True, value="7", field="usage", scope="acme", beside="acme.kind",
        beside_value="llm", first=False, enabled=False,
    )  # fmt: skip
    add(context, PROMPT, full)
    table(panel).selectRow(1)
    qtbot.keyClick(table(panel), Key.Key_Return)
    dialog = opened(panel)
    chosen: list[MappingRule] = []
    dialog.chosen.connect(chosen.append)
    press(dialog, "rule_save")
    assert chosen == [full]
    assert context.rules.current == (PROMPT, full)


def test_a_field_without_parts_has_no_kind(qtbot: QtBot, context: UiContext) -> None:
    dialog = RuleDialog(context, MappingRule(key="a", field="usage", part="input"))
    qtbot.addWidget(dialog)
    part = found(dialog, QLineEdit, "rule_part")
    assert part.isEnabled()
    choose(found(dialog, QComboBox, "rule_field"), "model")
    assert not part.isEnabled()
    assert found(dialog, QPushButton, "rule_save").isEnabled()


def test_rules_are_ordered_by_buttons_and_keys(qtbot: QtBot, context: UiContext, panel: RulesPanel) -> None:
    add(context, PROMPT, MODEL, TYPE)
    table(panel).selectRow(2)
    press(panel, "rule_up")
    assert context.rules.current == (PROMPT, TYPE, MODEL)
    qtbot.keyClick(table(panel), Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert not found(panel, QPushButton, "rule_up").isEnabled()
    press(panel, "rule_down")
    stored(qtbot, context, PROMPT, TYPE, MODEL)
    assert table(panel).currentIndex().row() == 1


def test_a_rule_is_turned_off_and_on_with_its_box(qtbot: QtBot, context: UiContext, panel: RulesPanel) -> None:
    add(context, PROMPT, MODEL)
    table(panel).setCurrentIndex(table(panel).model().index(1, 0))
    qtbot.keyClick(table(panel), Key.Key_Space)
    assert [rule.enabled for rule in context.rules.current] == [True, False]
    qtbot.keyClick(table(panel), Key.Key_Space)
    stored(qtbot, context, PROMPT, MODEL)


def test_a_rule_is_deleted_and_brought_back(qtbot: QtBot, context: UiContext, panel: RulesPanel) -> None:
    add(context, PROMPT, MODEL)
    table(panel).selectRow(0)
    with qtbot.waitSignal(context.rules.told) as told:
        qtbot.keyClick(table(panel), Key.Key_Delete)
    assert told.args == ["Deleted a mapping rule"]
    stored(qtbot, context, MODEL)
    context.undo.undo()
    stored(qtbot, context, PROMPT, MODEL)
    assert table(panel).model().rowCount() == 2


def test_what_is_not_on_disk_yet_is_shown_all_the_same(qtbot: QtBot, context: UiContext, panel: RulesPanel) -> None:
    """The list is read whenever the settings are opened, perhaps before the last change is stored."""
    for rule in (PROMPT, MODEL, TYPE):
        context.rules.refresh()
        add(context, rule)
        context.rules.refresh()
    stored(qtbot, context, PROMPT, MODEL, TYPE)
    qtbot.wait(100)
    assert context.rules.current == (PROMPT, MODEL, TYPE)


def test_without_a_selected_rule_there_is_nothing_to_change(panel: RulesPanel) -> None:
    names = ("rule_edit", "rule_delete", "rule_up", "rule_down")
    assert [found(panel, QPushButton, name).isEnabled() for name in names] == [False] * 4
    assert found(panel, QPushButton, "rule_add").isEnabled()


def test_what_another_window_changed_is_shown_and_not_overwritten(
    qtbot: QtBot, context: UiContext, panel: RulesPanel
) -> None:
    add(context, PROMPT)
    stored(qtbot, context, PROMPT)
    runtime = context.runtime
    runtime.writer.edit(runtime.project_id, lambda edit: save_mapping_rules(edit, [MODEL], before=[PROMPT])).result()
    with qtbot.waitSignal(context.rules.failed) as failed:
        add(context, TYPE)
    assert str(failed.args[0]) == "The mapping rules were changed elsewhere meanwhile."
    qtbot.waitUntil(lambda: context.rules.current == (MODEL,))
    assert table(panel).model().rowCount() == 1


@pytest.fixture
def spans(context: UiContext) -> None:
    sent = [
        span({"acme.llm.prompt": "Hello <b>you</b>", "acme.model": "m"}, name="root"),
        child({"acme.llm.prompt": "Bye"}),
    ]
    body = json.dumps(request(*sent, resource={"service.name": "shop"}, scope="acme.tracing")).encode()
    runtime = context.runtime
    runtime.writer.save(runtime.project_id, decode(Task("otlp-json", now_ns=1), body).records).result()


@pytest.mark.usefixtures("spans")
def test_the_dialog_shows_what_a_rule_would_find(qtbot: QtBot, context: UiContext) -> None:
    dialog = RuleDialog(context, PROMPT)
    qtbot.addWidget(dialog)
    label = found(dialog, QLabel, "rule_preview")
    waits_for(qtbot, label, "Finds something in 2 of the newest 2 spans.\nBye\nHello <b>you</b>")
    assert label.textFormat() is Qt.TextFormat.PlainText
    key = found(dialog, QLineEdit, "rule_key")
    key.setText("acme.model")
    waits_for(qtbot, label, "Finds something in 1 of the newest 2 spans.\nm")
    key.setText("")
    assert label.text() == ""


def waits_for(qtbot: QtBot, label: QLabel, text: str) -> None:
    check: Callable[[], bool] = lambda: label.text() == text  # noqa: E731 - typed for waitUntil
    qtbot.waitUntil(check)


@pytest.mark.usefixtures("spans")
def test_the_dialog_offers_the_names_that_were_seen(qtbot: QtBot, context: UiContext) -> None:
    dialog = RuleDialog(context, PROMPT)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: offered(dialog, "rule_key") == ["acme.llm.prompt", "acme.model"])
    assert offered(dialog, "rule_scope") == ["acme.tracing"]
    assert offered(dialog, "rule_beside") == ["acme.llm.prompt", "acme.model", "service.name"]
    choose(found(dialog, QComboBox, "rule_place"), "resource")
    assert offered(dialog, "rule_key") == ["service.name"]
    choose(found(dialog, QComboBox, "rule_place"), "name")
    assert offered(dialog, "rule_key") == ["root", "step"]


def offered(dialog: RuleDialog, name: str) -> list[str]:
    completer = found(dialog, QLineEdit, name).completer()
    assert completer is not None
    model = completer.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_without_spans_there_is_nothing_to_try_a_rule_on(qtbot: QtBot, context: UiContext) -> None:
    dialog = RuleDialog(context, PROMPT)
    qtbot.addWidget(dialog)
    waits_for(qtbot, found(dialog, QLabel, "rule_preview"), "No span of this project is stored yet to try it on.")
