"""Conditions of a query, with their bound values: text from outside never becomes SQL."""

from dataclasses import dataclass, field

PROJECT_SEQ = "(SELECT seq FROM project WHERE project_id = ?)"
TRACE_SEQ = f"(SELECT seq FROM trace WHERE project_seq = {PROJECT_SEQ} AND trace_id = ?)"


@dataclass(slots=True)
class Conditions:
    """Conditions that must all hold."""

    _parts: list[str] = field(default_factory=list)
    _values: list[object] = field(default_factory=list)

    def copy(self) -> "Conditions":
        return Conditions(self._parts.copy(), self._values.copy())

    def add(self, sql: str, *values: object) -> None:
        self._parts.append(f"({sql})")
        self._values.extend(values)

    def add_if(self, sql: str, value: object | None) -> None:
        """Add a condition on ``value``, unless there is none."""
        if value is not None:
            self.add(sql, value)

    def add_any(self, column: str, values: tuple[object, ...]) -> None:
        """The column holds one of ``values``; no values: no condition."""
        if values:
            self.add(f"{column} IN ({', '.join('?' * len(values))})", *values)

    @property
    def where(self) -> str:
        return " AND ".join(self._parts) if self._parts else "1"

    @property
    def values(self) -> tuple[object, ...]:
        return tuple(self._values)
