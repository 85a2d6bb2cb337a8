"""Spots: single cells that are seen on the largest map, and the dim rest."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from poolviz.frame.model import Board, Cell, Frame, Scale, Spots
from poolviz.frame.plane import ArrayPlane
from poolviz.views.contrast import contrast, luminance, rgb
from poolviz.views.spots import dark_digits, shades
from poolviz.views.theme import DARK, LIGHT, Theme
from tests.views.conftest import Shown
from tests.views.frames import board, colour_in, frame_of, picture, state_of

GREY = Scale(0.0, 255.0, "picture")


def dotted(side: int, every: int = 16, *, dim: bool = False) -> Board:
    """Dots of 255 in the middle of dark blocks, on a board that is always as large on the screen."""
    values = np.zeros((side, side), np.uint8)
    values[every // 2 :: every, every // 2 :: every] = 255
    ground = values if not dim else np.full_like(values, 255)
    spots = Spots(ArrayPlane(values), dim=dim)
    return replace(board("dots", ground, scale=GREY), spots=spots)


def runs(line: np.ndarray) -> list[int]:
    """How long the unbroken runs of True in a line are."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], line, [False]))))
    return [int(b - a) for a, b in edges.reshape(-1, 2)]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: str(theme.name))
def test_a_dot_is_two_pixels_large_where_cells_are_smaller(show: Shown, theme: Theme) -> None:
    stage = show(theme, width=400, height=400)
    stage.show_state(state_of(frame_of(dotted(512, 64))))
    QApplication.processEvents()
    image = picture(stage)
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width()) & 0xFFFFFF
    grid = stage._scenery.grids["dots"]
    assert grid.cell < 1
    inside = grid.device((0, 0, 512, 512))
    part = pixels[inside.top() + 1 : inside.bottom(), inside.left() + 1 : inside.right()]
    white = part == 0xFFFFFF
    assert int(white.sum()) == 64 * 4
    assert {length for line in (*white, *white.T) for length in runs(line)} == {2}


def test_large_cells_need_no_dots(show: Shown) -> None:
    stage = show(width=700, height=700)
    stage.show_state(state_of(frame_of(dotted(16, 8))))
    QApplication.processEvents()
    assert colour_in(stage, Cell("dots", 4, 4)) == "#ffffff"
    assert colour_in(stage, Cell("dots", 4, 5)) == "#000000"


def test_what_is_not_out_has_no_dots(show: Shown) -> None:
    stage = show(width=400, height=400)
    stage.show_state(state_of(frame_of(replace(dotted(512, 64), shown=0))))
    QApplication.processEvents()
    image = picture(stage)
    pixels = np.frombuffer(image.constBits(), np.uint32)
    assert not (pixels & 0xFFFFFF == 0xFFFFFF).any()


@pytest.mark.parametrize("side", [64, 300, 700])
@pytest.mark.parametrize("dim", [False, True])
def test_a_patched_picture_is_like_a_new_one(show: Shown, side: int, dim: bool) -> None:
    whole = dotted(side, 16, dim=dim)
    stage = show(width=500, height=500)
    stage.show_state(state_of(frame_of(replace(whole, shown=side * side // 2))))
    QApplication.processEvents()
    picture(stage)
    stage.show_state(state_of(frame_of(whole)))
    QApplication.processEvents()
    patched = picture(stage)
    fresh = show(width=500, height=500)
    fresh.show_state(state_of(frame_of(whole)))
    QApplication.processEvents()
    assert patched == picture(fresh)


@pytest.mark.parametrize("palette", ["values", "picture", "signed", "viridis"])
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: str(theme.name))
def test_the_rest_is_dim_and_its_digits_are_read(theme: Theme, palette: str) -> None:
    values = np.linspace(0 if palette != "signed" else -8, 8, 16).reshape(4, 4)
    kept = np.zeros((4, 4), np.uint8)
    kept[3, 3] = 1
    scale = Scale(float(values.min()), 8.0, palette)  # type: ignore[arg-type]
    plain = board("input", values, scale=scale)
    dim = replace(plain, spots=Spots(ArrayPlane(kept), dim=True))
    part = (0, 0, 4, 4)
    before, now = (shades(one, theme, part, values) for one in (plain, dim))
    assert now[3, 3] == before[3, 3]
    nothing = shades(plain, theme, part, np.full((4, 4), 0.0 if palette == "signed" else scale.low))
    far, near = (np.abs(channels(one) - channels(nothing)).sum(axis=-1) for one in (before, now))
    assert (near[:3] <= far[:3] * 0.4 + 4).all()
    dark = dark_digits(dim, theme, part, values)
    ground = luminance(channels(now).astype(np.uint8))
    inks = (theme.digit_dark, theme.digit_light)
    ink = [float(luminance(np.array(rgb(colour), np.uint8))) for colour in inks]
    read = np.where(dark, contrast(ground, ink[0]), contrast(ground, ink[1]))
    assert (read >= 4.5).all()


def channels(pixels: np.ndarray) -> np.ndarray:
    """Red, green and blue (…, 3)."""
    return np.stack([pixels >> 16 & 0xFF, pixels >> 8 & 0xFF, pixels & 0xFF], axis=-1).astype(np.int64)


def test_other_spots_are_painted_anew(show: Shown) -> None:
    values = np.full((4, 4), 8.0)
    one, other = (np.eye(4, dtype=np.uint8)[::step] for step in (1, -1))
    frames: list[Frame] = [
        frame_of(board(values=values, spots=Spots(ArrayPlane(cells), dim=True))) for cells in (one, other)
    ]
    stage = show(width=700, height=700)
    stage.show_state(state_of(frames[0]))
    QApplication.processEvents()
    bright = colour_in(stage, Cell("input", 0, 0))
    stage.show_state(state_of(frames[1]))
    QApplication.processEvents()
    assert colour_in(stage, Cell("input", 0, 3)) == bright
    assert colour_in(stage, Cell("input", 0, 0)) != bright
