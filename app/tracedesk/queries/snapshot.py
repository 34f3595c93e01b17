"""Several statements that see the same moment."""

from collections.abc import Iterator
from contextlib import contextmanager

from peewee import Database


@contextmanager
def snapshot(database: Database) -> Iterator[None]:
    """Hide what others commit meanwhile: pages made of several reads would repeat rows or miss some."""
    with database.atomic("DEFERRED"):
        yield
