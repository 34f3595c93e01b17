"""The house rules of imports: each room may use the rooms below it, never above or beside."""

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "app" / "tracedesk"

# Top floor first. Rooms on one floor do not know each other.
FLOORS = [
    {"__main__"},
    {"ui", "cli"},
    {"runtime"},
    {"server"},
    {"workflows"},
    {"queries", "remotes"},
    {"store", "formats"},
    {"analysis"},
    {"records", "config"},
]
# Third-party packages that only some rooms may import.
OWNERS = {
    "PySide6": {"ui"},
    "pyqtgraph": {"ui"},
    "peewee": {"store", "queries"},
    "httpx": {"remotes"},
    "keyring": {"config"},
    "jsonschema": {"analysis"},
    "grpc": {"server", "remotes"},
    "pyarrow": {"formats"},
    "re2": {"analysis"},
    "starlette": {"server"},
    "uvicorn": {"server"},
}
SCREENS = "tracedesk.ui.screens."


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write imports in full"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def complaints():
    below = {room: set().union(*FLOORS[level + 1 :]) | {room} for level, rooms in enumerate(FLOORS) for room in rooms}
    for path in SOURCE.rglob("*.py"):
        room = path.relative_to(SOURCE).parts[0].removesuffix(".py")
        if room == "__init__":
            continue
        assert room in below, f"{path}: give the room {room!r} a floor in {Path(__file__).name}"
        for line, name in imports(path):
            package, _, rest = name.partition(".")
            if package == "tracedesk" and rest.split(".")[0] not in below[room]:
                yield f"{path}:{line}: {room} may not import {name}"
            in_screen = path.parent.parent.name == "screens"
            if in_screen and name.startswith(SCREENS) and path.parent.name not in name.split("."):
                yield f"{path}:{line}: a screen opens another by a Location, not by importing it"
            if room not in OWNERS.get(package, {room}):
                yield f"{path}:{line}: only {sorted(OWNERS[package])} may import {package}"


def test_every_import_points_down():
    found = list(complaints())
    assert not found, "\n".join(found)


def test_the_check_reads_the_source():
    assert sum(1 for path in SOURCE.rglob("*.py") for _ in imports(path)) > 20
