"""The banners over every screen: a port that is taken, a receiver that fails, programs that were refused."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracedesk.records.project import RefusedClient
from tracedesk.ui.keys import Keys
from tracedesk.ui.receiver import ReceiverState
from tracedesk.ui.theme import theme_keeper
from tracedesk.ui.widgets.banner import Banner
from tracedesk.ui.words import number

MOST_REFUSED = 3


class Banners(QWidget):
    """Takes no place while nothing is the matter."""

    port_chosen = Signal(int)

    def __init__(self, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self._receiver: Banner | None = None
        self._refused: list[Banner] = []
        gap = theme_keeper().gap
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(gap * 3, gap * 2, gap * 3, 0)
        self._layout.setSpacing(gap * 2)
        keys.refused_changed.connect(self.show_refused)
        self._show()

    def show_receiver(self, state: ReceiverState) -> None:
        if self._receiver is not None:
            self._receiver.deleteLater()
            self._receiver = None
        if state.phase == "port_taken":
            self._receiver = self._port_banner(state)
        elif state.phase == "failed":
            self._receiver = Banner("receiver_failed", "bad", self)
            self._receiver.say(self.tr("The receiver ended and is being restarted: %1").replace("%1", state.words))
        if self._receiver is not None:
            self._layout.insertWidget(0, self._receiver)
        self._show()

    def show_refused(self, clients: tuple[RefusedClient, ...]) -> None:
        for banner in self._refused:
            banner.deleteLater()
        self._refused = [self._refused_banner(client) for client in clients[:MOST_REFUSED]]
        for banner in self._refused:
            self._layout.addWidget(banner)
        self._show()

    def _port_banner(self, state: ReceiverState) -> Banner:
        banner = Banner("port_taken", "bad", self)
        words = self.tr("Port %1 is taken by %2, so nothing can be received yet.")
        banner.say(words.replace("%1", str(state.port)).replace("%2", state.words))
        if state.free_port is not None:
            title = self.tr("Use port %1").replace("%1", str(state.free_port))
            banner.offer("use_free_port", title, partial(self.port_chosen.emit, state.free_port))
        banner.offer("try_port_again", self.tr("Try again"), partial(self.port_chosen.emit, state.port))
        return banner

    def _refused_banner(self, client: RefusedClient) -> Banner:
        banner = Banner("client_refused", "warning", self)
        words = self.tr("A program with key %1 was refused (%2, seen %3×): accept it?")
        banner.say(
            words.replace("%1", client.public_key).replace("%2", client.client).replace("%3", number(client.count))
        )
        banner.offer("accept_client", self.tr("Accept it"), partial(self._keys.accept, client.public_key))
        banner.offer("dismiss_client", self.tr("Dismiss"), partial(self._keys.dismiss, client.public_key))
        return banner

    def _show(self) -> None:
        self.setVisible(self._receiver is not None or bool(self._refused))
