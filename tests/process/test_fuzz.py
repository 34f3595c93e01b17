"""Whatever the OpenAPI document allows, and what it does not: no answer is a fault of the server's."""

import subprocess
from pathlib import Path

from process.server_process import PUBLIC_KEY, SECRET_KEY
from sdk.environments import program_of
from sdk.story import serving

SECONDS = 60
EXAMPLES = 15  # of each operation, besides those at the limits of what its schema allows
OPTIONS = (
    "--checks", "not_a_server_error", "--phases", "examples,coverage,fuzzing", "--max-examples", str(EXAMPLES),
    "--max-time", str(SECONDS), "--generation-deterministic", "--suppress-health-check", "all", "--warnings", "off",
)  # fmt: skip


def test_no_request_is_answered_with_a_fault_of_the_server(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as server:
        command = [str(program_of("schemathesis", "st")), "run", f"{server.url}/api/public/openapi.json"]
        found = subprocess.run(
            [*command, "--auth", f"{PUBLIC_KEY}:{SECRET_KEY}", *OPTIONS],
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            timeout=4 * SECONDS,
        )
    assert found.returncode == 0, found.stdout
    assert "No issues found" in found.stdout
