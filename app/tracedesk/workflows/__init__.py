"""Work that takes time: plain functions with progress and cancel.

Must not know Qt, nor who watches.
"""
