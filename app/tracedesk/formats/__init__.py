"""Bytes become records and back; one file per format.

No sockets, no clock, no database.
"""
