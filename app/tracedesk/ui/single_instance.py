"""One window a data folder: a second start raises the first, and may tell it where to go."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 1_000
LONGEST_MESSAGE = 4_096


class SingleInstance(QObject):
    """Listens on a local socket that only this user can open."""

    raised = Signal(str)  # the place to go to, or nothing

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = "tracedesk-" + hashlib.sha256(str(data_dir.resolve()).encode()).hexdigest()[:16]
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)

    def raise_other(self, location: str = "") -> bool:
        """Return whether another window shows this folder; it is raised then."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(WAIT_MS):
            return False
        socket.write(location.encode()[:LONGEST_MESSAGE] + b"\n")
        socket.waitForBytesWritten(WAIT_MS)
        socket.disconnectFromServer()
        return True

    def claim(self) -> None:
        """Be the window of this folder from now on; a socket that a crash left behind is taken over."""
        if not self._server.listen(self._name):
            QLocalServer.removeServer(self._name)
            self._server.listen(self._name)

    def release(self) -> None:
        self._server.close()

    def _greet(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(lambda: self._read(socket))
        if socket.canReadLine():
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.canReadLine():
            place = bytes(socket.readLine(LONGEST_MESSAGE).data()).decode("utf-8", "replace").strip()
            socket.readyRead.disconnect()
            socket.deleteLater()  # not on its signal "disconnected": it crashes when that comes with the server's end
            self.raised.emit(place)
