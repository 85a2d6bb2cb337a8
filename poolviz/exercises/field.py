"""Field and jump: what one cell deep in a stack sees of the picture, and how far its neighbour's lies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from poolviz.core import Convolution, Layer, LayerRow, Pooling, PoolSpec, SpecError, measure
from poolviz.core.padding import as_pair
from poolviz.exercises.chance import Chance
from poolviz.exercises.layers import conv_in_short, pool_in_short
from poolviz.exercises.nouns import Answers, Asked, Level, Mistake, Opened, Sheet, Showing, Wishes
from poolviz.exercises.told import size_text
from poolviz.frame.model import Block, Cell, Mark, Run
from poolviz.frame.words import say

_SIDES = (24, 32, 48, 64, 96)  # of a picture: the smallest that the layers fit
FIELD, JUMP = Cell("field", 0, 0), Cell("jump", 0, 0)


@dataclass(frozen=True, eq=False)
class FieldTask:
    """Field and jump after ``layers``, on a picture of ``side`` × ``side``; all windows are square."""

    layers: tuple[Convolution | Pooling, ...]
    side: int
    asked: Asked = "type"
    empty_is_zero: bool = False
    spec: PoolSpec | None = None
    marks: tuple[Mark, ...] = ()
    blanks: tuple[Cell, ...] = (FIELD, JUMP)

    @cached_property
    def rows(self) -> tuple[LayerRow, ...]:
        """Each layer measured."""
        return _measured(self.layers, self.side)

    @property
    def prompt(self) -> str:
        """The layers in order, and what is asked of the last map."""
        return say(
            "{layers}. What are field and jump of the last map, in pixels?",
            layers=" → ".join(_short(layer) for layer in self.layers),
        )

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The bare picture, for the field to grow on, and two numbers to fill in."""
        size = (self.side, self.side)
        return (
            Sheet("picture", say("Picture"), size, detail=size_text(size), aside=True),
            Sheet("field", say("Field"), (1, 1), detail=say("pixels")),
            Sheet("jump", say("Jump"), (1, 1), detail=say("pixels")),
        )

    def solution(self) -> Answers:
        """What ``core`` measures."""
        return _answers(self.rows[-1].field[0], self.rows[-1].jump[0])

    def mistaken(self) -> Iterator[tuple[Mistake, Answers]]:
        """The two mixed up, and what a pool adds."""
        field, jump = self.rows[-1].field[0], self.rows[-1].jump[0]
        sentence = say("That is the jump, from one field to the next; the field is how much a cell sees.")
        yield Mistake("jump taken for field", sentence), _answers(jump, jump)
        sentence = say("That is the field, how much a cell sees; the jump is the product of the strides.")
        yield Mistake("field taken for jump", sentence), _answers(field, field)
        sentence = say(
            "A pool doubles the jump, not the field: to that it adds (k − 1) times the jump before."
        )
        yield Mistake("field doubled by a pool", sentence), _answers(self._doubled(), jump)
        sentence = say("What a layer adds counts in pixels: (k − 1) times the jump before it.")
        yield Mistake("stride ignored", sentence), _answers(1 + sum(_span(one) - 1 for one in self.layers), 1)
        sentence = say("Strides multiply: two layers of stride 2 make a jump of 4.")
        added = 1 + sum(_stride(one) - 1 for one in self.layers)
        yield Mistake("strides added", sentence), _answers(field, added)
        if any(max(as_pair(_dilation(one))) > 1 for one in self.layers):
            sentence = say("A dilated window spans d(k − 1) + 1 cells, more than k.")
            yield Mistake("dilation ignored", sentence), _answers(self._without_gaps(), jump)

    def _without_gaps(self) -> int:
        """The field of one who overlooks dilation."""
        field, jump = 1, 1
        for layer in self.layers:
            field += (_window(layer) - 1) * jump
            jump *= _stride(layer)
        return field

    def _doubled(self) -> int:
        """The field of one who multiplies it by a pool's stride."""
        field, jump = 1, 1
        for layer in self.layers:
            field = (
                field * _stride(layer) if isinstance(layer, Pooling) else field + (_span(layer) - 1) * jump
            )
            jump *= _stride(layer)
        return field

    def hint(self, blank: Cell) -> Showing:
        """The rule, without its numbers."""
        if blank == FIELD:
            return Showing(say("Begin with 1 pixel. Each layer adds (span − 1) times the jump before it."))
        return Showing(say("Begin with 1 pixel. Each layer multiplies the jump by its stride."))

    def replay(self, blank: Cell) -> tuple[Showing, ...]:
        """The field of a middle cell growing on the picture, layer by layer."""
        return tuple(self._after(number, blank) for number in range(len(self.layers)))

    def _after(self, number: int, blank: Cell) -> Showing:
        row = self.rows[number]
        before, was = (self.rows[number - 1].field[0], self.rows[number - 1].jump[0]) if number else (1, 1)
        span, stride = _span(self.layers[number]), _stride(self.layers[number])
        middle = row.output.size[0] // 2
        begin = row.rows.of(middle).start
        seen = Block(begin, begin, row.field[0], row.field[0])
        neighbour = Block(begin, begin + row.jump[0], row.field[0], row.field[0])
        marks = (Mark("picture", "field", neighbour), Mark("picture", "window", seen))
        name = _short(self.layers[number])
        if blank == FIELD:
            sentence = say("After {layer}, a cell sees {field} px across.", layer=name, field=row.field[0])
            formula = f"{before} + ({span} − 1) · {was} = ", row.field[0]
        else:
            sentence = say("After {layer}, fields lie {jump} px apart.", layer=name, jump=row.jump[0])
            formula = f"{was} · {stride} = ", row.jump[0]
        end = blank if number == len(self.layers) - 1 else None
        return Showing(sentence, marks, formula=(Run(formula[0]), Run(str(formula[1]), end, "winner")))


