"""The commands, each in a file of its own."""

import argparse
from collections.abc import Callable

from tracedesk.cli import export, serve
from tracedesk.config.about import VERSION

COMMANDS = (serve, export)


def run_command(arguments: list[str]) -> int:
    """Run the command that ``arguments`` name and return the exit status; wrong arguments end the program with 2."""
    parser = argparse.ArgumentParser(prog="tracedesk", description="Shows what an LLM program did.")
    parser.add_argument("--version", action="version", version=f"tracedesk {VERSION}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add_parser(commands)
    chosen = parser.parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = chosen.run
    return run(chosen)
