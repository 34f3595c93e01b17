"""Reads the file that the translators write."""

from pathlib import Path
from typing import TypeAlias
from xml.etree import ElementTree

from sdk.environments import ROOT

TS = ROOT / "resources" / "i18n" / "tracedesk_zh_CN.ts"

Message: TypeAlias = tuple[str, str]  # the context, and the words in English


def messages(path: Path) -> dict[Message, str]:
    """Return the translations in a file; what is unfinished is empty."""
    found: dict[Message, str] = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            finished = translation.get("type") is None
            key = (context.findtext("name", ""), message.findtext("source", ""))
            found[key] = (translation.text or "") if finished else ""
    return found
