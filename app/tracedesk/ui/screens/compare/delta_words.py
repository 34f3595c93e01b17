"""By how much figures differ, as people read it."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from tracedesk.ui.words import UNKNOWN

SAME = "="


def delta(left: int | None, right: int | None, words: Callable[[int | None], str]) -> str:
    """Return "+120 ms", "−3", "=" or a dash; ``words`` writes a figure."""
    if left is None or right is None:
        return UNKNOWN
    if left == right:
        return SAME
    return f"{'+' if right > left else '−'}{words(abs(right - left))}"


def delta_share(left: int | None, right: int | None) -> str:
    """Return "+12 %", or nothing where there is no such number."""
    if not left or right is None or left == right:
        return ""
    share = (right - left) / abs(left)
    return f"{'+' if share > 0 else '−'}{abs(share):.0%}".replace("%", " %")


def both(left: int | None, right: int | None, words: Callable[[int | None], str]) -> str:
    """Return what both sides say."""
    told = QCoreApplication.translate("Compare", "A {left}, B {right}")
    return told.format(left=words(left), right=words(right))
