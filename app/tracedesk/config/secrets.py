"""Secret keys rest in the system's keychain; a plain file is used only by explicit choice."""

import json
import os
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tracedesk.config.paths import Paths

SERVICE = "tracedesk"
Place: TypeAlias = Literal["keyring", "file", "nowhere"]


@dataclass(frozen=True, slots=True)
class SecretStore:
    """The secret keys of one data folder. Calls may take a second (the keychain may ask its owner): not for the GUI."""

    paths: Paths

    def keep(self, public_key: str, secret_key: str, *, in_file: bool = False) -> Place:
        """Keep the secret and say where; "nowhere" means that it must be shown now or renewed later."""
        import keyring  # imported on first need: it takes 0.2 s
        from keyring.errors import KeyringError

        try:
            keyring.set_password(SERVICE, public_key, secret_key)
        except KeyringError:
            if not in_file:
                return "nowhere"
            self._write_file({**self._read_file(), public_key: secret_key})
            return "file"
        return "keyring"

    def find(self, public_key: str) -> str | None:
        """Return the secret that belongs to a public key, if it was kept anywhere."""
        import keyring
        from keyring.errors import KeyringError

        try:
            found = keyring.get_password(SERVICE, public_key)
        except KeyringError:
            found = None
        return found or self._read_file().get(public_key)

    def _read_file(self) -> dict[str, str]:
        try:
            stored = json.loads(self.paths.secrets.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        return {str(public): str(secret) for public, secret in stored.items()}

    def _write_file(self, secrets: dict[str, str]) -> None:
        descriptor = os.open(self.paths.secrets, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(secrets, file, indent=2)
