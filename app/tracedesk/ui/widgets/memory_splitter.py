"""A splitter that stays where a person put it; a double click on its handle undoes that."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget
from typing_extensions import override

from tracedesk.ui.widgets.view_memory import ViewMemory


class MemorySplitter(QSplitter):
    """Remembers its sizes by name."""

    reset = Signal()  # a person wants the sizes that the program would choose

    def __init__(
        self, name: str, orientation: Qt.Orientation, memory: ViewMemory, parent: QWidget | None = None
    ) -> None:
        super().__init__(orientation, parent)
        self.setObjectName(name)
        self.setChildrenCollapsible(False)
        self._memory = memory
        self._name = name
        self.splitterMoved.connect(self._keep)

    @property
    def is_kept(self) -> bool:
        """Whether a person has moved it."""
        return len(self._memory.sizes(self._name)) == self.count()

    def rename(self, name: str) -> None:
        """Remember under another name from now on, such as for another orientation."""
        self._name = name

    def restore(self, otherwise: list[int]) -> None:
        """Take the remembered sizes, or else these."""
        self.setSizes(self._memory.sizes(self._name) if self.is_kept else otherwise)

    def listen(self) -> None:
        """Watch the handles; call it when all parts are in."""
        for position in range(1, self.count()):
            handle = self.handle(position)
            handle.installEventFilter(self)
            handle.setToolTip(self.tr("Drag to resize; double-click to reset"))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonDblClick:
            self._memory.set_text(self._name, "")
            self.reset.emit()
            return True
        return super().eventFilter(watched, event)

    def _keep(self) -> None:
        self._memory.set_sizes(self._name, self.sizes())
