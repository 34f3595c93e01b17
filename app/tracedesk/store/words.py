"""The words of a text as the text index keeps them, and the words that a search asks for.

SQLite's tokenizer splits at spaces and signs. Chinese and Japanese have no spaces, so there each pair of neighbouring
characters is a word, and the last character one of its own.
"""

import itertools
import re
import unicodedata
from dataclasses import dataclass

_RUN = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_WORD = re.compile(r"[^\W_]+")
_TERM = re.compile(r'"([^"]+)"?|(\S+)')
_SPACES = re.compile(r"\s+")
_SHORTEST_BEGINNING = 3  # of shorter words only the whole word is meant: too many begin like them


@dataclass(frozen=True, slots=True)
class Term:
    """What a text must have in it. ``tokens`` are the index's words, of which the text must have all.

    ``pattern`` decides on a ``plain`` text; ``is_phrase``: the tokens alone do not decide, as their order counts.
    """

    text: str
    tokens: tuple[str, ...]
    pattern: re.Pattern[str]

    @property
    def is_phrase(self) -> bool:
        return len(self.tokens) > 1


def indexed(text: str) -> str:
    """Return a text as the tokenizer shall read it."""
    text = _without_escapes(text)
    return text if text.isascii() else _RUN.sub(_pairs, unicodedata.normalize("NFC", text))


def plain(text: str) -> str:
    """Return a text as patterns read it: without case, accents, and differences between spaces."""
    text = _without_escapes(text)
    if not text.isascii():
        text = "".join([sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign)])
    return _SPACES.sub(" ", text.casefold())


def terms(search: str) -> tuple[Term, ...]:
    """Read a search: words, and phrases in quotation marks, all of which must occur."""
    found = (_term(quoted or word) for quoted, word in _TERM.findall(search))
    return tuple(term for term in found if term is not None)


def _without_escapes(text: str) -> str:
    """JSON writes line ends as letters, which would become a part of the next word."""
    if text[:1] not in ("{", "["):
        return text
    return text.replace("\\\\", " ").replace("\\n", " ").replace("\\t", " ").replace("\\r", " ")


def _pairs(run: re.Match[str]) -> str:
    signs = run[0]
    return f" {' '.join(map(''.join, itertools.pairwise(signs)))} {signs[-1]} "


def _term(text: str) -> Term | None:
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    if not words:
        return None
    tokens = [token for word in words[:-1] for token in _tokens(word, open_ended=False)]
    tokens += _tokens(words[-1], open_ended=True)
    wanted = plain(text).strip()
    first, last = wanted[:1], words[-1]
    begins = r"(?<![^\W_])" if _WORD.match(first) and not _RUN.match(first) else ""
    ends = r"(?![^\W_])" if len(last) < _SHORTEST_BEGINNING and not _RUN.search(last) and wanted[-1:].isalnum() else ""
    return Term(text, tuple(tokens), re.compile(begins + re.escape(wanted) + ends))


def _tokens(word: str, *, open_ended: bool) -> list[str]:
    """Return FTS5's words for one run of letters; with ``*`` any word that begins so."""
    tokens: list[str] = []
    at = 0
    for run in _RUN.finditer(word):
        tokens += _letters(word[at : run.start()], open_ended=False)
        signs = run[0]
        tokens += [f'"{one}{two}"' for one, two in itertools.pairwise(signs)] or [f'"{signs}"*']
        at = run.end()
    return tokens + _letters(word[at:], open_ended=open_ended)


def _letters(word: str, *, open_ended: bool) -> list[str]:
    if not word:
        return []
    return [f'"{word}"*' if open_ended and len(word) >= _SHORTEST_BEGINNING else f'"{word}"']
