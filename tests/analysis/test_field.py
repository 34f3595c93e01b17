"""An input or output, read once; and the conversation of both."""

import json

from tracedesk.analysis.field import Field, read_field, whole_conversation
from tracedesk.analysis.message_parts import TextPart
from tracedesk.analysis.messages import Message
from tracedesk.records.json import Json


def field(value: Json) -> Field | None:
    return read_field(value if isinstance(value, str) else json.dumps(value))


def turns(given: Json, answered: Json) -> list[tuple[str, str]] | None:
    found = whole_conversation(field(given), field(answered))
    if found is None:
        return None
    return [
        (message.role, part.text) for message in found.messages for part in message.parts if isinstance(part, TextPart)
    ]


def test_nothing_sent_is_no_field() -> None:
    assert read_field(None) is None
    assert read_field("") is None


def test_a_field_knows_its_messages() -> None:
    found = field({"role": "user", "content": "Hi"})
    assert found is not None
    assert found.conversation is not None
    assert found.conversation.messages == (Message("user", (TextPart("Hi"),)),)
    assert field("Hi") == Field(found.payload.__class__("Hi", "text"), None)


def test_a_bare_answer_to_messages_is_a_turn() -> None:
    asked: Json = [{"role": "user", "content": "Hi"}]
    assert turns(asked, "Hello") == [("user", "Hi"), ("assistant", "Hello")]
    assert turns("Hi", {"role": "assistant", "content": "Yo"}) == [("user", "Hi"), ("assistant", "Yo")]


def test_json_that_is_no_message_is_left_to_its_own_view() -> None:
    assert turns([{"role": "user", "content": "Hi"}], {"score": 1}) == [("user", "Hi")]
    assert turns({"query": "x"}, {"role": "assistant", "content": "Yo"}) == [("assistant", "Yo")]


def test_parts_inside_parts_without_end_are_only_json() -> None:
    text = "1"
    for _ in range(300):
        text = '[{"type": "tool_result", "content": ' + text + "}]"
    found = read_field('{"role": "tool", "content": ' + text + "}")
    assert found is not None
    assert found.payload.kind in ("json", "text")


def test_two_bare_texts_are_no_conversation() -> None:
    assert turns("Hi", "Hello") is None
