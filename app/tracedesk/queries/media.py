"""Media by their ids."""

from collections.abc import Iterable

from peewee import Database

from tracedesk.queries.conditions import PROJECT_SEQ
from tracedesk.records.media import Media
from tracedesk.store.database import chunks, rows
from tracedesk.store.media_rows import SELECT_MEDIA, stored_media


def media_by_id(database: Database, project_id: str, media_ids: Iterable[str]) -> dict[str, Media]:
    """Return those of ``media_ids`` that were uploaded."""
    found: dict[str, Media] = {}
    for chunk in chunks(sorted(set(media_ids))):
        condition = f"m.project_seq = {PROJECT_SEQ} AND m.media_id IN ({', '.join('?' * len(chunk))})"
        sql = f"{SELECT_MEDIA} {condition} AND m.uploaded_ns IS NOT NULL"
        known = [stored_media(row) for row in rows(database, sql, (project_id, *chunk))]
        found.update({media.media_id: media for media in known})
    return found


def media_by_number(database: Database, number: int) -> Media | None:
    """Return a medium of any project, uploaded or not: its address alone names it."""
    found = rows(database, f"{SELECT_MEDIA} m.seq = ? AND p.deleted_ns IS NULL", (number,))
    return stored_media(found[0]) if found else None
