"""What the window does without until somebody needs it, so that it stands in a moment."""

import subprocess
import sys

from process.server_process import environment

PROGRAM = """
import sys
import tracedesk.ui.application
slow = {"pyqtgraph", "numpy", "keyring", "uvicorn", "starlette", "httptools"}
print(*sorted(slow & {name.partition(".")[0] for name in sys.modules}))
"""


def test_the_window_does_not_import_what_takes_long() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment(), capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == []
