"""All colours of the program: the only module that names any.

A theme is data. Roles, palettes and surfaces find their colours here; nobody else writes a colour down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from poolviz.frame.model import Palette, Role
from poolviz.views.style import icon, load_fonts, palette, stylesheet

__all__ = [
    "DARK",
    "LIGHT",
    "RolePen",
    "Theme",
    "icon",
    "load_fonts",
    "on_black_and_white",
    "palette",
    "stylesheet",
]

# How a role is told apart without its colour.
Shape = Literal[
    "frame", "corner", "hollow corner", "lower corner", "dot", "brackets", "outline", "hatch", "tick", "cross"
]
Line = Literal["solid", "dashed", "dotted"]
Ramp = tuple[tuple[float, str], ...] | str  # stops, or the name of a published colour map


@dataclass(frozen=True)
class RolePen:
    """How a role is drawn: colour, shape, line and how much of the colour tints the cells."""

    colour: str
    shape: Shape
    line: Line = "solid"
    tint: float = 0.0


@dataclass(frozen=True, eq=False)
class Theme:
    """One set of colours, named by what they are for; compared by identity."""

    name: str
    # Surfaces and lines
    panel: str  # docks, bars and menus
    stage: str  # the ground under the boards
    card: str  # a box with facts inside a panel
    field: str  # what can be typed into, and buttons
    hover: str  # a button under the pointer
    line: str  # between surfaces
    border: str  # around buttons and fields
    groove: str  # of a slider
    # Text
    text: str
    quiet: str
    disabled: str
    digit_dark: str  # on light cells
    digit_light: str  # on dark cells
    # Accents: blue for the window and for what is selected, orange for the winner and for change
    accent: str
    on_accent: str
    accent_hover: str
    selected: str
    selected_text: str
    focus: str
    winner: str
    good: str
    bad: str
    refused: str  # the ground of a field whose value was refused
    caption: str
    caption_line: str
    caption_text: str
    # Cells
    pending: str  # dashed outline of what is not worked out yet
    pending_fill: str  # the same, where cells are too small for an outline
    ghost: str  # rim
    nan: str
    mark_inner: str
    mark_outer: str
    # Charts: bars are calm, for there are many; curves differ in their dashes as well as in colour.
    bar: str
    series: tuple[str, ...]
    ramps: Mapping[Palette, Ramp]
    roles: Mapping[Role, RolePen]
    dashes: tuple[tuple[float, ...], ...] = (
        (),
        (4.5, 2.0),
        (1.2, 1.6),
        (6.0, 2.0, 1.2, 2.0),
        (8.0, 2.0),
        (4.5, 1.8, 1.2, 1.8, 1.2, 1.8),
    )
    icon_ink: str = "#000"  # the one colour that the drawings of the icons use, to be replaced


_BLUES: Ramp = (
    (0.0, "#f7fbff"),
    (0.125, "#e4eff9"),
    (0.25, "#d2e3f3"),
    (0.375, "#bcd7ec"),
    (0.5, "#9ecae1"),
    (0.625, "#78b5d9"),
    (0.75, "#56a0ce"),
    (0.875, "#3a8ac2"),
    (1.0, "#2171b5"),
)
_SLATE_TO_BLUE: Ramp = (
    (0.0, "#1f2731"),
    (0.12, "#213142"),
    (0.25, "#223b52"),
    (0.5, "#275381"),
    (0.6, "#2a5f95"),
    (1.0, "#4a9be8"),
)
# Made so that they read alike for colour-blind eyes: viridis and cividis by their authors' names, and Peter
# Kovesi's linear map for blue and yellow.
PUBLISHED: Mapping[Palette, Ramp] = {"viridis": "viridis", "cividis": "cividis", "cet": "CET-CBL2"}
GREYS: Ramp = ((0.0, "#000000"), (1.0, "#ffffff"))


def roles_in(accent: str, winner: str, neutral: str, good: str, bad: str) -> Mapping[Role, RolePen]:
    """How every role is drawn, in a theme's own colours."""
    return MappingProxyType(
        {
            "window": RolePen(accent, "frame"),
            "winner": RolePen(winner, "corner"),
            "tie": RolePen(winner, "hollow corner"),
            "pending": RolePen(neutral, "outline", "dashed"),
            "padding": RolePen(neutral, "outline", "dashed", 0.12),
            "overhang": RolePen(neutral, "outline", "dotted"),
            "dropped": RolePen(neutral, "hatch"),
            "gradient": RolePen(winner, "dot"),
            "field": RolePen(accent, "outline", "solid", 0.22),
            "changed": RolePen(winner, "lower corner"),
            "chosen": RolePen(neutral, "brackets"),
            "picked": RolePen(accent, "dot", "solid", 0.22),
            "right": RolePen(good, "tick"),
            "wrong": RolePen(bad, "cross"),
        }
    )


