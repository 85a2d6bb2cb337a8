"""Frames with everything that can stand around boards, made by hand: words, charts, and what is pressed."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PySide6.QtWidgets import QApplication

from poolviz.frame.charts import Chart, Series
from poolviz.frame.model import Board, Cell, Frame, Line, Run, Scale
from poolviz.model.controls import ActionControl, ChoiceControl, Control, Option
from poolviz.session.state import State
from poolviz.views.chart_plan import Plan
from poolviz.views.stage import Stage
from poolviz.views.theme import LIGHT, Theme
from tests.views.frames import board, state_of

BARS = Chart(
    "bars",
    "Global average",
    "one number a channel",
    "bars",
    (Series("average", (0.1, 0.5, math.nan, 1.0)),),
    ("a", "b", "c", "d"),
    0.0,
    1.0,
    chosen=1,
    seeks=True,
)
CURVES = Chart(
    "curves",
    "Change",
    "over the shift",
    "curves",
    (Series("max", (0.0, 1.0, math.nan, 0.5, 0.2)), Series("average", (0.4,) * 5)),
    ("−2", "−1", "0", "+1", "+2"),
    0.0,
    1.0,
    chosen=3,
)
PASSES = ChoiceControl(
    "backward", "Pass", False, (Option(False, "Forward →"), Option(True, "← Backward")), board="stage"
)


def with_charts(*charts: Chart) -> Frame:
    """A board with charts at its right."""
    names = ("input", *(chart.name for chart in charts))
    return Frame((board(),), (names,), charts=charts)


def titled(name: str, title: str, values: object, **more: object) -> Board:
    return replace(board(name, values), title=title, detail="", **more)  # type: ignore[arg-type]


def quiet(text: str) -> Line:
    return Line((Run(text, quiet=True),), "small")


def formula_and_rows() -> Frame:
    """One map beside three boards, each with a formula at its right and chips above the last."""
    numbers = [[1, 1, 2, 4, 0, 3], [5, 6, 7, 8, 1, 1], [3, 2, 1, 0, 2, 6], [1, 2, 3, 4, 9, 0]] * 2
    runs = (
        Run("max(2, 6, "),
        Run("9", Cell("input", 3, 4), "winner"),
        Run(", 0) = "),
        Run("9", Cell("max", 1, 2), "winner"),
    )
    rows = [
        titled(
            name, title, [[6, 8, 3], [3, 4, 9], [2, 5, 4]], beside=(Line(runs, "large"), quiet("0 weights"))
        )
        for name, title in (("max", "Max"), ("average", "Average"), ("kernel", "Strided convolution"))
    ]
    rows[-1] = replace(rows[-1], heading_lines=2)
    boards = (titled("input", "Input", numbers[:6]), *rows)
    return Frame(boards, tuple(("input", row.name) for row in rows))


def rows_of_chips() -> tuple[Control, ...]:
    options = tuple(Option(name, name) for name in ("uniform", "edge ↔", "edge ↕", "top-left", "own"))
    return (
        PASSES,
        ActionControl("detection", "One detection", "Try a map with a single strong cell", board="stage"),
        ActionControl("noise", "One noisy pixel", "Try a map with a single wrong cell", board="stage"),
        ChoiceControl("kernel", "Kernel", "uniform", options, board="kernel"),
        ActionControl("fit", "fit max", "Find the kernel that comes nearest to max", board="kernel"),
    )


def columns_and_bars(channels: int = 8) -> Frame:
    """A row of maps, a row of smaller ones, and a bar under each."""
    side = np.arange(64 * 64).reshape(64, 64) % 61
    ins = tuple(
        titled(f"in{i}", "Input" if i == 0 else "", side, scale=Scale(0, 60)) for i in range(channels)
    )
    outs = tuple(
        titled(f"out{i}", "Output" if i == 0 else "", side[::2, ::2], scale=Scale(0, 60))
        for i in range(channels)
    )
    ins = (replace(ins[0], detail="224 × 224 × 8 · filters on a photograph, after ReLU"), *ins[1:])
    values = tuple(0.1 + 0.07 * i for i in range(channels))
    labels = tuple(f"filter {i}" for i in range(channels))
    bars = replace(BARS, series=(Series("", values),), labels=labels, chosen=2)
    names = tuple(one.name for one in ins), tuple(one.name for one in outs), ("bars",) * channels
    return Frame((*ins, *outs), names, charts=(bars,))


def figures_and_curves(series: int = 4) -> Frame:
    """Two rows of boards with figures under them, and a chart at the right of both."""
    numbers = np.arange(64).reshape(8, 8) % 10
    figures = (
        Line((Run("0.73"), Run(" relative change", quiet=True)), "large"),
        quiet("33 % of active outputs unchanged"),
    )
    boards = (
        titled("input", "Input", numbers),
        titled("max", "Max", numbers[:4, :4], below=figures),
        titled("nth", "Every 2nd pixel", numbers[::2, ::2], below=figures),
        titled("shifted", "Shifted", numbers),
        titled("max_shifted", "", numbers[:4, :4]),
        titled("nth_shifted", "", numbers[::2, ::2]),
    )
    places = range(-8, 9)
    names = ("max", "every 2nd pixel", "average", "max + blur", "a fifth", "a sixth")
    curves = tuple(
        Series(f"{name} at +1", tuple(abs(math.sin(place * (0.4 + 0.3 * i))) for place in places))
        for i, name in enumerate(names[:series])
    )
    labels = tuple(f"{place:+d}" for place in places)
    chart = replace(CURVES, series=curves, labels=labels, chosen=9, seeks=True, heading_lines=2)
    rows = (("input", "max", "nth", "curves"), ("shifted", "max_shifted", "nth_shifted", "curves"))
    return Frame(boards, rows, charts=(chart,))


def more_curves() -> tuple[Control, ...]:
    return (
        ActionControl("average", "+ average", "Add the average", board="curves"),
        ActionControl("blur", "+ blur", "Add a blur before the pool", board="curves"),
    )


def state_with(frame: Frame, controls: tuple[Control, ...] = ()) -> State:
    return replace(state_of(frame), controls=controls)


def chart_of_curves(*values: tuple[float, ...], low: float = 0.0, high: float = 1.0, **more: object) -> Chart:
    series = tuple(Series(f"series {i}", row) for i, row in enumerate(values))
    labels = more.pop("labels", None) or ("",) * len(values[0])
    return Chart("c", "C", "", "curves", series, labels, low, high, **more)  # type: ignore[arg-type]


def chart_of_bars(values: tuple[float, ...], low: float = 0.0, high: float = 1.0, **more: object) -> Chart:
    labels = more.pop("labels", None) or ("",) * len(values)
    return Chart("b", "B", "", "bars", (Series("", values),), labels, low, high, **more)  # type: ignore[arg-type]


def shown_on(show: Callable[..., Stage], frame: Frame, theme: Theme = LIGHT, **size: int) -> Stage:
    stage = show(theme, **size)
    stage.show_state(state_of(frame))
    QApplication.processEvents()
    return stage


def plan_of(stage: Stage, name: str) -> Plan:
    plan = stage._scenery._charts[name].plan
    assert plan is not None
    return plan
