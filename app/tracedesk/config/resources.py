"""Where the data files of the program lie: beside the source, or inside the installed package."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def resource(name: str) -> Path:
    """Return the path of a file or folder under ``resources/``."""
    installed = _PACKAGE / "resources"
    return (installed if installed.is_dir() else _PACKAGE.parents[1] / "resources") / name
