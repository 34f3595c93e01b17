"""The words of a text as the text index keeps them, and the words that a search asks for.

Both come from the same folded letters, so that it does not matter whether the index or a pattern decides. SQLite's
tokenizer splits at spaces and signs. Chinese, Japanese and Thai have no spaces, so there each pair of neighbouring
letters is a word, and the last letter one of its own.
"""

import itertools
import re
import unicodedata
from dataclasses import dataclass

_UNSPACED = "\u0e00-\u0eff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(f"[{_UNSPACED}]+")
_WORD = re.compile(r"[^\W_]+")
_BEGINS = rf"(?:(?<![^\W_])|(?<=[{_UNSPACED}]))"
_ENDS = rf"(?:(?![^\W_])|(?=[{_UNSPACED}]))"
_LAST_LETTERS = re.compile(rf"[^\W_{_UNSPACED}]*\Z")
_TERM = re.compile(r'"([^"]+)"?|(\S+)')
_SPACES = re.compile(r"\s+")
_ESCAPED_SPACES = (r"\n", r"\t", r"\r", r"\b", r"\f")
_ESCAPED_CODE = re.compile(r"\\+u([0-9a-fA-F]{4})")
_INNER_ESCAPE = re.compile(r"\\+([bfnrt])(\w+)")
_SHORTEST_BEGINNING = 3  # of shorter words only the whole word is meant: too many begin like them


@dataclass(frozen=True, slots=True)
class Term:
    """What a text must have in it. ``tokens`` are the index's words, of which the text must have all.

    ``pattern`` decides on a ``plain`` text; ``is_phrase``: the tokens alone do not decide, as their order counts, or
    the signs around them.
    """

    text: str
    tokens: tuple[str, ...]
    pattern: re.Pattern[str]
    is_phrase: bool


def indexed(text: str) -> str:
    """Return a text as the tokenizer shall read it."""
    text = _without_escapes(text)
    if text.isascii():
        return text
    text = _folded(text)
    letters = set(text)
    for sign in letters:  # SQLite takes those that are younger than its own tables for letters
        if sign > "\x7f" and not sign.isalnum():
            text = text.replace(sign, " ")
    return _RUN.sub(_pairs, text) if max(letters, default="") >= _UNSPACED[0] else text


def plain(text: str) -> str:
    """Return a text as patterns read it: without case, accents, and differences between spaces."""
    return _SPACES.sub(" ", _folded(_without_escapes(text)))


def terms(search: str) -> tuple[Term, ...]:
    """Read a search: words, and phrases in quotation marks, all of which must occur."""
    asked = dict.fromkeys(quoted or word for quoted, word in _TERM.findall(search))
    found = map(_term, asked)
    return tuple(term for term in found if term is not None)


def _folded(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        for mark in filter(unicodedata.combining, set(text)):
            text = text.replace(mark, "")
    return text.casefold()


def _without_escapes(text: str) -> str:
    """JSON writes line ends, and some writers all that is not ASCII, as letters: a part of the next word."""
    if text[:1] not in ("{", "[") or "\\" not in text:
        return text
    if "\\u" in text:
        text = _ESCAPED_CODE.sub(_letter_of_code, text)
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = "\\".join(map(_unescaped, text.split("\\\\")))
    # What is escaped twice may be a line end in JSON within JSON, or the path C:\new. Each reading is a word.
    return _INNER_ESCAPE.sub(r"\\\1\2 \2", text) if "\\" in text else text


def _letter_of_code(code: re.Match[str]) -> str:
    letter = chr(int(code[1], 16))
    return letter if letter > "\x7f" else " "


def _unescaped(text: str) -> str:
    """Resolve the escapes of a text without a double backslash."""
    for space in _ESCAPED_SPACES:
        text = text.replace(space, " ")
    return text.replace("\\", "")


def _pairs(run: re.Match[str]) -> str:
    letters = run[0]
    return f" {' '.join(map(''.join, itertools.pairwise(letters)))} {letters[-1]} "


def _term(text: str) -> Term | None:
    wanted = plain(text).strip()
    words = _WORD.findall(wanted)
    if not words:
        return None
    tokens = [token for word in words[:-1] for token in _tokens(word, open_ended=False)]
    tokens += _tokens(words[-1], open_ended=True)
    begins = _BEGINS if _WORD.match(wanted) and not _RUN.match(wanted) else ""
    ends = _ENDS if 0 < len(_LAST_LETTERS.findall(wanted)[0]) < _SHORTEST_BEGINNING else ""
    is_phrase = len(tokens) > 1 or wanted != words[0]
    return Term(text, tuple(tokens), re.compile(begins + re.escape(wanted) + ends), is_phrase)


def _tokens(word: str, *, open_ended: bool) -> list[str]:
    """Return FTS5's words for one run of letters; with ``*`` any word that begins so."""
    tokens: list[str] = []
    at = 0
    for run in _RUN.finditer(word):
        tokens += _letters(word[at : run.start()], open_ended=False)
        letters = run[0]
        tokens += [f'"{one}{two}"' for one, two in itertools.pairwise(letters)] or [f'"{letters}"*']
        at = run.end()
    return tokens + _letters(word[at:], open_ended=open_ended)


def _letters(word: str, *, open_ended: bool) -> list[str]:
    if not word:
        return []
    return [f'"{word}"*' if open_ended and len(word) >= _SHORTEST_BEGINNING else f'"{word}"']
