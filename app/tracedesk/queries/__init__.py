"""Rows become read models: one file per subject, never per widget.

Must not write, and must not know who asks.
"""
