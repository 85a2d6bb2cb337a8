"""Frames and states made by hand, so that what is painted does not depend on any scene."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from poolviz.core import PoolSpec
from poolviz.frame.model import Block, Board, Cell, Frame, Link, Mark, Scale
from poolviz.frame.plane import NOTHING_CHANGED, Array, ArrayPlane, Plane
from poolviz.maps.presets import by_id
from poolviz.model.document import Document
from poolviz.model.scene import Timeline
from poolviz.session.state import State
from poolviz.views.sheet import Part
from poolviz.views.stage import Stage
from poolviz.views.theme import LIGHT, Theme

if TYPE_CHECKING:
    from tests.views.conftest import Shown

WORKED = [[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]]


class Dabbed:
    """A plane over another one, with one region set to 8: what a dab of the brush leaves behind."""

    def __init__(self, parent: Plane, region: Part) -> None:
        self._parent = parent
        self._region = region
        self.shape, self.dtype = parent.shape, parent.dtype

    def read(self, rows: slice, columns: slice) -> Array:
        """A copy of a part, at a cost that follows the part."""
        values = self._parent.read(rows, columns).copy()
        (top, bottom, _), (left, right, _) = (
            part.indices(side) for part, side in zip((rows, columns), self.shape, strict=True)
        )
        row, column, height, width = self._region
        values[
            max(row - top, 0) : max(min(row + height, bottom) - top, 0),
            max(column - left, 0) : max(min(column + width, right) - left, 0),
        ] = 8
        return values

    def changes_since(self, older: object) -> Part | None:
        """The region that was touched."""
        if older is self:
            return NOTHING_CHANGED
        return self._region if older is self._parent else None


def board(name: str = "input", values: object = WORKED, **more: Any) -> Board:  # noqa: ANN401 - Board's fields
    array = np.array(values)
    scale = more.pop("scale", None) or Scale(0.0, 8.0)
    return Board(name, name.title(), "× ".join(map(str, array.shape)), ArrayPlane(array), scale, **more)


def frame_of(*boards: Board, marks: tuple[Mark, ...] = (), links: tuple[Link, ...] = ()) -> Frame:
    """Boards side by side."""
    return Frame(boards, (tuple(one.name for one in boards),), marks, links)


def window_frame(column: int = 0, side: int = 2) -> Frame:
    """The worked example with a window on it."""
    marks = (
        Mark("input", "window", Block(0, column, side, side)),
        Mark("input", "winner", ((1, column + 1),)),
        Mark("output", "window", Block(0, column // 2)),
    )
    link = Link("input", Block(1, column + 1), "output", Block(0, column // 2))
    return frame_of(
        board(), board("output", [[6, 8], [3, 4]], shown=column // 2 + 1), marks=marks, links=(link,)
    )


def state_of(frame: Frame, **more: Any) -> State:  # noqa: ANN401 - State's fields
    """A state that shows a frame and nothing else."""
    document = Document(by_id("worked-example").make(), PoolSpec(window=2, stride=2))
    timeline = Timeline(1, lambda step, focus: frame, lambda cell: None)
    return State(document, timeline, frame, (), **more)


def with_board(frame: Frame, name: str, **more: Any) -> Frame:  # noqa: ANN401 - Board's fields
    """A frame with some fields of one board replaced."""
    boards = tuple(replace(one, **more) if one.name == name else one for one in frame.boards)
    return replace(frame, boards=boards)


def picture(stage: Stage) -> QImage:
    """What the canvas shows."""
    canvas = stage._canvas
    return canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def colour_in(stage: Stage, cell: Cell, right: float = 0.5, down: float = 0.15) -> str:
    """The colour of a point of a cell, by parts of its width and height; digits stand in the middle."""
    area = stage._scenery.grids[cell.board].rectangle(Block(cell.row, cell.column))
    image = picture(stage)
    x, y = area.left() + right * area.width(), area.top() + down * area.height()
    ratio = image.devicePixelRatio()
    return QColor(image.pixel(round(x * ratio), round(y * ratio))).name()


def painted(show: Shown, frame: Frame, theme: Theme = LIGHT, **size: int) -> Stage:
    """A stage that shows a frame, painted once."""
    stage = show(theme, **size)
    stage.show_state(state_of(frame))
    QApplication.processEvents()
    return stage


def colours_of(image: QImage) -> set[str]:
    """All colours in a picture."""
    pixels = np.frombuffer(image.constBits(), np.uint32)
    return {QColor.fromRgb(int(value)).name() for value in np.unique(pixels)}
