"""A JSON value as a tree of rows that are made when somebody looks at them."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from tracedesk.analysis.long_text import one_line
from tracedesk.analysis.message_parts import is_list
from tracedesk.analysis.payload import json_container, json_path
from tracedesk.records.json import Json

Index: TypeAlias = QModelIndex | QPersistentModelIndex

GROUP = 500  # rows a branch shows at once; longer ones are cut into named ranges
SHOWN = 240  # characters of a value in its row


class JsonNode:
    """One row. ``steps`` lead to it; ``inside`` is the path of the string that was opened to reach it."""

    __slots__ = ("children", "inside", "key", "number", "parent", "row", "steps", "value", "window")

    def __init__(self, number: int, parent: "JsonNode | None", row: int, key: str | int | None, value: Json) -> None:
        self.number = number
        self.parent = parent
        self.row = row
        self.key = key
        self.value = value
        self.window: range | None = None  # the part of the parent's children that a range row stands for
        self.inside = ""
        self.steps: tuple[str | int, ...] = ()
        self.children: list[JsonNode] | None = None

    @property
    def path(self) -> str:
        """The JSON path; ``fromjson`` stands where a string that holds JSON was opened."""
        return f"{self.inside}{json_path(self.steps)}"

    @property
    def is_range(self) -> bool:
        return self.window is not None

    def opened(self) -> Json:
        """The object or list below this row, or None: a string is read as JSON."""
        return json_container(self.value) if isinstance(self.value, str) else self.value

    def label(self) -> str:
        """What stands before the value."""
        if self.window is not None:
            return f"{self.window.start} … {self.window.stop - 1}"
        return str(self.key)


class JsonModel(QAbstractItemModel):
    """Rows are made when a branch is opened, so that megabytes of JSON show at once."""

    def __init__(self, value: Json, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._nodes: list[JsonNode] = []  # a row's number is its place here, and the id of its model index
        self._root = self._make(None, 0, None, value)

    def node(self, index: Index) -> JsonNode:
        return self._nodes[index.internalId()] if index.isValid() else self._root

    def index_of(self, node: JsonNode) -> QModelIndex:
        return QModelIndex() if node is self._root else self.createIndex(node.row, 0, node.number)

    def child_count(self, node: JsonNode) -> int:
        """Return how many rows opening ``node`` would show, without making them."""
        if node.window is not None:
            return len(node.window)
        value = node.opened()
        count = len(value) if isinstance(value, Mapping) or is_list(value) else 0
        return count if count <= GROUP else -(-count // GROUP)

    @override
    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        children = self._children(self.node(parent))
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, column, children[row].number)

    @override
    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        parent = self.node(index).parent
        return QModelIndex() if parent is None else self.index_of(parent)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.column() > 0 else len(self._children(self.node(parent)))

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    @override
    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        node = self.node(parent)
        value = node.value
        if isinstance(value, str) and not node.is_range:
            return value[:64].lstrip()[:1] in ("{", "[") and bool(self._children(node))
        return bool(value) if isinstance(value, Mapping) or is_list(value) else False

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # Qt takes any value
        if not index.isValid():
            return None
        node = self.node(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{node.label()}: {summary(node.value)}"
        return None

    def _children(self, node: JsonNode) -> list[JsonNode]:
        if node.children is None:
            node.children = []
            node.children.extend(self._made_children(node))
        return node.children

    def _made_children(self, node: JsonNode) -> Iterator[JsonNode]:
        value = node.opened()
        if not isinstance(value, Mapping) and not is_list(value):
            return
        if node.window is None and len(value) > GROUP:
            for row, start in enumerate(range(0, len(value), GROUP)):
                made = self._make(node, row, None, value)
                made.window = range(start, min(start + GROUP, len(value)))
                made.steps, made.inside = _inner_path(node)
                yield made
            return
        yield from self._members(node, value)

    def _members(self, node: JsonNode, value: Json) -> Iterator[JsonNode]:
        window = node.window
        items: list[tuple[str | int, Json]]
        if isinstance(value, Mapping):
            items = list(value.items())
        else:
            assert is_list(value)
            items = list(enumerate(value))
        steps, inside = _inner_path(node)
        for row, (key, member) in enumerate(items if window is None else items[window.start : window.stop]):
            made = self._make(node, row, key, member)
            made.steps, made.inside = (*steps, key), inside
            yield made

    def _make(self, parent: JsonNode | None, row: int, key: str | int | None, value: Json) -> JsonNode:
        node = JsonNode(len(self._nodes), parent, row, key, value)
        self._nodes.append(node)
        return node


def _inner_path(node: JsonNode) -> tuple[tuple[str | int, ...], str]:
    if isinstance(node.value, str):
        return (), f"{node.path} | fromjson | "
    return node.steps, node.inside


def summary(value: Json) -> str:
    """Return ``value`` on one line; of an object or list, its beginning."""
    if isinstance(value, str):
        return f'"{one_line(value, SHOWN)}"'
    if isinstance(value, Mapping):
        return f"{{{_some(f'{key}: {_brief(member)}' for key, member in value.items())}}}"
    if is_list(value):
        return f"[{_some(_brief(member) for member in value)}]"
    return _plain(value)


def _plain(value: Json) -> str:
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _brief(value: Json) -> str:
    if isinstance(value, str):
        return f'"{one_line(value, 40)}"'
    if isinstance(value, Mapping):
        return "{…}" if value else "{}"
    if is_list(value):
        return "[…]" if value else "[]"
    return _plain(value)


def _some(texts: Iterator[str]) -> str:
    """Join texts until the row is full."""
    shown: list[str] = []
    length = 0
    for text in texts:
        if length > SHOWN // 2:
            shown.append("…")
            break
        shown.append(text)
        length += len(text) + 2
    return ", ".join(shown)
