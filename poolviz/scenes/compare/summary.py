"""How far the answers lie apart on the whole map: kept row by row, so that an edit costs a few rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from poolviz.frame.plane import Array
from poolviz.model.derived import Derivation, Region, Written
from poolviz.scenes.compare.sliding import reached
from poolviz.scenes.compare.view import View


@dataclass(frozen=True)
class Summary:
    """What the facts tell; None where nothing is finite."""

    gap: float | None
    """How far max lies above average at most."""
    error: float | None
    """How far the kernel is off from max, on average."""


def summary(view: View) -> Summary:
    """Work the figures out, of all windows or of those that an edit changed."""

    def again(region: Region) -> Written:
        down, _ = reached(view.geometry, region)
        return Written(down.start, 0, _rows(view, down)) if down else Written(0, 0, np.empty((0, 3)))

    way = Derivation(lambda: _rows(view, range(view.geometry.output[0])), again)
    rows = view.derived("apart", way).values[0]
    gap, count = float(rows[:, 0].max()), float(rows[:, 2].sum())
    with np.errstate(all="ignore"):
        error = float(rows[:, 1].sum()) / count if count else None
    return Summary(gap if gap > -np.inf else None, error)


def _rows(view: View, down: range) -> Array:
    """For each row of windows: the largest max − average, the sum of |kernel − max|, and of how many."""
    figures = np.zeros((len(down), 3))
    with np.errstate(all="ignore"):
        gaps = view.apart("max", "average", slice(down.start, down.stop), slice(None))
        figures[:, 0] = np.where(np.isfinite(gaps), gaps, -np.inf).max(axis=1)
        if view.slides:
            errors = np.abs(view.apart("convolution", "max", slice(down.start, down.stop), slice(None)))
            finite = np.isfinite(errors)
            figures[:, 1] = np.where(finite, errors, 0.0).sum(axis=1)
            figures[:, 2] = finite.sum(axis=1)
    return figures
