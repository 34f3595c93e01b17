"""JSON as rows: every value once, made when looked at."""

import pytest
from PySide6.QtCore import QModelIndex, Qt

from tracedesk.records.json import Json
from tracedesk.ui.widgets.json_model import GROUP, JsonModel


def outline(model: JsonModel, parent: QModelIndex | None = None, depth: int = 0) -> list[str]:
    parent = parent or QModelIndex()
    rows = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        rows.append("  " * depth + str(index.data()))
        rows.extend(outline(model, index, depth + 1))
    return rows


def find(model: JsonModel, *rows: int) -> QModelIndex:
    index = QModelIndex()
    for row in rows:
        index = model.index(row, 0, index)
    return index


def test_rows_follow_the_value() -> None:
    value: Json = {"a": [1, True, None], "b": {"c": "x\ny"}, "d": 0.5, "e": {}}
    assert outline(JsonModel(value)) == [
        "a: [1, true, null]",
        "  0: 1",
        "  1: true",
        "  2: null",
        'b: {c: "x ↵ y"}',
        '  c: "x ↵ y"',
        "d: 0.5",
        "e: {}",
    ]


def test_a_string_that_holds_json_opens_in_place_and_its_path_says_so() -> None:
    model = JsonModel({"arguments": '{"city": "Köln"}', "text": "{not json}"})
    assert outline(model) == ['arguments: "{"city": "Köln"}"', '  city: "Köln"', 'text: "{not json}"']
    assert model.node(find(model, 0, 0)).path == "$.arguments | fromjson | $.city"
    assert not model.hasChildren(find(model, 1))


def test_long_lists_are_cut_into_ranges_that_do_not_show_in_the_path() -> None:
    model = JsonModel({"items": list(range(GROUP + 3))})
    items = find(model, 0)
    assert model.rowCount(items) == 2
    assert model.node(find(model, 0, 1)).label() == f"{GROUP} … {GROUP + 2}"
    assert model.rowCount(find(model, 0, 1)) == 3
    assert model.node(find(model, 0, 1, 2)).path == f"$.items[{GROUP + 2}]"


def test_rows_are_made_only_where_somebody_looks() -> None:
    model = JsonModel([{"deep": [[i]]} for i in range(400)])
    model.rowCount()
    assert len(model._nodes) == 401


@pytest.mark.parametrize("value", [{}, [], {"a": 1}, [[[]], {"b": '["c"]'}], list(range(1_200))])
def test_the_model_keeps_qt_s_rules(qtmodeltester, value: Json) -> None:
    model = JsonModel(value)
    qtmodeltester.check(model)
    assert model.data(find(model, 0), Qt.ItemDataRole.AccessibleTextRole) == find(model, 0).data()
