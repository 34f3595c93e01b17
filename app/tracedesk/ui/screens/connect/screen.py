"""How to point a program at Tracedesk: address, keys, lines to copy, a light that shows whether anything comes."""

import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tracedesk.runtime import KeyPair
from tracedesk.ui.context import UiContext
from tracedesk.ui.icons import icon
from tracedesk.ui.keys import Keys
from tracedesk.ui.location import Location
from tracedesk.ui.receiver import ReceiverState
from tracedesk.ui.screens.connect.key_list import KeyList
from tracedesk.ui.screens.connect.snippets import SNIPPETS, Target
from tracedesk.ui.screens.connect.standard_ports_label import StandardPortsLabel
from tracedesk.ui.task import Task
from tracedesk.ui.theme import theme_keeper
from tracedesk.ui.widgets.copy_field import CopyField
from tracedesk.ui.widgets.live_light import LiveLight
from tracedesk.workflows.samples import load_samples, send_samples

WIDTH_IN_CHARACTERS = 140
MASK = "•" * 24
UNKNOWN_SECRET = "sk-lf-…"


class ConnectScreen(QWidget):
    """Shown on first run, and from the rail."""

    location_opened = Signal(Location)
    told = Signal(str)
    failed = Signal(Exception)

    def __init__(self, context: UiContext, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("connect_screen")
        self._context = context
        self._keys = keys
        self._url: str | None = None
        self._revealed = False
        self._task: Task | None = None
        self._build()
        keys.pair_known.connect(self._show_pair)
        if keys.pair is not None:
            self._show_pair(keys.pair)
        self._fill()

    def show_receiver(self, state: ReceiverState) -> None:
        """Show where the receiver listens, or that it does not."""
        self._url = state.url
        self.standard_ports.show_ports(state.standard_ports)
        self._sample.setEnabled(state.phase == "listening")
        if self._light.light != "receiving" or state.phase != "listening":
            self._light.show_light("waiting" if state.phase != "failed" else "broken")
            self._light_text.setText(
                self.tr("Waiting for the first trace…") if state.phase == "listening" else self.tr("Not listening")
            )
        self._fill()

    def show_received(self) -> None:
        """Turn the light green: something came in."""
        self._light.show_light("receiving")
        self._light_text.setText(self.tr("Receiving"))

    def _build(self) -> None:
        gap = theme_keeper().gap
        page = QWidget(self)
        page.setMaximumWidth(self.fontMetrics().averageCharWidth() * WIDTH_IN_CHARACTERS)
        column = QVBoxLayout(page)
        column.setContentsMargins(gap * 8, gap * 8, gap * 8, gap * 8)
        column.setSpacing(gap * 3)
        column.addLayout(self._head())
        column.addSpacing(gap * 2)
        column.addWidget(self._heading(self.tr("Address")))
        self._address = CopyField("connect_address", self.tr("The address of Tracedesk"), self)
        column.addWidget(self._address)
        self.standard_ports = StandardPortsLabel(self)
        column.addWidget(self.standard_ports)
        column.addSpacing(gap)
        column.addWidget(self._heading(self.tr("Keys")))
        self._public = CopyField("connect_public_key", self.tr("Public key"), self)
        self._secret = CopyField("connect_secret_key", self.tr("Secret key"), self)
        self._eye = QToolButton(self)
        self._eye.setObjectName("connect_reveal")
        self._eye.setAutoRaise(True)
        self._eye.setCheckable(True)
        self._eye.setIcon(icon("eye", "muted"))
        self._eye.setToolTip(self.tr("Show the secret key"))
        self._eye.setAccessibleName(self.tr("Show the secret key"))
        self._eye.toggled.connect(self._reveal)
        self._secret.add_button(self._eye)
        column.addWidget(self._public)
        column.addWidget(self._secret)
        column.addWidget(self._key_note())
        self.key_list = KeyList(self._context, self)
        self.key_list.revoked.connect(self._keys.find)
        self.key_list.failed.connect(self.failed)
        self._keys.pair_known.connect(self.key_list.refresh)
        column.addWidget(self.key_list)
        column.addSpacing(gap)
        column.addWidget(self._heading(self.tr("Lines for your program")))
        column.addWidget(self._snippets())
        column.addStretch(1)
        holder = QWidget(self)
        middle = QHBoxLayout(holder)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(1)
        middle.addWidget(page, 30)
        middle.addStretch(1)
        area = QScrollArea(self)
        area.setWidget(holder)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _head(self) -> QHBoxLayout:
        title = QLabel(self.tr("Connect your program"), self)
        title.setProperty("role", "title")
        text = QLabel(
            self.tr(
                "Point the Langfuse SDK that you already use, or anything that speaks OpenTelemetry, at this address. "
                "Each run appears as a trace while it goes on."
            ),
            self,
        )
        text.setProperty("role", "muted")
        text.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(theme_keeper().gap)
        words.addWidget(title)
        words.addWidget(text)
        words.addStretch(1)
        self._light = LiveLight(self)
        self._light_text = QLabel(self)
        self._light_text.setObjectName("connect_light_text")
        self._sample = QPushButton(icon("play"), self.tr("Send a sample trace"), self)
        self._sample.setObjectName("connect_sample")
        self._sample.setToolTip(self.tr("Sends a small trace through the real address"))
        self._sample.clicked.connect(self.send_sample)
        state = QHBoxLayout()
        state.setSpacing(theme_keeper().gap * 2)
        state.addStretch(1)
        state.addWidget(self._light)
        state.addWidget(self._light_text)
        self._light_text.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        side = QVBoxLayout()
        side.addLayout(state)
        side.addWidget(self._sample)
        side.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(theme_keeper().gap * 8)
        head.addLayout(words, 1)
        head.addLayout(side)
        return head

    def _heading(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setProperty("role", "heading")
        return label

    def _key_note(self) -> QWidget:
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme_keeper().gap * 2)
        self._note = QLabel(box)
        self._note.setObjectName("connect_key_note")
        self._note.setProperty("role", "muted")
        self._note.setWordWrap(True)
        self._renew = QPushButton(self.tr("Make a new key"), box)
        self._renew.setObjectName("connect_renew")
        self._renew.setToolTip(self.tr("Makes another key pair; the ones in use stay valid"))
        self._renew.clicked.connect(lambda: self._keys.renew())
        self._in_file = QPushButton(self.tr("Make one and keep it in a file"), box)
        self._in_file.setObjectName("connect_renew_in_file")
        self._in_file.setToolTip(self.tr("Keeps the secret as plain text that only you can read (mode 0600)"))
        self._in_file.clicked.connect(lambda: self._keys.renew(in_file=True))
        row.addWidget(self._note, 1)
        row.addWidget(self._renew)
        row.addWidget(self._in_file)
        return box

    def _snippets(self) -> QTabWidget:
        tabs = QTabWidget(self)
        tabs.setObjectName("connect_snippets")
        tabs.setAccessibleName(self.tr("Kinds of clients"))
        self._fields: dict[str, CopyField] = {}
        gap = theme_keeper().gap
        for snippet in SNIPPETS:
            page = QWidget(tabs)
            column = QVBoxLayout(page)
            column.setContentsMargins(0, gap * 2, 0, 0)
            note = QLabel(snippet.note(), page)
            note.setProperty("role", "muted")
            note.setWordWrap(True)
            field = CopyField(f"connect_{snippet.key}", snippet.title(), page)
            self._fields[snippet.key] = field
            column.addWidget(note)
            column.addWidget(field)
            column.addStretch(1)
            tabs.addTab(page, snippet.title())
        return tabs

    def _reveal(self, on: bool) -> None:
        self._revealed = on
        self._fill()

    def _show_pair(self, pair: KeyPair) -> None:
        notes = {
            "environment": self.tr("These keys come from the environment of Tracedesk."),
            "keyring": self.tr("The secret key rests in the system's keychain; the database holds only a hash of it."),
            "file": self.tr("The secret key is kept as plain text in a file that only you can read."),
            "nowhere": self.tr("There is no keychain here: copy the secret now, it is shown this once.")
            if pair.secret_key
            else self.tr("Nothing here keeps the secret of this key. If you have lost it, make a new one."),
        }
        self._note.setText(notes[pair.place])
        self._renew.setVisible(pair.place != "environment")
        self._in_file.setVisible(pair.place == "nowhere")
        if pair.fresh and pair.place == "nowhere":
            self._eye.setChecked(True)
        self._fill()

    def _fill(self) -> None:
        pair = self._keys.pair
        url = self._url or ""
        self._address.set_texts(url or self.tr("not listening"), url)
        public_key = pair.public_key if pair else "pk-lf-…"
        secret_key = pair.secret_key if pair and pair.secret_key else ""
        self._public.set_texts(public_key, public_key if pair else "")
        shown = secret_key if self._revealed else f"sk-lf-{MASK}"
        self._secret.set_texts(shown if secret_key else self.tr("not kept here"), secret_key)
        self._eye.setEnabled(bool(secret_key))
        for snippet in SNIPPETS:
            real = snippet.lines(Target(url, public_key, secret_key or UNKNOWN_SECRET))
            masked = snippet.lines(Target(url, public_key, shown if secret_key else UNKNOWN_SECRET))
            self._fields[snippet.key].set_texts(masked, real if url else "")

    def send_sample(self) -> None:
        """Send one sample through the real address."""
        url = self._url
        if url is None:
            return
        samples = [load_samples()[0] | {"ago_s": 5}]
        self._sample.setEnabled(False)
        self._task = Task(
            self._context.executor, lambda progress, _: send_samples(url, samples, time.time_ns(), progress), self
        )
        self._task.done.connect(self._sample_sent)
        self._task.failed.connect(self._sample_failed)
        self._task.start()

    def _sample_sent(self) -> None:
        self._sample.setEnabled(True)
        self.told.emit(self.tr("A sample trace is in the list"))

    def _sample_failed(self, error: Exception) -> None:
        self._sample.setEnabled(True)
        self.failed.emit(error)
