"""A conversation as cards, one below the other; long ones are built a few cards at a time."""

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from tracedesk.analysis.messages import Conversation, Message
from tracedesk.ui.theme import theme_keeper
from tracedesk.ui.widgets.json_view import JsonView
from tracedesk.ui.widgets.labels import muted_label
from tracedesk.ui.widgets.message_card import MessageCard
from tracedesk.ui.widgets.raw_view import LEAST_HEIGHT
from tracedesk.ui.widgets.view_memory import ViewMemory

AT_ONCE = 3  # cards made between two looks at what the person does
MOST_CARDS = 120  # cards before "show more"


class MessageView(QScrollArea):
    """Shows messages, and below them the fields that were beside them."""

    link_clicked = Signal(QUrl)

    def __init__(self, memory: ViewMemory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message_view")
        self.setAccessibleName(self.tr("Messages"))
        self.setWidgetResizable(True)
        self.setMinimumHeight(LEAST_HEIGHT)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._memory = memory
        self._waiting: list[Message] = []
        self._limit = MOST_CARDS
        self._made = 0
        self._conversation = Conversation((), {})
        self._column = QVBoxLayout()
        self._build = QTimer(self, singleShot=True, interval=0)
        self._build.timeout.connect(self._add_cards)
        theme_keeper().changed.connect(self._show_again)

    def show_conversation(self, conversation: Conversation) -> None:
        """Show messages from the first one on."""
        self._conversation = conversation
        self._waiting = list(conversation.messages)
        self._limit, self._made = MOST_CARDS, 0
        page = QWidget()
        page.setProperty("role", "page")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(8, 2, 8, 8)
        self._column.setSpacing(6)
        self._column.addStretch(1)
        self.setWidget(page)
        page.show()  # a visible scroll area does not do it
        self._add_cards()

    def content_height(self) -> int:
        """Return the height at which all cards made so far are in view."""
        page = self.widget()
        return page.sizeHint().height() if page else 0

    def _show_again(self) -> None:
        """Make the cards anew: colours are part of them."""
        self.show_conversation(self._conversation)

    def _add_cards(self) -> None:
        now, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
        for message in now:
            card = MessageCard(message)
            card.link_clicked.connect(self.link_clicked)
            self._append(card)
        self._made += len(now)
        if not self._waiting:
            self._append_rest()
        elif self._made >= self._limit:
            self._append(self._more_button())
        else:
            self._build.start()

    def _append(self, widget: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 1, widget)

    def _append_rest(self) -> None:
        if not self._conversation.rest:
            return
        self._append(muted_label(self.tr("Beside the messages")))
        rest = JsonView(self._memory)
        rest.show_json(self._conversation.rest)
        rest.setMinimumHeight(min(260, max(60, rest.content_height())))
        self._append(rest)

    def _more_button(self) -> QPushButton:
        button = QPushButton(self.tr("Show {count} more messages").format(count=len(self._waiting)))
        button.setObjectName("show_more_messages")
        button.setToolTip(self.tr("Show the messages that follow"))
        button.clicked.connect(self._raise_limit)
        button.clicked.connect(button.deleteLater)
        return button

    def _raise_limit(self) -> None:
        self._limit += MOST_CARDS
        self._build.start()
