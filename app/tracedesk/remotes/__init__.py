"""We talk to other programs; the only room with an HTTP client.

Must not know the database or Qt.
"""
