"""Traces one small job after the other with langfuse 3, as many as its arguments say, by the name that they give."""

import sys
import time

from langfuse import get_client

langfuse = get_client()
name, count = sys.argv[1], int(sys.argv[2])
for number in range(count):
    job = langfuse.start_as_current_span(name=name, input=f"job {number}")
    with job, langfuse.start_as_current_span(name="step") as step:
        time.sleep(0.02)
        step.update(output=f"done {number}")
langfuse.flush()
