"""Numbers are brought between 0 and 1 without losing their order or what is not finite."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as nps
from numpy.typing import NDArray
from PIL import Image

from poolviz.files.opening import open_map
from poolviz.files.scaling import scaled
from poolviz.frame.words import grouped

Array = NDArray[Any]


def test_raw_numbers_stay_the_same_array() -> None:
    values = np.arange(4)
    assert scaled(values, "raw") == (values, ())


@pytest.mark.parametrize(("kind", "most"), [("u1", 255), ("u2", 65535)])
def test_pictures_are_divided_by_what_their_type_holds(kind: str, most: int) -> None:
    result, notes = scaled(np.array([0, most // 5, most], kind), "unit")
    assert result.dtype == np.float32
    assert result.tolist() == pytest.approx([0, 0.2, 1])
    assert notes == (f"Divided by {grouped(most)}, to lie between 0 and 1.",)


def test_other_numbers_are_stretched() -> None:
    result, notes = scaled(np.array([-2, 0, 6], np.int16), "unit")
    assert (result.dtype, result.tolist()) == (np.dtype("f4"), [0, 0.25, 1])
    assert notes == ("Stretched from -2 … 6 to 0 … 1.",)


def test_what_is_not_finite_stays_so() -> None:
    result, _ = scaled(np.array([np.nan, -np.inf, np.inf, 1.0, 3.0]), "unit")
    assert np.isnan(result[0])
    assert result[1:].tolist() == [-np.inf, np.inf, 0, 1]
    assert np.isnan(scaled(np.array([np.nan, np.inf]), "unit")[0][0])


@pytest.mark.parametrize("values", [[5.0, 5.0], [-1e308, 1e308], [0.0, 5e-324]])
def test_extremes(values: list[float]) -> None:
    with np.errstate(all="raise", under="ignore"):
        result, _ = scaled(np.array(values), "unit")
    assert result.min() == 0
    assert result.max() in (0, 1)


@settings(max_examples=100, deadline=None)
@given(nps.arrays(st.sampled_from(["f2", "f4", "f8", "i4", "i8", "u1"]), (2, 3)))
def test_order_is_kept(values: Array) -> None:
    result, notes = scaled(values, "unit")
    finite = np.isfinite(values)
    assert ((result[finite] >= 0) & (result[finite] <= 1)).all()
    order = np.argsort(values[finite], kind="stable")
    assert (np.diff(result[finite][order]) >= 0).all()
    assert len(notes) == 1
    assert result.dtype in (np.float32, np.float64)


def test_a_file_opens_between_0_and_1(tmp_path: Path) -> None:
    Image.new("L", (3, 2), 51).save(tmp_path / "a.png")
    opened = open_map(tmp_path / "a.png", scale="unit")
    assert opened.map.value(0, 0, 0) == pytest.approx(0.2)
    assert opened.notes == ("Divided by 255, to lie between 0 and 1.",)
    assert opened.map.kind == "picture"
    (tmp_path / "a.txt").write_text("1 2; 3 5")
    opened = open_map(tmp_path / "a.txt", scale="unit")
    assert opened.map.values.tolist() == [[[0, 0.25], [0.5, 1]]]
