"""The rows of the table that say how the program looks and speaks: text, theme, motion, language."""

from __future__ import annotations

from collections.abc import Callable

from poolviz.window.preferences import ThemeChoice
from poolviz.window.row import Desk, Row


def _themed(choice: ThemeChoice) -> Callable[[Desk], bool]:
    return lambda desk: desk.theme_choice == choice


def _spoken(code: str) -> Callable[[Desk], bool]:
    return lambda desk: desk.language_choice == code


LOOK_ROWS: tuple[Row, ...] = (
    Row("text_larger", "Larger text", "View", ("Ctrl++", "Ctrl+="), "Make all letters larger",
        lambda desk: desk.change_text_size(1), "", "text"),
    Row("text_smaller", "Smaller text", "View", ("Ctrl+-",), "Make all letters smaller",
        lambda desk: desk.change_text_size(-1), "", "text"),
    Row("text_usual", "Usual text size", "View", ("Ctrl+0",), "Letters as large as at first",
        lambda desk: desk.change_text_size(0), "", "text"),
    Row("theme_system", "Light or dark like the system", "View", ("Ctrl+Shift+A",),
        "Follow the system's own setting", lambda desk: desk.choose_theme("system"), "", "theme",
        checked=_themed("system")),
    Row("theme_light", "Light", "View", ("Ctrl+Shift+L",), "Dark letters on a light ground",
        lambda desk: desk.choose_theme("light"), "sun", "theme", checked=_themed("light")),
    Row("theme_dark", "Dark", "View", ("Ctrl+Shift+D",), "Light letters on a dark ground",
        lambda desk: desk.choose_theme("dark"), "moon", "theme", checked=_themed("dark")),
    Row("theme_contrast", "High contrast", "View", ("Ctrl+Shift+H",),
        "White letters and strong lines on black", lambda desk: desk.choose_theme("contrast"), "", "theme",
        checked=_themed("contrast")),
    Row("calm", "Less motion", "View", ("Ctrl+Alt+M",), "Nothing slides from one step to the next",
        lambda desk: desk.choose_calm(not desk.is_calm), "", "theme", checked=lambda desk: desk.is_calm),
    Row("language_system", "Language of the system", "View", ("Ctrl+Alt+S",),
        "Speak as the system does, if poolviz can", lambda desk: desk.choose_language("system"), "",
        "language", checked=_spoken("system")),
    Row("language_en", "English", "View", ("Ctrl+Alt+E",), "Speak English from the next start on",
        lambda desk: desk.choose_language("en"), "", "language", checked=_spoken("en")),
    Row("language_de", "Deutsch", "View", ("Ctrl+Alt+D",), "Speak German from the next start on",
        lambda desk: desk.choose_language("de"), "", "language", checked=_spoken("de")),
)  # fmt: skip