def _answers(field: float, jump: float) -> Answers:
    return {FIELD: float(field), JUMP: float(jump)}


def _measured(layers: tuple[Layer, ...], side: int) -> tuple[LayerRow, ...]:
    return measure(layers, 1, (side, side)).rows


def _short(layer: Convolution | Pooling) -> str:
    """A layer of a stack in few words."""
    return pool_in_short(layer.spec) if isinstance(layer, Pooling) else conv_in_short(layer)


def _window(layer: Convolution | Pooling) -> int:
    window = layer.spec.window if isinstance(layer, Pooling) else layer.window
    assert window != "global", "the whole map is not asked about"
    return as_pair(window)[0]


def _dilation(layer: Convolution | Pooling) -> int:
    return as_pair(layer.spec.dilation if isinstance(layer, Pooling) else layer.dilation)[0]


def _span(layer: Convolution | Pooling) -> int:
    return _dilation(layer) * (_window(layer) - 1) + 1


def _stride(layer: Convolution | Pooling) -> int:
    stride = layer.spec.stride if isinstance(layer, Pooling) else layer.stride
    return _window(layer) if stride is None else as_pair(stride)[0]


class Field:
    """Field and jump of a stack."""

    id = "field"
    order = 6
    mistakes = (
        "jump taken for field",
        "field taken for jump",
        "field doubled by a pool",
        "stride ignored",
        "strides added",
        "dilation ignored",
    )

    @property
    def title(self) -> str:
        """What it is called in a list."""
        return say("Field and jump")

    def make(self, chance: Chance, level: Level, wishes: Wishes) -> FieldTask:
        """Two to four layers that end in a jump of more than 1."""
        rounds = chance.between(1, 2)
        layers = [layer for _ in range(rounds) for layer in _round(chance, level)]
        if rounds == 1 or chance.happens(50):
            layers.append(Convolution(1, 3))
        odd = wishes.odd_sizes or level == "odd"
        return FieldTask(tuple(layers), next(side for side in _SIDES if _fits(layers, side + odd)) + odd)

    def on(self, chance: Chance, opened: Opened) -> FieldTask:
        """The pooling that is open after convolutions, as often as it fits the map."""
        spec, side = opened.spec, min(opened.x.shape)
        values = (spec.window, spec.stride, spec.dilation)
        if spec.adaptive is not None or not all(_is_square(value) for value in values):
            raise ValueError(
                say("Field and jump are asked for windows that are square and smaller than the map.")
            )
        layers = (Convolution(1, 3, padding=1), Pooling(spec), Convolution(1, 3, padding=1), Pooling(spec))
        for count in range(4, 1, -1):
            if _fits(layers[:count], side):
                return FieldTask(layers[:count], side, spec=spec)
        raise ValueError(say("This map is too small for a convolution and this pooling."))


def _fits(layers: Sequence[Layer], side: int) -> bool:
    try:
        measure(layers, 1, (side, side))
    except SpecError:
        return False
    return True


def _is_square(value: object) -> bool:
    return value != "global" and (not isinstance(value, tuple) or value[0] == value[1])


def _round(chance: Chance, level: Level) -> tuple[Convolution | Pooling, ...]:
    """A convolution and a pool of a level."""
    if level == "even":
        return Convolution(1, 3), Pooling(PoolSpec(stride=2))
    if level == "odd":
        return Convolution(1, chance.one_of((3, 5))), Pooling(PoolSpec(window=chance.between(2, 3)))
    if level == "overlap":
        return Convolution(1, 3, chance.between(1, 2)), Pooling(PoolSpec(window=3, stride=2))
    dilation = chance.between(1, 2)
    return Convolution(1, 3, padding=1, dilation=dilation), Pooling(PoolSpec(window=3, stride=2, padding=1))


KIND = Field()
