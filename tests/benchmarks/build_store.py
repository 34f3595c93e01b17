"""Builds a large store: ``python tests/benchmarks/build_store.py --traces N --folder DIR``.

Traces of eight observations with about 2 KB each go through the store's own writer. A folder that holds M traces of an
earlier, perhaps interrupted build is taken on from there: the result is the same as of one build. The text index is
filled at the end, or by the next receiver.
"""

import argparse
import sys
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "tests")]

from benchmarks.corpus import STEPS, Corpus  # noqa: E402 - found by the path above
from benchmarks.measure import MB, file_sizes, print_table  # noqa: E402
from benchmarks.statements import statements_of  # noqa: E402
from tracedesk.config.paths import DATABASE_NAME as DATABASE  # noqa: E402
from tracedesk.runtime import Runtime, open_runtime  # noqa: E402
from tracedesk.store.commit import Record  # noqa: E402
from tracedesk.store.database import rows  # noqa: E402
from tracedesk.store.text_index import NAME as TEXT_INDEX  # noqa: E402
from tracedesk.store.text_index import text_index_of  # noqa: E402

SEED = 1
TRACES_A_SAVE = 200
SAVES_AHEAD = 4  # so that the writer never waits, and memory stays bounded
REPORT_S = 10


class Progress:
    """Says from time to time how far it is."""

    def __init__(self, things: str, total: int) -> None:
        self._things = things
        self._total = total
        self._begun = self._told = time.perf_counter()

    def tell(self, done: int) -> None:
        now = time.perf_counter()
        if now - self._told > REPORT_S:
            self._told = now
            rate = done / (now - self._begun)
            print(f"{done:>12,} of {self._total:,} {self._things}, {rate:,.0f} a second", flush=True)


def build(runtime: Runtime, corpus: Corpus, first: int, last: int) -> None:
    """Store the traces from ``first`` to before ``last``."""
    under_way: deque[Future[None]] = deque()
    progress = Progress("traces", last - first)
    for at, records in _saves(corpus, first, last):
        under_way.append(runtime.writer.save(runtime.project_id, records))
        if len(under_way) > SAVES_AHEAD:
            under_way.popleft().result()
        progress.tell(at - first)
    for one in under_way:
        one.result()


def fill_text_index(runtime: Runtime) -> int:
    """Read what the text index does not know yet; return how many payloads that was."""
    index = text_index_of(runtime.database)
    done = 0
    with closing(index.connect()) as connection:
        after = index.progress(connection)
        newest = rows(runtime.database, "SELECT coalesce(max(payload_id), 0) FROM payload")[0][0]
        progress = Progress("payloads", newest - after)
        while filled := index.fill(connection):
            done += filled
            progress.tell(done)
        while index.tidy(connection):
            pass
    return done


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
    parser.add_argument("--without-index", action="store_true", help="leave the text index to the next receiver")
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    runtime = open_runtime(folder)
    first = count(runtime, "trace")
    corpus = Corpus(SEED)
    begun = time.perf_counter()
    build(runtime, corpus, first, arguments.traces)
    taken_s = time.perf_counter() - begun
    begun = time.perf_counter()
    if not arguments.without_index:
        indexed = fill_text_index(runtime)
        index_s = time.perf_counter() - begun
        print(f"{indexed:,} payloads read into the text index in {index_s:,.1f} s: {indexed / index_s:,.0f} payloads/s")
    traces, observations = count(runtime, "trace"), count(runtime, "observation")
    runtime.close()
    added = traces - first
    print(f"{added:,} traces added to {first:,} in {taken_s:,.1f} s: {added / taken_s:,.0f} traces/s")
    sizes = file_sizes(folder)
    total = sum(sizes.values())
    lines = [(name, sizes.pop(name)) for name in (DATABASE, TEXT_INDEX) if name in sizes]
    lines += [(f"other files ({len(sizes)})", sum(sizes.values())), ("all", total)]
    print_table(
        ("file", "MB", "bytes/observation"),
        [(name, f"{size / MB:,.1f}", f"{size / observations:,.0f}") for name, size in lines],
    )
    return 0 if (traces, observations) == (max(first, arguments.traces), traces * STEPS) else 1


if __name__ == "__main__":
    sys.exit(main())
