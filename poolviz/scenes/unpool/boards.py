"""The boards that Undo pooling shows, all of one size, and their places on the stage."""

from __future__ import annotations

import math
from dataclasses import replace

from poolviz.frame.model import Board, Line, Run, Scale, Spots
from poolviz.frame.numbers import plain, share
from poolviz.frame.plane import Plane
from poolviz.frame.words import grouped, say
from poolviz.maps.numbers import times
from poolviz.scenes.unpool import ways
from poolviz.scenes.unpool.answers import ANSWERS, WRONG, Answers
from poolviz.scenes.unpool.costs import count_text
from poolviz.scenes.unpool.view import View

Arrangement = tuple[tuple[str, ...], ...]
_WIDE = 3  # maps so many times wider than high are set below each other
_TO_COME = 0


def error_name(way: str) -> str:
    """The name of the board with a way's errors.

    >>> error_name("nearest")
    'nearest_error'
    """
    return f"{way}_error"


def input_board(view: View) -> Board:
    """The map before it is pooled."""
    size = short_size(view.ground.size)
    if view.ground.stride > 1:
        size = say("{size}, of {whole}", size=size, whole=short_size(view.document.map.size))
    return Board("input", say("Input"), size, view.ground.plane, view.scale, editable=True)


def pooled_board(view: View, rounds: int) -> Board:
    """The map after some pools."""
    plane = view.levels[rounds].plane
    title = say("After {count} pools", count=rounds) if rounds != 1 else say("After 1 pool")
    brief = say("{count} pools", count=rounds) if rounds != 1 else say("1 pool")
    return replace(_sized(view, "pooled", title, short_size(plane.shape), plane, view.scale), brief=brief)


def kept_board(view: View, rounds: int) -> Board:
    """The map with what was kept bright, and what was thrown away dim."""
    values, whole = view.sizes[rounds], view.sizes[0]
    part = share(values[0] * values[1], whole[0] * whole[1]) if values != whole else say("all")
    spots = Spots(view.survivors(rounds).plane(0), dim=True)
    return Board(
        "kept",
        say("Kept"),
        part if view.is_max or not rounds else say("diluted"),
        view.ground.plane,
        view.scale,
        spots=spots,
    )


def way_board(view: View, way: str, level: int | None) -> Board:
    """What a way brings back, as far as it has come up; None: nothing yet."""
    shown_level = view.rounds if level is None else level
    there = view.back(way, shown_level)
    plane = there.plane(view.levels[-1].channel if shown_level == view.rounds else 0)
    spots = None
    if way == "unpool" and level is not None and level < view.rounds:
        spots = Spots(_dots(view, level))
    heading = short_size(plane.shape) if level else ""
    return replace(
        _sized(view, way, ways.title(way), heading, plane, view.scale),
        shown=_TO_COME if level is None else None,
        spots=spots,
        below=_way_words(view, way, level),
        brief=ways.brief(way),
    )


def _dots(view: View, level: int) -> Plane:
    """Where the numbers of max-unpool lie, so that they are seen."""
    return view.survivors(view.rounds, level).plane(0)


def _way_words(view: View, way: str, level: int | None) -> tuple[Line, ...]:
    """The error of a way once it is back; as many lines before, or everything would move."""
    if level != 0:
        return Line((), "large"), _to_come(say("comes on the way up")) if level is None else _quiet("")
    if view.document.spec.mode == "lp":  # a sum is larger than what it was made of: no way could be near
        return Line((), "large"), replace(
            _quiet(say("a sum: no RMSE to compare")), short=(Run(say("no RMSE"), quiet=True),)
        )
    return Line((Run(plain(view.rmse[way])), Run(say(" RMSE"), quiet=True)), "large"), _quiet(
        _gist(view, way)
    )


def _gist(view: View, way: str) -> str:
    """The most telling thing about a way."""
    if view.equals_nearest(way):
        return say("ones: equals nearest") if way == "transposed" else say("equals nearest")
    if way == "unpool":
        kept = view.sizes[-1][0] * view.sizes[-1][1]
        if kept == 1:
            return say("1 number, the rest 0")
        return say("{count} numbers, the rest 0", count=kept)
    span = view.scale.high - view.scale.low
    if not math.isfinite(view.rmse[way] / span):
        return say("no ordinary numbers")
    return say("{part} % of the range", part=f"{100 * view.rmse[way] / span:.1f}")


def error_board(view: View, way: str, is_back: bool) -> Board:
    """What a way brings back minus the map."""
    plane, scale = view.error(way).plane(0), view.error_scale
    detail = say("back − map") if is_back else say("to come")
    shown = None if is_back else _TO_COME
    return Board(error_name(way), say("Error"), detail, plane, scale, numbers="signed", shown=shown)


def short_size(size: tuple[int, int]) -> str:
    """A size in few letters.

    >>> short_size((28, 28)), short_size((1, 9))
    ('28²', '1 × 9')
    """
    return f"{size[0]}²" if size[0] == size[1] else times(size)


def kernel_board(view: View) -> Board:
    """The weights of the transposed convolution, to be changed by hand."""
    board = _sized(view, "kernel", say("Kernel"), say("edit it"), view.kernel_plane, view.kernel_scale)
    return replace(board, editable=True)


