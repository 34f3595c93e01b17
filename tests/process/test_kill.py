"""``kill -9`` in the middle of a flood: whatever was answered with success is there after a restart."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.bodies import langfuse_body
from process.aftermath import NO_HARM, look
from process.connection import Body
from process.sender import Sender
from process.server_process import ServerProcess
from server.events import event
from tracedesk.runtime import open_runtime

SIZES = (1, 100, 20, 2)


def batches(sender: int, size: int) -> Iterator[Body]:
    """Yield batches of fresh steps, which all senders put into the same traces."""
    for turn in range(10_000):
        ids = [f"{sender}-{turn}-{one}" for one in range(size)]
        yield langfuse_body(
            [event("generation-create", {"id": one, "traceId": f"t{turn % 50}", "input": "x" * 500}) for one in ids]
        )


@pytest.mark.parametrize("seed", range(4))
def test_what_was_answered_with_success_survives_a_kill(tmp_path: Path, seed: int) -> None:
    server = ServerProcess(tmp_path)
    server.start()
    senders = [Sender(server.url, batches(number, size)) for number, size in enumerate(SIZES)]
    for sender in senders:
        sender.start()
    deadline = time.monotonic() + 10
    while not all(sender.created for sender in senders):
        assert time.monotonic() < deadline, "nothing was answered within 10 s"
        time.sleep(0.01)
    time.sleep(random.Random(seed).uniform(0.1, 0.8))
    server.kill()
    for sender in senders:
        sender.join()
    server.start()
    server.stop()
    created = [one for sender in senders for one in sender.created]
    runtime = open_runtime(tmp_path)
    try:
        aftermath = look(runtime, created, ended=(), samples=created[-100:])
    finally:
        runtime.close()
    assert len(created) > 100
    assert [refusal for sender in senders for refusal in sender.refusals] == []
    assert aftermath == NO_HARM
