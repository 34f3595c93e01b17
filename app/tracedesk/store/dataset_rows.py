"""Rows of datasets, items and runs as records: the one place that knows their columns."""

from typing import Any

import orjson
from peewee import Database

from tracedesk.records.dataset import Dataset, DatasetItem, DatasetRun, RunItem
from tracedesk.records.json import Json
from tracedesk.records.units import NS_PER_MS
from tracedesk.store.database import rows

DATASET_COLUMNS = """
    d.dataset_id, d.name, d.description, d.metadata, d.input_schema, d.expected_output_schema, d.created_ns,
    d.updated_ns
"""
ITEM_COLUMNS = """
    i.item_id, d.dataset_id, d.name, i.status, i.input, i.expected_output, i.metadata, i.source_trace_id,
    i.source_observation_id, i.created_ns, i.valid_from_ns
"""
RUN_COLUMNS = "u.run_id, d.dataset_id, d.name, u.name, u.description, u.metadata, u.created_ns, u.updated_ns"
RUN_ITEM_COLUMNS = """
    n.run_item_id, u.run_id, u.name, n.item_id, n.trace_id, n.observation_id, n.created_ns, n.updated_ns
"""

IN_USE = "i.valid_to_ns IS NULL AND i.status = 'ACTIVE'"
IN_USE_THEN = "i.valid_from_ns <= ? AND coalesce(i.valid_to_ns > ?, 1) AND i.status = 'ACTIVE'"


def then(time_ns: int) -> tuple[int, int]:
    """Return the values of ``IN_USE_THEN``.

    Clients know our times in whole milliseconds; such a one stands for all of its millisecond, so that the time of a
    version finds that version.
    """
    moment_ns = time_ns if time_ns % NS_PER_MS else time_ns + NS_PER_MS - 1
    return moment_ns, moment_ns


def stored_dataset(project_id: str, row: tuple[Any, ...]) -> Dataset:
    """Read a row of ``DATASET_COLUMNS``."""
    return Dataset(
        dataset_id=row[0],
        project_id=project_id,
        name=row[1],
        description=row[2],
        metadata=value_of(row[3]),
        input_schema=value_of(row[4]),
        expected_output_schema=value_of(row[5]),
        created_ns=row[6],
        updated_ns=row[7],
    )


def stored_item(row: tuple[Any, ...]) -> DatasetItem:
    """Read a row of ``ITEM_COLUMNS``."""
    return DatasetItem(
        item_id=row[0],
        dataset_id=row[1],
        dataset_name=row[2],
        status=row[3],
        input=value_of(row[4]),
        expected_output=value_of(row[5]),
        metadata=value_of(row[6]),
        source_trace_id=row[7],
        source_observation_id=row[8],
        created_ns=row[9],
        valid_from_ns=row[10],
    )


def stored_run(row: tuple[Any, ...]) -> DatasetRun:
    """Read a row of ``RUN_COLUMNS``."""
    return DatasetRun(
        run_id=row[0],
        dataset_id=row[1],
        dataset_name=row[2],
        name=row[3],
        description=row[4],
        metadata=value_of(row[5]),
        created_ns=row[6],
        updated_ns=row[7],
    )


def stored_run_item(row: tuple[Any, ...]) -> RunItem:
    """Read a row of ``RUN_ITEM_COLUMNS``."""
    return RunItem(
        run_item_id=row[0],
        run_id=row[1],
        run_name=row[2],
        item_id=row[3],
        trace_id=row[4],
        observation_id=row[5],
        created_ns=row[6],
        updated_ns=row[7],
    )


def numbered_dataset(database: Database, project_id: str, project_seq: int, name: str) -> tuple[int, Dataset] | None:
    """Return a dataset and the number of its row."""
    found = rows(
        database,
        f"SELECT d.seq, {DATASET_COLUMNS} FROM dataset d WHERE d.project_seq = ? AND d.name = ?",
        (project_seq, name),
    )
    return (found[0][0], stored_dataset(project_id, found[0][1:])) if found else None


def text_of(value: Json) -> str | None:
    """Return what is stored of a value; null is nothing."""
    return None if value is None else orjson.dumps(value).decode()


def value_of(text: str | None) -> Any:
    return None if text is None else orjson.loads(text)
