"""Text can be read, marks can be seen, in every theme and on every colour; every role has a shape."""

from __future__ import annotations

from dataclasses import fields
from itertools import combinations
from typing import get_args

import numpy as np
import pytest
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from poolviz.assets import names
from poolviz.frame.model import Palette, Role
from poolviz.views.contrast import contrast, luminance, rgb
from poolviz.views.high_contrast import CONTRAST
from poolviz.views.qtgraph import lookup_table
from poolviz.views.shapes import SHAPES
from poolviz.views.style import icon, palette, stylesheet
from poolviz.views.theme import DARK, LIGHT, Theme
from tests.views.eyes import APART, EYES, seen_by

THEMES = [LIGHT, DARK, CONTRAST]
ROLES: tuple[Role, ...] = get_args(Role)
# Those that have a ramp: the numbers of the last one are colours themselves, and are not written.
PALETTES: tuple[Palette, ...] = tuple(name for name in get_args(Palette) if name != "rgb")
TEXT, MARKS = 4.5, 3.0
MORE_TEXT = 7.0  # level AAA

READ_ON = [
    ("text", "panel"),
    ("text", "stage"),
    ("text", "card"),
    ("text", "field"),
    ("text", "hover"),
    ("text", "refused"),
    ("accent", "stage"),
    ("quiet", "panel"),
    ("quiet", "stage"),
    ("quiet", "card"),
    ("quiet", "field"),
    ("quiet", "ghost"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("selected_text", "selected"),
    ("selected_text", "panel"),
    ("caption_text", "caption"),
    ("bad", "panel"),
    ("good", "card"),
]
SEEN_ON = [
    ("focus", "panel"),
    ("focus", "stage"),
    ("focus", "field"),
    ("accent", "panel"),
    ("accent", "stage"),
    ("winner", "stage"),
    ("bad", "field"),
    ("pending", "stage"),
    ("bar", "stage"),
]

in_every_theme = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: str(theme.name))


def bright(colour: str) -> float:
    return float(luminance(np.array(rgb(colour), np.uint8)))


def between(theme: Theme, one: str, other: str) -> float:
    return float(contrast(np.array(bright(getattr(theme, one))), bright(getattr(theme, other))))


def ramp_colours(theme: Theme) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """How bright every colour is that a cell can have."""
    ramps = [lookup_table(theme.ramps[name]) for name in PALETTES]
    return luminance(np.vstack([*ramps, np.array([rgb(theme.nan), rgb(theme.stage)], np.uint8)]))


def test_contrast_is_that_of_the_guidelines() -> None:
    # Worked examples of WCAG: black on white is 21 : 1, #777777 on white 4.48 : 1.
    assert contrast(np.array(bright("#000000")), bright("#ffffff")) == pytest.approx(21)
    assert contrast(np.array(bright("#777777")), bright("#ffffff")) == pytest.approx(4.48, abs=0.01)


@in_every_theme
@pytest.mark.parametrize(("text", "ground"), READ_ON)
def test_text_can_be_read(theme: Theme, text: str, ground: str) -> None:
    assert between(theme, text, ground) >= TEXT


@in_every_theme
@pytest.mark.parametrize(("mark", "ground"), SEEN_ON)
def test_parts_of_controls_can_be_seen(theme: Theme, mark: str, ground: str) -> None:
    assert between(theme, mark, ground) >= MARKS


@in_every_theme
@pytest.mark.parametrize("role", ROLES)
def test_coloured_runs_of_a_formula_can_be_read_as_large_text(theme: Theme, role: Role) -> None:
    assert contrast(np.array(bright(theme.roles[role].colour)), bright(theme.stage)) >= MARKS


@in_every_theme
def test_digits_can_be_read_on_every_colour_of_every_ramp(theme: Theme) -> None:
    ground = ramp_colours(theme)
    dark, light = bright(theme.digit_dark), bright(theme.digit_light)
    assert np.maximum(contrast(ground, dark), contrast(ground, light)).min() >= TEXT


@in_every_theme
def test_one_line_of_every_mark_stands_out_on_every_colour(theme: Theme) -> None:
    """Also on those that are the numbers of a board themselves: any colour at all."""
    cube = np.stack(np.meshgrid(*[np.arange(0, 256, 15)] * 3), axis=-1).astype(np.uint8)
    ground = np.concatenate((ramp_colours(theme), luminance(cube.reshape(-1, 3))))
    inner, outer = bright(theme.mark_inner), bright(theme.mark_outer)
    assert np.maximum(contrast(ground, inner), contrast(ground, outer)).min() >= MARKS


