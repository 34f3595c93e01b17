"""What the user may set, and what it does."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, TypeAlias

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QProgressBar, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from formats.golden import PAYLOADS
from tracedesk.config.settings import DEFAULT_PORT, Settings, load_settings
from tracedesk.formats.decoding import Task, decode
from tracedesk.queries.trace_detail import trace_detail
from tracedesk.records.trace import Observation
from tracedesk.ui.colors import DARK
from tracedesk.ui.context import UiContext
from tracedesk.ui.preferences import LARGEST_ZOOM, SMALLEST_ZOOM, Preferences
from tracedesk.ui.screens.settings import read_again_row
from tracedesk.ui.screens.settings.screen import SettingsScreen
from tracedesk.ui.theme import theme_keeper
from ui.widgets import found

Open: TypeAlias = Callable[[], SettingsScreen]
Key = Qt.Key

pytestmark = pytest.mark.usefixtures("look")


@pytest.fixture
def preferences(context: UiContext) -> Iterator[Preferences]:
    made = Preferences(context.runtime)
    yield made
    made.deleteLater()


@pytest.fixture
def screen(qtbot: QtBot, context: UiContext, preferences: Preferences) -> SettingsScreen:
    made = SettingsScreen(context, preferences)
    qtbot.addWidget(made)
    made.show()
    return made


def stored(context: UiContext) -> Settings:
    return load_settings(context.runtime.paths.settings)


def with_settings(context: UiContext, **fields: object) -> Preferences:
    """Return the preferences of a window that opens with these settings."""
    runtime = replace(context.runtime, settings=Settings(**fields))  # type: ignore[arg-type]
    return Preferences(runtime)


def test_the_theme_holds_at_once_and_is_kept(qtbot: QtBot, screen: SettingsScreen, context: UiContext) -> None:
    combo = found(screen, QComboBox, "settings_theme")
    for _ in range(2):
        qtbot.keyClick(combo, Key.Key_Down)
    assert theme_keeper().tone == "dark"
    assert QApplication.palette().color(QPalette.ColorRole.Base) == QColor(DARK.surface)
    assert stored(context).theme == "dark"


def test_the_height_of_rows_holds_at_once_and_is_kept(qtbot: QtBot, screen: SettingsScreen, context: UiContext) -> None:
    before = theme_keeper().row_pixels
    qtbot.keyClick(found(screen, QComboBox, "settings_row_height"), Key.Key_Down)
    assert theme_keeper().row_pixels > before
    assert stored(context).row_height == "roomy"


def test_the_size_of_the_text_holds_with_each_step(qtbot: QtBot, screen: SettingsScreen, context: UiContext) -> None:
    before = QApplication.font().pointSizeF()
    spin = found(screen, QSpinBox, "settings_zoom")
    qtbot.keyClick(spin, Key.Key_Up)
    assert QApplication.font().pointSizeF() == pytest.approx(before * 1.1)
    assert stored(context).text_zoom == 110


def test_a_size_that_is_typed_holds_when_it_is_complete(
    qtbot: QtBot, screen: SettingsScreen, context: UiContext
) -> None:
    spin = found(screen, QSpinBox, "settings_zoom")
    spin.setFocus()
    spin.selectAll()
    qtbot.keyClicks(spin, "150")
    assert not context.runtime.paths.settings.exists()
    qtbot.keyClick(spin, Key.Key_Return)
    assert stored(context).text_zoom == 150


def test_another_port_is_kept_and_told_once_it_is_complete(
    qtbot: QtBot, screen: SettingsScreen, context: UiContext
) -> None:
    spin = found(screen, QSpinBox, "settings_port")
    assert spin.value() == DEFAULT_PORT
    told: list[int] = []
    screen.port_chosen.connect(told.append)
    spin.setFocus()
    spin.selectAll()
    qtbot.keyClicks(spin, "4600")
    assert told == []
    qtbot.keyClick(spin, Key.Key_Return)
    qtbot.keyClick(spin, Key.Key_Return)
    assert told == [4600]
    assert stored(context).port == 4600


def test_receiving_on_is_kept(screen: SettingsScreen, context: UiContext) -> None:
    box = found(screen, QCheckBox, "settings_keep_receiving")
    box.click()
    assert stored(context).keep_receiving
    box.click()
    assert not stored(context).keep_receiving


def test_what_changes_elsewhere_is_shown(screen: SettingsScreen, preferences: Preferences) -> None:
    preferences.change(theme="light", port=4700)
    preferences.zoom(1)
    assert found(screen, QComboBox, "settings_theme").currentData() == "light"
    assert found(screen, QSpinBox, "settings_port").value() == 4700
    assert found(screen, QSpinBox, "settings_zoom").value() == 110


def test_it_says_where_everything_lies(screen: SettingsScreen, context: UiContext) -> None:
    text = found(screen, QLabel, "settings_places").text()
    assert str(context.runtime.paths.database) in text
    assert str(context.runtime.paths.settings) in text


def test_the_text_grows_and_shrinks_within_bounds(preferences: Preferences) -> None:
    for _ in range(20):
        preferences.zoom(1)
    assert preferences.current.text_zoom == LARGEST_ZOOM
    for _ in range(20):
        preferences.zoom(-1)
    assert preferences.current.text_zoom == SMALLEST_ZOOM
    preferences.zoom(0)
    assert preferences.current.text_zoom == 100


@pytest.mark.parametrize(("zoom", "held"), [(0, SMALLEST_ZOOM), (-50, SMALLEST_ZOOM), (100_000, LARGEST_ZOOM)])
def test_a_size_out_of_bounds_in_the_file_is_brought_within(context: UiContext, zoom: int, held: int) -> None:
    usual = QApplication.font().pointSizeF()
    opened = with_settings(context, text_zoom=zoom)
    assert opened.current.text_zoom == held
    assert QApplication.font().pointSizeF() == pytest.approx(usual * held / 100)


def test_what_is_set_to_the_same_is_not_written_again(context: UiContext, preferences: Preferences) -> None:
    preferences.change(theme="system")
    assert not context.runtime.paths.settings.exists()


def test_the_file_is_json_that_a_person_can_mend(context: UiContext, preferences: Preferences) -> None:
    preferences.change(theme="dark")
    text = context.runtime.paths.settings.read_text(encoding="utf-8")
    assert json.loads(text)["theme"] == "dark"
    assert text.count("\n") > 4


def test_the_durability_is_kept_and_the_receiver_is_to_start_anew(
    qtbot: QtBot, screen: SettingsScreen, context: UiContext
) -> None:
    combo = found(screen, QComboBox, "settings_durability")
    with qtbot.waitSignal(screen.durability_chosen):
        qtbot.keyClick(combo, Key.Key_Down)
    assert stored(context).durability == "normal"


def test_the_cost_of_a_commit_is_measured_on_this_disk(qtbot: QtBot, screen: SettingsScreen) -> None:
    label = found(screen, QLabel, "settings_commit_cost")
    qtbot.waitUntil(lambda: label.text().startswith("A commit takes "))
    assert "%" not in label.text()


def test_stored_spans_are_read_again_on_demand(qtbot: QtBot, screen: SettingsScreen, context: UiContext) -> None:
    runtime = context.runtime
    batch = decode(Task("otlp-protobuf"), (PAYLOADS / "otlp" / "sent" / "opentelemetry-python.pb").read_bytes())
    steps = [record for record in batch.records if isinstance(record, Observation)]
    runtime.writer.save(runtime.project_id, [step._replace(name="of old tables") for step in steps]).result()
    button = found(screen, QPushButton, "settings_read_again")
    outcome = found(screen, QLabel, "settings_read_again_outcome")
    for expected in (f"{len(steps)} steps changed", "0 steps changed"):
        button.click()
        qtbot.waitUntil(lambda expected=expected: outcome.text() == expected)
        assert (button.text(), button.isEnabled()) == ("Read stored spans &again", True)
    detail = trace_detail(runtime.database, runtime.project_id, steps[0].trace_id or "")
    assert detail is not None
    assert sorted(line.name or "" for line in detail.observations) == sorted(step.name or "" for step in steps)


def test_reading_again_can_be_stopped(qtbot: QtBot, screen: SettingsScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    def walk_for_ever(*parts: Any) -> int:
        *_, progress, cancelled = parts
        while not cancelled():
            progress(1, 1_000_000)
        return 7

    monkeypatch.setattr(read_again_row, "read_spans_again", walk_for_ever)
    button = found(screen, QPushButton, "settings_read_again")
    bar = found(screen, QProgressBar, "settings_read_again_progress")
    button.click()
    qtbot.waitUntil(lambda: bar.isVisible() and bar.maximum() == 1_000_000)
    assert button.text() == "&Stop"
    button.click()
    qtbot.waitUntil(lambda: found(screen, QLabel, "settings_read_again_outcome").text() == "7 steps changed")
    assert not bar.isVisible()


def test_a_failure_of_reading_again_is_told(
    qtbot: QtBot, screen: SettingsScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*parts: Any) -> int:
        raise OSError("the disk is full")

    monkeypatch.setattr(read_again_row, "read_spans_again", fail)
    found(screen, QPushButton, "settings_read_again").click()
    outcome = found(screen, QLabel, "settings_read_again_outcome")
    qtbot.waitUntil(lambda: outcome.text() == "That failed: the disk is full")
