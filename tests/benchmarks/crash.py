"""``kill -9`` at full speed, again and again: ``python tests/benchmarks/crash.py [--times N] [--folder DIR]``.

Four senders flood the receiver: exports, steps that begin in one batch and end in the next, and two that write to the
same traces. From 0.3 to 1.5 seconds after its first answer it is killed, and started again on the same folder. All that
was ever answered with success must be there, and the totals of all traces and hours must equal a recount. The exit
status is 1 after any loss. The baseline of the starts is the first one, on an empty folder.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import astuple, dataclass, field
from itertools import chain, islice
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "tests")]

from benchmarks.bodies import bodies, live_batches, shared_batches  # noqa: E402 - found by the path above
from benchmarks.corpus import Corpus  # noqa: E402
from benchmarks.measure import print_table, spread  # noqa: E402
from process.aftermath import NO_HARM, Aftermath, look  # noqa: E402
from process.connection import Body  # noqa: E402
from process.sender import Sender  # noqa: E402
from process.server_process import ServerProcess  # noqa: E402
from tracedesk.runtime import open_runtime  # noqa: E402
from tracedesk.store.database import rows  # noqa: E402

KILL_AFTER_S = (0.3, 1.5)
SAMPLES = 30  # a round, of which the input is read
HEADINGS = (
    "round", "killed after s", "answered", "start s", "missing", "unended", "unreadable", "wrong totals", "wrong hours"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Round:
    killed_after_s: float
    answered: int
    start_s: float
    aftermath: Aftermath
    refusals: list[str]

    @property
    def is_fine(self) -> bool:
        return self.aftermath == NO_HARM and not self.refusals


@dataclass
class Answered:
    """Ids that were answered with success in all rounds so far."""

    created: set[str] = field(default_factory=set)
    ended: set[str] = field(default_factory=set)


def floods(seed: int) -> list[Iterator[Body]]:
    """Return what the four senders send; the first bodies are ready-made, so that none has to wait for its own."""
    first, second, third, fourth = (Corpus(seed * 4 + sender) for sender in range(4))
    return [
        _ready(bodies("otlp", first), 12),
        _ready(live_batches(second), 40),
        _ready(shared_batches(third, 20), 100),
        _ready(shared_batches(fourth, 3), 400),
    ]


def _ready(made: Iterator[Body], number: int) -> Iterator[Body]:
    return chain(list(islice(made, number)), made)


def crash(server: ServerProcess, chance: random.Random, seed: int, answered: Answered) -> Round:
    senders = [Sender(server.url, flood) for flood in floods(seed)]
    killed_after_s = chance.uniform(*KILL_AFTER_S)
    for sender in senders:
        sender.start()
    while not any(sender.created for sender in senders):
        assert any(sender.is_alive() for sender in senders), "nobody was answered"
        time.sleep(0.005)
    time.sleep(killed_after_s)
    server.kill()
    for sender in senders:
        sender.join()
    begun = time.perf_counter()
    server.start()
    start_s = time.perf_counter() - begun
    fresh = [one for sender in senders for one in sender.created]
    answered.created.update(fresh)
    answered.ended.update(one for sender in senders for one in sender.ended)
    runtime = open_runtime(server.data_dir)
    try:
        samples = chance.sample(fresh, min(SAMPLES, len(fresh)))
        aftermath = look(runtime, answered.created, answered.ended, samples)
    finally:
        runtime.close()
    refusals = [refusal for sender in senders for refusal in sender.refusals]
    return Round(killed_after_s, len(fresh), start_s, aftermath, refusals)


def check_file(folder: Path) -> str:
    """Return what SQLite finds wrong with the file; "ok": nothing."""
    runtime = open_runtime(folder)
    try:
        return "; ".join(row[0] for row in rows(runtime.database, "PRAGMA integrity_check"))
    finally:
        runtime.close()


def run(folder: Path, times: int, seed: int) -> bool:
    """Crash so many times and print it all; return whether nothing was lost."""
    server = ServerProcess(folder)
    begun = time.perf_counter()
    server.start()
    first_start_s = time.perf_counter() - begun
    chance = random.Random(seed)
    answered = Answered()
    rounds: list[Round] = []
    try:
        for number in range(times):
            one = crash(server, chance, seed * 1_000 + number, answered)
            rounds.append(one)
            print(f"round {number + 1}: {'fine' if one.is_fine else one}", flush=True)
    finally:
        server.stop()
    print_table(HEADINGS, [_line(str(number), one) for number, one in enumerate(rounds, 1)])
    starts = [one.start_s for one in rounds]
    print(f"answered with success: {len(answered.created):,}, a round {spread([one.answered for one in rounds])}")
    print(f"first start (baseline): {first_start_s:.2f} s; after a kill: {spread(starts, '.2f')} s")
    print(f"ratio of the medians: {statistics.median(starts) / first_start_s:.1f}")
    file_check = check_file(folder)
    print(f"integrity of the file: {file_check}")
    return file_check == "ok" and all(one.is_fine for one in rounds)


def _line(number: str, one: Round) -> tuple[str, ...]:
    wrong = map(str, astuple(one.aftermath))
    return number, f"{one.killed_after_s:.2f}", f"{one.answered:,}", f"{one.start_s:.2f}", *wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000), help="of moments and ids")
    parser.add_argument("--folder", type=Path, help="an empty folder, or one that earlier seeds have filled")
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}")
    if arguments.folder:
        return 0 if run(arguments.folder, arguments.times, arguments.seed) else 1
    with tempfile.TemporaryDirectory() as fresh:
        return 0 if run(Path(fresh), arguments.times, arguments.seed) else 1


if __name__ == "__main__":
    sys.exit(main())
