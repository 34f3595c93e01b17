"""Ids that we make ourselves."""

import secrets
import uuid


def new_id() -> str:
    """Return a fresh id in the form that Langfuse clients expect (a random UUID)."""
    return str(uuid.uuid4())


def new_key_pair() -> tuple[str, str]:
    """Return a public and a secret key in Langfuse's form."""
    return f"pk-lf-{uuid.uuid4()}", f"sk-lf-{secrets.token_hex(24)}"
