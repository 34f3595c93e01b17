"""Ports of this machine: who holds one, and which is free."""

import socket
from contextlib import closing

import psutil

LOOPBACK = "127.0.0.1"


def is_free(port: int, host: str = LOOPBACK) -> bool:
    with closing(socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def next_free_port(port: int) -> int:
    """Return the first free port above ``port``."""
    return next(candidate for candidate in range(port + 1, 65536) if is_free(candidate))


def port_owner(port: int) -> str | None:
    """Return "name (process 123)" of whoever listens on ``port``, or None when the system does not tell."""
    try:
        listening = psutil.net_connections(kind="tcp")
    except psutil.Error:
        return None
    for connection in listening:
        if connection.status == psutil.CONN_LISTEN and connection.pid and connection.laddr[1:2] == (port,):
            try:
                return f"{psutil.Process(connection.pid).name()} (process {connection.pid})"
            except psutil.Error:
                return f"process {connection.pid}"
    return None
