"""Which theme and which text size: what was chosen, and what the system shows."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QStyle

from poolviz.views.high_contrast import CONTRAST
from poolviz.views.theme import DARK, LIGHT, Theme, icon, load_fonts, palette, stylesheet
from poolviz.window.preferences import TEXT_SIZES, Preferences, ThemeChoice
from poolviz.window.style import window_style

_USUAL_TEXT = 14  # pixels
# A window is at least so many times as high as letters of the caption; without the bars over and under the
# stage, which take so many pixels, as letters on the stage.
_LINES_OF_CAPTION, _LINES_ON_STAGE, _BARS = 30, 25, 275


class Appearance(QObject):
    """Dresses the application; ``changed`` tells the window to draw its icons anew.

    Qt's own colour scheme is only read, never set: offscreen it cannot be set.
    """

    changed = Signal()

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._choice: ThemeChoice = preferences.theme
        self._percent = preferences.text_size
        self._icons: dict[tuple[str, str, str, int], QIcon] = {}
        self._dressed: tuple[Theme, int] | None = None
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.dress)
        hints.accessibility().contrastPreferenceChanged.connect(self.dress)

    @property
    def choice(self) -> ThemeChoice:
        """What was chosen."""
        return self._choice

    @property
    def theme(self) -> Theme:
        """What is shown."""
        if self._choice == "system":
            hints = QGuiApplication.styleHints()
            if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
                return CONTRAST
            return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
        return {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}[self._choice]

    @property
    def scale(self) -> float:
        """How many times as large as usual letters are."""
        return self._percent / 100

    @property
    def text(self) -> int:
        """The size of ordinary letters in pixels."""
        return round(_USUAL_TEXT * self.scale)

    def stage_text(self, height: int) -> int:
        """The size of letters on the stage of a window so many pixels high: boards need room, too."""
        return self._on((height - _BARS) / _LINES_ON_STAGE)

    def caption_text(self, height: int) -> int:
        """The size of letters of the caption there: its lines must not take the room of the stage."""
        return self._on(height / _LINES_OF_CAPTION)

    def stage_style(self, text: int) -> str:
        """The style sheet for letters of that size on the stage; empty if they are as large as everywhere."""
        return "" if text == self.text else stylesheet(self.theme, text)

    @property
    def moves(self) -> bool:
        """Whether things slide: people can ask the system for less motion, or poolviz alone."""
        if self._preferences.calm:
            return False
        return QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0

    def icon(self, name: str) -> QIcon:
        """An icon in the theme's colours."""
        return self._kept(name, self.theme, "text")

    def icon_on_accent(self, name: str) -> QIcon:
        """An icon on a ground in the accent colour."""
        return self._kept(name, replace(self.theme, text=self.theme.on_accent), "accent")

    def choose(self, choice: ThemeChoice) -> None:
        """Show a theme from now on."""
        self._choice = choice
        self._preferences.theme = choice
        self.dress()

    def change_text_size(self, by: int) -> None:
        """The next size up or down; 0 for the usual one."""
        place = TEXT_SIZES.index(self._percent) + by if by else 0
        self._percent = TEXT_SIZES[max(0, min(place, len(TEXT_SIZES) - 1))]
        self._preferences.text_size = self._percent
        self.dress()

    def dress(self) -> None:
        """Put theme and size onto the application, if they are not there yet."""
        wanted = (self.theme, self.text)
        if wanted == self._dressed:
            return
        self._dressed = wanted
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        font = application.font()
        font.setFamily(load_fonts())
        font.setPixelSize(self.text)
        application.setFont(font)
        application.setPalette(palette(self.theme))
        application.setStyleSheet("")  # Qt takes a third of the time for a first sheet as for another one
        application.setStyleSheet(stylesheet(self.theme, self.text) + window_style(self.theme, self.text))
        self.changed.emit()

    def _on(self, most: float) -> int:
        """The size of letters that may be so many pixels, but are no smaller than usual for it."""
        return min(self.text, max(_USUAL_TEXT, round(most)))

    def _kept(self, name: str, theme: Theme, ground: str) -> QIcon:
        wanted = (name, theme.name, ground, self.text)
        if wanted not in self._icons:
            self._icons[wanted] = icon(name, theme, self.text * 1.5)
        return self._icons[wanted]
