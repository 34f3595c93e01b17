"""The server may die while clients send: they try again, as their makers meant them to, and nothing is lost."""

from collections.abc import Callable

import pytest

from sdk.client_program import finish, langfuse_variables, start_program
from sdk.environments import LANGFUSE_2, LANGFUSE_3
from sdk.reading import Reader
from sdk.server_process import ServerProcess

JOBS = 80
# The trace's name is the client's. Each needs one setting, so that the test says something and soon:
SETTINGS = {
    # langfuse 2 waits a random time before it tries again, and three tries may be over before the server is back;
    LANGFUSE_2: {"LANGFUSE_MAX_RETRIES": "8"},
    # langfuse 3 gathers spans for five seconds, which is longer than the whole program takes.
    LANGFUSE_3: {"LANGFUSE_FLUSH_INTERVAL": "0.1"},
}


@pytest.mark.parametrize("end", [ServerProcess.stop, ServerProcess.kill], ids=["stopped", "killed"])
def test_nothing_is_lost_when_the_server_is_started_again(
    server: ServerProcess, reader: Reader, end: Callable[[ServerProcess], None]
) -> None:
    programs = {
        client: start_program(
            client, f"{client}/steady.py", langfuse_variables(server.url) | settings, client, str(JOBS)
        )
        for client, settings in SETTINGS.items()
    }
    for client in programs:
        reader.trace_in_time(lambda job: bool(job["observations"]), name=client, limit="1")
    end(server)
    server.start()
    for client, program in programs.items():
        complaints = finish(program).complaints.splitlines()
        assert [line for line in complaints if not line.startswith("Transient error")] == [], client
        jobs = reader.get("/traces", name=client, limit="100")["data"]
        assert sorted(job["input"] for job in jobs) == sorted(f"job {number}" for number in range(JOBS))
        assert {len(job["observations"]) for job in jobs} == {1 if client == LANGFUSE_2 else 2}
    steps = reader.get("/observations", name="step", limit="100")
    assert steps["meta"]["totalItems"] == JOBS * len(programs)
