"""Reads the query of a request, each value by its type; an empty value counts as absent."""

from collections.abc import Collection
from typing import TypeVar

from starlette.requests import Request

from tracedesk.analysis.filter import Condition
from tracedesk.formats.batch import FormatError
from tracedesk.formats.langfuse_filter import filter_of
from tracedesk.formats.times import parse_time, with_plus
from tracedesk.queries.filters import FilterError, Table
from tracedesk.server.problems import ApiError, invalid_request

LARGEST_PAGE = 100
LARGEST_NUMBER = 10**12 - 1
DEFAULT_LIMIT = 50
MOST_VALUES = 100  # each becomes a condition, and SQLite nests them
Word = TypeVar("Word", bound=str)


class QueryParams:
    """Every method raises ``ApiError`` (400) when the value is of another type."""

    def __init__(self, request: Request) -> None:
        self._params = request.query_params

    def text(self, name: str) -> str | None:
        return self._params.get(name) or None

    def text_or_empty(self, name: str) -> str | None:
        """The one kind of value that says something by being empty."""
        return self._params.get(name)

    def texts(self, name: str) -> tuple[str, ...]:
        """Repeated keys mean a list."""
        return self._not_too_many(name, [value for value in self._params.getlist(name) if value])

    def listed(self, name: str) -> tuple[str, ...]:
        """One value, with commas between its parts."""
        parts = (part.strip() for part in (self.text(name) or "").split(","))
        return self._not_too_many(name, [part for part in parts if part])

    def refuse_others(self, known: Collection[str], *, empty: Collection[str] = ()) -> None:
        """Refuse names that are not ``known``, or come twice: some queries are strict. ``empty`` may come empty."""
        for name in self._params:
            if name not in known and (name not in empty or self.text(name) is not None):
                raise invalid_request((name, "is not a parameter of this list"))
            if len(self._params.getlist(name)) > 1:
                raise invalid_request((name, "is there more than once; put commas between values"))

    def time_ns(self, name: str) -> int | None:
        value = self.text(name)
        if value is None:
            return None
        try:
            return parse_time(with_plus(value))
        except ValueError as error:
            raise invalid_request((name, str(error))) from None

    def number(self, name: str) -> float | None:
        value = self.text(name)
        if value is None:
            return None
        try:
            return float(value)
        except ValueError:
            raise invalid_request((name, "must be a number")) from None

    def one_of(self, name: str, words: tuple[Word, ...]) -> Word | None:
        value = self.text(name)
        if value is None:
            return None
        for word in words:
            if word == value:
                return word
        raise invalid_request((name, f"must be one of {', '.join(words)}"))

    def several_of(self, name: str, words: tuple[str, ...]) -> tuple[str, ...]:
        """One value, with commas between its parts, each of which is one of ``words``."""
        found = self.listed(name)
        if not set(found) <= set(words):
            raise invalid_request((name, f"may hold {', '.join(words)}"))
        return found

    def filter(self, table: Table) -> tuple[Condition, ...]:
        """The conditions of ``filter``, checked against the columns of the list."""
        text = self.text("filter")
        if text is None:
            return ()
        try:
            found = filter_of(text)
            table.check(found)
        except (FormatError, FilterError) as error:
            raise ApiError(400, str(error), "InvalidRequestError") from None
        except ValueError as error:
            raise invalid_request(("filter", str(error))) from None
        return found

    def flag(self, name: str) -> bool | None:
        value = self.text(name)
        if value is None:
            return None
        if value not in ("true", "false"):
            raise invalid_request((name, "must be true or false"))
        return value == "true"

    def page(self, default_limit: int = DEFAULT_LIMIT) -> tuple[int, int]:
        """Return the number of the page (from 1) and its length."""
        return self._whole("page", 1), self.limit(default=default_limit)

    def whole_number(self, name: str) -> int | None:
        """Return a number from 1."""
        return None if self.text(name) is None else self._whole(name, 1)

    def limit(self, name: str = "limit", most: int = LARGEST_PAGE, default: int = DEFAULT_LIMIT, least: int = 1) -> int:
        """Return the length of a page, or of a list inside of it."""
        limit = self._whole(name, default, least)
        if limit > most:
            raise invalid_request((name, f"must be at most {most}"))
        return limit

    def _not_too_many(self, name: str, values: list[str]) -> tuple[str, ...]:
        if len(values) > MOST_VALUES:
            raise invalid_request((name, f"may have at most {MOST_VALUES} values"))
        return tuple(values)

    def _whole(self, name: str, default: int, least: int = 1) -> int:
        value = self.text(name)
        if value is None:
            return default
        if not value.isascii() or not value.isdecimal() or len(value) > 12 or int(value) < least:
            raise invalid_request((name, f"must be a whole number from {least}"))
        return int(value)
