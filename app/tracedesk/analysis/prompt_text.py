"""What the texts of prompts hold: references to other prompts, and variables (wire protocol, 5.10)."""

import re
from collections.abc import Callable, Iterator

from tracedesk.records.json import Json
from tracedesk.records.prompt import PromptReference

_TAG = re.compile(r"@@@langfusePrompt:(.*?)@@@", re.DOTALL)
_REFERENCE = re.compile(r"name=([^|]+)\|(?:version=([0-9]{1,9})|label=([^|]+))")
_VARIABLE = re.compile(r"\{\{\s*([a-zA-Z][a-zA-Z0-9_]*)\s*\}\}")


def texts_of(prompt: Json) -> Iterator[str]:
    """Return the texts of a prompt: its own, or the contents of its messages."""
    if isinstance(prompt, str):
        yield prompt
    elif isinstance(prompt, list):
        for message in prompt:
            if isinstance(message, dict) and isinstance(content := message.get("content"), str):
                yield content


def references_in(prompt: Json) -> list[PromptReference]:
    """Return the references of a prompt, each once.

    Raises:
        ValueError: a tag does not name exactly one version or label of a prompt.
    """
    tags = [tag for text in texts_of(prompt) for tag in _TAG.findall(text)]
    return list(dict.fromkeys(map(_reference, tags)))


def replaced(prompt: Json, text_for: Callable[[PromptReference], str]) -> Json:
    """Return the prompt with each reference replaced by what ``text_for`` returns for it."""

    def replace(text: str) -> str:
        return _TAG.sub(lambda tag: text_for(_reference(tag[1])), text)

    if isinstance(prompt, str):
        return replace(prompt)
    if isinstance(prompt, list):
        return [
            {**message, "content": replace(message["content"])}
            if isinstance(message, dict) and isinstance(message.get("content"), str)
            else message
            for message in prompt
        ]
    return prompt


def variables_in(prompt: Json) -> frozenset[str]:
    """Return the names of what is filled in when the prompt is used, such as ``{{topic}}``."""
    return frozenset(name for text in texts_of(prompt) for name in _VARIABLE.findall(text))


def _reference(tag: str) -> PromptReference:
    found = _REFERENCE.fullmatch(tag)
    if found is None:
        raise ValueError(f"@@@langfusePrompt:{tag}@@@ must be name=…|version=… or name=…|label=…")
    name, version, label = found.groups()
    return PromptReference(name, None if version is None else int(version), label)
