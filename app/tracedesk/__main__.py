"""``tracedesk``: the command line."""

import sys

from tracedesk.cli.commands import run_command


def main() -> int:
    return run_command(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
