"""Regular expressions from outside. RE2 searches in linear time: no pattern can hold up the writer."""

from functools import lru_cache

import re2

LONGEST_PATTERN = 1_000
LONGEST_TEXT = 1_000
_QUIET = re2.Options()
_QUIET.log_errors = False
_QUIET_ANY_CASE = re2.Options()
_QUIET_ANY_CASE.log_errors = False
_QUIET_ANY_CASE.case_sensitive = False


class PatternError(Exception):
    """A regular expression cannot be used; the text says why."""


class Pattern:
    """A regular expression that is searched for anywhere in a text.

    Raises:
        PatternError: it is none, is too long, or needs look-around or back-references, which RE2 does not have.
    """

    def __init__(self, text: str, *, case_sensitive: bool = True) -> None:
        if len(text) > LONGEST_PATTERN:
            raise PatternError(f"has more than {LONGEST_PATTERN} characters")
        try:
            self._compiled = re2.compile(text, options=_QUIET if case_sensitive else _QUIET_ANY_CASE)
        except re2.error as error:
            raise PatternError(f"is no regular expression that can be used: {_words(error)}") from None
        except UnicodeEncodeError:
            raise PatternError("has half a character in it") from None

    def found_in(self, text: str) -> bool:
        return len(text) <= LONGEST_TEXT and self._compiled.search(text) is not None


@lru_cache(maxsize=2_048)
def usable_pattern(text: str, *, case_sensitive: bool) -> Pattern | None:
    """Return the pattern; None: it cannot be used."""
    try:
        return Pattern(text, case_sensitive=case_sensitive)
    except PatternError:
        return None


def _words(error: Exception) -> str:
    said = error.args[0] if error.args else ""
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
