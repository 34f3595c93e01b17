"""What a person folded, chose and dragged, so that the next payload opens the same way."""

from PySide6.QtCore import QSettings

MOST_FOLDS = 2_000


class ViewMemory:
    """Remembers view choices by name in a ``QSettings``; folds of JSON are kept by path, newest last."""

    def __init__(self, settings: QSettings, prefix: str) -> None:
        self._settings = settings
        self._prefix = prefix
        self._folds = self._read_folds()

    def text(self, name: str, default: str = "") -> str:
        return str(self._settings.value(f"{self._prefix}/{name}", default))

    def set_text(self, name: str, value: str) -> None:
        self._settings.setValue(f"{self._prefix}/{name}", value)

    def sizes(self, name: str) -> list[int]:
        """Return the sizes of a splitter, or nothing when none were kept."""
        kept = self.text(name).split(",")
        return [int(size) for size in kept] if all(size.isdecimal() for size in kept) else []

    def set_sizes(self, name: str, sizes: list[int]) -> None:
        self.set_text(name, ",".join(map(str, sizes)))

    def fold(self, path: str) -> bool | None:
        """Return whether a path was last opened (True) or closed (False), or None when nobody touched it."""
        return self._folds.get(path)

    def set_fold(self, path: str, opened: bool) -> None:
        self._folds.pop(path, None)
        self._folds[path] = opened
        while len(self._folds) > MOST_FOLDS:
            del self._folds[next(iter(self._folds))]
        self.set_text("json_folds", "\n".join(f"{'+-'[not kept]}{at}" for at, kept in self._folds.items()))

    def _read_folds(self) -> dict[str, bool]:
        lines = self.text("json_folds").split("\n")
        return {line[1:]: line[0] == "+" for line in lines if line[:1] in ("+", "-") and len(line) > 1}
