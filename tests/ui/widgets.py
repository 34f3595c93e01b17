"""Finding widgets by their names."""

from typing import TypeVar

from PySide6.QtWidgets import QWidget

Kind = TypeVar("Kind", bound=QWidget)


def found(parent: QWidget, kind: type[Kind], name: str) -> Kind:
    widget = parent.findChild(kind, name)
    assert isinstance(widget, kind), f"there is no {kind.__name__} {name!r}"
    return widget
