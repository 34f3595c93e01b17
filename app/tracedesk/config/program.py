"""How this program starts itself once more."""

import sys


def own_command(*arguments: str) -> list[str]:
    """Return the command line for this program with other arguments, installed or packed into one file."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "tracedesk"]
    return [*program, *arguments]
