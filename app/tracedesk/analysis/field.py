"""An input or output, read once: what it is, and the chat messages in it."""

from dataclasses import dataclass

from tracedesk.analysis.message_parts import TextPart
from tracedesk.analysis.messages import Conversation, Message, conversation_in
from tracedesk.analysis.payload import Payload, read_payload


@dataclass(frozen=True, slots=True)
class Field:
    """A stored text with everything that was found in it. ``conversation`` None: it holds no chat messages."""

    payload: Payload
    conversation: Conversation | None


def read_field(text: str | None) -> Field | None:
    """Read a stored text. This may take a while for megabytes of JSON."""
    if text is None or text == "":
        return None
    payload = read_payload(text)
    try:
        return Field(payload, conversation_in(payload.value) if payload.kind == "json" else None)
    except RecursionError:  # parts inside parts without end: no program talks like that
        return Field(payload, None)


def whole_conversation(given: Field | None, answered: Field | None) -> Conversation | None:
    """Put the messages of an input and an output together; a bare text beside messages is a turn of its own."""
    if (given is None or given.conversation is None) and (answered is None or answered.conversation is None):
        return None
    asked, answer = _turns(given, "user"), _turns(answered, "assistant")
    if asked is None or answer is None:
        known = given.conversation if given is not None else None
        return known or (answered.conversation if answered is not None else None)
    return Conversation((*asked.messages, *answer.messages), {**asked.rest, **answer.rest})


def _turns(field: Field | None, role: str) -> Conversation | None:
    """Return the field as turns; None: it is JSON that holds none."""
    if field is None:
        return Conversation((), {})
    if field.conversation is None and field.payload.kind != "json":
        return Conversation((Message(role, (TextPart(field.payload.text),)),), {})
    return field.conversation
