"""The same review of an answer, by clients that know configs, queues and comments."""

import json

import pytest

from process.server_process import ServerProcess
from sdk.client_program import langfuse_variables, run_program
from sdk.environments import JAVASCRIPT_5, LANGFUSE_4, LANGFUSE_5
from sdk.reading import Reader
from sdk.story import NO_DEPRECATIONS

SEEN = {
    "configs": [
        ["accuracy", "NUMERIC", 0, 1, None, None],
        ["ok", "BOOLEAN", None, None, [["True", 1], ["False", 0]], "or not"],
        ["tone", "CATEGORICAL", None, None, [["kind", 3], ["rude", -1]], None],
    ],
    "archived": [True, False],
    "listed": [["tone", "ok"], 3, 2],
    "queue": ["to review", None, True],
    "items": ["PENDING", None, "COMPLETED", True],
    "waiting": [True],
    "left": [True],
    "same": True,
    "comments": [[True, "Look.", "TRACE", None]],
}
VERDICTS = {
    ("accuracy", "NUMERIC", 0.5, None),
    ("ok", "BOOLEAN", 1, "True"),
    ("tone", "CATEGORICAL", 3, "kind"),
}


@pytest.mark.parametrize(
    ("client", "script"),
    [
        (LANGFUSE_4, "langfuse-4/review.py"),
        (LANGFUSE_5, "langfuse-4/review.py"),
        (JAVASCRIPT_5, "javascript-5/review.mjs"),
    ],
)
def test_a_review(server: ServerProcess, reader: Reader, client: str, script: str) -> None:
    finished = run_program(client, script, langfuse_variables(server.url) | NO_DEPRECATIONS)
    assert finished.complaints == ""
    saw = json.loads(finished.printed)
    trace_id = saw.pop("trace")
    assert saw == SEEN
    scores = reader.get("/v2/scores", traceId=trace_id)["data"]
    assert {(one["name"], one["dataType"], one["value"], one["stringValue"]) for one in scores} == VERDICTS
