"""``tracedesk``: without a command the window, otherwise the command line."""

import sys
from pathlib import Path


def main() -> int:
    arguments = sys.argv[1:]
    if not arguments:
        return _show_window(None)
    from tracedesk.cli.commands import run_command  # the window must not wait for the web server's import

    return run_command(arguments, show_window=_show_window, show_demo=_show_demo)


def _show_window(data_dir: Path | None) -> int:
    from tracedesk.ui.application import run_window  # commands must not pay for Qt, nor need it

    return run_window(data_dir)


def _show_demo(data_dir: Path | None) -> int:
    from tracedesk.ui.demo import run_demo

    return run_demo(data_dir)


if __name__ == "__main__":
    sys.exit(main())
