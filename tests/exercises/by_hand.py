"""The exercises solved without `poolviz.core`: one window after the other, one cell after the other."""

from __future__ import annotations

import numpy as np

from poolviz.core import Convolution, FullyConnected, GlobalAverage, Pooling, PoolSpec
from poolviz.exercises import Answers, Exercise
from poolviz.exercises.field import FieldTask
from poolviz.exercises.route import RouteTask
from poolviz.exercises.shaping import ShapeTask
from poolviz.exercises.shift import ShiftTask
from poolviz.exercises.size import SizeTask
from poolviz.exercises.values import ValuesTask
from poolviz.exercises.winner import WinnerTask
from poolviz.frame.model import Cell
from poolviz.frame.plane import Array
from tests import reference


def solved(exercise: Exercise) -> Answers:
    """What a careful student would answer."""
    match exercise.task:
        case ValuesTask(x=x, spec=spec):
            return on_board("answer", reference.pool(x, spec)[0])
        case RouteTask(x=x, spec=spec, upstream=upstream):
            return on_board("answer", reference.pool_backward(upstream, x, spec))
        case WinnerTask(x=x, spec=spec, output=output):
            row, column = divmod(int(reference.pool(x, spec)[1][output]), x.shape[1])
            return {Cell("input", row, column): 1.0}
        case ShiftTask(x=x, spec=spec, move=move):
            before, after = reference.pool(x, spec)[0], reference.pool(moved(x, *move), spec)[0]
            return {
                Cell("answer", row, column): 1.0
                for row, column in np.ndindex(before.shape)
                if abs(float(before[row, column]) - float(after[row, column])) > 1e-9
            }
        case SizeTask(size=size, spec=spec):
            return fields(("height", "width"), reference.output_size(spec, size))
        case ShapeTask():
            return fields(("height", "width", "channels", "parameters"), shape(exercise.task))
        case FieldTask(layers=layers, side=side):
            return fields(("field", "jump"), field_and_jump(layers, side))
        case _:
            raise AssertionError("a kind that nobody solved by hand")


def on_board(name: str, values: Array) -> Answers:
    """One answer for every number."""
    return {Cell(name, int(r), int(c)): float(value) for (r, c), value in np.ndenumerate(values)}


def fields(names: tuple[str, ...], numbers: tuple[int, ...]) -> Answers:
    """One answer for every field."""
    return {Cell(name, 0, 0): float(number) for name, number in zip(names, numbers, strict=True)}


def moved(x: Array, down: int, right: int) -> Array:
    """The map one pixel on, zeros where nothing was."""
    result = np.zeros_like(x)
    for row, column in np.ndindex(x.shape):
        if 0 <= row + down < x.shape[0] and 0 <= column + right < x.shape[1]:
            result[row + down, column + right] = x[row, column]
    return result


def like_a_pool(layer: Convolution) -> PoolSpec:
    """A pooling whose windows lie where those of a convolution do."""
    return PoolSpec(window=layer.window, stride=layer.stride, padding=layer.padding, dilation=layer.dilation)


def shape(task: ShapeTask) -> tuple[int, int, int, int]:
    """Height, width, channels and parameters, the latter counted weight by weight."""
    layer, given = task.layer, task.given
    height, width = given.size
    match layer:
        case Pooling(spec=spec):
            return (*reference.output_size(spec, given.size), given.channels, 0)
        case GlobalAverage():
            return 1, 1, given.channels, 0
        case FullyConnected(outputs=outputs):
            return 1, 1, outputs, sum(height * width * given.channels + 1 for _ in range(outputs))
        case Convolution(channels=filters, window=window):
            assert isinstance(window, int)
            each = sum(window * window for _ in range(given.channels)) + 1
            size = reference.output_size(like_a_pool(layer), given.size)
            return (*size, filters, sum(each for _ in range(filters)))
        case _:
            raise AssertionError("a layer that nobody counted by hand")


def field_and_jump(layers: tuple[Convolution | Pooling, ...], side: int) -> tuple[int, int]:
    """From the first pixel that two neighbours reach to the last, followed back tap by tap, padding too."""
    specs = [layer.spec if isinstance(layer, Pooling) else like_a_pool(layer) for layer in layers]
    sides = [side]
    for spec in specs:
        sides.append(reference.output_size(spec, (sides[-1], sides[-1]))[0])
    assert sides[-1] >= 1
    first, second = {0}, {1}
    for spec in reversed(specs):
        first, second = (taps_of(cells, spec) for cells in (first, second))
    return max(first) - min(first) + 1, min(second) - min(first)


def taps_of(cells: set[int], spec: PoolSpec) -> set[int]:
    """Everything that some windows look at, also beyond the map."""
    window, dilation, padding = one(spec.window), one(spec.dilation), one(spec.padding)
    stride = window if spec.stride is None else one(spec.stride)
    return {cell * stride - padding + tap * dilation for cell in cells for tap in range(window)}


def one(value: object) -> int:
    """A number that is the same down and across."""
    number = value[0] if isinstance(value, tuple) else value
    assert isinstance(number, int)
    return number
