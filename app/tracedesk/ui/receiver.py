"""The receiver as a child process: started, listened to and restarted by the window."""

import sys
import time
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from tracedesk.config.ports import next_free_port, port_owner
from tracedesk.config.program import own_command
from tracedesk.config.receivers import running
from tracedesk.runtime import Runtime

Phase: TypeAlias = Literal["starting", "listening", "port_taken", "failed"]

PORT_TAKEN = 3  # the exit status of ``tracedesk serve``
LISTENING = "Listening on "
STOP_MS = 2_000
LOOK_MS = 1_000
LONGEST_PAUSE_MS = 10_000
SETTLED_S = 20.0
ERROR_LINES = 6


@dataclass(frozen=True, slots=True)
class StandardPort:
    """One of OpenTelemetry's own ports. ``state`` is "listening", "taken" by ``owner``, or "missing": no library."""

    number: int
    protocol: str
    state: str
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiverState:
    """``words`` explains a failure; ``free_port`` is what to use instead of a port that is taken.

    ``standard_ports`` is empty until the receiver has told of them.
    """

    phase: Phase
    url: str | None = None
    port: int = 0
    words: str = ""
    free_port: int | None = None
    standard_ports: tuple[StandardPort, ...] = ()


class ReceiverWatch(QObject):
    """Keeps a receiver going for the data folder: one that already runs, or else a child of its own."""

    state_changed = Signal(ReceiverState)
    store_changed = Signal(tuple)  # kinds of things that were stored
    received = Signal(int)  # observations since the last time
    metrics_counted = Signal(int)  # points of metrics, which are not kept

    def __init__(self, runtime: Runtime, data_dir: str | None, port: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runtime = runtime
        self._data_dir = data_dir
        self._child: QProcess | None = None
        self._errors: list[str] = []
        self._pause_ms = 250
        self._started = 0.0
        self._stopping = False
        self.state = ReceiverState(phase="starting", port=port)
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self.start)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._look_after_other)

    def start(self) -> None:
        """Use the receiver that serves the folder, or start one."""
        other = running(self._runtime.paths)
        if other is not None:
            self._look.start()
            self._tell(replace(self.state, phase="listening", url=other.url))
            return
        self.state = replace(self.state, standard_ports=())
        child = QProcess(self)
        child.readyReadStandardOutput.connect(self._read_lines)
        child.readyReadStandardError.connect(self._read_errors)
        child.finished.connect(self._ended)
        child.errorOccurred.connect(self._could_not_start)
        self._child = child
        self._errors = []
        self._started = time.monotonic()
        program, *arguments = self._command()
        child.start(program, arguments)

    def use_port(self, port: int) -> None:
        """Listen on another port from now on."""
        self.state = ReceiverState(phase="starting", port=port)
        self.stop()
        self._stopping = False
        self.start()

    def restart(self) -> None:
        """Start the child anew, as it reads the settings when it starts."""
        self.use_port(self.state.port)

    def stop(self) -> None:
        """End the child; what it has answered is on disk."""
        self._stopping = True
        self._again.stop()
        self._look.stop()
        child, self._child = self._child, None
        if child is not None:
            child.closeWriteChannel()
            if not child.waitForFinished(STOP_MS):
                child.kill()
                child.waitForFinished(STOP_MS)

    def leave(self) -> None:
        """End the child, and let one that belongs to nobody take its place."""
        had_child = self._child is not None
        self.stop()
        if had_child:
            program, *arguments = self._command()
            QProcess.startDetached(program, [one for one in arguments if one != "--exit-with-stdin"])

    def _command(self) -> list[str]:
        folder = ["--data-dir", self._data_dir] if self._data_dir else []
        return own_command("serve", "--port", str(self.state.port), *folder, "--exit-with-stdin")

    def _read_lines(self) -> None:
        child = self._child
        while child is not None and child.canReadLine():
            line = bytes(child.readLine().data()).decode("utf-8", "replace").strip()
            if line.startswith(LISTENING):
                self._tell(replace(self.state, phase="listening", url=line.removeprefix(LISTENING), words=""))
            elif line.startswith("changed "):
                self.store_changed.emit(tuple(line.split()[1:]))
            elif line.startswith("received "):
                self.received.emit(int(line.split()[1]))
            elif line.startswith("metrics "):
                self.metrics_counted.emit(int(line.split()[1]))
            elif line.startswith("standard "):
                _, number, protocol, found, *owner = line.split(maxsplit=4)
                port = StandardPort(int(number), protocol, found, "".join(owner))
                self._tell(replace(self.state, standard_ports=(*self.state.standard_ports, port)))

    def _read_errors(self) -> None:
        if self._child is not None:
            text = bytes(self._child.readAllStandardError().data()).decode("utf-8", "replace")
            sys.stderr.write(text)
            self._errors = (self._errors + text.splitlines())[-ERROR_LINES:]

    def _ended(self, status: int) -> None:
        self._child = None
        if self._stopping:
            return
        if status == PORT_TAKEN:
            port = self.state.port
            words = port_owner(port) or self.tr("another program")
            self._tell(ReceiverState(phase="port_taken", port=port, words=words, free_port=next_free_port(port)))
            return
        if time.monotonic() - self._started > SETTLED_S:
            self._pause_ms = 250
        self._fail("\n".join(self._errors) or self.tr("It ended with status %1.").replace("%1", str(status)))

    def _could_not_start(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._child is not None:
            words = self._child.errorString()
            self._child = None
            self._fail(words)

    def _fail(self, words: str) -> None:
        self._again.start(self._pause_ms)
        self._pause_ms = min(self._pause_ms * 2, LONGEST_PAUSE_MS)
        self._tell(replace(self.state, phase="failed", url=None, words=words))

    def _look_after_other(self) -> None:
        if running(self._runtime.paths) is None:
            self._look.stop()
            self._tell(replace(self.state, phase="starting", url=None))
            self.start()

    def _tell(self, state: ReceiverState) -> None:
        self.state = state
        self.state_changed.emit(state)
