"""Prompts that stand inside of others: found, checked, and put in their places (wire protocol, 5.10)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from tracedesk.analysis.prompt_text import references_in, replaced
from tracedesk.records.json import Json
from tracedesk.records.prompt import Prompt, PromptReference

DEEPEST = 5  # prompts inside of one another
LONGEST = 4_000_000  # characters; a few prompts that repeat each other grow without bounds

Find: TypeAlias = Callable[[PromptReference], Prompt | None]


class ResolutionError(Exception):
    """A reference leads nowhere, in a circle, or too deep; the text says which."""


@dataclass(slots=True)
class Resolution:
    """Resolves one prompt. ``dependencies`` are the prompts that stand directly in one, by its id."""

    find: Find
    dependencies: dict[str, list[Prompt]] = field(default_factory=dict)
    _known: dict[tuple[PromptReference, int], str] = field(default_factory=dict)  # with the depth that it stands at

    def resolved(self, name: str, prompt_id: str, prompt: Json) -> Json:
        """Return a prompt with the texts of all that it refers to.

        Raises:
            ResolutionError: that cannot be done.
        """
        return self._resolved(prompt_id, prompt, (name,))

    def _resolved(self, prompt_id: str, prompt: Json, path: tuple[str, ...]) -> Json:
        try:
            references = references_in(prompt)
        except ValueError as error:
            raise ResolutionError(str(error)) from None
        if not references:
            return prompt
        if len(path) > DEEPEST:
            raise ResolutionError(f"Prompts may stand in one another {DEEPEST} deep: {' > '.join(path)} has more.")
        texts = {reference: self._text(reference, prompt_id, path) for reference in references}
        length = 0

        def text_for(reference: PromptReference) -> str:
            nonlocal length
            length += len(texts[reference])
            if length > LONGEST:
                raise ResolutionError(f"With the prompts inside of it, {path[-1]} has more than {LONGEST} characters.")
            return texts[reference]

        return replaced(prompt, text_for)

    def _text(self, reference: PromptReference, prompt_id: str, path: tuple[str, ...]) -> str:
        inner = self._found(reference, path)
        inners = self.dependencies.setdefault(prompt_id, [])
        if inner not in inners:
            inners.append(inner)
        key = (reference, len(path))
        if key not in self._known:
            self._known[key] = str(self._resolved(inner.prompt_id, inner.prompt, (*path, inner.name)))
        return self._known[key]

    def _found(self, reference: PromptReference, path: tuple[str, ...]) -> Prompt:
        if reference.name in path:
            raise ResolutionError(f"Circular dependency: {' > '.join((*path, reference.name))}.")
        inner = self.find(reference)
        if inner is None:
            raise ResolutionError(f"Prompt dependency not found: {reference}.")
        if inner.type != "text":
            raise ResolutionError(f"Prompt dependency is not a text prompt: {reference}.")
        return inner
