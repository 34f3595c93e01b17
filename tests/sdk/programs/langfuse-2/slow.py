"""Works on something until a line comes in; langfuse 2 sends what it knows meanwhile."""

import sys

from langfuse import Langfuse

langfuse = Langfuse()
trace = langfuse.trace(name="slow", user_id="ada")
span = trace.span(name="wait", input="a line, please")
sys.stdin.readline()
span.end(output="thank you")
langfuse.flush()
