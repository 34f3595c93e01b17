"""Makes records ready for the writer, away from the writer: whole observations, and their payloads compressed."""

from collections.abc import Sequence

from tracedesk.records.trace import Observation
from tracedesk.store.commit import Record
from tracedesk.store.payloads import LARGEST_ROW, Payloads
from tracedesk.store.whole import whole_of


def prepared(records: Sequence[Record], payloads: Payloads) -> list[Record]:
    """Return the records in their order; what cannot be made ready stays as it is."""
    ready = [whole_of(record) if isinstance(record, Observation) else None for record in records]
    small = [whole for whole in ready if whole is not None and 0 < len(whole.body) <= LARGEST_ROW]
    dictionary, bodies = payloads.pack([whole.body for whole in small])
    packed = {
        id(whole): whole._replace(dictionary=dictionary, body=body) for whole, body in zip(small, bodies, strict=True)
    }
    return [packed.get(id(whole), record) for whole, record in zip(ready, records, strict=True)]
