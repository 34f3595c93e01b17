"""Images and texts that clients send beside their traces, and read back."""

import json

import pytest

from process.server_process import ServerProcess
from sdk.client_program import langfuse_variables, run_program
from sdk.environments import LANGFUSE_3, LANGFUSE_4, LANGFUSE_5
from sdk.reading import Reader
from sdk.story import NO_DEPRECATIONS


@pytest.mark.parametrize("client", [LANGFUSE_3, LANGFUSE_4, LANGFUSE_5])
def test_media_are_stored_once_and_come_back(server: ServerProcess, reader: Reader, client: str) -> None:
    finished = run_program(client, "langfuse-3/media.py", langfuse_variables(server.url) | NO_DEPRECATIONS)
    assert finished.complaints == ""
    saw = json.loads(finished.printed)
    assert (saw["found"], saw["downloaded"], saw["resolved"]) == (["image/png", 70], [True, "image/png"], True)
    trace = reader.get(f"/traces/{saw['trace']}")
    assert trace["input"]["image"] == saw["reference"]
    assert trace["input"]["again"].startswith("@@@langfuseMedia:type=image/png|id=")
    assert trace["output"].startswith("@@@langfuseMedia:type=text/plain|id=")
    files = [path for path in (server.data_dir / "media").rglob("*") if path.is_file()]
    assert sorted(path.stat().st_size for path in files) == [5, 70]  # the image was sent twice
