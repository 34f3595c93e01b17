"""Strings that stand for media in inputs, outputs and metadata (wire protocol, 5.11)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tracedesk.records.dataset import DatasetItem
from tracedesk.records.media import ItemMediaField

_REFERENCE = re.compile(r"@@@langfuseMedia:type=[^|]*\|id=([^|]+)\|source=[^|]*@@@")
_PREFIX = "@@@langfuseMedia:"


class MediaReference(NamedTuple):
    """``path`` says where the string lies in the value, such as ``$['images'][0]``."""

    path: str
    text: str
    media_id: str


def media_references(value: object, path: str = "$") -> Iterator[MediaReference]:
    """Yield the strings in a JSON value that are a reference as a whole, in their order."""
    if isinstance(value, str):
        if value.startswith(_PREFIX) and (found := _REFERENCE.fullmatch(value)):
            yield MediaReference(path, value, found[1])
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from media_references(inner, f"{path}['{key}']")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from media_references(inner, f"{path}[{place}]")


def item_references(item: DatasetItem) -> Iterator[tuple[ItemMediaField, MediaReference]]:
    """Yield the references in a dataset item, each with the field that it lies in."""
    for reference in media_references(item.input):
        yield "input", reference
    for reference in media_references(item.expected_output):
        yield "expectedOutput", reference
    for reference in media_references(item.metadata):
        yield "metadata", reference
