"""Tracedesk: a desktop app that shows what an LLM program did."""
