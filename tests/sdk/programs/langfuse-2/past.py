"""Tells langfuse 2 of a conversation of another day, with times of its own."""

from datetime import datetime, timedelta, timezone

from langfuse import Langfuse

ZONE = timezone(timedelta(hours=2))
start = datetime(2026, 3, 1, 12, 0, 0, 250_000, ZONE)

langfuse = Langfuse(release="r7", environment="lab")
trace = langfuse.trace(name="past", timestamp=start, user_id="ada", version="2", input={"question": "twice?"})
span = trace.span(name="step", start_time=start, version="2")
generation = span.generation(
    name="call", start_time=start + timedelta(seconds=1), model="gpt-stub", input="=1+1\r\nor not"
)
generation.end(
    end_time=start + timedelta(seconds=3, milliseconds=125),
    completion_start_time=start + timedelta(seconds=1, milliseconds=500),
    output="naïve “quotes”, commas\nand lines",
    usage={"input": 4, "output": 2, "unit": "TOKENS", "total_cost": 0.25},
)
span.end(end_time=start + timedelta(seconds=4))
langfuse.flush()
