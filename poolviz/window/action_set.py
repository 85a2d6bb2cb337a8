"""The table of actions brought to life: one QAction a row, in menus, with keys, following the state."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from poolviz.frame.words import say
from poolviz.window.actions import ACTIONS, MENUS, Desk, Menu, Row
from poolviz.window.row import menu_title, submenu_title

_AS_SIGNS = {"Right": "→", "Left": "←", "Up": "↑", "Down": "↓"}
# What one key types on one keyboard and another on the next: the plainer one is shown.
_SECOND_WAYS = ("=", "_", "Ctrl+=", "Enter")


def shown_keys(row: Row) -> str:
    """The keys of a row as people read them, in the system's own words.

    The second way to type the same sign is left out: "+" and "=" are one key on many keyboards, and people
    call two keys Enter.
    """
    return "   ".join(_shown(key) for key in row.keys if key not in _SECOND_WAYS)


def _shown(key: str) -> str:
    """A key, which the table calls as Qt does, with what is held beside it."""
    native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    last = key.rpartition("+")[2]
    # Qt has words for these that no keyboard has, and other ones in other languages.
    names = _AS_SIGNS | {"PgDown": say("Page Down"), "PgUp": say("Page Up"), "Return": say("Enter")}
    if last in names:
        word = QKeySequence(last).toString(QKeySequence.SequenceFormat.NativeText)
        return native.removesuffix(word) + names[last]
    return native.replace("-", "−")


class ActionSet(QObject):
    """Every action of the window by its id."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk = desk
        self._actions: dict[str, QAction] = {}
        self._shown: dict[str, tuple[object, ...]] = {}
        self._icon: Callable[[str], QIcon] | None = None
        # Icons of menus wait until a menu opens: drawing all of them takes a twentieth of a second.
        self._in_sight: set[str] = set()
        self._due: set[str] = set()
        for row in ACTIONS:
            self._actions[row.id] = self._made(row)
        owner.addActions(list(self._actions.values()))

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def in_sight(self, action_id: str) -> QAction:
        """An action for a button, whose icon is drawn at once."""
        self._in_sight.add(action_id)
        return self._actions[action_id]

    def fill(self, bar: QMenuBar) -> None:
        """Put every action into its menu; a line parts the groups."""
        for name in MENUS:
            menu = place = self._shown_menu(bar.addMenu(menu_title(name)))
            group = None
            for row in _rows_of(name):
                if row.group != group:
                    title = submenu_title(row.group)
                    if group is not None and not (title and place is not menu):
                        menu.addSeparator()
                    place = self._shown_menu(menu.addMenu(title)) if title else menu
                group = row.group
                place.addAction(self._actions[row.id])
                if row.fill is not None:
                    self._give_menu(row, menu)

    def _shown_menu(self, menu: QMenu) -> QMenu:
        """A menu that draws its icons when it opens."""
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(lambda: self._draw_icons())
        return menu

    def _give_menu(self, row: Row, owner: QMenu) -> None:
        """A row with a menu of its own, filled each time it opens; its key calls the row itself."""
        menu = QMenu(owner)
        menu.setToolTipsVisible(True)
        fill = row.fill
        assert fill is not None, "asked for rows with a menu"
        menu.aboutToShow.connect(lambda: fill(self._desk, menu))
        self._actions[row.id].setMenu(menu)

    def refresh(self, icon: Callable[[str], QIcon], *, repaint: bool = False) -> None:
        """Follow what is open and what goes on; ``repaint`` also draws the icons anew."""
        self._icon = icon
        desk = self._desk
        claimed = {key for row in ACTIONS if row.scene and _is_enabled(row, desk) for key in row.keys}
        for row in ACTIONS:
            now = (*self._looks(row), self._keys_now(row, claimed))
            if repaint or now != self._shown.get(row.id):
                self._shown[row.id] = now
                self._show(row)
                self._take_keys(row, now[-1])
                self._due.add(row.id)
        self._draw_icons(self._due & self._in_sight)

    def _keys_now(self, row: Row, claimed: set[str]) -> tuple[str, ...]:
        """The keys that a row has now: those of a scene's own come first."""
        if row.scene:
            return row.keys if self._desk.session.state.document.scene == row.scene else ()
        return tuple(key for key in row.keys if key not in claimed)

    def _take_keys(self, row: Row, keys: object) -> None:
        assert isinstance(keys, tuple)
        action = self._actions[row.id]
        sequences = [QKeySequence(key) for key in keys]
        if action.shortcuts() != sequences:
            action.setShortcuts(sequences)
        if row.scene:
            action.setVisible(bool(keys))

    def _made(self, row: Row) -> QAction:
        action = QAction(row.title, self)
        action.setObjectName(row.id)
        action.setShortcuts([QKeySequence(key) for key in row.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setAutoRepeat(row.on_stage and row.checked is None)
        action.setToolTip(f"{row.tip}  ({shown_keys(row)})")
        action.setStatusTip(row.tip)
        action.setCheckable(row.checked is not None)
        action.setMenuRole(_role(row))
        # A tick is set by the state that follows, not by the click.
        action.triggered.connect(lambda: self._run(row))
        return action

    def _run(self, row: Row) -> None:
        row.run(self._desk)
        self._restore_tick(row)

    def _restore_tick(self, row: Row) -> None:
        """Qt turns a tick over by itself, also when the state did not follow."""
        if row.checked is not None:
            self._actions[row.id].setChecked(row.checked(self._desk))

    def _looks(self, row: Row) -> tuple[object, ...]:
        desk = self._desk
        return tuple(
            None if look is None else look(desk)
            for look in (row.enabled, row.checked, row.live_title, row.live_icon)
        )

    def _draw_icons(self, ids: Iterable[str] | None = None) -> None:
        """Draw the icons that are due: of some actions, or of all."""
        ids = set(self._due if ids is None else ids)
        self._due -= ids
        for row in ACTIONS:
            name = row.live_icon(self._desk) if row.live_icon is not None else row.icon
            if row.id in ids and name and self._icon is not None:
                self._actions[row.id].setIcon(self._icon(name))

    def _show(self, row: Row) -> None:
        action, desk = self._actions[row.id], self._desk
        if row.enabled is not None:
            action.setEnabled(row.enabled(desk))
        if row.checked is not None:
            action.setChecked(row.checked(desk))
        if row.live_title is not None:
            action.setText(row.live_title(desk))
            action.setToolTip(f"{row.tip}  ({shown_keys(row)})")


def _is_enabled(row: Row, desk: Desk) -> bool:
    return row.enabled is None or row.enabled(desk)


def _rows_of(menu: Menu) -> tuple[Row, ...]:
    return tuple(row for row in ACTIONS if row.menu == menu)


def _role(row: Row) -> QAction.MenuRole:
    """Where macOS wants the few actions that every program has."""
    known = {"quit": QAction.MenuRole.QuitRole, "about": QAction.MenuRole.AboutRole}
    return known.get(row.id, QAction.MenuRole.NoRole)
