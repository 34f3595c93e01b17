"""``tracedesk decode``: the decoding process of a receiver, which starts and ends it. Not for people."""

import argparse
import os
import sys
from pathlib import Path
from typing import BinaryIO

from tracedesk.config.interpreter import prepare_for_traffic
from tracedesk.config.paths import DATABASE_NAME
from tracedesk.store.database import open_database
from tracedesk.store.payloads import payloads_of


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("decode")
    parser.add_argument("--data-dir", type=Path, required=True, help="the folder of the database")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Answer frames from standard input on standard output until it ends, which it does with the receiver."""
    from tracedesk.server.frames import HEAD, answer_frame  # the other commands must not pay for the formats

    prepare_for_traffic()
    database = open_database(arguments.data_dir / DATABASE_NAME)
    payloads = payloads_of(database)
    source, out = sys.stdin.buffer, sys.stdout.buffer
    try:
        _say(out, HEAD.pack(0, 0))  # ready
        while len(head := source.read(HEAD.size)) == HEAD.size:
            told_length, payload_length = HEAD.unpack(head)
            _say(out, answer_frame(source.read(told_length), source.read(payload_length), payloads))
    except BrokenPipeError:  # the receiver was killed
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())  # what is left in the buffer goes nowhere
    payloads.close()
    database.close()
    return 0


def _say(out: BinaryIO, frame: bytes) -> None:
    out.write(frame)
    out.flush()
