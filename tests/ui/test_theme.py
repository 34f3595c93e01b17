"""Colours that can be read, and the choice between the two tables of them."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from tracedesk.config.settings import RowHeight, Theme
from tracedesk.ui.colors import DARK, LIGHT, Colors
from tracedesk.ui.theme import ThemeKeeper, monospace_font, theme_keeper

LEAST = 4.5  # WCAG 2.2, 1.4.3 level AA for text of normal size
SURFACES = ("window", "surface", "raised", "selection")
INKS = ("text", "muted", "accent", "good", "bad", "warning")


def luminance(color: str) -> float:
    """Return the relative luminance as WCAG 2.2 defines it."""
    parts = [part / 255 for part in bytes.fromhex(color.removeprefix("#"))]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[ThemeKeeper]:
    keeper = theme_keeper()
    yield keeper
    keeper.choose("system", "normal")


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("surface", SURFACES)
def test_every_ink_can_be_read_on_every_surface(colors: Colors, surface: str) -> None:
    inks = {name: getattr(colors, name) for name in INKS} | colors.kinds
    weak = {
        name: round(contrast(ink, getattr(colors, surface)), 2)
        for name, ink in inks.items()
        if contrast(ink, getattr(colors, surface)) < LEAST
    }
    assert weak == {}


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_words_can_be_read_on_the_accent_on_banners_and_under_the_mouse(colors: Colors) -> None:
    pairs = [(colors.on_accent, colors.accent), (colors.text, colors.hover)]
    pairs += [(colors.text, getattr(colors, f"{role}_surface")) for role in ("good", "bad", "warning")]
    pairs += [(getattr(colors, role), getattr(colors, f"{role}_surface")) for role in ("good", "bad", "warning")]
    assert min(contrast(*pair) for pair in pairs) >= LEAST


def test_both_tables_know_the_same_kinds() -> None:
    assert LIGHT.kinds.keys() == DARK.kinds.keys()


@pytest.mark.parametrize(("setting", "colors"), [("light", LIGHT), ("dark", DARK)])
def test_the_tone_follows_the_setting(theme: ThemeKeeper, setting: Theme, colors: Colors) -> None:
    theme.choose(setting, "normal")
    assert theme.tone == setting
    assert theme.colors is colors
    assert QApplication.palette().color(QPalette.ColorRole.Window) == QColor(colors.window)
    assert theme.color("text") == QColor(colors.text)
    assert theme.kind_color("TOOL") == QColor(colors.kinds["TOOL"])
    assert theme.kind_color("SOMETHING NEW") == QColor(colors.kinds["SPAN"])


def test_a_colour_that_is_made_faint_is_faint_for_nobody_else(theme: ThemeKeeper) -> None:
    theme.color("muted").setAlphaF(0.1)
    assert theme.color("muted").alphaF() == 1


def test_rows_grow_with_the_setting(theme: ThemeKeeper) -> None:
    heights: list[int] = []
    sizes: tuple[RowHeight, ...] = ("compact", "normal", "roomy")
    for height in sizes:
        theme.choose("system", height)
        heights.append(theme.row_pixels)
    assert QFontMetrics(QApplication.font()).height() < heights[0] < heights[1] < heights[2]


def test_an_application_has_one_keeper(theme: ThemeKeeper) -> None:
    assert theme_keeper() is theme


def test_payloads_are_set_in_letters_of_equal_width(theme: ThemeKeeper) -> None:
    metrics = QFontMetrics(monospace_font())
    assert metrics.horizontalAdvance("iiii") == metrics.horizontalAdvance("WWWW")
