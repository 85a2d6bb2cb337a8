"""The pair of sentences under the stage, and the caption that says what a layer has just done."""

from __future__ import annotations

from poolviz.core.layers import Convolution
from poolviz.frame.speech import Caption, Run
from poolviz.frame.words import grouped, say
from poolviz.scenes.stack.counts import Level
from poolviz.scenes.stack.names import row_name, short, short_name
from poolviz.scenes.stack.told import told
from poolviz.scenes.stack.view import PICTURE, Target, View

_MOST_BETWEEN = 3  # levels whose cells are counted in one sentence


def sentence(view: View, current: int) -> tuple[Run, ...]:
    """What pooling does to field and jump up to a level, and what all layers keep."""
    stack, shown = view.stack, view.parameters.shown
    totals = {version: Run(short(cost.activations), role="chosen") for version, cost in stack.totals.items()}
    pools = [level for level in stack.levels[: current + 1] if level.is_pool]
    last = min(current, last_map(view))
    fields = {
        "window": Run(_window(view)),
        "jump": Run(say("jump"), role="winner"),
        "by": Run(str(view.counted(last).jump)),
        "with_": Run(str(stack.version(last, "with").field), role="winner" if pools else "chosen"),
        "without": Run(str(stack.version(last, "without").field), role="chosen"),
        "all": totals[shown],
        "other": totals["without" if shown == "with" else "with"],
    }
    return told(_sentence(view, len(pools)), fields)


def _sentence(view: View, pools: int) -> str:
    """The sentence with its fields still in braces."""
    if not pools:
        return say(
            "A window of k cells adds (k − 1) · {jump}, and the jump is {by}: field {with_}; activations "
            "{all} in all",
            jump="{jump}",
            by="{by}",
            with_="{with_}",
            all="{all}",
        )
    if view.parameters.shown == "without":
        return say(
            "Without pooling the {jump} stays {by}, so every {window} adds little: field {without}, with "
            "pooling {with_}; activations {all} instead of {other}",
            window="{window}",
            jump="{jump}",
            by="{by}",
            without="{without}",
            with_="{with_}",
            all="{all}",
            other="{other}",
        )
    return say(
        "Pooling doubles the {jump}, so every later {window} adds twice as much: field {with_} with "
        "pooling, {without} without; activations {all} in all",
        window="{window}",
        jump="{jump}",
        with_="{with_}",
        without="{without}",
        all="{all}",
    )


def last_map(view: View) -> int:
    """The last level with maps, before the layers that look at whole ones; `PICTURE` if there is none."""
    levels = view.stack.levels
    ends = (place for place, level in enumerate(levels) if level.kind in ("full", "global"))
    return next(ends, len(levels)) - 1


def _window(view: View) -> str:
    """The window of all convolutions, if they have one and the same."""
    rows = view.parameters.layers
    own = {entry.numbers[1] for entry in rows if entry.kind == "conv"}
    windows = own | {3 for entry in rows if entry.kind == "block"}
    return say("{window}×{window}", window=windows.pop()) if len(windows) == 1 else say("window")


def caption(view: View, current: int) -> Caption:
    """What the layer did that the steps have come to."""
    if current == PICTURE:
        text = say(
            "A pixel of the picture sees itself: field 1, jump 1. Play sends it through layer by layer."
        )
        return Caption(say("Picture"), text)
    level = view.stack.levels[current]
    lead = row_name(level, view.parameters.layers)
    if level.is_pool:
        return Caption(lead, _pooled(view, current))
    if level.kind in ("full", "global"):
        return Caption(lead, _at_the_end(view, current))
    return Caption(lead, _convolved(view, current, level))


