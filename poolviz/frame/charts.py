"""Charts as data: bars and curves that stand on the stage among the boards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Series:
    """One row of numbers over the positions of a chart; the theme gives each its colour *and* dashes.

    NaN leaves a gap. The label stands in the legend, so that nothing is told by colour alone.
    """

    label: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class Chart:
    """Bars (one series) or curves (some) over the same positions.

    ``labels`` name the positions, one each; empty ones stay blank. ``chosen`` is the position to pick out.
    Where ``seeks`` is set, a click on position i shows step i; where ``chooses`` is, the scene is told.
    """

    name: str
    title: str
    detail: str
    kind: Literal["bars", "curves"]
    series: tuple[Series, ...]
    labels: tuple[str, ...]
    low: float
    high: float
    chosen: int | None = None
    seeks: bool = False
    chooses: bool = False
    heading_lines: int = 1

    def __post_init__(self) -> None:
        """Refuse series that do not lie over the same positions."""
        if any(len(series.values) != len(self.labels) for series in self.series):
            raise ValueError(f"every series of {self.name} needs {len(self.labels)} values")
        if not self.low < self.high:
            raise ValueError(f"{self.name} needs a range, not {self.low} to {self.high}")
