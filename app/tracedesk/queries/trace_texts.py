"""Which steps of two traces have the same texts, without the texts themselves."""

from dataclasses import dataclass

from peewee import Database

from tracedesk.queries.conditions import TRACE_SEQ
from tracedesk.store.database import execute
from tracedesk.store.payloads import payloads_of


@dataclass(frozen=True, slots=True)
class TextHashes:
    """Equal texts have equal hashes, as long as this process runs. None: there is no text."""

    input: int | None
    output: int | None


def text_hashes(database: Database, project_id: str, trace_id: str) -> dict[str, TextHashes]:
    """Return the hashes of a trace's steps by their ids; texts are read one by one, as together they may be large."""
    found = execute(
        database,
        "SELECT o.observation_id, p.dictionary, p.body, p.file FROM observation o INDEXED BY observation_by_trace "
        f"JOIN payload p ON p.payload_id = o.payload_id WHERE o.trace_seq = {TRACE_SEQ}",
        (project_id, trace_id),
    )
    payloads = payloads_of(database)
    read = ((row[0], payloads.read(*row[1:])) for row in found)
    return {step_id: hashes(payload.input, payload.output) for step_id, payload in read}


def hashes(input_text: str | None, output_text: str | None) -> TextHashes:
    return TextHashes(_hash(input_text), _hash(output_text))


def _hash(text: str | None) -> int | None:
    return hash(text) if text else None
