"""The two sheets of Help: every shortcut, and what the program is made of."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db import sqlite_version
from explorer.resident import resident_mb
from ui.action_table import ACTIONS
from ui.controls import PushButton
from ui.theme.appearance import Appearance
from ui.theme.fonts import uncovered_scripts

Group = tuple[str, Sequence[tuple[str, str]]]

_SCROLL_BAR_PX = 16
#: From this width of the screen on (at 100 % text) two columns of keys stand beside each other.
_TWO_COLUMNS_PX = 960
#: Keys that the canvases, lists and handles understand by themselves.
_GESTURES: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Network, with the mouse",
        (
            ("Wheel", "Zoom to the pointer"),
            ("Drag the ground", "Move the picture"),
            ("Drag an actor", "Move it and pin it there"),
            ("Shift+drag", "Select all in a rectangle"),
            ("Click, Ctrl+click", "Select, add to the selection"),
            ("Double-click", "Focus on neighbours"),
        ),
    ),
    (
        "Network, with the keyboard",
        (
            ("Arrows", "To the nearest actor that way"),
            ("Ctrl+arrows", "Along ties, the strongest first"),
            ("Enter", "Open in the details"),
            ("Space", "Pin or free"),
            ("Esc", "Close the card, the selection, the window: one a time"),
        ),
    ),
    (
        "Timeline",
        (
            ("Drag a handle", "Narrow the time window"),
            ("Drag inside the window", "Move it"),
            ("Drag on the bars", "A new window"),
            ("Double-click", "All dates"),
            ("← →, Shift+← →", "Move or widen by one unit"),
        ),
    ),
    (
        "Filters",
        (
            ("Click, Space", "Show or hide"),
            ("Alt+click, “only”", "Show this one alone"),
        ),
    ),
)


class Sheet(QDialog):
    """A scrolled page with one button."""

    def __init__(self, title: str, body: QWidget, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        fonts = appearance.fonts
        column = QVBoxLayout(self)
        column.setContentsMargins(fonts.px(20), fonts.px(18), fonts.px(20), fonts.px(14))
        column.setSpacing(fonts.px(12))
        heading = QLabel(title)
        heading.setProperty("role", "title")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        close = PushButton(appearance, "Close")
        close.setDefault(True)
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        column.addWidget(heading)
        column.addWidget(area, 1)
        column.addLayout(buttons)
        screen = self.screen().availableGeometry()
        self.ensurePolished()
        # As wide as what it shows, with room for the bar that scrolls it.
        width = max(fonts.px(470), body.sizeHint().width() + fonts.px(40) + _SCROLL_BAR_PX)
        height = body.sizeHint().height() + fonts.px(130)
        self.resize(min(width, screen.width() - 40), min(height, screen.height() - 80))


def shortcuts_sheet(appearance: Appearance, parent: QWidget) -> Sheet:
    """Return the sheet of all keys, made from the table of actions."""
    groups = [*_keys_by_menu().items(), *_GESTURES]
    screen = parent.screen().availableGeometry()
    beside = 2 if screen.width() >= appearance.fonts.px(_TWO_COLUMNS_PX) else 1
    body = QWidget()
    row = QHBoxLayout(body)
    row.setContentsMargins(0, 0, appearance.fonts.px(12), 0)
    row.setSpacing(appearance.fonts.px(44))
    for column in _in_columns(groups, beside):
        row.addWidget(_grid_of(column, appearance), 1, Qt.AlignmentFlag.AlignTop)
    return Sheet("Shortcuts", body, appearance, parent)


def _keys_by_menu() -> dict[str, list[tuple[str, str]]]:
    by_menu: dict[str, list[tuple[str, str]]] = {}
    for action in ACTIONS:
        if not action.keys:
            continue
        keys = QKeySequence(action.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
        menu = action.menu.partition("/")[0] or "View"
        by_menu.setdefault(menu, []).append((keys, action.words_alone.rstrip("…")))
    return by_menu


def _in_columns(groups: Sequence[Group], n: int) -> list[list[Group]]:
    """Share groups out to columns of about the same height, in their order."""
    heights = [len(rows) + 2 for _, rows in groups]
    columns: list[list[Group]] = [[] for _ in range(n)]
    done = 0
    for group, height in zip(groups, heights, strict=True):
        columns[min(n - 1, (done + height // 2) * n // sum(heights))].append(group)
        done += height
    return columns


def _grid_of(groups: Sequence[Group], appearance: Appearance) -> QWidget:
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setColumnStretch(0, 1)
    grid.setHorizontalSpacing(appearance.fonts.px(20))
    grid.setVerticalSpacing(appearance.fonts.px(3))
    row = 0
    for heading, rows in groups:
        title = QLabel(heading)
        title.setProperty("role", "heading")
        title.setContentsMargins(0, appearance.fonts.px(10 if row else 0), 0, 0)
        grid.addWidget(title, row, 0, 1, 2)
        for keys, words in rows:
            row += 1
            grid.addWidget(QLabel(words), row, 0)
            shown = QLabel(keys)
            shown.setProperty("role", "note")
            grid.addWidget(shown, row, 1, Qt.AlignmentFlag.AlignRight)
        row += 1
    return page


def about_sheet(appearance: Appearance, parent: QWidget) -> Sheet:
    """Return the sheet with versions and licences."""
    body = QLabel(about_text())
    body.setTextFormat(Qt.TextFormat.PlainText)
    body.setWordWrap(True)
    body.setAlignment(Qt.AlignmentFlag.AlignTop)
    body.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return Sheet("Actor Explorer", body, appearance, parent)


def about_text() -> str:
    """Return versions, licences and scripts without a font, as plain text to copy."""
    lines = [
        "Who met whom, when, about what, and how we know.",
        "",
        f"Actor Explorer {_version('actor-explorer')}, MIT licence",
        f"Python {platform.python_version()} on {platform.system()} {platform.machine()}",
        f"Qt {qVersion()}, PySide6 {_version('PySide6-Essentials')} (LGPL)",
        f"SQLite {sqlite_version()}, sqlite-utils {_version('sqlite-utils')}",
        f"pyqtgraph {_version('pyqtgraph')}, networkx {_version('networkx')}, "
        f"numpy {_version('numpy')}, numba {_version('numba')}",
        "Icons: Phosphor (MIT)",
    ]
    held = memory_words()
    if held:
        lines += ["", held]
    missing = uncovered_scripts()
    if missing:
        lines += ["", f"No installed font shows these scripts: {', '.join(missing)}."]
    return "\n".join(lines)


def memory_words() -> str:
    """Return how much memory the program holds now, as a sentence; empty where nobody can tell."""
    held_mb = resident_mb()
    return "" if held_mb is None else f"Memory in use now: {held_mb:,.0f} MB"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(version not recorded)"
