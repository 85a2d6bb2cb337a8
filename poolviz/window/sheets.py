"""The two sheets of the Help menu: all keys, and what the program is."""

from __future__ import annotations

from html import escape

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

# The menus side by side: the first way that the screen has room for.
_WAYS: tuple[tuple[tuple[Menu, ...], ...], ...] = (
    (("Play", "File", "Edit"), ("Draw",), ("View", "Help")),
    (("Play", "File", "Draw"), ("Edit", "View", "Help")),
    (MENUS,),
)

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


def _side_by_side(columns: tuple[tuple[Menu, ...], ...], *, wraps: bool = False) -> QWidget:
    """The keys of all menus, in so many columns; names of actions take several lines if one ``wraps``."""
    inside = QWidget()
    inside.setObjectName("sheetInside")
    side_by_side = QHBoxLayout(inside)
    side_by_side.setContentsMargins(0, 0, 0, 0)
    side_by_side.setSpacing(40)
    for menus in columns:
        column = QVBoxLayout()
        column.setSpacing(18)
        for menu in menus:
            lines = [(row.title, shown_keys(row)) for row in _rows_of(menu)]
            column.addLayout(_group(_heading(menu), lines))
        if "Draw" in menus:
            column.addLayout(_group(say("On a cell"), cell_keys()))
        if "Help" in menus:
            for title, rows in _rows_of_scenes().items():
                column.addLayout(_group(title, [(row.title, shown_keys(row)) for row in rows]))
        column.addStretch(1)
        side_by_side.addLayout(column)
    for label in inside.findChildren(QLabel):
        label.setWordWrap(wraps and label.objectName() == "what")
    return inside


def _rows_of(menu: Menu) -> list[Row]:
    return [row for row in ACTIONS if row.menu == menu and not row.scene]


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
    grid.setVerticalSpacing(6)
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


assert all({menu for menus in way for menu in menus} == set(MENUS) for way in _WAYS)
