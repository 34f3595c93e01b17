"""What differs between one field of two steps. Read and worked out off the GUI thread."""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from tracedesk.analysis.json_diff import JsonChange, diff_json
from tracedesk.analysis.payload import json_container, pretty_json
from tracedesk.analysis.text_diff import DiffLine, DiffRun, diff_lines, diff_words
from tracedesk.queries.trace_detail import observation_detail, stored_trace_of
from tracedesk.records.json import Json
from tracedesk.records.stored import StoredObservation, StoredTrace
from tracedesk.store.database import Database

FieldName: TypeAlias = Literal["input", "output", "metadata"]
DiffMode: TypeAlias = Literal["lines", "words", "json"]
FIELDS: tuple[FieldName, ...] = get_args(FieldName)
MODES: tuple[DiffMode, ...] = get_args(DiffMode)


@dataclass(frozen=True, slots=True)
class Subject:
    """A step of a trace; without an observation, the trace itself."""

    trace_id: str
    observation_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDiff:
    """One field compared in one way; the lists of the other ways are empty. A text is None where nothing was sent.

    ``mode`` is another one than was asked for when that does not fit: "json" needs JSON on both sides.
    """

    field: FieldName
    mode: DiffMode
    left: str | None
    right: str | None
    has_json: bool
    lines: list[DiffLine]
    runs: list[DiffRun]
    changes: list[JsonChange]

    @property
    def same(self) -> bool:
        return self.left == self.right


def read_field_diff(
    database: Database,
    project_id: str,
    sides: tuple[Subject | None, Subject | None],
    field: FieldName,
    mode: DiffMode,
) -> FieldDiff:
    """Read a field of two steps, and compare it; None stands for a step that is not there."""
    left, right = (None if side is None else _text(database, project_id, side, field) for side in sides)
    return field_diff(left, right, field, mode)


def field_diff(left: str | None, right: str | None, field: FieldName, mode: DiffMode) -> FieldDiff:
    """Compare two texts; JSON is indented first, as programs send it on one line."""
    before, after = json_container(left or ""), json_container(right or "")
    has_json = before is not None and after is not None
    used: DiffMode = "lines" if mode == "json" and not has_json else mode
    shown_left, shown_right = _shown(left, before), _shown(right, after)
    return FieldDiff(
        field=field,
        mode=used,
        left=left,
        right=right,
        has_json=has_json,
        lines=diff_lines(shown_left, shown_right) if used == "lines" else [],
        runs=diff_words(shown_left, shown_right) if used == "words" else [],
        changes=diff_json(before, after) if used == "json" else [],
    )


def _shown(text: str | None, value: Json) -> str:
    return (text or "") if value is None else pretty_json(value)


def _text(database: Database, project_id: str, side: Subject, field: FieldName) -> str | None:
    found: StoredTrace | StoredObservation | None
    if side.observation_id is None:
        found = stored_trace_of(database, project_id, side.trace_id)
    else:
        found = observation_detail(database, project_id, side.trace_id, side.observation_id)
    if found is None:
        return None
    match field:
        case "input":
            return found.input
        case "output":
            return found.output
        case "metadata":
            return pretty_json(found.metadata) if found.metadata else None
