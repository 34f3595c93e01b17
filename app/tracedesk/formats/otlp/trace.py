"""Spans become statements about their traces."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tracedesk.formats.dialects import langfuse
from tracedesk.formats.dialects.rules import Family, Keys
from tracedesk.formats.json_text import dumps
from tracedesk.formats.otlp.mapped import mapped_metadata, mapped_trace, told_of_trace
from tracedesk.formats.otlp.metadata import ATTRIBUTES, sent_metadata
from tracedesk.formats.otlp.reading import Reading
from tracedesk.formats.otlp.values import first, first_text, is_true, tags_of, text_of
from tracedesk.records.json import Json
from tracedesk.records.span import Attributes
from tracedesk.records.trace import Observation, Trace


@dataclass(slots=True)
class _Patch:
    """What spans say alike of their trace, and when it was last said. ``root``: the root of the trace says it."""

    said_ns: int
    reading: Reading
    observation: Observation
    root: bool


@dataclass(slots=True)
class _Draft:
    """What a payload says of one trace; ``opening`` is the earliest observation in it."""

    opening: Observation
    patches: dict[object, _Patch] = field(default_factory=dict)


class TracePatches:
    """Gathers what the spans of one payload say of their traces.

    SDKs repeat user, session and tags on each span: what is said alike is said once, at the time of the last to say it,
    since the last word counts. When a trace began and in which environment is for its earliest span to say: there the
    first word counts.
    """

    def __init__(self) -> None:
        self._drafts: dict[str, _Draft] = {}

    def add(self, reading: Reading, observation: Observation) -> None:
        span = reading.span
        draft = self._drafts.get(span.trace_id)
        if draft is None:
            draft = self._drafts[span.trace_id] = _Draft(observation)
        elif span.start_ns < draft.opening.said_ns:
            draft.opening = observation
        if span.parent_id is None or is_true(span.attributes.get(langfuse.AS_ROOT)):
            draft.patches[len(draft.patches)] = _Patch(span.start_ns, reading, observation, root=True)
        elif (told := told_of_trace(reading.mapped)) or first(span.attributes, reading.shape.tells_of_trace):
            names = reading.shape.shapes_trace
            key = (id(reading.source), names, dumps([span.attributes[name] for name in names]), told)
            known = draft.patches.get(key)
            if known is None:
                draft.patches[key] = _Patch(span.start_ns, reading, observation, root=False)
            else:
                known.said_ns = max(known.said_ns, span.start_ns)

    def records(self) -> Iterator[Trace]:
        for trace_id, draft in self._drafts.items():
            opening = draft.opening
            opened = False
            # Some clocks tick in milliseconds: of two that speak at one moment the child, which knows better, is last.
            for patch in sorted(draft.patches.values(), key=lambda patch: (patch.said_ns, not patch.root)):
                opened = opened or patch.said_ns == opening.said_ns
                yield _trace(patch, opening)
            if not opened:
                yield Trace(
                    trace_id=trace_id,
                    said_ns=opening.said_ns,
                    timestamp_ns=opening.start_ns,
                    environment=opening.environment,
                )


def _trace(patch: _Patch, opening: Observation) -> Trace:
    reading, observation, root = patch.reading, patch.observation, patch.root
    attributes, source, shape = reading.span.attributes, reading.source, reading.shape
    opens = patch.said_ns == opening.said_ns
    name = text_of(attributes.get(langfuse.TRACE_NAME))
    input_text = text_of(attributes.get(langfuse.TRACE_INPUT))
    output_text = text_of(attributes.get(langfuse.TRACE_OUTPUT))
    said = Trace(
        trace_id=reading.span.trace_id,
        said_ns=patch.said_ns,
        timestamp_ns=opening.start_ns if opens else None,
        environment=opening.environment if opens else None,
        name=name or (observation.name if root else None),
        user_id=first_text(attributes, shape.user_id),
        session_id=first_text(attributes, shape.session_id),
        release=text_of(attributes.get(langfuse.RELEASE)) or source.release,
        version=observation.version,
        public=_public(attributes, shape.public),
        tags=tags_of(first(attributes, shape.tags)),
        input=input_text or (observation.input if root else None),
        output=output_text or (observation.output if root else None),
        metadata=_metadata(reading, observation, root=root),
    )
    return mapped_trace(said, reading.mapped)


def _public(attributes: Attributes, keys: Keys) -> bool | None:
    for key in keys:
        if (told := attributes.get(key)) is not None:
            return is_true(told)
    return None


def _metadata(reading: Reading, observation: Observation, *, root: bool) -> dict[str, Json]:
    attributes, source = reading.span.attributes, reading.source
    metadata = {
        **source.trace_metadata,
        **sent_metadata(attributes, langfuse.TRACE_METADATA, reading.family(Family.TRACE_METADATA)),
    }
    if root:
        metadata |= sent_metadata(
            attributes, langfuse.OBSERVATION_METADATA, reading.family(Family.OBSERVATION_METADATA)
        )
        metadata = mapped_metadata(metadata, reading.mapped)
        if observation.metadata and ATTRIBUTES in observation.metadata:
            metadata[ATTRIBUTES] = observation.metadata[ATTRIBUTES]
    return metadata | source.metadata