LIGHT = Theme(
    name="light",
    panel="#ffffff",
    stage="#f6f7f9",
    card="#f6f7f9",
    field="#ffffff",
    hover="#f0f4f9",
    line="#e1e5ea",
    border="#d3dae2",
    groove="#cfd8e3",
    text="#17212b",
    quiet="#586472",
    disabled="#98a2ad",
    digit_dark="#030507",
    digit_light="#ffffff",
    accent="#0b5cad",
    on_accent="#ffffff",
    accent_hover="#094d92",
    selected="#e3eefa",
    selected_text="#0b4f96",
    focus="#0b5cad",
    winner="#d55e00",
    good="#1a7f37",
    bad="#c0262d",
    refused="#fff0ee",
    caption="#fff9ec",
    caption_line="#f0e2c0",
    caption_text="#4d3f16",
    pending="#7d8793",
    pending_fill="#e9ecf0",
    ghost="#e9ecf0",
    nan="#d9d2e4",
    mark_inner="#ffffff",
    mark_outer="#06121f",
    bar="#4389c4",
    series=("#0b5cad", "#d55e00", "#0e8aa6", "#a8326e", "#17212b", "#6b4a00"),
    ramps=MappingProxyType(
        {
            "values": _BLUES,
            "picture": GREYS,
            "gradient": (
                (0.0, "#7d3f94"),
                (0.25, "#b794c6"),
                (0.5, "#edf0f4"),
                (0.75, "#93cc9d"),
                (1.0, "#2b8a47"),
            ),
            "plain": ((0.0, "#e9edf3"), (1.0, "#e9edf3")),
            "count": ((0.0, "#f4f8f6"), (0.5, "#93cbbb"), (1.0, "#1f7a68")),
            # Every kind of eye tells blue from orange; green and purple belong to the gradients.
            "signed": (
                (0.0, "#b4500a"),
                (0.25, "#e8a06c"),
                (0.5, "#f4f6f8"),
                (0.75, "#78b5d9"),
                (1.0, "#2171b5"),
            ),
            **PUBLISHED,
        }
    ),
    roles=roles_in("#0b5cad", "#d55e00", "#4a5663", "#1a7f37", "#c0262d"),
)

DARK = Theme(
    name="dark",
    panel="#191f27",
    stage="#12161c",
    card="#12161c",
    field="#12161c",
    hover="#222b36",
    line="#2a323c",
    border="#39434f",
    groove="#39434f",
    text="#e8edf2",
    quiet="#98a4b1",
    disabled="#616c78",
    digit_dark="#030507",
    digit_light="#ffffff",
    accent="#2f86db",
    on_accent="#030507",
    accent_hover="#4a9be8",
    selected="#16324f",
    selected_text="#8cc4fb",
    focus="#6ab4ff",
    winner="#f2994a",
    good="#56c271",
    bad="#ff7b72",
    refused="#3a1e1f",
    caption="#241f12",
    caption_line="#3b331d",
    caption_text="#ecdcaa",
    pending="#5d6875",
    pending_fill="#1d242d",
    ghost="#1d242d",
    nan="#4a4160",
    mark_inner="#ffffff",
    mark_outer="#05080c",
    bar="#3d7fc0",
    series=("#4a9be8", "#f2994a", "#7fe0d0", "#d0508f", "#f5d76e", "#8a6d2f"),
    ramps=MappingProxyType(
        {
            "values": _SLATE_TO_BLUE,
            "picture": GREYS,
            "gradient": (
                (0.0, "#6b3f82"),
                (0.5, "#1b222b"),
                (1.0, "#2f7a46"),
            ),
            "plain": ((0.0, "#222b36"), (1.0, "#222b36")),
            "count": ((0.0, "#1b2427"), (0.5, "#27685f"), (1.0, "#5cc7b1")),
            "signed": (
                (0.0, "#e08a45"),
                (0.25, "#8a4e1d"),
                (0.5, "#1f2731"),
                (0.75, "#275381"),
                (1.0, "#4a9be8"),
            ),
            **PUBLISHED,
        }
    ),
    roles=roles_in("#4a9be8", "#f2994a", "#aab5c1", "#56c271", "#ff7b72"),
)


def on_black_and_white(theme: Theme) -> tuple[Theme, Theme]:
    """A theme twice, on a black and on a white ground: what both have in common is what is painted."""
    return replace(theme, stage="#000000"), replace(theme, stage="#ffffff")
