"""Facts beside the stage: one layer's arithmetic, what it costs, and what the whole stack costs."""

from __future__ import annotations

from collections.abc import Iterator

from poolviz.core.layers import Convolution, FullyConnected, Pooling
from poolviz.core.padding import as_pair, padding_sides
from poolviz.core.stack import Cost
from poolviz.frame.speech import Fact, Typeset
from poolviz.frame.words import grouped, say
from poolviz.scenes.stack.captions import last_map
from poolviz.scenes.stack.counts import Counted, Level
from poolviz.scenes.stack.names import mebibytes, short, short_name
from poolviz.scenes.stack.view import PICTURE, View

_VERSIONS = ("with", "without")
_BYTES = 4  # of a number in float32


def formulas(view: View, current: int) -> tuple[Typeset, ...]:
    """The rules for field, jump and size, with a layer's numbers in them."""
    if current == PICTURE or _is_left_out(view, current):
        return ()
    level, before, after = view.stack.levels[current], view.counted(current - 1), view.counted(current)
    rule = Typeset("r' = r + (k - 1)\\, j", "r′ = r + (k − 1)·j")
    return (rule, _numbers_of_field(before, after), *_jump(before, after), *_size(level, before, after))


def _jump(before: Counted, after: Counted) -> Iterator[Typeset]:
    """The rule for the jump, where there is a next cell to jump to."""
    if after.size != (1, 1):
        stride = after.jump // before.jump
        yield Typeset(
            rf"j' = j \cdot s = {before.jump} \cdot {stride} = \mathbf{{{after.jump}}}",
            f"j′ = j·s = {before.jump}·{stride} = {after.jump}",
        )


def _numbers_of_field(before: Counted, after: Counted) -> Typeset:
    terms = "".join(rf" + {cells} \cdot {jump}" for cells, jump in after.adds)
    plain = "".join(f" + {cells}·{jump}" for cells, jump in after.adds)
    return Typeset(
        rf"= {before.field}{terms} = \mathbf{{{after.field}}}", f"= {before.field}{plain} = {after.field}"
    )


def _size(level: Level, before: Counted, after: Counted) -> Iterator[Typeset]:
    """The size of the output; for a layer with one window only."""
    layer = level.layers[0]
    if isinstance(layer, Convolution):
        window, stride, padding = as_pair(layer.window)[0], as_pair(layer.stride)[0], layer.padding
    elif isinstance(layer, Pooling):
        spec = layer.spec
        assert spec.stride is not None
        window, stride, padding = as_pair(spec.window)[0], as_pair(spec.stride)[0], spec.padding  # type: ignore[arg-type]
    else:
        return
    around = sum(padding_sides(padding)[0])
    given, got = before.size[0], after.size[0]
    yield Typeset(
        rf"H' = \left\lfloor \frac{{{given} + {around} - {window}}}{{{stride}}} \right\rfloor + 1"
        rf" = \mathbf{{{got}}}",
        f"H′ = ⌊({given} + {around} − {window}) / {stride}⌋ + 1 = {got}",
    )


def facts(view: View, current: int) -> tuple[Fact, ...]:
    """A layer's figures, then those of the whole stack: with pooling · without."""
    found: list[Fact] = []
    if current != PICTURE:
        found += _of_level(view, current)
    return (*found, *_in_all(view), *_notes(view))


def _of_level(view: View, current: int) -> Iterator[Fact]:
    level, batch = view.stack.levels[current], view.parameters.batch
    versions = [counted for counted in (level.counted, level.without) if counted is not None]
    costs = [counted.cost for counted in versions]
    name = short_name(level)
    yield Fact(say("{layer}, with pooling · without", layer=name), "", running=True)
    yield Fact(
        say("Starts at"), _pair([str(counted.start).replace("-", "−") for counted in versions]), running=True
    )
    yield Fact(say("Parameters"), _costs(costs, "parameters"), running=True)
    yield Fact(say("Activations"), _costs(costs, "activations"), running=True)
    yield Fact(say("Bytes, batch of {batch}", batch=batch), _costs(costs, "bytes"), running=True)
    yield Fact(say("Multiply-adds"), _costs(costs, "multiply_adds"), running=True)


def _in_all(view: View) -> Iterator[Fact]:
    stack, batch = view.stack, view.parameters.batch
    costs = [stack.totals[version] for version in _VERSIONS]
    convolutions = [stack.convolutions(version) for version in _VERSIONS]
    yield Fact(say("In all, with pooling · without"), "")
    fields = [str(last_field(view, version)) for version in _VERSIONS]
    yield Fact(say("Last field"), _pair(fields), running=True)  # the last layer asks for it
    yield Fact(say("Parameters"), _costs(costs, "parameters"))
    yield Fact(say("Activations"), _costs(costs, "activations"))
    one = [mebibytes(_BYTES * cost.activations) for cost in convolutions]
    yield Fact(say("Activations of convolutions, one picture"), _pair(one))
    yield Fact(say("Bytes, batch of {batch}", batch=batch), _costs(costs, "bytes"))
    yield Fact(say("Multiply-adds"), _costs(costs, "multiply_adds"))
    yield Fact(say("of these, convolutions"), _costs(convolutions, "multiply_adds"))
    first = next((level for level in stack.levels if isinstance(level.layers[0], FullyConnected)), None)
    if first is not None and first.without is not None:
        yield Fact(say("First FC layer"), _costs([first.counted.cost, first.without.cost], "parameters"))


def last_field(view: View, version: str) -> int:
    """What a cell of the last map sees, before the layers that look at whole maps."""
    return view.stack.version(last_map(view), version).field


def _notes(view: View) -> Iterator[Fact]:
    if view.is_alone:
        yield Fact(say("Note"), say("First look: one channel flows alone."))
    elif view.refined is None:
        yield Fact(say("Note"), say("First look: one channel flows alone; all eight are on their way."))
    yield Fact(
        say("Note"),
        say("Counts are the network's own; the maps come from the filter bank, eight channels at most."),
    )
    if view.is_reduced:
        side = view.parameters.side
        yield Fact(
            say("Note"),
            say("The middle of the map fills the picture of {side} × {side} pixels.", side=side),
        )


def _costs(costs: list[Cost], what: str) -> str:
    write = {"bytes": mebibytes, "parameters": _exact}.get(what, short)
    return _pair([write(getattr(cost, what)) for cost in costs])


def _pair(texts: list[str]) -> str:
    """A figure with pooling and without; a layer that is left out has only the first."""
    return " · ".join(texts if len(texts) > 1 else [*texts, say("left out")])


def _exact(count: float) -> str:
    return grouped(int(count)) if count < 1e7 else short(count)


def _is_left_out(view: View, current: int) -> bool:
    return view.stack.levels[current].is_pool and view.parameters.shown == "without"