def _pooled(view: View, current: int) -> str:
    if view.parameters.shown == "without":
        return say("Left out: size and jump stay, and every layer behind it works on the larger map.")
    before, after = view.counted(current - 1), view.counted(current)
    if after.jump == 2 * before.jump and after.size == (before.size[0] // 2, before.size[1] // 2):
        if _is_block(view, current):
            return say(
                "Convolution, ReLU, pool: the usual block. Pooling learns nothing; it halves both sides, "
                "which quarters the activations, and doubles the jump to {jump}.",
                jump=after.jump,
            )
        return say(
            "Pooling learns nothing; it halves both sides, which quarters the activations, and doubles the "
            "jump to {jump}.",
            jump=after.jump,
        )
    return say(
        "Pooling learns nothing; {before} cells become {after}, and the jump is {jump}.",
        before=grouped(before.output.numbers),
        after=grouped(after.output.numbers),
        jump=after.jump,
    )


def _is_block(view: View, current: int) -> bool:
    """Whether a pool follows a convolution and its ReLU."""
    if current == 0:
        return False
    before, rows = view.stack.levels[current - 1], view.parameters.layers
    return before.kind == "conv" and any(rows[place].kind == "relu" for place in before.places)


def _convolved(view: View, current: int, level: Level) -> str:
    before, after = view.counted(current - 1), view.counted(current)
    learned = grouped(after.cost.parameters)
    added = after.field - before.field
    if after.jump > before.jump:
        return say(
            "Stride {stride} thins the map out as a pool does, but this layer learns {count} numbers for it; "
            "field {field}, jump {jump}.",
            stride=after.jump // before.jump,
            count=learned,
            field=after.field,
            jump=after.jump,
        )
    if level.kind == "conv" and isinstance(level.layers[0], Convolution):
        return say(
            "It learns {count} numbers and adds {added} pixels to the field, {cells} steps of {jump}: now "
            "{field}. Convolution makes {channels} channels of {given}.",
            count=learned,
            added=added,
            cells=added // before.jump,
            jump=before.jump,
            field=after.field,
            channels=after.output.channels,
            given=before.output.channels,
        )
    if not learned.strip("0"):
        return say("It works cell by cell: nothing is learned, and size and field stay as they are.")
    return say(
        "It learns {count} numbers and adds {added} pixels to the field: now {field}.",
        count=learned,
        added=added,
        field=after.field,
    )


def _at_the_end(view: View, current: int) -> str:
    before, after = view.counted(current - 1), view.counted(current)
    other = view.stack.version(current, "without" if view.parameters.shown == "with" else "with")
    if not after.cost.parameters:
        return say(
            "The mean of each of {channels} whole maps: one number a channel, nothing learned.",
            channels=after.output.channels,
        )
    if other.cost.parameters == after.cost.parameters:
        return say(
            "Every output weighs all {count} numbers: {parameters} parameters.",
            count=before.output.numbers,
            parameters=short(after.cost.parameters),
        )
    if view.parameters.shown == "with":
        return say(
            "Every output weighs all {count} numbers: {parameters} parameters; without pooling it would be "
            "{other}.",
            count=before.output.numbers,
            parameters=short(after.cost.parameters),
            other=short(other.cost.parameters),
        )
    return say(
        "Every output weighs all {count} numbers: {parameters} parameters, where pooling leaves {other}.",
        count=before.output.numbers,
        parameters=short(after.cost.parameters),
        other=short(other.cost.parameters),
    )


def pointed(view: View, target: Target) -> Caption:
    """What a cell sees of the picture and of the levels between."""
    name = short_name(view.stack.levels[target.level])
    lead = say("{layer} at {cell}", layer=name, cell=str((target.row, target.column)))
    block = view.seen(target, PICTURE)
    between = [
        say(
            "{count}² of {layer}",
            count=int(view.seen(target, level).rows),
            layer=short_name(view.stack.levels[level]),
        )
        for level in range(target.level - 1, max(target.level - 1 - _MOST_BETWEEN, -1), -1)
        if not (view.parameters.shown == "without" and view.stack.levels[level].is_pool)
    ]
    pixels = say("{rows} × {columns} pixels of the picture", rows=int(block.rows), columns=int(block.columns))
    seen = ", ".join((*between, pixels))
    corner = str((int(block.row), int(block.column))).replace("-", "−")
    return Caption(lead, say("This one cell sees {seen}, from {corner} on.", seen=seen, corner=corner))
