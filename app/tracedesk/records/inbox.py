"""What was refused: kept with its bytes, so that nothing that a program sent is gone without a word."""

from dataclasses import dataclass

UNREAD = "unread"  # in the place of a format: the beginning of what did not come whole; not to be tried again


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One payload that was refused, or of which something was.

    ``refused_count`` None: the payload as a whole. ``encoding`` names its format, as ``formats.decoding`` does, and
    after a plus sign how it is packed; or it is what the client said of it. ``scores_only``: its sender was known by a
    public key alone. ``reason`` has one fault a line.
    """

    received_ns: int
    client: str
    way: str
    encoding: str
    scores_only: bool
    refused_count: int | None
    reason: str
    payload: bytes
