"""What files are handed out as: what was said of them counts only if their bytes say the same."""

import pytest

from tracedesk.analysis.content_types import BINARY, HEAD_BYTES, TEXT, safe_type

HTML = b"<!doctype html><script>alert(1)</script>"


@pytest.mark.parametrize(
    ("told", "head"),
    [
        ("image/png", b"\x89PNG\r\n\x1a\n\0"),
        ("image/jpeg", b"\xff\xd8\xff\xe0"),
        ("image/jpg", b"\xff\xd8\xff\xe1"),
        ("image/gif", b"GIF89a"),
        ("image/webp", b"RIFF\0\0\0\0WEBP"),
        ("image/avif", b"\0\0\0\x1cftypavif"),
        ("image/heic", b"\0\0\0\x1cftypheic"),
        ("audio/wav", b"RIFF\0\0\0\0WAVE"),
        ("audio/mpeg", b"ID3\x04"),
        ("audio/mp3", b"\xff\xfb\x90"),
        ("audio/ogg", b"OggS\0"),
        ("video/mp4", b"\0\0\0\x20ftypisom"),
        ("video/webm", b"\x1aE\xdf\xa3"),
        ("application/pdf", b"%PDF-1.7"),
        ("application/zip", b"PK\x03\x04"),
        ("application/x-tar", b"a" * 257 + b"ustar"),
    ],
)
def test_bytes_that_are_what_was_said(told: str, head: bytes) -> None:
    assert safe_type(told, head) == told
    assert safe_type(told, HTML) == BINARY
    assert safe_type(told, b"") == BINARY


@pytest.mark.parametrize(
    "told", ["text/html", "image/svg+xml", "application/xml", "application/javascript", "text/css", "application/json"]
)
def test_what_could_run_is_text_or_bytes(told: str) -> None:
    assert safe_type(told, HTML) == TEXT
    assert safe_type(told, b"\x89PNG\r\n\x1a\n\0") == BINARY
    assert safe_type(told, b"<script>\0</script>") == BINARY


def test_a_character_that_is_cut_in_two_is_text() -> None:
    head = "你".encode() * HEAD_BYTES
    assert safe_type("text/plain", head[: HEAD_BYTES - 1]) == TEXT


def test_bytes_of_no_kind_stay_bytes() -> None:
    assert safe_type(BINARY, b"hello") == BINARY
