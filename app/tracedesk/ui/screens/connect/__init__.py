"""How to point a program at Tracedesk."""
