"""Edits of media: announced, uploaded, reported, and linked to where they are used."""

import secrets

from tracedesk.analysis.media_references import item_references
from tracedesk.records.dataset import DatasetItem
from tracedesk.records.media import ItemPlace, Media, MediaDraft, TracePlace, UploadReport
from tracedesk.store.database import execute, executemany, rows
from tracedesk.store.edit import ConflictError, Edit, UnknownThingError
from tracedesk.store.hashed_files import FileDraft
from tracedesk.store.media_rows import SELECT_MEDIA, media_files_of, stored_media

NO_MEDIA = "Media {} not found within authorized project"
SUCCESSFUL = (200, 201)  # statuses of an upload
SECRET_BYTES = 32

_ANNOUNCE = """
    INSERT INTO media (project_seq, media_id, file, content_type, content_length, secret, created_ns)
    VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (project_seq, file) DO UPDATE SET content_type = excluded.content_type,
        content_length = iif(uploaded_ns IS NULL, excluded.content_length, content_length)
"""
_REPORT = """
    UPDATE media SET uploaded_ns = coalesce(?, uploaded_ns), upload_status = ?, upload_error = ?, upload_time_ms = ?
    WHERE project_seq = ? AND media_id = ?
"""
_LINK_TRACE = "INSERT OR IGNORE INTO trace_media VALUES (?, ?, ?, ?, ?)"
_LINK_ITEM = "INSERT OR IGNORE INTO item_media VALUES (?, ?, ?, ?, ?)"
_DROP_UNUSED = """
    DELETE FROM media WHERE seq = ? AND NOT EXISTS (SELECT 1 FROM trace_media WHERE media_seq = media.seq)
    AND NOT EXISTS (SELECT 1 FROM item_media WHERE media_seq = media.seq)
"""


def announce_media(edit: Edit, draft: MediaDraft) -> tuple[Media, bool]:
    """Link a medium to its place, made on first mention, and say whether its bytes are still to be uploaded.

    Raises:
        ConflictError: other bytes have this id.
    """
    known = _find(edit, draft.media_id)
    if known is not None and known.file != draft.file:
        raise ConflictError(f"The media id {draft.media_id} belongs to other bytes.")
    complete = known is not None and known.uploaded_ns is not None and known.content_type == draft.content_type
    row = (
        edit.project_seq, draft.media_id, draft.file, draft.content_type, draft.content_length,
        secrets.token_bytes(SECRET_BYTES), edit.now_ns,
    )  # fmt: skip
    execute(edit.database, _ANNOUNCE, row)
    found = _find(edit, draft.media_id)
    assert found is not None
    _link(edit, draft.place, found.number)
    return found, not (complete and media_files_of(edit.database).path(draft.file).exists())


def keep_upload(edit: Edit, number: int, draft: FileDraft) -> None:
    """Keep the bytes of a medium, which are on disk.

    Raises:
        UnknownThingError: it was deleted meanwhile.
    """
    draft.keep()
    changed = execute(
        edit.database,
        "UPDATE media SET uploaded_ns = ?, content_length = ? WHERE seq = ? AND file = ?",
        (edit.now_ns, draft.size, number, draft.name),
    )
    if not changed.rowcount:
        raise UnknownThingError(f"The medium of these bytes ({draft.name}) was deleted.")


def report_upload(edit: Edit, media_id: str, report: UploadReport) -> None:
    """Note how an upload went; one that failed takes nothing away.

    Raises:
        UnknownThingError: there is no such medium.
    """
    uploaded_ns = report.uploaded_ns if report.status in SUCCESSFUL else None
    row = (uploaded_ns, report.status, report.error, report.time_ms, edit.project_seq, media_id)
    if not execute(edit.database, _REPORT, row).rowcount:
        raise UnknownThingError(NO_MEDIA.format(media_id))


def link_item_media(edit: Edit, item: DatasetItem) -> None:
    """Link the media that an item names, so that they stay when the trace goes that brought them."""
    for field, reference in item_references(item):
        known = _find(edit, reference.media_id)
        if known is not None:
            _link(edit, ItemPlace(dataset_id=item.dataset_id, item_id=item.item_id, field=field), known.number)


def unlink_trace_media(edit: Edit, trace_id: str) -> None:
    """Forget what a trace uses; media that nothing else uses go with it."""
    key = (edit.project_seq, trace_id)
    used = rows(edit.database, "SELECT media_seq FROM trace_media WHERE project_seq = ? AND trace_id = ?", key)
    execute(edit.database, "DELETE FROM trace_media WHERE project_seq = ? AND trace_id = ?", key)
    executemany(edit.database, _DROP_UNUSED, used)


def _find(edit: Edit, media_id: str) -> Media | None:
    found = rows(edit.database, f"{SELECT_MEDIA} m.project_seq = ? AND m.media_id = ?", (edit.project_seq, media_id))
    return stored_media(found[0]) if found else None


def _link(edit: Edit, place: TracePlace | ItemPlace, number: int) -> None:
    if isinstance(place, TracePlace):
        execute(edit.database, _LINK_TRACE, (
            edit.project_seq, place.trace_id, place.observation_id or "", place.field, number
        ))  # fmt: skip
    else:
        execute(edit.database, _LINK_ITEM, (edit.project_seq, place.dataset_id, place.item_id, place.field, number))
