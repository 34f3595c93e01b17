"""Thumbs and a comment: a person's verdict on a trace."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from tracedesk.ui.icons import icon
from tracedesk.ui.theme import theme_keeper


class RatingStrip(QWidget):
    """Asks for a verdict; knows nothing about who stores it."""

    rated = Signal(object)  # True good, False bad, None cleared
    commented = Signal(str)  # the comment, when it was finished

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rating_strip")
        self._good: bool | None = None
        self._up = self._thumb("rate_good", self.tr("Good"), self.tr("Rate as good (1)"))
        self._down = self._thumb("rate_bad", self.tr("Bad"), self.tr("Rate as bad (2)"))
        self._comment = QLineEdit(self)
        self._comment.setObjectName("rating_comment")
        self._comment.setPlaceholderText(self.tr("Comment"))
        self._comment.setAccessibleName(self.tr("Comment on the rating"))
        self._comment.setToolTip(self.tr("Say why, once it is rated (n); Enter keeps it"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme_keeper().gap)
        layout.addWidget(self._up)
        layout.addWidget(self._down)
        layout.addWidget(self._comment, 1)
        self._up.clicked.connect(lambda: self._choose(True))
        self._down.clicked.connect(lambda: self._choose(False))
        self._comment.editingFinished.connect(self._finish_comment)
        self._told_comment = ""
        self.show_rating(None, None)

    def show_rating(self, good: bool | None, comment: str | None) -> None:
        """Show what is stored; a comment that is being typed stays."""
        self._good = good
        self._told_comment = comment or ""
        self._comment.setEnabled(good is not None)
        if not self._comment.hasFocus():
            self._comment.setText(self._told_comment)
        self._show()

    def edit_comment(self) -> None:
        self._comment.setFocus()
        self._comment.selectAll()

    def _choose(self, good: bool) -> None:
        self.rated.emit(None if self._good is good else good)

    def _finish_comment(self) -> None:
        text = self._comment.text().strip()
        if text != self._told_comment:
            self._told_comment = text
            self.commented.emit(text)

    def _show(self) -> None:
        up, down = self._good is True, self._good is False
        self._up.setChecked(up)
        self._down.setChecked(down)
        self._up.setIcon(icon("thumb-up-filled" if up else "thumb-up", "good" if up else "muted"))
        self._down.setIcon(icon("thumb-down-filled" if down else "thumb-down", "bad" if down else "muted"))

    def _thumb(self, name: str, spoken: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setAccessibleName(spoken)
        button.setToolTip(tip)
        return button
