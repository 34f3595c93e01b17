"""Other programs talk to us: ingest and read API, on the loopback interface.

Must not import Qt.
"""
