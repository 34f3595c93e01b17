"""Records as the files beside captured payloads hold them."""

import json
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

from tracedesk.formats.batch import Record

PAYLOADS = Path(__file__).parents[1] / "payloads"


def as_json(records: Iterable[Record]) -> list[dict[str, Any]]:
    """Return the records as JSON would hold them, without the fields that nothing was said of.

    The source of an observation is left out as well: it is the payload.
    """
    told = [
        {"record": type(record).__name__}
        | {
            name: sorted(value) if isinstance(value, frozenset) else value
            for name, value in _fields(record).items()
            if value is not None and value != frozenset() and name != "creation" and not isinstance(value, bytes)
            if name not in ("type_assumed", "again") or value
        }
        for record in records
    ]
    found: list[dict[str, Any]] = json.loads(json.dumps(told))
    return found


def _fields(record: Record) -> dict[str, Any]:
    return (
        record._asdict()
        if isinstance(record, tuple)
        else {one.name: getattr(record, one.name) for one in fields(record)}
    )


def sent(kind: str) -> list[Path]:
    """The payloads of a folder."""
    return sorted((PAYLOADS / kind / "sent").iterdir())


def expected_of(payload: Path) -> list[dict[str, Any]]:
    beside = payload.parents[1] / "records" / f"{payload.stem}.json"
    found: list[dict[str, Any]] = json.loads(beside.read_text(encoding="utf-8"))
    return found
