"""What is remembered from one start to the next; the one place that knows where.

Nothing in a damaged or forged settings file can stop the start: whatever is not what it should be
counts as never saved.
"""

from __future__ import annotations

from typing import Literal, cast, get_args

from PySide6.QtCore import QByteArray, QSettings

from poolviz.frame.languages import languages
from poolviz.session.state import SPEEDS

ThemeChoice = Literal["system", "light", "dark", "contrast"]
MOST_RECENTS = 9  # as many as there are digits
TEXT_SIZES = (100, 110, 125, 150, 175, 200)


class Preferences:
    """Typed doors to one settings file.

    ``fresh`` neither reads what was saved nor writes over it: the program as on its first day, which
    remembers until it is closed.
    """

    def __init__(self, *, fresh: bool = False) -> None:
        self._settings = None if fresh else QSettings()
        self._until_closed: dict[str, object] = {}

    @property
    def keeps(self) -> bool:
        """Whether the next start will know of what is chosen in this one."""
        return self._settings is not None

    @property
    def theme(self) -> ThemeChoice:
        """Light, dark, or whatever the system shows."""
        name = self._text("window/theme")
        return cast(ThemeChoice, name) if name in get_args(ThemeChoice) else "system"

    @theme.setter
    def theme(self, choice: ThemeChoice) -> None:
        self._save("window/theme", choice)

    @property
    def text_size(self) -> int:
        """Per cent of the usual size; one of TEXT_SIZES."""
        size = self._number("window/text_size")
        return int(size) if size in TEXT_SIZES else TEXT_SIZES[0]

    @text_size.setter
    def text_size(self, percent: int) -> None:
        self._save("window/text_size", percent)

    @property
    def calm(self) -> bool:
        """Whether nothing is to slide, whatever the system says."""
        return self._text("window/calm") == "true"

    @calm.setter
    def calm(self, calm: bool) -> None:
        self._save("window/calm", "true" if calm else "false")

    @property
    def language(self) -> str:
        """The code of a language that ships, or "system"."""
        code = self._text("window/language")
        return code if code in languages() else "system"

    @language.setter
    def language(self, choice: str) -> None:
        self._save("window/language", choice)

    @property
    def recents(self) -> tuple[str, ...]:
        """The files that were opened last, the newest first; at most MOST_RECENTS."""
        found = self._value("files/recents")
        paths = found if isinstance(found, list) else [found]
        return tuple(p for p in paths if isinstance(p, str) and p and "\0" not in p)[:MOST_RECENTS]

    @recents.setter
    def recents(self, paths: tuple[str, ...]) -> None:
        self._save("files/recents", list(paths[:MOST_RECENTS]))

    @property
    def speed(self) -> float:
        """How fast playing goes; one of SPEEDS."""
        speed = self._number("play/speed")
        return speed if speed in SPEEDS else 1.0

    @speed.setter
    def speed(self, speed: float) -> None:
        self._save("play/speed", speed)

    @property
    def folder(self) -> str:
        """Where a file was opened last; empty at first."""
        return self._text("files/folder")

    @folder.setter
    def folder(self, path: str) -> None:
        self._save("files/folder", path)

    @property
    def geometry(self) -> QByteArray:
        """Place and size of the window, as Qt keeps them; empty at first."""
        return self._bytes("window/geometry")

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._save("window/geometry", geometry)

    @property
    def widths(self) -> QByteArray:
        """How wide the panels are, as Qt keeps it; empty at first."""
        return self._bytes("window/widths")

    @widths.setter
    def widths(self, state: QByteArray) -> None:
        self._save("window/widths", state)

    @property
    def hidden(self) -> frozenset[str]:
        """The panels that were hidden."""
        return frozenset(self._text("window/hidden").split())

    @hidden.setter
    def hidden(self, names: frozenset[str]) -> None:
        self._save("window/hidden", " ".join(sorted(names)))

    def _value(self, key: str) -> object:
        if self._settings is None:
            return self._until_closed.get(key)
        try:
            return self._settings.value(key)
        except Exception:  # noqa: BLE001 - what a forged file holds may raise anything while it is unpacked
            return None

    def _text(self, key: str) -> str:
        value = self._value(key)
        return value if isinstance(value, str) else ""

    def _number(self, key: str) -> float:
        try:
            return float(str(self._value(key)))
        except ValueError:
            return 0.0

    def _bytes(self, key: str) -> QByteArray:
        value = self._value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def _save(self, key: str, value: object) -> None:
        if self._settings is None:
            self._until_closed[key] = value
        else:
            self._settings.setValue(key, value)
