"""Maxima over maps in which much is equal, and one number is odd."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from poolviz.core import PoolSpec
from poolviz.maps.map import Map
from poolviz.model.windows import Windows
from poolviz.session.memo import Memo
from tests.strategies import fitting

RULES = ("first", "last", "column", "split")
ODD = (0.0, -0.0, np.nan, np.inf, -np.inf)


@dataclass(frozen=True)
class Tied:
    """A map, how it is pooled, and what came out."""

    spec: PoolSpec
    size: tuple[int, int]
    values: NDArray[np.float64]
    answer: Any
    windows: Windows


@st.composite
def tied(draw: st.DrawFn, different: int) -> Tied:
    """A map of so many ``different`` numbers, pooled by the maximum under any rule of ties."""
    spec, size = draw(fitting(mode="max"))
    spec = replace(spec, ties=draw(st.sampled_from(RULES)))
    random = np.random.default_rng(draw(st.integers(0, 99)))
    values = random.integers(0, different, size).astype(np.float64)
    values[-1, -1] = draw(st.sampled_from(ODD))
    map_ = Map.from_array(values)
    windows = Windows(map_.plane(0), spec.geometry(size))
    return Tied(spec, size, values, Memo().pooled(map_, 0, spec), windows)
