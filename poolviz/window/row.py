"""One thing that can be done by key or menu, and the window as it sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from PySide6.QtWidgets import QMenu, QWidget

from poolviz.frame.words import say, translated
from poolviz.session.session import Session
from poolviz.window.outgoing import Outgoing
from poolviz.window.preferences import ThemeChoice

Menu = Literal["File", "Edit", "Draw", "View", "Play", "Help"]
Side = Literal["map", "controls"]
MENUS: tuple[Menu, ...] = ("File", "Edit", "Draw", "View", "Play", "Help")


def submenu_title(group: str) -> str:
    """What the menu in a menu is called that holds a group; empty for a group between two lines."""
    titles = {
        "text": say("Text size"),
        "theme": say("Theme"),
        "language": say("Language"),
        "copy as": say("Copy as"),
    }
    return titles.get(group, "")


def menu_title(menu: Menu) -> str:
    """What a menu is called in the language in use; "&" stands before the letter that opens it with Alt."""
    titles: dict[Menu, str] = {
        "File": say("&File"),
        "Edit": say("&Edit"),
        "Draw": say("&Draw"),
        "View": say("&View"),
        "Play": say("&Play"),
        "Help": say("&Help"),
    }
    return titles[menu]


class Desk(Protocol):
    """The window, as an action sees it."""

    @property
    def session(self) -> Session:
        """What is open."""

    @property
    def stage(self) -> QWidget:
        """What shows it, and has keys of its own."""

    @property
    def outgoing(self) -> Outgoing:
        """What goes out into files."""

    @property
    def theme_choice(self) -> ThemeChoice:
        """Light, dark, or as the system shows."""

    def close(self) -> bool:
        """Leave the program."""

    def open_file(self) -> None:
        """Let a file be chosen and open it."""

    def paste(self) -> None:
        """Open the matrix that was copied elsewhere."""

    def copy(self, notation: str) -> None:
        """Copy a board as numbers in a notation."""

    def copy_picture(self) -> None:
        """Copy the stage as a picture."""

    def zoom(self, factor: float) -> None:
        """Look closer, or from further away; 0 shows everything."""

    def change_text_size(self, by: int) -> None:
        """Larger or smaller letters; 0 for the usual ones."""

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Show a theme from now on."""

    @property
    def is_calm(self) -> bool:
        """Whether nothing slides from one step to the next."""

    def choose_calm(self, calm: bool) -> None:
        """Let nothing slide, or let it slide if the system does not mind."""

    @property
    def language_choice(self) -> str:
        """The code of a language, or "system"."""

    def choose_language(self, choice: str) -> None:
        """Speak a language from the next start on."""

    def show_recents(self) -> None:
        """Offer the files that were opened last."""

    def list_recents(self, menu: QMenu) -> None:
        """Put the files that were opened last into a menu."""

    def toggle_full_screen(self) -> None:
        """Fill the screen, or be a window again."""

    def isFullScreen(self) -> bool:
        """Whether the window fills the screen."""

    def toggle_panel(self, side: Side) -> None:
        """Show or hide a panel."""

    def has_panel(self, side: Side) -> bool:
        """Whether a panel is shown."""

    def ask_number(self, field: str) -> None:
        """Let a number of the scene be typed."""

    def show_keys(self) -> None:
        """Show all keys on one sheet."""

    def show_about(self) -> None:
        """Tell what the program is and whose work is in it."""


@dataclass(frozen=True)
class Row:
    """One thing that can be done.

    The table is made before a language is chosen: its ``plain_title`` and ``plain_tip`` are English,
    ``title`` and ``tip`` are what a person reads.

    ``on_stage``: its keys act only while nothing that needs them itself (a text field, a slider) has the
    focus. ``group`` parts a menu by lines. ``live_title`` and ``live_icon`` follow what is going on;
    ``checked`` makes it a tick, ``fill`` gives it a menu of its own, filled each time it opens. A row of a
    ``scene`` is there only while that scene is on show; while it is enabled its keys have no other meaning.
    """

    id: str
    plain_title: str
    menu: Menu
    keys: tuple[str, ...]
    plain_tip: str
    run: Callable[[Desk], object]
    icon: str = ""
    group: str = ""
    on_stage: bool = False
    enabled: Callable[[Desk], bool] | None = None
    checked: Callable[[Desk], bool] | None = None
    live_title: Callable[[Desk], str] | None = None
    live_icon: Callable[[Desk], str] | None = None
    fill: Callable[[Desk, QMenu], object] | None = None
    scene: str = ""

    @property
    def title(self) -> str:
        """What it is called in menus."""
        return translated(self.plain_title)

    @property
    def tip(self) -> str:
        """What it does."""
        return translated(self.plain_tip)
