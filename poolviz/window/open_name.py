"""The name of what is open, at the right end of the menu bar: it gives way to the menus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenuBar

# In multiples of the text size: around a menu's title, around the name, and the shortest name worth showing.
_AROUND_MENU, _AROUND_NAME, _SHORTEST = 2.0, 3.0, 8.0
PROGRAM = " — poolviz"
"""What ends the title of the window."""


class OpenName(QLabel):
    """Without the program's name where that has no room, then cut in its middle; away where hardly any is."""

    def __init__(self, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._name = ""
        self.setObjectName("openName")

    def show_name(self, name: str) -> None:
        """Show a name; nothing happens if it is the same."""
        if name != self._name:
            self._name = name
            self.fit()

    def fit(self) -> None:
        """Take the room that the menus leave."""
        bar = self.parentWidget()
        assert isinstance(bar, QMenuBar)
        letters = bar.fontMetrics()
        text = letters.height() / 1.2
        menus = [action.text().replace("&", "") for action in bar.actions()]
        taken = sum(letters.horizontalAdvance(menu) + _AROUND_MENU * text for menu in menus)
        room = bar.width() - taken - _AROUND_NAME * text
        shown = ""
        if room >= _SHORTEST * text:
            whole, alone = self._name, self._name.removesuffix(PROGRAM)
            shown = whole if letters.horizontalAdvance(whole) <= int(room) else alone
            shown = letters.elidedText(shown, Qt.TextElideMode.ElideMiddle, int(room))
        if shown != self.text():
            self.setText(shown)
            self.setToolTip(self._name)
        bar.setCornerWidget(self)  # lays it out anew: it does not notice by itself
        self.setVisible(bool(shown))
