"""Runs a user's program with its client's packages, and with nothing around it but what a user would set."""

import subprocess
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from subprocess import PIPE

from process.server_process import PUBLIC_KEY, SECRET_KEY
from sdk.environments import command_of

TIMEOUT_S = 60


@dataclass(frozen=True, slots=True)
class Finished:
    """What a program printed; ``complaints`` is its standard error, where the clients log from WARNING up."""

    printed: str
    complaints: str


def langfuse_variables(url: str, public_key: str = PUBLIC_KEY, secret_key: str = SECRET_KEY) -> dict[str, str]:
    """The three lines that a person copies from the window; the address has another name in the JavaScript clients."""
    address = dict.fromkeys(("LANGFUSE_HOST", "LANGFUSE_BASEURL", "LANGFUSE_BASE_URL"), url)
    return address | {"LANGFUSE_PUBLIC_KEY": public_key, "LANGFUSE_SECRET_KEY": secret_key}


def openai_variables(base_url: str) -> dict[str, str]:
    """The address has an older name in LlamaIndex."""
    return dict.fromkeys(("OPENAI_BASE_URL", "OPENAI_API_BASE"), base_url) | {"OPENAI_API_KEY": "sk-nobody-asks"}


def basic_auth() -> str:
    return f"Basic {b64encode(f'{PUBLIC_KEY}:{SECRET_KEY}'.encode()).decode()}"


def instrumented_variables(address: str, openai_url: str) -> dict[str, str]:
    """What a program sets whose instrumentation exports to ``address``; Traceloop's SDK has names of its own."""
    exporters = {
        "OTEL_EXPORTER_OTLP_ENDPOINT": address,
        "OTEL_EXPORTER_OTLP_HEADERS": f"Authorization={basic_auth()}",
        "TRACELOOP_BASE_URL": address,
        "TRACELOOP_HEADERS": f"Authorization={basic_auth()}",
        "TRACELOOP_TELEMETRY": "false",
        "OTEL_SERVICE_NAME": "travel",
    }
    return openai_variables(openai_url) | exporters


@contextmanager
def running(
    environment: str, script: str, variables: Mapping[str, str], *arguments: str
) -> Iterator["subprocess.Popen[str]"]:
    """Start ``programs/<script>``; what it reads and prints are pipes. It does not outlive the block."""
    around = {"PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"}
    command = [*command_of(environment, script), *arguments]
    with subprocess.Popen(
        command, env=around | dict(variables), stdin=PIPE, stdout=PIPE, stderr=PIPE, encoding="utf-8"
    ) as program:
        try:
            yield program
        finally:
            program.kill()


def finish(program: "subprocess.Popen[str]") -> Finished:
    """Wait for the end of a program, which must be a good one."""
    printed, complaints = program.communicate(timeout=TIMEOUT_S)
    assert program.returncode == 0, complaints
    return Finished(printed, complaints)


def run_program(environment: str, script: str, variables: Mapping[str, str], *arguments: str) -> Finished:
    with running(environment, script, variables, *arguments) as program:
        return finish(program)
