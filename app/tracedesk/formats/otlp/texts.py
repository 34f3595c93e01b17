"""Input and output of a span, by the first rule of ``dialects.precedence`` that finds one of them."""

from collections.abc import Callable
from typing import NamedTuple

from tracedesk.formats import dialects
from tracedesk.formats.dialects.rules import (
    CallEvent,
    ContentEvents,
    Family,
    InstructedMessages,
    Keys,
    ListedEvents,
    MessageEvents,
    NamedTexts,
    NumberedMessages,
    ScopeTexts,
    TextRule,
)
from tracedesk.formats.json_text import dumps
from tracedesk.formats.otlp import genkit, vercel
from tracedesk.formats.otlp.logs import EVENT_NAME
from tracedesk.formats.otlp.nesting import filled
from tracedesk.formats.otlp.reading import Reading
from tracedesk.formats.otlp.shape import shape_of
from tracedesk.formats.otlp.values import decoded, first, text_of
from tracedesk.records.json import Json
from tracedesk.records.span import Attributes, SpanEvent


class Texts(NamedTuple):
    """Stored texts, and the names of the attributes and events that they were taken from."""

    input: str | None
    output: str | None
    used: Keys = ()


NOTHING = Texts(None, None)
_BY_SCOPE: dict[str, Callable[[Attributes], tuple[str | None, str | None]]] = {
    genkit.SCOPE: genkit.texts,
    vercel.SCOPE: vercel.texts,
}
_USED_BY_SCOPE: dict[str, Keys] = {
    genkit.SCOPE: (dialects.genkit.INPUT, dialects.genkit.OUTPUT),
    vercel.SCOPE: dialects.vercel_ai.INPUT + dialects.vercel_ai.OUTPUT,
}


def texts_of(reading: Reading) -> Texts:
    rules = reading.shape.texts
    for place, rule in enumerate(rules):
        texts = _find(rule, reading)
        if texts.input is not None or texts.output is not None or isinstance(rule, ScopeTexts):
            return _completed(texts, rules[place + 1 :], reading) if isinstance(rule, NumberedMessages) else texts
    return NOTHING


def _completed(texts: Texts, others: tuple[TextRule, ...], reading: Reading) -> Texts:
    """Return both sides: where one is spread over attributes, some instrumentations tell the other as messages."""
    for rule in others:
        if texts.input is not None and texts.output is not None:
            break
        if isinstance(rule, InstructedMessages):
            more = _find(rule, reading)
            texts = Texts(texts.input or more.input, texts.output or more.output, texts.used + more.used)
    return texts


def _find(rule: TextRule, reading: Reading) -> Texts:
    match rule:
        case NamedTexts():
            return _named(rule, reading)
        case NumberedMessages():
            return _numbered(rule, reading)
        case MessageEvents():
            return texts_of_events(rule, reading.span.events)
        case CallEvent():
            return _call_event(rule, reading.span.events)
        case ContentEvents():
            return _content_events(rule, reading)
        case ListedEvents():
            return _listed_events(rule, reading.span.attributes)
        case InstructedMessages():
            return texts_of_messages(rule, reading.span.attributes)
        case ScopeTexts():
            return Texts(*_BY_SCOPE[rule.scope](reading.span.attributes), _USED_BY_SCOPE[rule.scope])


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


def _call_event(rule: CallEvent, events: list[SpanEvent]) -> Texts:
    for event in events:
        if event.name == rule.name:
            return texts_of_messages(rule.messages, event.attributes)._replace(used=(rule.name,))
    return NOTHING


def _content_events(rule: ContentEvents, reading: Reading) -> Texts:
    """Read the attributes of the last event of each side as those of a span; what no rule knows is kept whole."""
    told = {event.name: event.attributes for event in reading.span.events if event.attributes}
    asked, answered = told.get(rule.input), told.get(rule.output)
    if asked is None and answered is None:
        return NOTHING
    input_text = None if asked is None else _within(asked, reading).input or dumps(asked)
    output_text = None if answered is None else _within(answered, reading).output or dumps(answered)
    return Texts(input_text, output_text, (rule.input, rule.output))


def _within(attributes: Attributes, reading: Reading) -> Texts:
    inner = reading.span._replace(attributes=attributes, events=[])
    return texts_of(Reading(inner, reading.source, shape_of(attributes)))


def _listed_events(rule: ListedEvents, attributes: Attributes) -> Texts:
    events = decoded(attributes.get(rule.key))
    if not isinstance(events, list):
        return NOTHING
    choices = [event for event in events if isinstance(event, dict) and event.get(EVENT_NAME) == rule.choice]
    others = [event for event in events if event not in choices]
    return Texts(text_of(others), text_of(choices[0] if choices else None), (rule.key,))


def texts_of_messages(rule: InstructedMessages, attributes: Attributes) -> Texts:
    messages = _first_full(attributes, rule.input, rule.empty)
    instructions = attributes.get(rule.instructions)
    used = rule.input + rule.output
    if instructions and (led := _led_by(instructions, decoded(messages))):
        messages, used = led, (*used, rule.instructions)
    return Texts(text_of(messages), text_of(_first_full(attributes, rule.output, rule.empty)), used)


def _first_full(attributes: Attributes, keys: Keys, empty: str | None) -> Json:
    return next((value for key in keys if (value := attributes.get(key)) and value != empty), None)


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
