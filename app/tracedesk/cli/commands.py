"""The commands, each in a file of its own; the window and the demo are handed in, as they need Qt."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from tracedesk.cli import decode, export, serve
from tracedesk.config.about import VERSION

COMMANDS = (serve, export, decode)
Shown: TypeAlias = Callable[[Path | None], int]


def run_command(arguments: list[str], *, show_window: Shown, show_demo: Shown) -> int:
    """Run the command that ``arguments`` name and return the exit status; wrong arguments end the program with 2."""
    parser = argparse.ArgumentParser(
        prog="tracedesk", description="Shows what an LLM program did. Without a command: the window."
    )
    parser.add_argument("--version", action="version", version=f"tracedesk {VERSION}")
    parser.add_argument("--data-dir", type=Path, dest="window_data_dir", help="the data folder of the window")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for command in COMMANDS:
        command.add_parser(commands)
    demo = commands.add_parser("demo", help="show sample traces in a fresh folder")
    demo.add_argument("--data-dir", type=Path, help="a folder to fill, instead of a temporary one")
    demo.set_defaults(run=lambda chosen: show_demo(chosen.data_dir))
    chosen = parser.parse_args(arguments)
    run: Callable[[argparse.Namespace], int] | None = getattr(chosen, "run", None)
    return run(chosen) if run else show_window(chosen.window_data_dir)
