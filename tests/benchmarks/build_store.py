"""Builds a large store: ``python tests/benchmarks/build_store.py --traces N --folder DIR``.

Traces of eight observations with about 2 KB each go through the store's own writer. A folder that holds M traces of an
earlier, perhaps interrupted build is taken on from there: the result is the same as of one build.
"""

import argparse
import sys
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "tests")]

from benchmarks.corpus import STEPS, Corpus  # noqa: E402 - found by the path above
from benchmarks.measure import MB, file_sizes, print_table  # noqa: E402
from benchmarks.statements import statements_of  # noqa: E402
from tracedesk.runtime import Runtime, open_runtime  # noqa: E402
from tracedesk.store.commit import Record  # noqa: E402
from tracedesk.store.database import rows  # noqa: E402

SEED = 1
TRACES_A_SAVE = 200
SAVES_AHEAD = 4  # so that the writer never waits, and memory stays bounded
REPORT_S = 10


def build(runtime: Runtime, corpus: Corpus, first: int, last: int) -> None:
    """Store the traces from ``first`` to before ``last``, and say from time to time how far it is."""
    under_way: deque[Future[None]] = deque()
    begun = told = time.perf_counter()
    for at, records in _saves(corpus, first, last):
        under_way.append(runtime.writer.save(runtime.project_id, records))
        if len(under_way) > SAVES_AHEAD:
            under_way.popleft().result()
        now = time.perf_counter()
        if now - told > REPORT_S:
            told = now
            print(f"{at:>12,} of {last:,} traces, {(at - first) / (now - begun):,.0f} a second", flush=True)
    for one in under_way:
        one.result()


def _saves(corpus: Corpus, first: int, last: int) -> Iterator[tuple[int, list[Record]]]:
    """Yield the records of a save, with the number of the trace after its last."""
    for begin in range(first, last, TRACES_A_SAVE):
        end = min(begin + TRACES_A_SAVE, last)
        yield end, [record for number in range(begin, end) for record in statements_of(corpus.run(number))]


def count(runtime: Runtime, table: str) -> int:
    return int(rows(runtime.database, f"SELECT count(*) FROM {table}")[0][0])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--traces", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    runtime = open_runtime(folder)
    first = count(runtime, "trace")
    corpus = Corpus(SEED)
    begun = time.perf_counter()
    build(runtime, corpus, first, arguments.traces)
    taken_s = time.perf_counter() - begun
    traces, observations = count(runtime, "trace"), count(runtime, "observation")
    runtime.close()
    added = traces - first
    print(f"{added:,} traces added to {first:,} in {taken_s:,.1f} s: {added / taken_s:,.0f} traces/s")
    sizes = file_sizes(folder)
    total = sum(sizes.values())
    lines = [
        ("tracedesk.db", sizes.pop("tracedesk.db")),
        (f"other files ({len(sizes)})", sum(sizes.values())),
        ("all", total),
    ]
    print_table(
        ("file", "MB", "bytes/observation"),
        [(name, f"{size / MB:,.1f}", f"{size / observations:,.0f}") for name, size in lines],
    )
    return 0 if (traces, observations) == (max(first, arguments.traces), traces * STEPS) else 1


if __name__ == "__main__":
    sys.exit(main())
