"""What the user may set, as one typed value kept in one JSON file."""

import json
import os
from collections.abc import Container
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Literal, TypeAlias, get_args

Theme: TypeAlias = Literal["system", "light", "dark"]
Durability: TypeAlias = Literal["full", "normal"]  # SQLite's words: outlives a power cut, or a crash of the program
RowHeight: TypeAlias = Literal["compact", "normal", "roomy"]

DEFAULT_PORT = 4517
_CHOICES: dict[str, Container[object]] = {
    "port": range(65_536),
    "theme": get_args(Theme),
    "row_height": get_args(RowHeight),
    "durability": get_args(Durability),
}


class SettingsError(Exception):
    """The settings file, or a variable of the environment, does not hold what it should."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Change with ``dataclasses.replace`` and ``save_settings``."""

    port: int = DEFAULT_PORT
    theme: Theme = "system"
    row_height: RowHeight = "normal"
    text_zoom: int = 100  # per cent
    keep_receiving: bool = False  # the receiver outlives the window
    durability: Durability = "full"


def load_settings(path: Path) -> Settings:
    """Read the file; unknown names are ignored and missing ones have their defaults.

    Raises:
        SettingsError: the file is not a JSON object, or a value is none that the setting can have.
    """
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except ValueError as error:
        raise SettingsError(f"{path} is not JSON ({error}). Mend it or delete it.") from error
    if not isinstance(stored, dict):
        raise SettingsError(f"{path} is not a JSON object. Mend it or delete it.")
    known = {field.name: field.default for field in fields(Settings)}
    chosen = {name: value for name, value in stored.items() if name in known}
    for name, value in chosen.items():
        if type(value) is not type(known[name]) or value not in _CHOICES.get(name, (value,)):
            raise SettingsError(f"{path}: {name} cannot be {value!r}. Mend it or delete the line.")
    return Settings(**chosen)


def save_settings(path: Path, settings: Settings) -> None:
    """Write the file in one step, so that a crash leaves the old or the new one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(asdict(settings), indent=2) + "\n", encoding="utf-8")
    draft.replace(path)


def chosen_port(settings: Settings) -> int:
    """Return ``TRACEDESK_PORT`` or else the port of the settings.

    Raises:
        SettingsError: the variable is not a port number.
    """
    text = os.environ.get("TRACEDESK_PORT")
    if not text:
        return settings.port
    if not text.isdecimal() or int(text) > 65535:
        raise SettingsError(f"TRACEDESK_PORT is {text!r}; it must be a number from 0 to 65535.")
    return int(text)
