"""What a process and a folder cost, and tables of it."""

import os
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_TICKS_PER_S = os.sysconf("SC_CLK_TCK")
MB = 1_000_000


@dataclass(frozen=True, slots=True)
class ProcessMeter:
    """Reads what Linux counts of a process that runs."""

    pid: int

    def cpu_s(self) -> float:
        """Return the processor time of all its threads, in seconds; Linux counts hundredths."""
        after_name = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(after_name[11]) + int(after_name[12])) / _TICKS_PER_S

    def memory_mb(self) -> float:
        return self._status("VmRSS")

    def peak_memory_mb(self) -> float:
        return self._status("VmHWM")

    def _status(self, name: str) -> float:
        lines = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8").splitlines()
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
