"""Every word of the window has a Chinese translation, and the packed file that the window reads holds it."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from sdk.environments import ROOT
from tracedesk.ui.i18n import install_translation
from ui.translations import TS, Message, messages

UI = ROOT / "app" / "tracedesk" / "ui"
PLACEHOLDER = re.compile(r"%\d|\{\w+\}")
MNEMONIC = re.compile(r"&(\w)")
SHOWING = {
    "QAction", "QCheckBox", "QGroupBox", "QLabel", "QPushButton", "QRadioButton",
    "addAction", "addItem", "addMenu", "addRow", "addTab", "muted_label", "note", "plain_label", "say",
    "setAccessibleName", "setPlaceholderText", "setStatusTip", "setText", "setTitle", "setToolTip",
    "setWindowTitle", "show_message",
}  # fmt: skip
NAMES = {"Tracedesk"}  # the same in every language


def calls() -> Iterator[tuple[Path, str, str, ast.Call]]:
    """Yield every call in the source of the window: its file, its class, the name that is called, and the call."""
    for path in sorted(UI.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
        owner = {id(inner): one.name for one in classes for inner in ast.walk(one)}  # an inner class comes later
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                yield path, owner.get(id(node), ""), name, node


def literals(call: ast.Call) -> list[str]:
    return [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]


@pytest.fixture(scope="module")
def translated() -> dict[Message, str]:
    return messages(TS)


def test_what_the_source_says_is_what_was_translated(tmp_path: Path, translated: dict[Message, str]) -> None:
    lupdate = shutil.which("pyside6-lupdate", path=str(Path(sys.executable).parent))
    assert lupdate, "comes with PySide6"
    fresh = tmp_path / "fresh.ts"
    sources = sorted(str(path) for path in UI.rglob("*.py"))
    subprocess.run([lupdate, *sources, "-silent", "-ts", str(fresh)], check=True, timeout=120)
    assert messages(fresh).keys() == translated.keys(), "run packaging/translate"


def test_nothing_waits_for_its_translation(translated: dict[Message, str]) -> None:
    assert [key for key, chinese in translated.items() if not chinese.strip()] == []


def test_every_word_is_asked_for_where_it_is_looked_up(translated: dict[Message, str]) -> None:
    """The extraction misses words inside f-strings, and files those of ``window.tr`` under "window"."""
    lost = []
    for path, owner, name, call in calls():
        if name == "tr":
            of_self = isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") == "self"
            key = (owner if of_self else "", *literals(call))
        elif name == "translate":
            key = tuple(literals(call))
        else:
            continue
        if key not in translated:
            lost.append(f"{path.name}:{call.lineno}: {key}")
    assert lost == []


def test_no_word_goes_round_the_translation() -> None:
    plain = [
        f"{path.name}:{call.lineno}: {text}"
        for path, _, name, call in calls()
        if name in SHOWING
        for text in literals(call)[:1]
        if re.search(r"[^\W\d_]{2}", text) and text not in NAMES
    ]
    assert plain == []


def test_placeholders_and_mnemonics_are_kept(translated: dict[Message, str]) -> None:
    wrong = [
        (english, chinese)
        for (_, english), chinese in translated.items()
        if sorted(PLACEHOLDER.findall(english)) != sorted(PLACEHOLDER.findall(chinese))
        or [key.upper() for key in MNEMONIC.findall(english)] != MNEMONIC.findall(chinese)
    ]
    assert wrong == []


def test_the_packed_file_holds_every_translation(translated: dict[Message, str]) -> None:
    packed = QTranslator()
    assert packed.load(str(TS.with_suffix(".qm")))
    stale = [key for key, chinese in translated.items() if packed.translate(*key) != chinese]
    assert stale == [], "run packaging/translate"


@pytest.mark.parametrize("name", ["zh_CN", "zh_SG", "zh_Hans_US"])
@pytest.mark.usefixtures("english_again")
def test_simplified_chinese_is_spoken_everywhere(qapp: QApplication, name: str) -> None:
    assert install_translation(qapp, QLocale(name))
    assert QCoreApplication.translate("Rail", "Traces") == "追踪"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"  # Qt's own words


@pytest.mark.parametrize("name", ["en_US", "fr_FR", "C"])
def test_other_languages_leave_the_window_english(qapp: QApplication, name: str) -> None:
    assert not install_translation(qapp, QLocale(name))
    assert QCoreApplication.translate("Rail", "Traces") == "Traces"
    assert qapp.findChildren(QTranslator) == []


def test_a_person_who_prefers_english_gets_english(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QLocale, "uiLanguages", lambda _: ["en-GB", "zh-CN"])
    assert not install_translation(qapp)
