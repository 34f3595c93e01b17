"""Decodes large bodies in a process of its own, so that decoding one request and storing another use two cores."""

import asyncio
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from tracedesk.formats.batch import Batch

log = logging.getLogger(__name__)

LARGE = 16 * 1024  # bytes; what is smaller is decoded sooner than sent


class Decoder:
    """Starts its process with the first large body; what is small, or comes before it is ready, ``threads`` decode."""

    def __init__(self, threads: Executor) -> None:
        self._threads = threads
        self._process: ProcessPoolExecutor | None = None
        self._ready: Future[None] | None = None

    async def decode(self, work: Callable[[bytes], Batch], payload: bytes) -> Batch:
        """Return ``work(payload)``, whose errors are raised here; ``work`` can be pickled."""
        loop = asyncio.get_running_loop()
        process = self._running_process() if len(payload) >= LARGE else None
        if process is not None:
            try:
                return await loop.run_in_executor(process, work, payload)
            except BrokenProcessPool:
                log.warning("The decoding process ended; the next large body starts another")
                self._process = None
        return await loop.run_in_executor(self._threads, work, payload)

    def close(self) -> None:
        if self._process is not None:
            self._process.shutdown()

    def _running_process(self) -> ProcessPoolExecutor | None:
        if self._process is None:
            context = multiprocessing.get_context("spawn")
            self._process = ProcessPoolExecutor(1, mp_context=context, initializer=_attend_parent)
            self._ready = self._process.submit(_prepare)
        return self._process if self._ready is not None and self._ready.done() else None


def _prepare() -> None:
    """Import what decoding needs."""
    import tracedesk.formats.langfuse_batch
    import tracedesk.formats.otlp  # noqa: F401


def _attend_parent() -> None:
    """End when the receiver ends, however it ends; an interrupt from the terminal is for the receiver to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os._exit(0)
