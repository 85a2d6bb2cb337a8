"""The table of layers: what each sees and costs, with pooling and without it side by side."""

from __future__ import annotations

from poolviz.core.stack import Cost
from poolviz.frame.speech import Run
from poolviz.frame.tables import Column, Entry, Row, Table
from poolviz.frame.words import say
from poolviz.scenes.stack.counts import Counted
from poolviz.scenes.stack.names import mebibytes, row_name, short, size
from poolviz.scenes.stack.view import PICTURE, View

LAYERS = "layers"
_FIELD, _ADDS, _JUMP, _OTHER_FIELD = 3, 4, 5, 9
_COMPARABLE = 10.0  # up to so many times larger, bars of both versions can share one scale
_NOTHING: Entry = ()


def table(view: View) -> Table:
    """Every level in a row, the picture above them, and what all of them cost below."""
    rows = (_picture(view), *(_row(view, level) for level in range(len(view.stack.levels))))
    return Table(
        LAYERS,
        "",
        "",
        _columns(view),
        rows,
        (_total(view),),
        seeks=True,
        answers=(_FIELD, _ADDS, _JUMP, _OTHER_FIELD),
        spoken=say("Layers"),
    )


def counted_words() -> dict[str, str]:
    """What can be counted, in words."""
    return {
        "activations": say("Activations"),
        "parameters": say("Parameters"),
        "multiply_adds": say("Multiply-adds"),
        "bytes": say("Bytes a batch"),
    }


def _columns(view: View) -> tuple[Column, ...]:
    other = say("without") if view.parameters.shown == "with" else say("with")
    pooling = say("without pooling") if view.parameters.shown == "with" else say("with pooling")
    counted = counted_words()[view.parameters.counted]
    thin = say("thin: {version}", version=other) if _bars_share_a_scale(view) else ""
    return (
        Column(say("Layer"), "left"),
        Column(say("Size"), rank=6),
        Column(say("starts"), rank=1),
        Column(say("Field")),
        Column(say("adds"), rank=7),
        Column(say("Jump"), rank=8),
        Column(thin, "bar", rank=3),
        Column(counted),
        Column(other, rank=4, told=say("{what} {pooling}", what=counted, pooling=pooling)),
        Column(say("field"), rank=2, told=say("{what} {pooling}", what=say("Field"), pooling=pooling)),
    )


def _picture(view: View) -> Row:
    picture = view.counted(PICTURE)
    entries: tuple[Entry, ...] = (
        (Run(say("picture"), role="chosen"),),
        (Run(size(picture)),),
        _quiet("0"),
        (Run("1", role="chosen"),),
        _quiet("–"),
        (Run("×1", quiet=True),),
        _NOTHING,
        _quiet(short(picture.output.numbers) if view.parameters.counted == "activations" else "–"),
        _NOTHING,
        _NOTHING,
    )
    return Row(entries)


def _row(view: View, level: int) -> Row:
    own = view.stack.levels[level]
    shown, other = view.parameters.shown, _other(view)
    counted, beside = view.counted(level), view.stack.version(level, other)
    before = view.counted(level - 1)
    is_left_out = own.is_pool and shown == "without"
    entries: tuple[Entry, ...] = (
        (Run(row_name(own, view.parameters.layers), role=None if is_left_out else "chosen"),),
        (Run(size(counted)),),
        _quiet(_signed(counted.start)),
        (Run(str(counted.field), role="chosen"),),
        _quiet("–" if is_left_out else adds(counted)),
        _jump(counted, jumps=counted.jump != before.jump),
        _NOTHING,
        _quiet(say("left out")) if is_left_out else (Run(_figure(view, counted.cost)),),
        _quiet("–" if own.is_pool and other == "without" else _figure(view, beside.cost)),
        _quiet("–" if own.is_pool and other == "without" else str(beside.field)),
    )
    bar, lighter = _bars(view, level)
    return Row(entries, None if is_left_out else bar, lighter, quiet=is_left_out)


def _jump(counted: Counted, *, jumps: bool) -> Entry:
    """The jump, picked out where it has changed; a single cell has no next one."""
    if counted.size == (1, 1):
        return _quiet("–")
    return (Run(f"×{counted.jump}", role="winner" if jumps else None, quiet=not jumps),)


def _total(view: View) -> Row:
    totals = view.stack.totals
    entries: tuple[Entry, ...] = (
        (Run(say("in all"), role="chosen"),),
        *(_NOTHING,) * 6,
        (Run(_figure(view, totals[view.parameters.shown]), role="chosen"),),
        (Run(_figure(view, totals[_other(view)])),),
        _NOTHING,
    )
    return Row(entries)


def adds(counted: Counted) -> str:
    """What a level adds to the field, window by window: "+2·4", or "0" for windows of one cell.

    >>> from poolviz.model.rows import RowEntry
    >>> from poolviz.scenes.stack.counts import stacked
    >>> adds(stacked((RowEntry("conv", (8, 3, 1, 1)),), 3, 8, 1).levels[0].counted)
    '+2·1'
    """
    cells: dict[int, int] = {}
    for more, jump in counted.adds:
        cells[jump] = cells.get(jump, 0) + more
    return "".join(f"+{count}·{jump}" for jump, count in cells.items() if count) or "+0"


def _other(view: View) -> str:
    return "without" if view.parameters.shown == "with" else "with"


def _figure(view: View, cost: Cost) -> str:
    number = getattr(cost, view.parameters.counted)
    return mebibytes(number) if view.parameters.counted == "bytes" else short(number)


def _bars_share_a_scale(view: View) -> bool:
    """Whether both versions can be seen on one scale, and are not the same anyway."""
    own, other = view.largest(view.parameters.shown), view.largest(_other(view))
    return view.stack.has_pooling and max(own, other) <= _COMPARABLE * min(own, other)


def _bars(view: View, level: int) -> tuple[float, float | None]:
    """How long the bar of a level is, and the thin one of the other version under it."""
    shown, other = view.parameters.shown, _other(view)
    own = getattr(view.counted(level).cost, view.parameters.counted)
    if not _bars_share_a_scale(view):
        return own / view.largest(shown), None
    scale = max(view.largest(shown), view.largest(other))
    if view.stack.levels[level].is_pool and other == "without":
        return own / scale, None
    return own / scale, getattr(view.stack.version(level, other).cost, view.parameters.counted) / scale


def _signed(number: int) -> str:
    return str(number).replace("-", "−")


def _quiet(text: str) -> Entry:
    return (Run(text, quiet=True),)
