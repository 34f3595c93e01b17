"""People see and click; all of Qt lives here.

Must not write SQL, parse payloads or open sockets to other programs.
"""
