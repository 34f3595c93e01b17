"""The one style sheet, made of the table of colours."""

from tracedesk.ui.colors import Colors


def style_sheet(colors: Colors, gap: int) -> str:
    """``gap`` is the basic distance in device-independent pixels."""
    radius = 6
    return f"""
QToolTip {{
    background: {colors.raised}; color: {colors.text}; border: 1px solid {colors.border}; padding: {gap}px {gap * 2}px;
}}
QMainWindow, QDialog {{ background: {colors.window}; }}
QPushButton, QToolButton {{
    background: {colors.raised}; color: {colors.text}; border: 1px solid {colors.border}; border-radius: {radius}px;
    padding: {gap}px {gap * 3}px; min-height: 1.3em;
}}
QToolButton {{ padding: {gap}px; }}
QPushButton:hover, QToolButton:hover {{ background: {colors.hover}; }}
QPushButton:pressed, QToolButton:pressed, QToolButton:checked {{ background: {colors.selection}; }}
QPushButton:focus, QToolButton:focus {{ border-color: {colors.accent}; }}
QPushButton:default {{ background: {colors.accent}; color: {colors.on_accent}; border-color: {colors.accent}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {colors.muted}; }}
QPushButton[flat="true"], QToolButton[autoRaise="true"] {{ background: transparent; border-color: transparent; }}
QPushButton[flat="true"]:hover, QToolButton[autoRaise="true"]:hover {{ background: {colors.hover}; }}
QToolButton[autoRaise="true"]:checked {{ background: {colors.selection}; }}
QPushButton[flat="true"]:focus, QToolButton[autoRaise="true"]:focus {{ border-color: {colors.accent}; }}
QLineEdit QToolButton {{ padding: 0; border: none; background: transparent; min-height: 0; }}
QLineEdit, QPlainTextEdit, QTextEdit, QTextBrowser {{
    background: {colors.surface}; color: {colors.text}; border: 1px solid {colors.border}; border-radius: {radius}px;
    padding: {gap}px {gap * 2}px; selection-background-color: {colors.selection}; selection-color: {colors.text};
}}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QTextBrowser:focus {{ border-color: {colors.accent}; }}
QSpinBox QLineEdit {{ border: none; padding: 0; background: transparent; }}
QComboBox QAbstractItemView {{
    background: {colors.raised}; border: 1px solid {colors.border}; selection-background-color: {colors.selection};
}}
QAbstractItemView {{
    background: {colors.surface}; border: none; outline: none;
    selection-background-color: {colors.selection}; selection-color: {colors.text};
}}
QHeaderView {{ background: {colors.surface}; border: none; }}
QHeaderView::section {{
    background: {colors.surface}; color: {colors.muted}; border: none; border-bottom: 1px solid {colors.border};
    padding: {gap}px {gap * 2}px;
}}
QHeaderView::section:hover {{ color: {colors.text}; }}
QTableCornerButton::section {{ background: {colors.surface}; border: none; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {colors.border}; }}
QTabBar::tab {{
    background: transparent; color: {colors.muted}; border: none; border-bottom: 2px solid transparent;
    padding: {gap * 2}px {gap * 2}px;
}}
QTabBar::tab:hover {{ color: {colors.text}; }}
QTabBar::tab:selected {{ color: {colors.text}; border-bottom-color: {colors.accent}; }}
QTabBar::tab:focus {{ color: {colors.accent}; }}
QSplitter::handle {{ background: {colors.border}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QStatusBar {{ background: {colors.window}; color: {colors.muted}; border-top: 1px solid {colors.border}; }}
QStatusBar::item {{ border: none; }}
QMenuBar {{ background: {colors.window}; color: {colors.text}; }}
QMenuBar::item {{ padding: {gap}px {gap * 2}px; background: transparent; }}
QMenuBar::item:selected {{ background: {colors.hover}; border-radius: {radius}px; }}
QMenu {{ background: {colors.raised}; color: {colors.text}; border: 1px solid {colors.border}; padding: {gap}px; }}
QMenu::item {{ padding: {gap}px {gap * 5}px; border-radius: {radius - 2}px; }}
QMenu::item:selected {{ background: {colors.selection}; }}
QMenu::item:disabled {{ color: {colors.muted}; }}
QMenu::separator {{ height: 1px; background: {colors.border}; margin: {gap}px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{
    background: {colors.border}; border-radius: 4px; min-height: 32px; min-width: 32px; margin: 1px;
}}
QScrollBar::handle:hover {{ background: {colors.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{
    background: {colors.hover}; border: none; border-radius: 3px; max-height: 6px; text-align: center;
}}
QProgressBar::chunk {{ background: {colors.accent}; border-radius: 3px; }}
QLabel[role="muted"] {{ color: {colors.muted}; }}
QLabel[role="title"] {{ font-weight: 600; font-size: 15pt; }}
QLabel[role="heading"] {{ font-weight: 600; }}
QFrame[role="card"] {{
    background: {colors.surface}; border: 1px solid {colors.border}; border-radius: {radius + 2}px;
}}
QFrame[role="surface"] {{ background: {colors.surface}; border: none; }}
QFrame[role="line"] {{ background: {colors.border}; border: none; max-height: 1px; }}
QFrame[role="bad"] {{ background: {colors.bad_surface}; border: 1px solid {colors.bad}; border-radius: {radius}px; }}
QFrame[role="warning"] {{
    background: {colors.warning_surface}; border: 1px solid {colors.warning}; border-radius: {radius}px;
}}
QFrame[role="good"] {{ background: {colors.good_surface}; border: 1px solid {colors.good}; border-radius: {radius}px; }}
QTextEdit[role="bare"], QPlainTextEdit[role="bare"] {{
    background: transparent; border: 1px solid transparent; border-radius: 0; padding: 0;
}}
QTextEdit[role="bare"]:focus, QPlainTextEdit[role="bare"]:focus {{ border-color: {colors.accent}; }}
QWidget[role="code"] {{ background: {colors.hover}; border-radius: {radius - 2}px; }}
QWidget[role="page"] {{ background: {colors.surface}; }}
QLabel[role="badge"] {{
    background: {colors.hover}; border: 1px solid {colors.border}; border-radius: {radius - 2}px;
    padding: 1px {gap + 2}px;
}}
QLabel[tone="bad"] {{ color: {colors.bad}; background: {colors.bad_surface}; border-color: {colors.bad}; }}
QLabel[tone="warning"] {{
    color: {colors.warning}; background: {colors.warning_surface}; border-color: {colors.warning};
}}
QLabel[tone="accent"] {{ color: {colors.accent}; border-color: {colors.accent}; }}
QToolButton#project_button::menu-indicator {{ image: none; }}
QToolButton[role="small"] {{ padding: 0 2px; min-height: 0; }}
QScrollArea[role="clear"], QScrollArea[role="clear"] > QWidget > QWidget {{ background: transparent; }}
QTableView[role="padded"]::item {{ padding: {gap}px {gap * 2 - 3}px; }}
QToolButton[role="segment"] {{
    background: transparent; border: 1px solid transparent; border-radius: {radius - 2}px; color: {colors.muted};
    padding: 0 {gap}px; min-height: 1.4em; min-width: 0;
}}
QToolButton[role="segment"]:hover {{ color: {colors.text}; background: {colors.hover}; }}
QToolButton[role="segment"]:checked {{ color: {colors.text}; background: {colors.selection}; }}
QToolButton[role="segment"]:focus {{ border-color: {colors.accent}; }}
QToolButton[role="segment"]:disabled {{ color: {colors.border}; }}
"""
