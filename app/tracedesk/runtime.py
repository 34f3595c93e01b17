"""Wiring: opens one data folder with its database, writer and settings; used by the window, the commands, the tests."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tracedesk.config.paths import Paths, find_paths
from tracedesk.config.secrets import Place, SecretStore
from tracedesk.config.settings import Settings, load_settings
from tracedesk.queries.projects import api_keys
from tracedesk.records.ids import new_key_pair
from tracedesk.store.database import Database, open_database
from tracedesk.store.projects import ensure_project, save_key
from tracedesk.store.writer import Changed, Writer


@dataclass(frozen=True, slots=True)
class Runtime:
    """The parts of one open data folder. ``project_id`` is the default project."""

    paths: Paths
    settings: Settings
    database: Database
    writer: Writer
    secrets: SecretStore
    project_id: str

    def close(self) -> None:
        self.writer.close()
        self.database.close()


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A key pair of a project. ``secret_key`` None: nothing here knows it any more.

    ``fresh``: it was just made; with ``place`` "nowhere" its secret must be shown now, as nothing keeps it.
    """

    public_key: str
    secret_key: str | None
    place: Place | Literal["environment"]
    fresh: bool = False


def open_runtime(data_dir: Path | None = None, changed: Callable[[Changed], None] = lambda changed: None) -> Runtime:
    """Open a data folder, made on first use.

    Raises:
        StoreError: the database cannot be used.
        SettingsError: the settings file is broken.
        OSError: the folder cannot be made.
    """
    paths = find_paths(data_dir)
    paths.create()
    settings = load_settings(paths.settings)
    database = open_database(paths.database, settings.durability)
    project_id = ensure_project(database, time.time_ns())
    return Runtime(paths, settings, database, Writer(database, changed), SecretStore(paths), project_id)


def ensure_key(runtime: Runtime, project_id: str | None = None) -> KeyPair:
    """Return a key pair of a project, None for the default one: a kept pair, or else a fresh one.

    The default project takes the environment's pair, if there is one. May take a second, as the keychain may ask its
    owner.
    """
    chosen = project_id or runtime.project_id
    public_key, secret_key = os.environ.get("TRACEDESK_PUBLIC_KEY"), os.environ.get("TRACEDESK_SECRET_KEY")
    if public_key and secret_key and chosen == runtime.project_id:
        save_key(runtime.database, runtime.project_id, public_key, secret_key, time.time_ns())
        return KeyPair(public_key, secret_key, "environment")
    known = api_keys(runtime.database, chosen)
    for key in known:
        if secret := runtime.secrets.find(key.public_key):
            return KeyPair(key.public_key, secret, "keyring")
    return KeyPair(known[0].public_key, None, "nowhere") if known else renew_key(runtime, chosen)


def renew_key(runtime: Runtime, project_id: str | None = None, *, in_file: bool = False) -> KeyPair:
    """Make a fresh key pair for a project, None for the default one; pairs that it already has stay valid.

    ``in_file``: where there is no keychain, keep the secret in a plain file.
    """
    public_key, secret_key = new_key_pair()
    place = runtime.secrets.keep(public_key, secret_key, in_file=in_file)
    save_key(runtime.database, project_id or runtime.project_id, public_key, secret_key, time.time_ns())
    return KeyPair(public_key, secret_key, place, fresh=True)
