"""A real ``tracedesk serve`` as a child process, which can be stopped and started again on its port."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from sdk.environments import ROOT

PUBLIC_KEY = "pk-lf-of-the-tests"
SECRET_KEY = "sk-lf-of-the-tests"
LISTENING = "Listening on "
STOP_S = 10


@dataclass
class ServerProcess:
    """``url`` is known once it is started, and stays the same when it is started again."""

    data_dir: Path
    url: str = ""
    _process: subprocess.Popen[str] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Return when the server listens."""
        port = self.url.rpartition(":")[2] or "0"
        self._process = subprocess.Popen(
            [*command("serve"), "--port", port, "--data-dir", str(self.data_dir)],
            env=environment(),
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line.startswith(LISTENING), f"the server said {line!r} instead of where it listens"
        self.url = line.removeprefix(LISTENING).strip()

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def stop(self) -> None:
        """Ask it to end, as the system does."""
        assert self._process is not None
        self._process.terminate()
        self._wait()

    def kill(self) -> None:
        """End it in the middle of whatever it does."""
        assert self._process is not None
        self._process.kill()
        self._wait()

    def _wait(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        self._process.wait(STOP_S)
        self._process.stdout.close()


def command(name: str) -> list[str]:
    return [sys.executable, "-m", "tracedesk", name]


def environment() -> dict[str, str]:
    """What the server's own processes find around them."""
    keys = {"TRACEDESK_PUBLIC_KEY": PUBLIC_KEY, "TRACEDESK_SECRET_KEY": SECRET_KEY}
    return os.environ | keys | {"PYTHONPATH": str(ROOT / "app")}


def export(data_dir: Path, kind: str, file_format: str, output: Path) -> None:
    """Run ``tracedesk export``."""
    options = ["--format", file_format, "--output", str(output), "--data-dir", str(data_dir)]
    subprocess.run([*command("export"), kind, *options], env=environment(), check=True, stdout=subprocess.DEVNULL)
