"""The two sheets of the Help menu: all keys, and what the program is."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from poolviz import __version__, scenes
from poolviz.assets import names, read_text
from poolviz.frame.words import language, say, translated
from poolviz.model.scene import discover
from poolviz.window.action_set import shown_keys
from poolviz.window.actions import ACTIONS, MENUS, Menu, Row
from poolviz.window.row import menu_title
from poolviz.window.tool_actions import cell_keys

# The menus, what keys do on a cell, and what only one scene has, side by side in columns of about one height:
# the first way that the screen has room for.
_Group = Menu | Literal["cell", "scenes"]
_WAYS: tuple[tuple[tuple[_Group, ...], ...], ...] = (
    (("File", "Edit"), ("Draw", "cell"), ("View", "Help"), ("Play", "scenes")),
    (("File", "Edit", "cell"), ("Draw", "Help", "scenes"), ("Play", "View")),
    (("File", "Draw", "cell", "Help"), ("Play", "Edit", "View", "scenes")),
    ((*MENUS, "cell", "scenes"),),
)
_APART = 2  # pixels between two lines

_LICENCES = "licences/third-party"


class Sheet(QDialog):
    """A plain window over the program, closed with Esc."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 20, 24, 16)
        self.column.setSpacing(16)

    def finish(self, width: int, height: int) -> None:
        """Add the button, take a size that the screen has, and open."""
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        self.column.addWidget(buttons)
        room = self.screen().availableSize()
        self.resize(min(width, room.width() - 40), min(height, room.height() - 80))
        self.open()


def show_keys(parent: QWidget, text: int) -> Sheet:
    """Every key of the table of actions, in its own menu's group."""
    sheet = Sheet(say("All keys"), parent)
    room = parent.screen().availableSize().width() - 140
    inside = next(
        (found for found in map(_side_by_side, _WAYS[:-1]) if found.sizeHint().width() <= room), None
    )
    inside = inside or _side_by_side(_WAYS[-1], wraps=True)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidget(inside)
    sheet.column.addWidget(scroll)
    hint = inside.sizeHint()
    sheet.finish(hint.width() + 80, hint.height() + 7 * text)
    return sheet


def _side_by_side(columns: tuple[tuple[_Group, ...], ...], *, wraps: bool = False) -> QWidget:
    """All keys in so many columns; names of actions take several lines if one ``wraps``."""
    inside = QWidget()
    inside.setObjectName("sheetInside")
    side_by_side = QHBoxLayout(inside)
    side_by_side.setContentsMargins(0, 0, 0, 0)
    side_by_side.setSpacing(40)
    for groups in columns:
        column = QVBoxLayout()
        column.setSpacing(14)
        for name in groups:
            for title, lines in _lines_of(name):
                column.addLayout(_group(title, lines))
        column.addStretch(1)
        side_by_side.addLayout(column)
    for label in inside.findChildren(QLabel):
        label.setWordWrap(wraps and label.objectName() == "what")
    return inside


def _lines_of(name: _Group) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """What stands under a title, or under several: actions and their keys."""
    if name == "cell":
        yield say("On a cell"), cell_keys()
    elif name == "scenes":
        for title, rows in _rows_of_scenes().items():
            yield title, [(row.title, shown_keys(row)) for row in rows]
    else:
        rows = [row for row in ACTIONS if row.menu == name and not row.scene]
        yield _heading(name), [(row.title, shown_keys(row)) for row in rows]


def _rows_of_scenes() -> dict[str, list[Row]]:
    """The rows that only one scene has, by its title."""
    titles = {scene.id: translated(scene.title) for scene in discover(scenes).values()}
    found: dict[str, list[Row]] = {}
    for row in ACTIONS:
        if row.scene:
            found.setdefault(titles[row.scene], []).append(row)
    return found


def _heading(menu: Menu) -> str:
    return menu_title(menu).replace("&", "")


def _group(title: str, lines: list[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(_APART)
    heading = QLabel(title.upper())
    heading.setObjectName("heading")
    grid.addWidget(heading, 0, 0, 1, 2)
    for place, (what, keys) in enumerate(lines, 1):
        name = QLabel(what)
        name.setObjectName("what")
        grid.addWidget(name, place, 0)
        key = QLabel(keys)
        key.setObjectName("key")
        grid.addWidget(key, place, 1, Qt.AlignmentFlag.AlignRight)
    grid.setColumnStretch(0, 1)
    return grid


def show_about(parent: QWidget, text: int) -> Sheet:
    """What poolviz is, and whose work is in it, under which licences."""
    sheet = Sheet(say("About poolviz"), parent)
    title = QLabel(f"<b style='font-size: {round(text * 1.6)}px'>poolviz</b> &nbsp; {escape(__version__)}")
    sheet.column.addWidget(title)
    what = QLabel(say("See pooling happen: a window slides over a map, forward and backward."))
    what.setWordWrap(True)
    sheet.column.addWidget(what)
    licences = QTextBrowser()
    licences.setObjectName("licences")
    licences.setOpenExternalLinks(False)
    licences.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    licences.setMarkdown(_licences())
    sheet.column.addWidget(licences, 1)
    sheet.finish(60 * text, 44 * text)
    return sheet


def _licences() -> str:
    """Whose work is in poolviz, in the language in use if somebody has written it so."""
    own = f"{_LICENCES}.{language()}.md"
    return read_text(own if own in names(own.rpartition("/")[0]) else f"{_LICENCES}.md")


assert all({name for names in way for name in names} == {*MENUS, "cell", "scenes"} for way in _WAYS)
