"""Settings, folders, secrets, logs and ports of this machine.

Must not know the database, the network formats or Qt.
"""
