"""An open data folder, and never the keychain of whoever runs the tests."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from hypothesis import settings
from keyring.backend import KeyringBackend
from keyring.errors import NoKeyringError

from tracedesk.runtime import Runtime, open_runtime

pytest_plugins = ["told_tables"]
settings.register_profile("shared", deadline=None)  # machines are slow when others work on them
settings.load_profile("shared")


class NoKeychain(KeyringBackend):
    """A machine without any keychain."""

    priority = 1  # type: ignore[assignment]

    def get_password(self, service: str, username: str) -> str | None:
        raise NoKeyringError

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NoKeyringError

    def delete_password(self, service: str, username: str) -> None:
        raise NoKeyringError


@pytest.fixture(autouse=True)
def no_keychain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", NoKeychain)
    monkeypatch.setattr("keyring.core._keyring_backend", NoKeychain())
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")  # for the processes that tests start
    for name in ("TRACEDESK_DATA_DIR", "TRACEDESK_PORT", "TRACEDESK_PUBLIC_KEY", "TRACEDESK_SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def runtime(tmp_path: Path) -> Iterator[Runtime]:
    opened = open_runtime(tmp_path / "data")
    yield opened
    opened.close()