def label_board(answers: Answers) -> Board:
    """The label of every pixel, to be drawn on."""
    above = answers.threshold
    detail = say("drawn") if above is None else say("above {number}", number=plain(above))
    return Board(
        "label", say("Label"), detail, answers.label.plane(0), _mask_scale(answers.view), editable=True
    )


def pooled_label_board(answers: Answers, rounds: int) -> Board:
    """The label after some pools."""
    plane = answers.pooled_planes[rounds]
    size = short_size(plane.shape)
    return _sized(answers.view, "pooled_label", say("Label pooled"), size, plane, _mask_scale(answers.view))


def answer_board(answers: Answers, name: str, level: int | None) -> Board:
    """What one of the three says, as far as it has come up; None: nothing yet."""
    view = answers.view
    plane = None if level is None else answers.plane(name, level)
    is_there = plane is not None
    if plane is None:
        plane = answers.pooled_planes[-1]  # only its size is seen
    if is_there and level == 0:
        below = _verdict(answers, name)
    else:
        below = Line((), "large"), _quiet("") if is_there else _why_empty(answers, name, level)
    return replace(
        _sized(view, name, answer_title(name), "", plane, _mask_scale(view)),
        shown=None if is_there else _TO_COME,
        below=(*below, *(_price(answers, name) if view.parameters.look == "label" else ())),
        brief={"never": say("Never"), "coarse": "↓ ↑", "skip": say("↓ ↑ + skip")}[name],
    )


def _mask_scale(view: View) -> Scale:
    """One for the label and all that answer it, so that a class has one colour; with WRONG if it is used."""
    return Scale(0, 1 if view.is_small else WRONG, "picture")


def _why_empty(answers: Answers, name: str, level: int | None) -> Line:
    """Why an answer shows nothing yet."""
    if level is not None:
        return _quiet(say("not fitted") if answers.view.compute.gave_up else say("being fitted…"))
    return _to_come(say("joins at the end") if name == "skip" else say("comes on the way up"))


def answer_title(name: str) -> str:
    """What one of the three is called."""
    if name == "never":
        return say("Never pool")
    return say("Down and up") if name == "coarse" else say("Down, up and skip")


def _verdict(answers: Answers, name: str) -> tuple[Line, Line]:
    """How many pixels are wrong, and how much of label and answer is shared."""
    found = answers.measured[name]
    wrong = Run(grouped(found.wrong)), Run(say(" wrong"), quiet=True)
    return Line(wrong, "large"), _quiet(say("IoU {value}", value=iou_text(found.iou)))


def _price(answers: Answers, name: str) -> tuple[Line, Line]:
    """What an answer costs, whether it is there yet or not."""
    price = answers.prices[name]
    return (
        _quiet(say("{count} activations", count=count_text(price.activations))),
        _quiet(say("{count} multiply-adds", count=count_text(price.multiply_adds))),
    )


def _sized(view: View, name: str, title: str, detail: str, plane: Plane, scale: Scale) -> Board:
    """A board as large as that of the map, however few cells it has."""
    rows, columns = (whole / own for whole, own in zip(view.sizes[0], plane.shape, strict=True))
    return Board(name, title, detail, plane, scale, cell_rows=rows, cell_columns=columns)


def iou_text(value: float) -> str:
    """Two decimals; 1 and 0 only where they are exact.

    >>> iou_text(1.0), iou_text(0.9999), iou_text(0.001), iou_text(0.874)
    ('1.00', '0.99', '0.01', '0.87')
    """
    if 0 < value < 1:
        value = min(max(value, 0.01), 0.99)
    return f"{value:.2f}"


def places(view: View) -> Arrangement:
    """Where everything stands, by what is looked at."""
    look = view.parameters.look
    kernel = ("kernel",) if view.has_kernel else ("",)
    if look == "back":
        rows = [
            ("input", "pooled", *view.ways),
            ("kept", *kernel, *(error_name(way) for way in view.ways)),
        ]
    elif look == "label":
        rows = [("input", "label", "pooled_label"), ANSWERS]
    else:
        rows = [("input", *view.ways), ("pooled", "label", *ANSWERS)]
    if view.sizes[0][1] >= _WIDE * view.sizes[0][0]:
        rows = list(zip(*(_filled(row, rows) for row in rows), strict=True))
    return tuple(_filled(row, rows) for row in rows)


def headed(view: View, found: Board) -> Board:
    """A board with room for choices above it, if a board of its row has some: titles stay in line."""
    look, name = view.parameters.look, found.name
    chips = {
        "back": ("kept", "kernel", *map(error_name, view.ways)) if view.has_kernel else (),
        "label": ("input", "label", "pooled_label"),
    }
    return replace(found, heading_lines=2) if name in chips.get(look, ()) else found


def _filled(row: tuple[str, ...], rows: list[tuple[str, ...]]) -> tuple[str, ...]:
    """A row as long as the longest, with free places at its end."""
    return row + ("",) * (max(map(len, rows)) - len(row))


def _quiet(text: str) -> Line:
    return Line((Run(text, quiet=True),), "small")


def _to_come(text: str) -> Line:
    """Why a board is empty, in few words where there is little room."""
    return replace(_quiet(text), short=(Run(say("to come"), quiet=True),))
