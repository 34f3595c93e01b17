"""Text from outside in a document: it is shown, and nothing it names is loaded."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTextBrowser
from pytestqt.qtbot import QtBot

from tracedesk.ui.widgets.markdown_view import PAGE, MarkdownView


@pytest.fixture
def view(qtbot: QtBot) -> MarkdownView:
    made = MarkdownView()
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


def browser(view: MarkdownView) -> QTextBrowser:
    return view.findChild(QTextBrowser, "markdown_text")


def shown(view: MarkdownView) -> str:
    return browser(view).toPlainText()


@pytest.fixture
def red_square(tmp_path: Path, qapp: object) -> Path:
    picture = QPixmap(200, 200)
    picture.fill(QColor(255, 0, 0))
    path = tmp_path / "secret.png"
    assert picture.save(str(path))
    return path


def red_pixels(view: MarkdownView) -> int:
    image = view.grab().toImage()
    return sum(
        image.pixelColor(x, y) == QColor(255, 0, 0)
        for x in range(0, image.width(), 4)
        for y in range(0, image.height(), 4)
    )


@pytest.mark.parametrize("form", ["![look]({path})", "![look]({url})", "[![look]({path})](http://x.y)"])
def test_a_local_picture_is_described_and_not_opened(view: MarkdownView, red_square: Path, form: str) -> None:
    view.show_markdown(form.format(path=red_square, url=red_square.as_uri()))
    assert "[image: look" in shown(view)
    assert red_pixels(view) == 0


def test_a_picture_inside_its_own_data_is_not_drawn(view: MarkdownView) -> None:
    pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
    view.show_markdown(f"![dot](data:image/png;base64,{pixel})")
    assert "[image: dot" in shown(view)


def test_html_stays_text(view: MarkdownView, red_square: Path) -> None:
    view.show_markdown(f"Hi <b>there</b> <img src='{red_square}'>\n\n<script>alert(1)</script>")
    assert "<b>there</b>" in shown(view)
    assert "<script>alert(1)</script>" in shown(view)
    assert red_pixels(view) == 0


def test_the_browser_has_no_resource_to_give(view: MarkdownView, red_square: Path) -> None:
    assert browser(view).loadResource(2, QUrl.fromLocalFile(str(red_square))) is None


def test_a_link_is_told_and_not_followed(view: MarkdownView, qtbot: QtBot) -> None:
    view.show_markdown("[go](https://example.org/x)")
    with qtbot.waitSignal(view.link_clicked) as told:
        QTest.mouseClick(browser(view).viewport(), Qt.MouseButton.LeftButton, pos=browser(view).cursorRect().center())
    assert told.args == [QUrl("https://example.org/x")]
    assert shown(view) == "go"
    assert browser(view).source().isEmpty()


def test_plain_text_is_not_read_as_markup(view: MarkdownView) -> None:
    view.show_plain("**not bold** <b>tag</b>\n# no title")
    assert shown(view) == "**not bold** <b>tag</b>\n# no title"


def test_a_long_text_comes_in_pages(view: MarkdownView, qtbot: QtBot) -> None:
    text = "\n".join(f"line {number}" for number in range(PAGE // 5))
    view.show_plain(text)
    more = view.findChild(QPushButton, "show_more")
    assert more.isVisible()
    assert len(shown(view)) <= PAGE
    for _ in range(10):
        if more.isVisible():
            more.click()
    assert shown(view) == text
    assert not more.isVisible()


def test_a_line_without_end_is_broken(view: MarkdownView) -> None:
    view.show_plain("x" * 12_000)
    assert max(map(len, shown(view).split("\n"))) <= 5_000


def test_code_tables_and_headings_are_laid_out(view: MarkdownView) -> None:
    view.show_markdown("# Title\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```python\nprint('x')\n```\n\nand `code`")
    assert "print('x')" in shown(view)
    assert "Title" in shown(view)


def test_a_table_behind_a_quotation_has_its_first_title_in_line(view: MarkdownView) -> None:
    view.show_markdown("> quote\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    assert shown(view).split("\n")[:5] == ["quote", "a", "b", "1", "2"]
