"""What a layer makes of maps of H × W × C and learns: the question, its answer, its mistakes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from poolviz.core import (
    Convolution,
    GlobalAverage,
    Layer,
    Pooling,
    PoolSpec,
    SpecError,
    Volume,
)
from poolviz.core.padding import as_pair, is_none
from poolviz.exercises.layers import layer_words
from poolviz.exercises.looking import taken_for, with_stride_one
from poolviz.exercises.nouns import Answers, Asked, Mistake, Sheet, Showing
from poolviz.frame.model import Cell, Mark, Run
from poolviz.frame.words import grouped, say

_FIELDS = ("height", "width", "channels", "parameters")
HEIGHT, WIDTH, CHANNELS, PARAMETERS = (Cell(name, 0, 0) for name in _FIELDS)


@dataclass(frozen=True, eq=False)
class ShapeTask:
    """What comes out of ``layer`` for maps of ``given``, and what it learns?"""

    layer: Layer
    given: Volume
    asked: Asked = "type"
    empty_is_zero: bool = False
    spec: PoolSpec | None = None
    marks: tuple[Mark, ...] = ()
    blanks: tuple[Cell, ...] = (HEIGHT, WIDTH, CHANNELS, PARAMETERS)

    @property
    def prompt(self) -> str:
        """The layer, and the maps that it is given."""
        return say(
            "{layer}, on {size} (H × W × C). What comes out, and how many numbers are learned?",
            layer=layer_words(self.layer),
            size=_volume(self.given),
        )

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Four numbers to fill in."""
        titles = (say("Height H′"), say("Width W′"), say("Channels C′"), say("Parameters"))
        return tuple(Sheet(name, title, (1, 1)) for name, title in zip(_FIELDS, titles, strict=True))

    def solution(self) -> Answers:
        """What ``core`` says of the layer."""
        return _answers(self.layer, self.given)

    def mistaken(self) -> Iterator[tuple[Mistake, Answers]]:
        """The layer taken for another one, one field or the shape at a time."""
        if isinstance(self.layer, Pooling | GlobalAverage):
            yield from self._of_pooling()
        else:
            yield from self._of_weights()
        for mistake, layer in self._other_layers():
            try:
                yield mistake, {**_answers(layer, self.given), PARAMETERS: self.solution()[PARAMETERS]}
            except SpecError:
                continue  # so mistaken, not one window would fit

    def _of_pooling(self) -> Iterator[tuple[Mistake, Answers]]:
        """Weights where there are none, and channels that are pooled."""
        height, width = self.given.size
        if isinstance(self.layer, Pooling):
            window = self.layer.spec.window
            height, width = (height, width) if window == "global" else as_pair(window)
        taps, count = height * width, self.given.channels
        learned = say("Pooling learns nothing: it has no weights, whatever its window.")
        for number in (taps, taps * count, taps + 1, taps * count * count, taps * count * count + count):
            yield Mistake("a pool that learns", learned), self._with(PARAMETERS, number)
        sentence = say("Each channel is pooled by itself: there are as many as before.")
        for number in (count // 2, count // taps, 1):
            yield Mistake("channels pooled", sentence), self._with(CHANNELS, number)

    def _of_weights(self) -> Iterator[tuple[Mistake, Answers]]:
        """Weights that are forgotten."""
        solution = self.solution()
        filters, count = int(solution[CHANNELS]), self.given.channels
        numbers = solution[PARAMETERS]
        sentence = say("Each filter has a number to add, the bias: one more for each that comes out.")
        yield Mistake("bias forgotten", sentence), self._with(PARAMETERS, numbers - filters)
        sentence = say("Each filter sees every channel that comes in: its weights count once for each.")
        weights = (int(numbers) - filters) // count
        for number in (weights + filters, weights):
            yield Mistake("one channel weighed", sentence), self._with(PARAMETERS, number)
        sentence = say("One channel comes out for each filter, however many come in.")
        yield Mistake("channels kept", sentence), self._with(CHANNELS, count)

    def _other_layers(self) -> Iterator[tuple[Mistake, Layer]]:
        """What one takes the layer for; its windows only."""
        if isinstance(self.layer, Pooling):
            for mistake, spec in _other_specs(self.layer.spec, self.given.size):
                if spec is not None:
                    yield mistake, Pooling(spec)
        elif isinstance(self.layer, Convolution):
            if not is_none(self.layer.padding):
                yield _forgotten(), replace(self.layer, padding=0)
            if as_pair(self.layer.stride) != (1, 1):
                yield _slow(), replace(self.layer, stride=1)
            if as_pair(self.layer.dilation) != (1, 1):
                yield _solid(), replace(self.layer, dilation=1)

    def _with(self, blank: Cell, number: float) -> Answers:
        return {**self.solution(), blank: float(number)}

    def hint(self, blank: Cell) -> Showing:
        """What to think of; not its numbers."""
        if blank in (HEIGHT, WIDTH):
            return Showing(
                say("Count the windows: ⌊(size + padding − span) / stride⌋ + 1, rounded up in ceil mode.")
            )
        if blank == CHANNELS:
            return Showing(say("Does each map stay by itself, or does every filter see all of them?"))
        return Showing(say("What in this layer could be learned?"))

    def replay(self, blank: Cell) -> tuple[Showing, ...]:
        """The rule with the numbers of this layer."""
        rules: dict[Cell, Callable[[], Showing]] = {
            HEIGHT: lambda: self._side(0, blank),
            WIDTH: lambda: self._side(1, blank),
            CHANNELS: lambda: self._channels(blank),
            PARAMETERS: lambda: self._parameters(blank),
        }
        return (rules[blank](),)

    def _side(self, which: int, blank: Cell) -> Showing:
        geometry = self.layer.geometry(self.given)
        assert geometry is not None, "only layers with windows are asked about"
        axis = (geometry.rows, geometry.columns)[which]
        around = f" + {axis.low + axis.high}" if axis.low + axis.high else ""
        is_up = isinstance(self.layer, Pooling) and self.layer.spec.ceil_mode
        opening, closing = ("⌈", "⌉") if is_up else ("⌊", "⌋")
        steps = f"{opening}({axis.size}{around} − {axis.span}) / {axis.stride}{closing} + 1 = "
        sentence = say("So many windows fit: {count}.", count=axis.output)
        return Showing(sentence, formula=(Run(steps), Run(str(axis.output), blank, "winner")))

    def _channels(self, blank: Cell) -> Showing:
        count = int(self.solution()[CHANNELS])
        if isinstance(self.layer, Pooling | GlobalAverage):
            sentence = say(
                "Each channel is pooled by itself: {count} come in and {count} go out.", count=count
            )
        else:
            sentence = say("One channel for each filter: {count}.", count=count)
        return Showing(sentence, formula=(Run("C′ = "), Run(str(count), blank, "winner")))

    def _parameters(self, blank: Cell) -> Showing:
        number = int(self.solution()[PARAMETERS])
        end = Run(grouped(number), blank, "winner")
        if not number:
            return Showing(say("There are no weights: nothing is learned."), formula=(end,))
        filters, each = self.layer.channels_from(self.given), 0
        each = number // filters - 1
        sentence = say(
            "Each of {count} filters has {weights} weights and a bias.", count=filters, weights=grouped(each)
        )
        return Showing(sentence, formula=(Run(f"{filters} · ({grouped(each)} + 1) = "), end))


def _other_specs(spec: PoolSpec, size: tuple[int, int]) -> Iterator[tuple[Mistake, PoolSpec | None]]:
    slow, taken = with_stride_one(spec, size), partial(taken_for, spec, size)
    if slow is not None:
        yield _slow(), slow
    if spec.ceil_mode:
        sentence = say("Ceil mode keeps the last window that overhangs: round up, not down.")
        yield Mistake("floor for ceil", sentence), taken(ceil_mode=False)
    elif spec.window != "global" and spec.adaptive is None and not isinstance(spec.padding, str):
        sentence = say("What does not fill a whole window is dropped: round down, not up.")
        yield Mistake("ceil for floor", sentence), taken(ceil_mode=True)
    if not is_none(spec.padding):
        yield _forgotten(), taken(padding=0)
    if max(as_pair(spec.dilation)) > 1:
        yield _solid(), taken(dilation=1)


def _slow() -> Mistake:
    sentence = say("That is how many windows fit at a stride of 1: divide by the stride.")
    return Mistake("stride ignored", sentence)


def _forgotten() -> Mistake:
    return Mistake("padding forgotten", say("The padding is part of the room: the windows begin in it."))


def _solid() -> Mistake:
    return Mistake("dilation ignored", say("A dilated window spans d(k − 1) + 1 cells, more than k."))


def _answers(layer: Layer, given: Volume) -> Answers:
    geometry = layer.geometry(given)
    assert geometry is not None, "only layers with windows are asked about"
    numbers = (*geometry.output, layer.channels_from(given), layer.parameters(given))
    return {Cell(name, 0, 0): float(number) for name, number in zip(_FIELDS, numbers, strict=True)}


def _volume(volume: Volume) -> str:
    return f"{volume.size[0]} × {volume.size[1]} × {volume.channels}"
