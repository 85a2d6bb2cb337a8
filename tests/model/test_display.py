"""Which colours numbers get: decided in one place, by the map and by what a person chose."""

from __future__ import annotations

import math

import numpy as np
import pytest

from poolviz.frame.model import Scale
from poolviz.maps.map import Map
from poolviz.model.display import Display, fixed, for_another_map, scale_of
from poolviz.model.document import Document

TWO = Map.from_array([[[1.0, 2.0]], [[-4.0, 8.0]]], "Two")
PLAIN = Map.from_array([[0, 3], [2, 9]])


def test_by_itself_a_map_runs_from_its_smallest_to_its_largest_number() -> None:
    assert scale_of(PLAIN, 0, Display()) == Scale(0, 9, "values")
    assert Document(PLAIN).scale == Scale(0, 9, "values")


def test_signed_maps_are_centred_on_0() -> None:
    assert scale_of(TWO, 0, Display()) == Scale(1, 2, "values")
    assert scale_of(TWO, 1, Display()) == Scale(-8, 8, "signed")
    assert scale_of(TWO, 1, Display(colours="cet")) == Scale(-4, 8, "cet")
    assert scale_of(PLAIN, 0, Display(colours="signed")) == Scale(-9, 9, "signed")


def test_a_picture_is_grey_from_black_to_white() -> None:
    picture = Map.from_array(np.array([[3, 200]], np.uint8), "P", "picture")
    assert scale_of(picture, 0, Display()) == Scale(0, 255, "picture")
    assert scale_of(picture, 0, Display(colours="viridis")) == Scale(0, 255, "viridis")
    assert scale_of(picture, 0, Display(range="symmetric")) == Scale(-200, 200, "picture")


@pytest.mark.parametrize(
    ("display", "scale"),
    [
        (Display(range="symmetric"), Scale(-2, 2, "signed")),
        (Display(range="symmetric", colours="cividis"), Scale(-2, 2, "cividis")),
        (Display(range="fixed", low=-1, high=5), Scale(-1, 5, "values")),
        (Display(common=True), Scale(-8, 8, "signed")),
        (Display(common=True, colours="values"), Scale(-4, 8, "values")),
    ],
)
def test_what_was_chosen_is_shown(display: Display, scale: Scale) -> None:
    assert scale_of(TWO, 0, display) == scale


@pytest.mark.parametrize("values", [[[5.0]], [[math.nan, math.inf]], [[-math.inf]], [[0, 0]], [[-3.0]]])
@pytest.mark.parametrize("range_", ["auto", "symmetric"])
@pytest.mark.parametrize("common", [False, True])
def test_every_map_gets_a_range_that_holds_something(values: object, range_: str, common: bool) -> None:
    map_ = Map.from_array(np.asarray(values, float))
    scale = scale_of(map_, 0, Display(range=range_, common=common))  # type: ignore[arg-type]
    assert math.isfinite(scale.low)
    assert scale.low < scale.high < math.inf


@pytest.mark.parametrize(("low", "high"), [(1, 1), (2, 1), (0, math.inf), (math.nan, 1)])
def test_a_range_that_is_none_is_refused(low: float, high: float) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        Display(low=low, high=high)


def test_a_held_range_stays_with_its_map() -> None:
    held = fixed(Display(colours="cet"), Scale(-2, 7, "cet"))
    assert held == Display("fixed", -2.0, 7.0, False, "cet")
    assert for_another_map(held).range == "auto"
    assert for_another_map(held).colours == "cet"
    assert for_another_map(Display(common=True)) == Display(common=True)
