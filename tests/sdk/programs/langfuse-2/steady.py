"""Traces one small job after the other with langfuse 2, as many as its arguments say, by the name that they give."""

import sys
import time

from langfuse import Langfuse

langfuse = Langfuse()
name, count = sys.argv[1], int(sys.argv[2])
for number in range(count):
    trace = langfuse.trace(name=name, input=f"job {number}")
    span = trace.span(name="step")
    time.sleep(0.02)
    span.end(output=f"done {number}")
langfuse.flush()
