"""The keys of the waterfall: to move, to fold, to zoom."""

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import Qt

from tracedesk.ui.widgets.waterfall_model import WaterfallModel
from tracedesk.ui.widgets.waterfall_zoom import STEP, WaterfallZoom

PAN = 0.2  # of the time in view


class Mover(Protocol):
    """What the keys need of the view."""

    def go_to_row(self, row: int) -> None: ...
    def set_folded(self, row: int, folded: bool) -> None: ...


def key_actions(
    view: Mover, model: WaterfallModel, zoom: WaterfallZoom, row: int
) -> Mapping[Qt.Key, Callable[[], None]]:
    """Return what each key does while the table row ``row`` is selected."""

    def fold_or_leave() -> None:
        if model.row_at(row).child_count and not model.is_folded(row):
            view.set_folded(row, True)
        elif (parent := model.parent_row(row)) is not None:
            view.go_to_row(parent)

    def unfold_or_enter() -> None:
        if model.is_folded(row):
            view.set_folded(row, False)
        elif model.row_at(row).child_count:
            view.go_to_row(row + 1)

    def go_to_sibling(step: int) -> None:
        if (sibling := model.sibling_row(row, step)) is not None:
            view.go_to_row(sibling)

    return {
        Qt.Key.Key_J: lambda: view.go_to_row(row + 1),
        Qt.Key.Key_K: lambda: view.go_to_row(row - 1),
        Qt.Key.Key_H: fold_or_leave,
        Qt.Key.Key_Left: fold_or_leave,
        Qt.Key.Key_L: unfold_or_enter,
        Qt.Key.Key_Right: unfold_or_enter,
        Qt.Key.Key_Space: lambda: view.set_folded(row, not model.is_folded(row)),
        Qt.Key.Key_Period: lambda: go_to_sibling(1),
        Qt.Key.Key_Comma: lambda: go_to_sibling(-1),
        Qt.Key.Key_Home: lambda: view.go_to_row(0),
        Qt.Key.Key_End: lambda: view.go_to_row(model.rowCount() - 1),
        Qt.Key.Key_F: lambda: zoom.show_row(row),
        Qt.Key.Key_W: lambda: zoom.zoom(STEP),
        Qt.Key.Key_S: lambda: zoom.zoom(1 / STEP),
        Qt.Key.Key_A: lambda: zoom.move(-PAN),
        Qt.Key.Key_D: lambda: zoom.move(PAN),
    }
