"""A theme put onto Qt: its palette, its style sheet and its icons."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from poolviz.assets import read_text
from poolviz.views.fonts import load_fonts
from poolviz.views.sheets import CHIP_LENGTHS, SHEET, TAB_LENGTHS

if TYPE_CHECKING:
    from poolviz.views.theme import Theme

_MOST_AROUND = 16.0  # the largest letters with which what is around them grows

__all__ = ["icon", "load_fonts", "palette", "stylesheet"]


def palette(theme: Theme) -> QPalette:
    """The theme as Qt's palette, for what the style sheet does not reach."""
    made = QPalette()
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.panel,
        role.Base: theme.field,
        role.AlternateBase: theme.card,
        role.Button: theme.field,
        role.Text: theme.text,
        role.WindowText: theme.text,
        role.ButtonText: theme.text,
        role.BrightText: theme.bad,
        role.PlaceholderText: theme.quiet,
        role.ToolTipBase: theme.card,
        role.ToolTipText: theme.text,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Accent: theme.accent,
        role.Link: theme.selected_text,
        role.LinkVisited: theme.selected_text,
        role.Light: theme.hover,
        role.Mid: theme.border,
        role.Dark: theme.line,
        role.Shadow: theme.line,
    }
    for place, colour in colours.items():
        made.setColor(place, QColor(colour))
    for place in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, place, QColor(theme.disabled))
    return made


def stylesheet(theme: Theme, text_px: float) -> str:
    """The style sheet of the whole window, with every length in proportion to the text's size in pixels.

    Widgets ask for a look by property: ``segment`` (first, middle, last) for joined buttons, ``primary``,
    ``chip``, ``flat``, ``refused``; by object name: ``heading``, ``card``, ``rule``, ``caption``.
    """
    colours = {name: value for name, value in vars(theme).items() if isinstance(value, str)}
    return Template(SHEET).substitute(colours, **_lengths(text_px))


def chip_lengths(text_px: float) -> str:
    """A style sheet for chips of another size than the rest of the window."""
    return Template(CHIP_LENGTHS).substitute(_lengths(text_px))


def tab_lengths(text_px: float) -> str:
    """A style sheet for tabs with other letters than the rest of the window."""
    return Template(TAB_LENGTHS).substitute(_lengths(text_px))


def icon(name: str, theme: Theme, px: float) -> QIcon:
    """An icon of the resources in the theme's colours, ``px`` logical pixels large.

    An icon that is missing leaves its button empty rather than ending the program.
    """
    made = QIcon()
    try:
        drawing = read_text(f"icons/{name}.svg")
    except FileNotFoundError:
        return made
    off, on = QIcon.State.Off, QIcon.State.On
    for mode, state, colour in (
        (QIcon.Mode.Normal, off, theme.text),
        (QIcon.Mode.Normal, on, theme.selected_text),
        (QIcon.Mode.Disabled, off, theme.disabled),
        (QIcon.Mode.Disabled, on, theme.disabled),
    ):
        renderer = QSvgRenderer(QByteArray(drawing.replace(theme.icon_ink, colour).encode()))
        for density in _densities():
            made.addPixmap(_drawn(renderer, px, density), mode, state)
    return made


def _densities() -> list[float]:
    """How many device pixels a logical one has, on the screens that there are."""
    return sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()})


def _lengths(text_px: float) -> dict[str, str]:
    sizes = {"px": text_px, "low": min(text_px, _MOST_AROUND)}
    lengths = {
        f"{name}{tenths}": f"{max(round(size * tenths / 10), 1)}px"
        for name, size in sizes.items()
        for tenths in range(1, 41)
    }
    # Half a chip with its border: corners that are a pixel rounder would not be rounded at all.
    return lengths | {"chip": f"{(round(text_px * 1.7) + 2) // 2}px"}


def _drawn(renderer: QSvgRenderer, px: float, density: float) -> QPixmap:
    side = max(round(px * density), 1)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(density)
    # What was painted on keeps its painter's buffers, which are larger than an icon; a copy has none.
    return QPixmap.fromImage(picture.toImage().copy())
