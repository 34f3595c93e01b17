"""What a process and a folder cost, and tables of it."""

import os
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

_TICKS_PER_S = os.sysconf("SC_CLK_TCK")
MB = 1_000_000


@dataclass(frozen=True, slots=True)
class ProcessMeter:
    """Reads what Linux counts of a process and its children.

    Memory that they share is counted for each, so it is at most what is told.
    """

    pid: int

    def cpu_s(self) -> float:
        """Return the processor time of all threads, also of children that have ended; Linux counts hundredths."""
        return sum(map(_cpu_s, self._pids()))

    def memory_mb(self) -> float:
        return sum(_status_mb(pid, "VmRSS") for pid in self._pids())

    def peak_memory_mb(self) -> float:
        return sum(_status_mb(pid, "VmHWM") for pid in self._pids())

    def _pids(self) -> list[int]:
        return [self.pid, *(child.pid for child in psutil.Process(self.pid).children(recursive=True))]


def _cpu_s(pid: int) -> float:
    after_name = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return sum(map(int, after_name[11:15])) / _TICKS_PER_S  # its own and that of children that were waited for


def _status_mb(pid: int, name: str) -> float:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    found = next(line for line in lines if line.startswith(f"{name}:"))
    return int(found.split()[1]) * 1024 / MB


def file_sizes(folder: Path) -> dict[str, int]:
    """Return the bytes of each file, by its path inside the folder."""
    return {str(path.relative_to(folder)): path.stat().st_size for path in folder.rglob("*") if path.is_file()}


def folder_bytes(folder: Path) -> int:
    return sum(file_sizes(folder).values())


def spread(values: Sequence[float], form: str = ",.0f") -> str:
    """Return the median with the least and the largest, as ``12 (11-14)``."""
    middle = format(statistics.median(values), form)
    return middle if len(values) == 1 else f"{middle} ({min(values):{form}}-{max(values):{form}})"


def print_table(headings: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    """Print columns, the first one to the left and numbers to the right."""
    widths = [max(len(line[place]) for line in (headings, *lines)) for place in range(len(headings))]
    for line in (headings, *lines):
        numbers = [cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)]
        print("  ".join((line[0].ljust(widths[0]), *numbers)).rstrip())
