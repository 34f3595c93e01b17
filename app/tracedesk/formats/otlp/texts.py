"""Input and output of a span, by the first rule of ``dialects.precedence`` that finds one of them."""

from typing import NamedTuple

from tracedesk.formats.dialects.rules import (
    Family,
    InstructedMessages,
    Keys,
    MessageEvents,
    NamedTexts,
    NumberedMessages,
    TextRule,
)
from tracedesk.formats.json_text import dumps
from tracedesk.formats.otlp.nesting import filled
from tracedesk.formats.otlp.reading import Reading
from tracedesk.formats.otlp.spans import Attributes, SpanEvent
from tracedesk.formats.otlp.values import decoded, first, text_of
from tracedesk.records.json import Json


class Texts(NamedTuple):
    """Stored texts, and the names of the attributes and events that they were taken from."""

    input: str | None
    output: str | None
    used: Keys = ()


NOTHING = Texts(None, None)


def texts_of(reading: Reading) -> Texts:
    for rule in reading.shape.texts:
        texts = _find(rule, reading)
        if texts.input is not None or texts.output is not None:
            return texts
    return NOTHING


def _find(rule: TextRule, reading: Reading) -> Texts:
    match rule:
        case NamedTexts():
            return _named(rule, reading)
        case NumberedMessages():
            return _numbered(rule, reading)
        case MessageEvents():
            return texts_of_events(rule, reading.span.events)
        case InstructedMessages():
            return texts_of_messages(rule, reading.span.attributes)


def _named(rule: NamedTexts, reading: Reading) -> Texts:
    attributes = reading.span.attributes
    input_text, output_text = text_of(first(attributes, rule.input)), text_of(first(attributes, rule.output))
    if input_text is None and output_text is not None:
        input_text = _from_family(rule.input_family, reading)
    elif output_text is None and input_text is not None:
        output_text = _from_family(rule.output_family, reading)
    return Texts(input_text, output_text, rule.input + rule.output)


def _numbered(rule: NumberedMessages, reading: Reading) -> Texts:
    attributes = reading.span.attributes
    return Texts(
        text_of(attributes.get(rule.input_key)) or _from_family(rule.input_family, reading),
        text_of(attributes.get(rule.output_key)) or _from_family(rule.output_family, reading),
    )


def _from_family(family: Family | None, reading: Reading) -> str | None:
    plan = reading.shape.plans.get(family) if family is not None else None
    return text_of(filled(plan, reading.span.attributes)) if plan else None


def texts_of_events(rule: MessageEvents, events: list[SpanEvent]) -> Texts:
    if not events:
        return NOTHING
    messages: list[Json] = [
        {"role": rule.roles[event.name], **event.attributes} for event in events if event.name in rule.roles
    ]
    choices: list[Json] = [event.attributes for event in events if event.name == rule.choice]
    return Texts(text_of(messages), text_of(choices[0] if len(choices) == 1 else choices), (*rule.roles, rule.choice))


def texts_of_messages(rule: InstructedMessages, attributes: Attributes) -> Texts:
    messages = first(attributes, rule.input)
    instructions = attributes.get(rule.instructions)
    used = rule.input + rule.output
    if instructions and (led := _led_by(instructions, decoded(messages))):
        messages, used = led, (*used, rule.instructions)
    return Texts(text_of(messages), text_of(first(attributes, rule.output)), used)


def _led_by(instructions: Json, messages: Json) -> list[Json]:
    """Return ``messages`` with the instructions before them; an empty list: they have some, or are no list."""
    if not isinstance(messages, list) or any(
        isinstance(message, dict) and message.get("role") == "system" for message in messages
    ):
        return []
    return [{"role": "system", "content": _instructions_text(instructions)}, *messages]


def _instructions_text(instructions: Json) -> str:
    found = decoded(instructions)
    if isinstance(found, str):
        return found
    if isinstance(found, list):
        contents = [part.get("content") if isinstance(part, dict) else part for part in found]
        return "\n".join(text for content in contents if (text := text_of(content)))
    return instructions if isinstance(instructions, str) else dumps(instructions)
