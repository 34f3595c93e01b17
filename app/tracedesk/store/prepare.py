"""Makes records ready for the writer, away from the writer: whole observations, and their payloads compressed."""

from collections.abc import Sequence

from tracedesk.records.trace import Observation
from tracedesk.store.commit import Record
from tracedesk.store.payloads import LARGEST_ROW, Payloads
from tracedesk.store.whole import Whole, whole_of


def prepared(records: Sequence[Record], payloads: Payloads) -> list[Record]:
    """Return the records in their order; what cannot be made ready stays as it is."""
    ready = list(records)
    places: list[int] = []
    wholes: list[Whole] = []
    for place, record in enumerate(records):
        whole = whole_of(record) if isinstance(record, Observation) else None
        if whole is not None and 0 < len(whole.body) <= LARGEST_ROW:
            places.append(place)
            wholes.append(whole)
    dictionary, bodies = payloads.pack([whole.body for whole in wholes])
    for place, whole, body in zip(places, wholes, bodies, strict=True):
        ready[place] = Whole._make((*whole[:-2], dictionary, body))
    return ready