@in_every_theme
@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_a_pen_and_a_shape(theme: Theme, role: Role) -> None:
    pen = theme.roles[role]
    assert QColor(pen.colour).isValid()
    assert pen.shape == "hatch" or pen.shape in SHAPES


@in_every_theme
def test_roles_are_told_apart_without_their_colours(theme: Theme) -> None:
    looks = {role: (pen.shape, pen.line, pen.tint > 0) for role, pen in theme.roles.items()}
    assert len(set(looks.values())) == len(looks), looks


@in_every_theme
def test_every_curve_can_be_seen(theme: Theme) -> None:
    assert len(theme.series) >= 6
    for colour in theme.series:
        assert contrast(np.array(bright(colour)), bright(theme.stage)) >= MARKS


@in_every_theme
@pytest.mark.parametrize("eye", EYES)
def test_curves_are_told_apart_by_every_kind_of_eye(theme: Theme, eye: str) -> None:
    colours = seen_by(eye, np.array([rgb(colour) for colour in theme.series], np.uint8))
    apart = [np.linalg.norm(one - other) for one, other in combinations(colours, 2)]
    assert min(apart) >= APART


@in_every_theme
def test_curves_are_told_apart_without_their_colours(theme: Theme) -> None:
    assert len(theme.dashes) >= len(theme.series)
    assert len(set(theme.dashes)) == len(theme.dashes)


@in_every_theme
@pytest.mark.parametrize("eye", EYES)
def test_the_chosen_bar_is_told_from_the_others(theme: Theme, eye: str) -> None:
    bar, chosen = seen_by(eye, np.array([rgb(theme.bar), rgb(theme.winner)], np.uint8))
    assert np.linalg.norm(bar - chosen) >= 2 * APART


@in_every_theme
def test_every_ramp_goes_from_0_to_1(theme: Theme) -> None:
    for name in PALETTES:
        ramp = theme.ramps[name]
        if isinstance(ramp, str):  # published, and not ours to check
            assert len(np.unique(lookup_table(ramp), axis=0)) > 200
            continue
        stops = [stop for stop, _ in ramp]
        assert (stops[0], stops[-1]) == (0.0, 1.0)
        assert stops == sorted(stops)


@in_every_theme
def test_more_is_never_drawn_as_less(theme: Theme) -> None:
    """Along a ramp of plain values brightness only rises, or only falls."""
    for name in ("values", "picture", "count", "viridis", "cividis", "cet"):
        steps = np.diff(luminance(lookup_table(theme.ramps[name])))
        assert (steps >= -1e-3).all() or (steps <= 1e-3).all(), name


def test_all_themes_name_the_same_things() -> None:
    for field in fields(Theme):
        assert len({type(getattr(theme, field.name)) for theme in THEMES}) == 1, field.name


@in_every_theme
def test_the_style_sheet_is_complete(theme: Theme, qapp: QApplication) -> None:
    sheet = stylesheet(theme, 13)
    assert "$" not in sheet
    assert theme.accent in sheet
    assert stylesheet(theme, 26) != sheet


@in_every_theme
def test_the_palette_is_that_of_the_theme(theme: Theme, qapp: QApplication) -> None:
    made = palette(theme)
    assert made.color(QPalette.ColorRole.Window).name() == theme.panel
    assert made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text).name() == theme.disabled


@in_every_theme
@pytest.mark.parametrize("name", [n.removeprefix("icons/").removesuffix(".svg") for n in names("icons")])
def test_icons_take_the_colours_of_the_theme(theme: Theme, name: str, qapp: QApplication) -> None:
    image = icon(name, theme, 96).pixmap(96, 96).toImage()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert theme.text in colours or name == "poolviz"


def test_a_missing_icon_leaves_its_button_empty(qapp: QApplication) -> None:
    assert icon("no such icon", LIGHT, 20).availableSizes() == QIcon().availableSizes()


# High contrast: more than the guidelines ask of everybody


@pytest.mark.parametrize(("text", "ground"), READ_ON)
def test_high_contrast_text_stands_out_far(text: str, ground: str) -> None:
    assert between(CONTRAST, text, ground) >= MORE_TEXT


@pytest.mark.parametrize(("mark", "ground"), [*SEEN_ON, ("border", "field"), ("disabled", "panel")])
def test_high_contrast_marks_stand_out_far(mark: str, ground: str) -> None:
    assert between(CONTRAST, mark, ground) >= TEXT


@pytest.mark.parametrize("name", ["values", "gradient", "count", "signed"])
def test_high_contrast_digits_stand_out_far(name: Palette) -> None:
    ground = luminance(lookup_table(CONTRAST.ramps[name]))
    assert contrast(ground, bright(CONTRAST.digit_light)).min() >= MORE_TEXT
