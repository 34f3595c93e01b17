"""Long texts in pieces that a text widget can take: pages, and lines that are not endless."""

PAGE = 200_000  # characters; a page of this size lays out in about 60 ms
LONGEST_LINE = 5_000  # 1 MB on one line costs 188 ms for every frame that scrolls


def page_end(text: str, start: int, length: int = PAGE) -> int:
    """Return where the page that begins at ``start`` ends: after a line's end if one is near, never past the text."""
    end = start + length
    if end >= len(text):
        return len(text)
    line_end = text.rfind("\n", start + length * 3 // 4, end)
    return end if line_end < 0 else line_end + 1


def break_long_lines(text: str, longest: int = LONGEST_LINE) -> str:
    """Put line breaks into lines longer than ``longest``."""
    if len(text) <= longest:
        return text
    lines = text.split("\n")
    if all(len(line) <= longest for line in lines):
        return text
    return "\n".join(piece for line in lines for piece in _pieces(line, longest))


def shortened(text: str, longest: int) -> str:
    """Return ``text``, cut with a sign when it is longer than ``longest``."""
    return text if len(text) <= longest else f"{text[:longest]}…"


def one_line(text: str, longest: int) -> str:
    """Return the beginning of ``text`` on one line, with a sign where a line ended and where it was cut."""
    return shortened(text, longest).replace("\r\n", "\n").replace("\n", " ↵ ").replace("\t", " ")


def _pieces(line: str, longest: int) -> list[str]:
    return [line[at : at + longest] for at in range(0, len(line), longest)] or [""]
