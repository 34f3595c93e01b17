"""What the lists and searches of a large folder take: ``python tests/benchmarks/reads.py --folder DIR [--runs N]``.

Runs the window's own queries on a folder that ``build_store.py`` made. The baseline is SQLite alone: the newest 200
rows of the trace table by their numbers, in the same run. The first call of each query is told apart, as it may wait
for the disk.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "tests")]

from benchmarks.corpus import reference_of  # noqa: E402 - found by the path above
from benchmarks.measure import print_table, spread  # noqa: E402
from tracedesk.queries.observation_objects import observations_of_traces  # noqa: E402
from tracedesk.queries.trace_detail import observation_detail, trace_detail  # noqa: E402
from tracedesk.queries.traces import SortKey, TraceFilter, count_traces, latency_samples, trace_page  # noqa: E402
from tracedesk.runtime import Runtime, open_runtime  # noqa: E402
from tracedesk.store.database import rows  # noqa: E402

BASELINE = "200 rows by number (baseline)"
ORDERS: tuple[SortKey, ...] = ("time", "name", "user", "session", "latency", "tokens", "cost", "errors", "rating")


def queries_of(runtime: Runtime, *, search: bool) -> dict[str, Callable[[], object]]:
    """Return what is measured, by name."""
    database, project = runtime.database, runtime.project_id
    everything = TraceFilter(project_id=project)
    page = trace_page(database, everything)
    trace_id = page.lines[100].trace_id
    detail = trace_detail(database, project, trace_id)
    assert detail is not None
    step = detail.observations[0].observation_id
    found: dict[str, Callable[[], object]] = {
        BASELINE: lambda: rows(database, "SELECT * FROM trace ORDER BY seq DESC LIMIT 200"),
        "newest page": lambda: trace_page(database, everything),
        "next page": lambda: trace_page(database, everything, after=page.cursor),
    }
    for order in ORDERS[1:]:
        found[f"page by {order}"] = lambda order=order: trace_page(database, everything, sort=order)  # type: ignore[misc]
    found |= {
        "count, capped": lambda: count_traces(database, everything),
        "latencies of the newest 20,000": lambda: latency_samples(database, everything),
        f"open a trace ({len(detail.observations)} steps)": lambda: trace_detail(database, project, trace_id),
        "one step with its texts": lambda: observation_detail(database, project, trace_id, step),
        "all steps with texts": lambda: list(observations_of_traces(database, project, [trace_id])),
    }
    if search:
        found |= searches_of(runtime)
    return found


def searches_of(runtime: Runtime) -> dict[str, Callable[[], object]]:
    """Return searches, each for other words every time, as a search is remembered while nothing is stored."""
    numbers = iter(range(10, 1_000_000))

    def page(words: str) -> object:
        return trace_page(runtime.database, TraceFilter(project_id=runtime.project_id, text=words))

    return {
        "search a word of one trace": lambda: page(reference_of(next(numbers))),
        "search a common word": lambda: page(f"the {reference_of(next(numbers))[:4]}"),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="a data folder with traces")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--search", action="store_true", help="the folder has its text index")
    arguments = parser.parse_args()
    runtime = open_runtime(arguments.folder)
    try:
        [(traces,)] = rows(runtime.database, "SELECT count(*) FROM trace")
        [(steps,)] = rows(runtime.database, "SELECT count(*) FROM observation")
        taken: dict[str, list[float]] = {}
        for name, query in queries_of(runtime, search=arguments.search).items():
            taken[name] = []
            for _ in range(arguments.runs + 1):
                begun = time.perf_counter()
                query()
                taken[name].append((time.perf_counter() - begun) * 1000)
    finally:
        runtime.close()
    print(f"{traces:,} traces, {steps:,} observations; medians of {arguments.runs} calls (least-most), in ms")
    base = statistics.median(taken[BASELINE][1:])
    lines = [
        (name, f"{values[0]:.1f}", spread(values[1:], ".1f"), f"{statistics.median(values[1:]) / base:.1f}")
        for name, values in taken.items()
    ]
    print_table(("query", "first", "ms", "ratio"), lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
