"""Reads the fields of a JSON object that a client sent, each by its type; null counts as absent."""

from collections.abc import Collection, Mapping
from typing import TypeVar

from tracedesk.formats.json_text import fits, flat
from tracedesk.formats.times import parse_time
from tracedesk.records.json import Json

LONGEST_ID = 800
LONGEST_NAME = 1_000
Word = TypeVar("Word", bound=str)


_NONE: frozenset[str] = frozenset()


class Fields:
    """The object ``body``; ``path`` says where it lies in the payload, for the sentence of an error.

    Every method raises ValueError, naming the field, when the value is of another type.
    """

    def __init__(self, body: Json, path: str) -> None:
        if not isinstance(body, dict):
            raise ValueError(f"{path} must be an object")
        self.body = body
        self.path = path

    def any(self, name: str) -> Json:
        return self.body.get(name)

    def value(self, name: str) -> Json:
        """Any JSON that can be a part of an answer."""
        value = self.body.get(name)
        if not fits(value):
            raise self.error(name, "is nested too deeply")
        return value

    def refuse_others(self, known: Collection[str]) -> None:
        """Refuse a key that is not ``known``: some bodies are strict."""
        unknown = next((name for name in self.body if name not in known), None)
        if unknown is not None:
            raise self.error(unknown, "is not a field of this body")

    def text(self, name: str, longest: int | None = None) -> str | None:
        value = self.body.get(name)
        if value is None or (isinstance(value, str) and (longest is None or len(value) <= longest)):
            return value
        raise self.error(name, f"has more than {longest} characters" if isinstance(value, str) else "must be a string")

    def required_text(self, name: str, longest: int = LONGEST_NAME) -> str:
        value = self.text(name, longest)
        if not value:
            raise self.error(name, "is required")
        return value

    def identifier(self, name: str) -> str | None:
        """An id of at most 800 characters; the empty one counts as absent."""
        return self.text(name, LONGEST_ID) or None

    def required_identifier(self, name: str) -> str:
        value = self.identifier(name)
        if value is None:
            raise self.error(name, "is required")
        return value

    def time_ns(self, name: str) -> int | None:
        value = self.body.get(name)
        if value is None:
            return None
        try:
            return parse_time(value)
        except ValueError as error:
            raise self.error(name, str(error)) from None

    def flag(self, name: str) -> bool | None:
        value = self.body.get(name)
        if value is not None and not isinstance(value, bool):
            raise self.error(name, "must be true or false")
        return value

    def whole_number(self, name: str) -> int | None:
        value = self.body.get(name)
        if value is None:
            return None
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or abs(value) > 2**53:
            raise self.error(name, "must be a whole number")
        return value

    def one_of(self, name: str, words: tuple[Word, ...]) -> Word | None:
        value = self.text(name)
        if value is None:
            return None
        for word in words:
            if word == value:
                return word
        raise self.error(name, f"must be one of {', '.join(words)}")

    def required_one_of(self, name: str, words: tuple[Word, ...]) -> Word:
        found = self.one_of(name, words)
        if found is None:
            raise self.error(name, f"must be one of {', '.join(words)}")
        return found

    def texts(self, name: str) -> tuple[str, ...] | None:
        value = self.body.get(name)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.error(name, "must be a list of strings")
        return tuple(str(one) for one in value)

    def objects(self, name: str, most: int) -> list["Fields"]:
        """The objects of a list of at most ``most``; null is the empty list."""
        value = self.body.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.error(name, "must be a list")
        if len(value) > most:
            raise self.error(name, f"may have at most {most} parts")
        return [Fields(one, f"{self.path}.{name}[{place}]") for place, one in enumerate(value)]

    def object(self, name: str) -> dict[str, Json] | None:
        """A JSON object; the empty one counts as absent."""
        value = self.body.get(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.error(name, "must be an object")
        return flat(value) or None

    def metadata(self, name: str = "metadata") -> dict[str, Json] | None:
        """Any JSON: what is not an object is kept under the key ``metadata``."""
        value = self.body.get(name)
        if value is None:
            return None
        return flat(value if isinstance(value, dict) else {"metadata": value}) or None

    def nulls(self, names: Mapping[str, str]) -> frozenset[str]:
        """Return our names of the fields that are there and null; ``names`` gives ours by theirs."""
        found = [ours for theirs, ours in names.items() if self.body.get(theirs, "") is None]
        return frozenset(found) if found else _NONE

    def error(self, name: str, fault: str) -> ValueError:
        return ValueError(f"{self.path}.{name} {fault}")
