"""The table of colours, light and dark; nothing else in the program names a colour.

Text has a contrast of at least 4.5:1 on every surface (tests/ui/test_theme.py). Colour is never the only signal.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Colors:
    """Colours by their role."""

    window: str  # behind everything
    surface: str  # lists, panes
    raised: str  # headers, buttons, cards
    border: str
    text: str
    muted: str  # secondary text
    accent: str
    on_accent: str
    selection: str
    hover: str
    good: str
    bad: str
    warning: str
    bad_surface: str
    good_surface: str
    warning_surface: str
    kinds: dict[str, str]  # by type of observation


LIGHT = Colors(
    window="#f5f6f8",
    surface="#ffffff",
    raised="#fafbfc",
    border="#e1e4ea",
    text="#1a1e27",
    muted="#5c6575",
    accent="#3554d1",
    on_accent="#ffffff",
    selection="#e3eaff",
    hover="#f1f3f7",
    good="#137543",
    bad="#c42b3a",
    warning="#935400",
    bad_surface="#fdecee",
    good_surface="#e6f6ed",
    warning_surface="#fdf3e0",
    kinds={
        "TRACE": "#3554d1",
        "SPAN": "#5b6577",
        "GENERATION": "#7a3fc4",
        "EVENT": "#8a5a00",
        "AGENT": "#1d63c9",
        "TOOL": "#b0490e",
        "CHAIN": "#52617a",
        "RETRIEVER": "#0f766e",
        "EMBEDDING": "#0b7285",
        "EVALUATOR": "#b32d77",
        "GUARDRAIL": "#2d7430",
    },
)
DARK = Colors(
    window="#121419",
    surface="#181b21",
    raised="#1f232b",
    border="#2c313b",
    text="#e7e9ef",
    muted="#9aa3b2",
    accent="#8aa5ff",
    on_accent="#10131a",
    selection="#263257",
    hover="#20242c",
    good="#4fc98f",
    bad="#ff7a85",
    warning="#f0b455",
    bad_surface="#3a1f24",
    good_surface="#17322a",
    warning_surface="#3a2e17",
    kinds={
        "TRACE": "#8aa5ff",
        "SPAN": "#a3adbd",
        "GENERATION": "#c09bff",
        "EVENT": "#e0b15c",
        "AGENT": "#7db5ff",
        "TOOL": "#ffa36b",
        "CHAIN": "#a7b4c9",
        "RETRIEVER": "#57cfc3",
        "EMBEDDING": "#66c9dd",
        "EVALUATOR": "#ff94c8",
        "GUARDRAIL": "#82d486",
    },
)
