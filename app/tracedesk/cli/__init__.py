"""One file per command: parse arguments, call what the screens call, print.

Must not import Qt.
"""
