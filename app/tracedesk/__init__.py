"""Tracedesk: a desktop app that shows what an LLM program did."""

__version__ = "0.1.0"
