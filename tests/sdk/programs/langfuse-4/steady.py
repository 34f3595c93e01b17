"""Traces one small job after the other with langfuse 4 or 5, as many as its arguments say, by the name they give."""

import sys
import time

from langfuse import get_client

langfuse = get_client()
name, count = sys.argv[1], int(sys.argv[2])
for number in range(count):
    job = langfuse.start_as_current_observation(name=name, input=f"job {number}")
    with job, langfuse.start_as_current_observation(name="step") as step:
        time.sleep(0.02)
        step.update(output=f"done {number}")
langfuse.flush()
