"""Prompts as Langfuse clients send and read them (wire protocol, 5.10 and 6.6)."""

import re
from collections.abc import Mapping, Sequence

from tracedesk.analysis.prompt_text import references_in, variables_in
from tracedesk.formats.fields import Fields
from tracedesk.formats.json_text import fits
from tracedesk.formats.langfuse_api import JsonOut
from tracedesk.formats.times import format_time
from tracedesk.records.json import Json
from tracedesk.records.prompt import LATEST, PRODUCTION, Prompt, PromptDraft, PromptSummary, PromptType

LONGEST_COMMIT_MESSAGE = 500
LONGEST_LABEL = 36
MOST_MESSAGES = 10_000
TYPES: tuple[PromptType, ...] = ("text", "chat")
_RESERVED_NAMES = ("new", "metrics", "prompt-detail")
_LABEL = re.compile(r"[a-z0-9_\-.]+")
_HTML = re.compile(r"<[^>]*>")
_PLACEHOLDER = re.compile(r"[a-zA-Z][a-zA-Z0-9_]*")


def read_prompt(fields: Fields) -> PromptDraft:
    """Read a version that should be made.

    Raises:
        ValueError: a field is missing or wrong; the text names it. So does ``read_new_labels``.
    """
    kind = fields.one_of("type", TYPES) or "text"
    prompt = _messages(fields) if kind == "chat" else fields.any("prompt")
    if kind == "text" and not isinstance(prompt, str):
        raise fields.error("prompt", "must be a string, unless type is chat")
    references_in(prompt)
    config = fields.any("config")
    if not fits(config):
        raise fields.error("config", "is nested too deeply")
    return PromptDraft(
        name=_name(fields),
        type=kind,
        prompt=prompt,
        config={} if config is None else config,
        labels=_labels(fields, "labels") or (),
        tags=fields.texts("tags"),
        commit_message=fields.text("commitMessage", LONGEST_COMMIT_MESSAGE),
    )


def read_new_labels(fields: Fields) -> tuple[str, ...]:
    """Read the labels that a version should get."""
    labels = _labels(fields, "newLabels")
    if labels is None:
        raise fields.error("newLabels", "is required")
    if LATEST in labels:
        raise fields.error("newLabels", f"may not hold {LATEST}, which is always the newest version's")
    return labels


def prompt(found: Prompt, resolved: Json = None) -> JsonOut:
    """``resolved`` stands for the prompt as it is kept."""
    return {
        "id": found.prompt_id,
        "createdAt": format_time(found.created_ns),
        "updatedAt": format_time(found.updated_ns),
        "projectId": found.project_id,
        "createdBy": "API",
        "name": found.name,
        "version": found.version,
        "type": found.type,
        "prompt": found.prompt if resolved is None else resolved,
        "config": found.config,
        "labels": list(found.labels),
        "tags": list(found.tags),
        "commitMessage": found.commit_message,
    }


def prompt_read(found: Prompt, resolved: Json, dependencies: Mapping[str, Sequence[Prompt]]) -> JsonOut:
    """A prompt as a reader gets it, with the prompts that stand inside of it."""
    graph = {
        "root": _node(found),
        "dependencies": {prompt_id: [_node(inner) for inner in inners] for prompt_id, inners in dependencies.items()},
    }
    return prompt(found, resolved) | {
        "isActive": PRODUCTION in found.labels,
        "resolutionGraph": graph if dependencies else None,
    }


def prompt_line(found: PromptSummary) -> JsonOut:
    return {
        "name": found.name,
        "type": found.type,
        "versions": list(found.versions),
        "labels": list(found.labels),
        "tags": list(found.tags),
        "lastUpdatedAt": format_time(found.last_updated_ns),
        "lastConfig": found.last_config,
    }


def _node(found: Prompt) -> JsonOut:
    return {"name": found.name, "version": found.version, "id": found.prompt_id}


def _name(fields: Fields) -> str:
    name = fields.required_text("name").strip()
    if not name or "|" in name or _HTML.search(name):
        raise fields.error("name", "must not be empty, nor hold | or HTML tags")
    if name.startswith("/") or name.endswith("/") or "//" in name:
        raise fields.error("name", "must not begin or end with a slash, or have two in a row")
    if name in _RESERVED_NAMES:
        raise fields.error("name", f"must not be one of {', '.join(_RESERVED_NAMES)}")
    return name


def _labels(fields: Fields, name: str) -> tuple[str, ...] | None:
    labels = fields.texts(name)
    for label in labels or ():
        if len(label) > LONGEST_LABEL or not _LABEL.fullmatch(label):
            raise fields.error(name, f"may hold 1 to {LONGEST_LABEL} of a-z, 0-9, _, - and . each, not {label!r}")
    return labels


def _messages(fields: Fields) -> Json:
    if not isinstance(fields.any("prompt"), list):
        raise fields.error("prompt", "must be a list of messages when type is chat")
    messages = [_message(one) for one in fields.objects("prompt", MOST_MESSAGES)]
    placeholders = {str(message["name"]) for message in messages if message.get("type") == "placeholder"}
    both = sorted(placeholders & variables_in(messages))
    if both:
        raise fields.error("prompt", f"has {', '.join(both)} both as a variable and as a placeholder")
    return messages


def _message(fields: Fields) -> dict[str, Json]:
    if fields.any("type") == "placeholder":
        name = fields.required_text("name")
        if not _PLACEHOLDER.fullmatch(name):
            raise fields.error("name", "must begin with a letter, and hold letters, digits and _ only")
        return {"type": "placeholder", "name": name}
    content = fields.text("content")
    if content is None:
        raise fields.error("content", "is required")
    return {"role": fields.required_text("role"), "content": content}
