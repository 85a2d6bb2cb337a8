"""Red, green and blue seen together, and the colours that a maximum invents."""

from __future__ import annotations

import numpy as np
import pytest

from poolviz.frame.model import Cell, Frame, Scale
from poolviz.frame.plane import NOTHING_CHANGED, ArrayPlane
from poolviz.maps.map import Map
from poolviz.maps.presets import by_id
from poolviz.scenes.channels.composite import ColourPlane
from poolviz.scenes.channels.parameters import ChannelsParameters
from tests.scenes.channels.channelling import Array, document, facts, frame

ALL = slice(None)
# A red and a green cell in the first window; in the second one both are red.
RED_AND_GREEN = np.array([[[255, 0, 255, 255]] * 2, [[0, 255, 0, 0]] * 2, [[0, 0, 0, 0]] * 2], dtype=np.uint8)


def picture(values: Array = RED_AND_GREEN) -> Map:
    return Map.from_array(values, kind="picture")


def colours(shown: Frame, board: str) -> list[list[str]]:
    found = shown.board(board).plane.read(ALL, ALL)
    return [[f"{colour:06x}" for colour in row] for row in found]


def test_a_maximum_makes_yellow_of_red_and_green_and_says_so() -> None:
    shown = frame(document(picture()), 1)
    assert colours(shown, "composite") == [["ff0000", "00ff00", "ff0000", "ff0000"]] * 2
    assert colours(shown, "composed") == [["ffff00", "ff0000"]]
    assert facts(shown)["Outputs with a new colour"] == "1 of 2"
    assert "invent colours" in shown.caption.text


def test_an_average_mixes_and_every_colour_is_new_where_colours_differ() -> None:
    shown = frame(document(picture(), mode="average"), 1)
    assert colours(shown, "composed") == [["808000", "ff0000"]]
    assert facts(shown)["Outputs with a new colour"] == "1 of 2"


def test_new_colours_are_those_that_no_cell_of_the_window_has() -> None:
    values = np.random.default_rng(1).integers(0, 3, (3, 7, 6)).astype(np.uint8) * 127
    shown = document(picture(values), window=3, stride=2, padding=1)
    wanted, cells = 0, values.transpose(1, 2, 0)
    for row in range(4):
        for column in range(3):
            part = cells[max(2 * row - 1, 0) : 2 * row + 2, max(2 * column - 1, 0) : 2 * column + 2]
            seen = {tuple(cell) for cell in part.reshape(-1, 3).tolist()}
            wanted += tuple(part.reshape(-1, 3).max(axis=0).tolist()) not in seen
    assert facts(frame(shown))["Outputs with a new colour"] == f"{wanted} of 12"
    assert wanted


def test_the_window_lies_on_the_picture_too() -> None:
    shown = frame(document(picture()), 1)
    assert "window" in shown.roles("composite", 1, 3)
    assert "window" in shown.roles("composed", 0, 1)
    assert [row[-1] for row in shown.arrangement] == ["composite", "composed", ""]


def test_only_colour_pictures_are_put_together() -> None:
    assert not frame(document()).has("composite")
    back = document(picture(), own=ChannelsParameters(backward=True))
    assert not frame(back).has("composite")


def test_too_many_colours_are_not_compared() -> None:
    large = picture(np.zeros((3, 130, 130), np.uint8))
    shown = frame(document(large, window=40, stride=1))
    assert "Outputs with a new colour" not in facts(shown)


def test_the_photograph_has_colours() -> None:
    map_ = by_id("colours").make()
    assert (map_.shape, map_.kind, map_.dtype.name) == ((3, 224, 224), "picture", "uint8")
    shown = frame(document(map_), 5000, Cell("input1", 3, 4))
    assert shown.board("composite").numbers == "none"


@pytest.mark.parametrize(
    ("level", "shown"), [(-1.0, 0), (0.0, 0), (0.5, 128), (1.0, 255), (9.0, 255), (np.nan, 0), (np.inf, 255)]
)
def test_levels_meet_the_ends_of_their_scale(level: float, shown: int) -> None:
    plane = ArrayPlane(np.array([[level]]))
    colour = ColourPlane((plane, plane, plane), Scale(0.0, 1.0))
    assert colour.read(ALL, ALL)[0, 0] == shown * 0x010101
    assert (colour.shape, colour.dtype.name) == ((1, 1), "uint32")


def test_a_picture_changes_where_any_of_its_colours_does() -> None:
    before = picture()
    after = before.edited(1, 1, 2, 9)
    planes = [
        ColourPlane((map_.plane(0), map_.plane(1), map_.plane(2)), Scale(0, 255)) for map_ in (before, after)
    ]
    assert planes[1].changes_since(planes[0]) == (1, 2, 1, 1)
    assert planes[0].changes_since(planes[0]) == NOTHING_CHANGED
    assert planes[0].changes_since(before.plane(0)) is None
