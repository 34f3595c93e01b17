"""Rows of media as records: the one place that knows their columns."""

from pathlib import Path
from typing import Any

from peewee import Database

from tracedesk.records.media import Media
from tracedesk.store.companion import Companion
from tracedesk.store.hashed_files import HashedFiles

FOLDER = "media"  # beside the database
SELECT_MEDIA = """
    SELECT m.seq, p.project_id, m.media_id, m.file, m.content_type, m.content_length, m.secret, m.uploaded_ns
    FROM media m JOIN project p ON p.seq = m.project_seq WHERE
"""


def stored_media(row: tuple[Any, ...]) -> Media:
    """Read a row of ``SELECT_MEDIA``."""
    return Media(
        number=row[0],
        project_id=row[1],
        media_id=row[2],
        file=row[3],
        content_type=row[4],
        content_length=row[5],
        secret=row[6],
        uploaded_ns=row[7],
    )


def _files(database: Database) -> HashedFiles:
    return HashedFiles(Path(str(database.database)).parent / FOLDER)


media_files_of = Companion(_files).of
