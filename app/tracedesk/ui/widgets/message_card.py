"""One chat message: who speaks, and the parts of what is said."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from tracedesk.analysis.long_text import shortened
from tracedesk.analysis.message_parts import JsonPart, MediaPart, Part, TextPart, ToolCallPart, ToolResultPart
from tracedesk.analysis.messages import Message
from tracedesk.analysis.payload import pretty_json, read_payload
from tracedesk.records.json import Json
from tracedesk.ui.theme import monospace_font, theme_keeper
from tracedesk.ui.widgets.labels import icon_label, muted_label, plain_label
from tracedesk.ui.widgets.markdown_view import MarkdownView

ROLE_ICONS = {"system": "settings", "developer": "settings", "user": "user", "assistant": "kind-generation"}
ROLE_COLORS = {"user": "AGENT", "assistant": "GENERATION", "tool": "TOOL"}
STRIPE = 3  # pixels
PAGE = 8_000  # characters; more of a part is shown on demand


def role_name(role: str) -> str:
    """Return what people call a role; an unknown one is shown as it was sent."""
    translate = QCoreApplication.translate
    return {
        "system": translate("MessageCard", "System"),
        "developer": translate("MessageCard", "Developer"),
        "user": translate("MessageCard", "User"),
        "assistant": translate("MessageCard", "Assistant"),
        "tool": translate("MessageCard", "Tool"),
    }.get(role, shortened(role, 40))


def role_color(role: str) -> QColor:
    theme = theme_keeper()
    return theme.kind_color(ROLE_COLORS[role]) if role in ROLE_COLORS else theme.color("muted")


class MessageCard(QFrame):
    """Shows a message; Markdown is rendered, JSON is indented, media are named and never loaded."""

    link_clicked = Signal(QUrl)

    def __init__(self, message: Message, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message = message
        self.setObjectName("message")
        self.setAccessibleName(self.tr("Message from {role}").format(role=role_name(message.role)))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 5, 10, 5)
        column.setSpacing(4)
        column.addLayout(self._head())
        for part in message.parts:
            for widget in self._part(part):
                column.addWidget(widget)
        if not message.parts:
            column.addWidget(muted_label(self.tr("Nothing said")))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """A stripe in the colour of the role, beside its written name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(role_color(self._message.role))
        painter.drawRoundedRect(QRectF(2, 6, STRIPE, self.height() - 12), 1.5, 1.5)

    def _head(self) -> QHBoxLayout:
        role = self._message.role
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(icon_label(ROLE_ICONS.get(role, "kind-tool" if role == "tool" else "note"), role_color(role)))
        row.addWidget(plain_label(role_name(role), bold=True))
        if self._message.name:
            row.addWidget(muted_label(shortened(self._message.name, 80)))
        row.addStretch(1)
        return row

    def _part(self, part: Part) -> Iterator[QWidget]:
        match part:
            case TextPart(text, thought):
                if thought:
                    yield muted_label(self.tr("Reasoning"))
                yield self._text(text)
            case ToolCallPart(name, arguments, call_id):
                yield self._tool_head(self.tr("Calls {name}").format(name=shortened(name, 120)), call_id)
                yield self._code(arguments)
            case ToolResultPart(result, call_id):
                yield self._tool_head(self.tr("Result"), call_id)
                yield self._code(result) if not isinstance(result, str) else self._text(result)
            case MediaPart(media, source):
                placeholder = muted_label(f"[{media}{': ' if source else ''}{source}]")
                placeholder.setWordWrap(True)
                yield placeholder
            case JsonPart(value):
                yield self._code(value)

    def _text(self, text: str) -> QWidget:
        payload = read_payload(text)
        if payload.kind == "json":
            return self._code(payload.value)
        view = MarkdownView(grows=True, margin=0, page=PAGE)
        view.link_clicked.connect(self.link_clicked)
        if payload.kind == "markdown":
            view.show_markdown(text)
        else:
            view.show_plain(text)
        return view

    def _code(self, value: Json) -> QWidget:
        view = MarkdownView(grows=True, margin=6, font=monospace_font(), page=PAGE)
        view.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        view.setProperty("role", "code")
        view.show_plain(value if isinstance(value, str) else pretty_json(value))
        return view

    def _tool_head(self, text: str, call_id: str | None) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(6)
        row.addWidget(icon_label("kind-tool", role_color("tool")))
        row.addWidget(plain_label(text))
        if call_id:
            row.addWidget(muted_label(shortened(call_id, 40)))
        row.addStretch(1)
        return line
