"""The environments of the clients under test: each has the real packages and nothing of ours."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
LANGFUSE_2 = "langfuse-2"
LANGFUSE_3 = "langfuse-3"
LANGFUSE_4 = "langfuse-4"
LANGFUSE_5 = "langfuse-5"
OPENTELEMETRY = "opentelemetry"


class NoEnvironmentError(Exception):
    """The packages of a client are not installed."""


def python_of(environment: str) -> Path:
    """Return the interpreter that has the client's packages.

    Raises:
        NoEnvironmentError: there is none; a client that was not tried has not passed.
    """
    interpreter = ROOT / ".envs" / environment / "bin" / "python"
    if not interpreter.exists():
        raise NoEnvironmentError(f".envs/{environment} is missing. Run ./packaging/test once: it installs the clients.")
    return interpreter
