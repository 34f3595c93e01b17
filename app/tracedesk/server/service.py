"""What every route needs: the open data folder, threads to read on, and whom to tell of a refused program."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from starlette.requests import Request

from tracedesk.server.decoder import Decoder
from tracedesk.server.problems import ApiError, not_found
from tracedesk.store.commit import Record, UnknownProjectError
from tracedesk.store.database import Database
from tracedesk.store.edit import ConflictError, Edit, EditError, UnknownThingError
from tracedesk.store.writer import Writer, WriterBusyError, WriterClosedError

READER_COUNT = 2
Result = TypeVar("Result")


class Service:
    """Made once for an application; its threads have their own database connections."""

    def __init__(
        self,
        database: Database,
        writer: Writer,
        default_project_id: str,
        client_refused: Callable[[], None],
        metrics_counted: Callable[[int], None],
    ) -> None:
        self.database = database
        self.default_project_id = default_project_id
        self.client_refused = client_refused
        self.metrics_counted = metrics_counted
        self._writer = writer
        self._readers = ThreadPoolExecutor(READER_COUNT, thread_name_prefix="reader")
        self.decoder = Decoder(Path(str(database.database)).parent)

    async def run(self, work: Callable[..., Result], *arguments: object) -> Result:
        """Run something that takes time off the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, lambda: work(*arguments))

    async def save(self, project_id: str, records: Sequence[Record]) -> None:
        """Return when the records are on disk.

        Raises:
            ApiError: 503 when too much waits; the client should come again.
        """
        if records:
            await self._write(lambda: self._writer.save(project_id, records))

    async def delete_scores(self, project_id: str, score_ids: Sequence[str]) -> None:
        """Return when the scores are gone from the disk; unknown ids are fine. Raises as ``save`` does."""
        await self._write(lambda: self._writer.replace_scores(project_id, score_ids))

    async def edit(self, project_id: str, make: Callable[[Edit], Result], *, kinds: frozenset[str]) -> Result:
        """Return what the edit returned, when it is on disk.

        Raises:
            ApiError: 404, 409 or 400 when the edit was refused, and as ``save`` does.
        """
        try:
            return await self._write(lambda: self._writer.edit(project_id, make, kinds=kinds))
        except UnknownThingError as error:
            raise not_found(str(error)) from None
        except ConflictError as error:
            raise ApiError(409, str(error), "LangfuseConflictError") from None
        except EditError as error:
            raise ApiError(400, str(error), "InvalidRequestError") from None

    async def _write(self, give: Callable[[], "Future[Result]"]) -> Result:
        try:
            return await asyncio.wrap_future(give())
        except (WriterBusyError, WriterClosedError) as error:
            raise ApiError(503, f"{error} Try again.", "ServiceUnavailable", headers={"Retry-After": "1"}) from None
        except UnknownProjectError as error:
            raise ApiError(401, str(error)) from None

    async def close(self) -> None:
        """End the threads; called when the application stops."""
        await self.decoder.close()
        for _ in range(READER_COUNT):
            await self.run(self.database.close)
        self._readers.shutdown()


def service_of(request: Request) -> Service:
    service: Service = request.app.state.service
    return service
