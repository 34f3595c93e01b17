"""The one icon set."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

import tracedesk.ui
from tracedesk.config.resources import resource
from tracedesk.ui.colors import DARK, LIGHT
from tracedesk.ui.icons import app_icon, icon
from tracedesk.ui.theme import theme_keeper

SOURCE = Path(tracedesk.ui.__file__).parent
DRAWINGS = {path.stem for path in resource("icons").glob("*.svg")} - {"app"}
FIRST_ARGUMENT = {"icon", "icon_label", "icon_pixmap", "IconLabel", "EmptyState"}
SECOND_ARGUMENT = {"paint_icon", "_button"}
# Names that reach an icon through a variable; each is checked to be a drawing, so a typo in the source is found too.
NAME = re.compile(r"(kind|thumb|chevron)-[a-z-]+")


def strings(node: ast.expr) -> Iterator[str]:
    yield from (part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str))


def names_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and NAME.fullmatch(node.value):
            yield node.value
        if isinstance(node, ast.Call):
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            place = 0 if called in FIRST_ARGUMENT else 1 if called in SECOND_ARGUMENT else None
            if place is not None and len(node.args) > place and not isinstance(node.args[place], ast.Call):
                yield from (text for text in strings(node.args[place]) if text not in ("", "tool"))


def test_every_icon_that_the_source_names_is_drawn() -> None:
    missing = {
        f"{path.relative_to(SOURCE)}: {name}"
        for path in SOURCE.rglob("*.py")
        for name in names_in(ast.parse(path.read_text(encoding="utf-8")))
        if name not in DRAWINGS
    }
    assert missing == set()


@pytest.mark.parametrize("kind", [*LIGHT.kinds, "ORPHANS"])
def test_every_kind_of_row_has_an_icon(kind: str) -> None:
    assert f"kind-{kind.lower()}" in DRAWINGS


@pytest.mark.parametrize("name", sorted(DRAWINGS))
def test_a_drawing_has_no_colour_of_its_own(name: str) -> None:
    text = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    assert "currentColor" in text
    assert set(re.findall(r'(?:fill|stroke|stop-color|color)="([^"]*)"', text)) <= {"none", "currentColor"}
    assert "style=" not in text


def ink(shown: QIcon, side: int = 32, mode: QIcon.Mode = QIcon.Mode.Normal) -> tuple[int, str, int]:
    """Return how many pixels an icon covers, and colour and opacity of the strongest."""
    image = shown.pixmap(QSize(side, side), 1.0, mode).toImage()
    pixels = [image.pixelColor(x, y) for x in range(side) for y in range(side)]
    strongest = max(pixels, key=lambda color: color.alpha())
    return sum(color.alpha() > 0 for color in pixels), strongest.name(), strongest.alpha()


@pytest.mark.parametrize("name", sorted(DRAWINGS))
def test_a_drawing_draws_something(qapp: QApplication, name: str) -> None:
    assert ink(icon(name))[0] > 10


def test_an_icon_follows_the_theme_and_fades_when_it_is_disabled(qapp: QApplication) -> None:
    shown = icon("traces", "accent")
    theme_keeper().choose("light", "normal")
    assert ink(shown)[1] == LIGHT.accent
    faded = ink(shown, mode=QIcon.Mode.Disabled)[2]
    theme_keeper().choose("dark", "normal")
    assert ink(shown)[1] == DARK.accent
    theme_keeper().choose("system", "normal")
    assert 0 < faded < 128


def test_an_icon_is_sharp_on_a_fine_screen(qapp: QApplication) -> None:
    pixmap = icon("traces").pixmap(QSize(16, 16), 2.0)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (32, 2.0)


def test_the_application_has_an_icon_in_its_own_colours(qapp: QApplication) -> None:
    assert ink(app_icon(), 64)[0] > 1_000
