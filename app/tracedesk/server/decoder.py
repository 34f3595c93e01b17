"""Decodes large bodies in a process of its own, so that decoding one request and storing another use two cores."""

import asyncio
import logging
from asyncio.subprocess import PIPE, Process
from collections import deque
from pathlib import Path

from tracedesk.config.program import own_command
from tracedesk.formats.decoding import Task, decode
from tracedesk.server.frames import HEAD, Decoded, read_answer, task_frame

log = logging.getLogger(__name__)

LARGE = 16 * 1024  # bytes; what is smaller is decoded sooner than sent
BUFFER = 1024 * 1024
END_S = 2.0


class Decoder:
    """Starts its process with the first large body; what is small, or comes before it is ready, is decoded here."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._process: _DecodingProcess | None = None

    async def decode(self, task: Task, payload: bytes) -> Decoded:
        """Read a payload; errors are those of ``formats.decoding.decode``."""
        if len(payload) < LARGE:
            return _decoded_here(task, payload)
        if self._process is None or self._process.ended:
            self._process = _DecodingProcess(self._data_dir)
        if self._process.ready:
            try:
                return await self._process.decode(task, payload)
            except ConnectionError:
                log.warning("The decoding process ended; the next large body starts another")
        return await asyncio.to_thread(_decoded_here, task, payload)

    async def close(self) -> None:
        if self._process is not None:
            await self._process.close()


def _decoded_here(task: Task, payload: bytes) -> Decoded:
    batch = decode(task, payload)
    return Decoded(batch.records, batch.rejected, batch.accepted, batch.names_configs)


class _DecodingProcess:
    def __init__(self, data_dir: Path) -> None:
        self._command = own_command("decode", "--data-dir", str(data_dir))
        self.ready = False
        self.ended = False
        self._process: Process | None = None
        self._waiting: deque[asyncio.Future[tuple[bytes, bytes]]] = deque()
        self._running = asyncio.create_task(self._run())

    async def decode(self, task: Task, payload: bytes) -> Decoded:
        """Return the answer of the process.

        Raises:
            ConnectionError: it has ended.
            FormatError: the payload cannot be read.
        """
        assert self._process is not None
        assert self._process.stdin is not None
        answer: asyncio.Future[tuple[bytes, bytes]] = asyncio.get_running_loop().create_future()
        self._waiting.append(answer)
        self._process.stdin.writelines(task_frame(task, payload))
        return read_answer(*await answer)

    async def close(self) -> None:
        """End the process; nobody waits for it any more."""
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
        await asyncio.wait({self._running}, timeout=END_S)
        if not self._running.done() and self._process is not None:
            self._process.kill()
            await self._running

    async def _run(self) -> None:
        try:
            # In a session of its own, an interrupt from the terminal is for the receiver alone to answer.
            self._process = await asyncio.create_subprocess_exec(
                *self._command, stdin=PIPE, stdout=PIPE, limit=BUFFER, start_new_session=True
            )
            assert self._process.stdout is not None
            while True:
                told_length, records_length = HEAD.unpack(await self._process.stdout.readexactly(HEAD.size))
                told = await self._process.stdout.readexactly(told_length)
                records = await self._process.stdout.readexactly(records_length)
                if not self.ready:
                    self.ready = True
                elif not (answer := self._waiting.popleft()).cancelled():  # whoever asked may have gone
                    answer.set_result((told, records))
        except (asyncio.IncompleteReadError, OSError) as error:
            if not isinstance(error, asyncio.IncompleteReadError):
                log.warning("The decoding process cannot be used: %s", error)
        finally:
            self.ready, self.ended = False, True
            for answer in self._waiting:
                if not answer.done():
                    answer.set_exception(ConnectionError("The decoding process ended."))
            if self._process is not None:
                await self._process.wait()
