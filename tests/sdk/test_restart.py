"""The server may die while clients send: they try again, as their makers meant them to, and nothing is lost."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from subprocess import Popen

import pytest

from process.server_process import ServerProcess
from sdk.client_program import finish, langfuse_variables, running
from sdk.environments import LANGFUSE_2, LANGFUSE_3
from sdk.reading import Reader

JOBS = 80
# Both clients give up after a few seconds unless they are told to be patient, and this machine may be slow.
SETTINGS = {
    LANGFUSE_2: {"LANGFUSE_MAX_RETRIES": "8"},  # each after a random time
    # langfuse 3 gathers spans for five seconds, which is longer than the whole program takes.
    LANGFUSE_3: {"LANGFUSE_TIMEOUT": "30", "LANGFUSE_FLUSH_INTERVAL": "0.1"},
}


@pytest.mark.parametrize("end", [ServerProcess.stop, ServerProcess.kill], ids=["stopped", "killed"])
def test_nothing_is_lost_when_the_server_is_started_again(
    server: ServerProcess, reader: Reader, end: Callable[[ServerProcess], None]
) -> None:
    with ExitStack() as stack:
        programs = {client: stack.enter_context(_steady(client, server.url)) for client in SETTINGS}
        for client in programs:
            reader.trace_in_time(lambda job: bool(job["observations"]), name=client, limit="1")
        end(server)
        server.start()
        complaints = {client: finish(program).complaints.splitlines() for client, program in programs.items()}
    assert complaints[LANGFUSE_2] == []
    assert [line for line in complaints[LANGFUSE_3] if not line.startswith("Transient error")] == []
    for client, observation_count in ((LANGFUSE_2, 1), (LANGFUSE_3, 2)):
        jobs = reader.get("/traces", name=client, limit="100")["data"]
        assert sorted(job["input"] for job in jobs) == sorted(f"job {number}" for number in range(JOBS))
        assert {len(job["observations"]) for job in jobs} == {observation_count}
    steps = [reader.get("/observations", name="step", limit="100", page=page)["data"] for page in ("1", "2")]
    assert sorted(step["output"] for page in steps for step in page) == sorted(
        f"done {number}" for number in range(JOBS) for _ in SETTINGS
    )


def _steady(client: str, url: str) -> AbstractContextManager["Popen[str]"]:
    return running(client, f"{client}/steady.py", langfuse_variables(url) | SETTINGS[client], client, str(JOBS))
