"""The ``filter`` of a list: JSON inside of a query, with the columns of that list."""

from tracedesk.analysis.filter import KEYED, OPERATORS, ConditionType
from tracedesk.formats.langfuse_filter import MOST_CONDITIONS
from tracedesk.queries.filters import FITTING, Table
from tracedesk.records.json import Json
from tracedesk.server.openapi.fields import Field, Schema, time

_SEVERAL: Schema = {"type": "array", "items": {"type": "string"}, "minItems": 1}
_VALUES: dict[ConditionType, Schema] = {
    "datetime": time("value").schema, "string": {"type": "string"}, "number": {"type": "number"},
    "stringOptions": _SEVERAL, "arrayOptions": _SEVERAL, "categoryOptions": _SEVERAL,
    "stringObject": {"type": "string"}, "numberObject": {"type": "number"}, "booleanObject": {"type": "boolean"},
    "boolean": {"type": "boolean"}, "null": {"const": ""},
}  # fmt: skip


def filter_of(table: Table) -> Field:
    """Conditions that must all hold, in a list."""
    kinds: list[Json] = [_condition(table, kind, columns) for kind in OPERATORS if (columns := _columns(table, kind))]
    schema: Schema = {"type": "array", "maxItems": MOST_CONDITIONS, "items": {"oneOf": kinds}}
    return Field("filter", schema, as_json=True)


def _columns(table: Table, kind: ConditionType) -> list[Json]:
    return [name for name, column in table.columns.items() if kind in FITTING[column.kind]]


def _condition(table: Table, kind: ConditionType, columns: list[Json]) -> Schema:
    searched = any(column.words for column in table.columns.values())
    operators: list[Json] = [operator for operator in OPERATORS[kind] if operator != "matches" or searched]
    key: Schema = {"key": {"type": "string", "minLength": 1}} if kind in KEYED else {}
    return {
        "type": "object",
        "required": ["type", "column", "operator", "value", *key],
        "properties": {
            "type": {"const": kind},
            "column": {"enum": columns},
            "operator": {"enum": operators},
            "value": _VALUES[kind],
            **key,
        },
    }
