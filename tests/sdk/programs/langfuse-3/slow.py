"""Finishes one step, and works on until a line comes in; langfuse 3 sends each step when it ends."""

import sys

from langfuse import get_client

langfuse = get_client()
with langfuse.start_as_current_span(name="slow", input="a line, please") as root:
    root.update_trace(name="slow", user_id="ada")
    with langfuse.start_as_current_span(name="prepare") as step:
        step.update(output="prepared")
    langfuse.flush()
    print("prepared", flush=True)
    sys.stdin.readline()
    root.update(output="thank you")
langfuse.flush()
