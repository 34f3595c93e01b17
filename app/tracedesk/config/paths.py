"""Where everything lies on disk.

By default in the folders that the system gives for each purpose; with a data folder of the user's choice (option or
``TRACEDESK_DATA_DIR``), everything lies inside that one folder, so that it can be carried about.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

NAME = "tracedesk"
DATABASE_NAME = "tracedesk.db"


@dataclass(frozen=True, slots=True)
class Paths:
    """Folders of one installation; two data folders are two installations that do not meet."""

    data_dir: Path
    config_dir: Path
    state_dir: Path

    @property
    def database(self) -> Path:
        return self.data_dir / DATABASE_NAME

    @property
    def settings(self) -> Path:
        return self.config_dir / "settings.json"

    @property
    def secrets(self) -> Path:
        """The plain-text keys file; written only by explicit choice."""
        return self.config_dir / "keys.json"

    @property
    def receiver(self) -> Path:
        """Tells which process receives for this data folder."""
        return self.state_dir / "receiver.json"

    def create(self) -> None:
        """Make the folders, readable by their owner only."""
        for folder in (self.data_dir, self.config_dir, self.state_dir):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def find_paths(data_dir: Path | None = None) -> Paths:
    """Return the folders for ``data_dir``, for ``TRACEDESK_DATA_DIR``, or else the system's own."""
    chosen = data_dir or os.environ.get("TRACEDESK_DATA_DIR")
    if chosen:
        root = Path(chosen).expanduser().resolve()
        return Paths(data_dir=root, config_dir=root / "config", state_dir=root / "state")
    system = platformdirs.PlatformDirs(NAME, appauthor=False)
    return Paths(data_dir=system.user_data_path, config_dir=system.user_config_path, state_dir=system.user_state_path)
