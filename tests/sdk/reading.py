"""Reads traces back over plain HTTP, as any program could."""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, TypeAlias

import httpx

from process.server_process import PUBLIC_KEY, SECRET_KEY

JsonObject: TypeAlias = dict[str, Any]
PATIENCE_S = 30
PAUSE_S = 0.05


class Reader:
    """A client of one server's public API; a context manager."""

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(base_url=f"{url}/api/public", auth=(PUBLIC_KEY, SECRET_KEY), trust_env=False)

    def __enter__(self) -> "Reader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def get(self, path: str, **query: str) -> JsonObject:
        answer = self._client.get(path, params=query)
        answer.raise_for_status()
        found: JsonObject = answer.json()
        return found

    def traces(self, **query: str) -> list[JsonObject]:
        """The first page of the traces that fit ``query``, newest first, each with its observations and scores."""
        found = self.get("/traces", **query)["data"]
        return [self.get(f"/traces/{line['id']}") for line in found]

    def trace(self, **query: str) -> JsonObject:
        """The one trace that fits ``query``."""
        [found] = self.traces(**query)
        return found

    def trace_in_time(self, ready: Callable[[JsonObject], bool], **query: str) -> JsonObject:
        """The one trace that fits ``query``, as soon as it is there and ``ready``."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            found = [trace for trace in self.traces(**query) if ready(trace)]
            if len(found) == 1:
                return found[0]
            assert time.monotonic() < deadline, f"no trace fits {query} after {PATIENCE_S} s"
            time.sleep(PAUSE_S)
