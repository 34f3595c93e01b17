"""How long a start takes: ``python tests/benchmarks/start.py [--runs N] [--folder DIR]``.

From the start of the process until the receiver listens, and until the window and its first row are painted off
screen; on an empty folder, and on one with traces if given. The baselines are a Python that does nothing, and Qt with
an empty widget.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "tests")]

from benchmarks.measure import print_table, spread  # noqa: E402 - found by the path above
from process.server_process import ServerProcess, environment  # noqa: E402

PYTHON = "Python that does nothing (baseline)"
QT = "Qt with an empty widget (baseline)"
FIRST_PAINT = Path(__file__).with_name("first_paint.py")


class NotShownError(Exception):
    """The window failed; the text is what it said."""


def start_python() -> dict[str, float]:
    begun = time.monotonic()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return {PYTHON: time.monotonic() - begun}


def start_receiver(folder: Path, name: str) -> dict[str, float]:
    server = ServerProcess(folder)
    begun = time.monotonic()
    server.start()
    taken_s = time.monotonic() - begun
    server.stop()
    return {f"receiver listens, {name}": taken_s}


def start_window(*arguments: str) -> dict[str, float]:
    """Return what ``first_paint`` tells, in seconds from its start."""
    variables = environment() | {"QT_QPA_PLATFORM": "offscreen", "TRACEDESK_PORT": "0"}
    begun = time.monotonic()
    done = subprocess.run([sys.executable, str(FIRST_PAINT), *arguments], env=variables, capture_output=True, text=True)
    if done.returncode:
        raise NotShownError(done.stderr)
    told = dict(line.split() for line in done.stdout.splitlines())
    return {name: float(at_s) - begun for name, at_s in told.items()}


def measure(folder: Path | None) -> dict[str, float]:
    """Start everything once."""
    with tempfile.TemporaryDirectory() as fresh, tempfile.TemporaryDirectory() as other:
        found = start_python() | start_receiver(Path(fresh), "empty folder")
        found |= {QT: start_window("bare")["window"]}
        found |= {"window painted, empty folder": start_window(other)["window"]}
    if folder is not None:
        found |= start_receiver(folder, "given folder")
        told = start_window(str(folder), "--rows")
        found |= {f"{name} painted, given folder": told[name] for name in ("window", "row")}
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="a data folder with traces, see build_store.py")
    arguments = parser.parse_args()
    measure(arguments.folder)  # Python compiles and the system reads its files once
    runs = [measure(arguments.folder) for _ in range(arguments.runs)]
    print(f"medians of {arguments.runs} starts (least-most)")
    lines = []
    for name in runs[0]:
        base = QT if "paint" in name or name == QT else PYTHON
        values = [run[name] for run in runs]
        ratios = [run[name] / run[base] for run in runs]
        lines.append((name, spread([value * 1000 for value in values]), f"{statistics.median(ratios):.1f}"))
    print_table(("until", "ms", "ratio"), lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
