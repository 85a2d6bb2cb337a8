"""The stage as a picture on a clear ground, for a slide: boards, words and formula, nothing else."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QRegion
from PySide6.QtWidgets import QWidget

from poolviz.frame.model import Frame
from poolviz.views.arrangement import Arrangement
from poolviz.views.formula import FormulaLine
from poolviz.views.qtgraph import Canvas
from poolviz.views.scenery import Scenery
from poolviz.views.theme import Theme, on_black_and_white

Pixels = NDArray[np.uint8]

DENSITY = 2.0  # pixels of the picture for one of the screen, so that it is sharp on a large slide
_LARGEST = 8192  # pixels along a side
_MARGIN = 12.0  # around what is painted, in pixels of the screen
_METRE = 96 / 0.0254  # pixels of an ordinary screen to a metre: programs then show it as large as it was here


def still(frame: Frame, size: QSize, text: float, theme: Theme) -> QImage:
    """A picture of a frame, laid out for a stage of that size and cut to what is painted.

    Chips above boards and the passes are left out, for they are to be pressed; zooming does not count.
    Painted once on black and once on white, it tells how much of each pixel is covered.
    """
    density = min(DENSITY, _LARGEST / max(size.width(), size.height(), 1))
    black, white = (_pixels(_painted(frame, size, text, one, density)) for one in on_black_and_white(theme))
    # Where nothing is painted white shows through wholly, where something is not at all.
    covered = 255 - (white[..., :3].astype(np.int16) - black[..., :3]).max(axis=2)
    clear = black.copy()  # what is left over black is the colour times its cover, as Qt keeps it
    clear[..., 3] = covered.clip(0, 255)
    clear[..., :3] = np.minimum(clear[..., :3], clear[..., 3:])
    picture = _image(_cut(clear, round(_MARGIN * density)))
    picture.setDotsPerMeterX(round(_METRE * density))
    picture.setDotsPerMeterY(round(_METRE * density))
    return picture


def _painted(frame: Frame, size: QSize, text: float, theme: Theme, density: float) -> QImage:
    """The frame on the theme's own ground, (height × density, width × density)."""
    formula = FormulaLine(lambda _: None, theme)
    formula.set_look(theme, text)
    formula.resize(size.width(), formula.sizeHint().height())
    formula.show_runs(frame.formula)
    low = formula.height() if frame.formula else 0
    room = QSize(size.width(), max(size.height() - low, 1))
    image = QImage(round(size.width() * density), round(size.height() * density), QImage.Format.Format_RGB32)
    image.fill(theme.stage)
    painter = QPainter(image)
    painter.scale(density, density)
    _paint_boards(painter, frame, room, text, theme, density)
    if frame.formula:
        flags = QWidget.RenderFlag.DrawChildren
        formula.render(painter, QPoint(0, room.height()), QRegion(), flags)
    painter.end()
    formula.deleteLater()
    return image


def _paint_boards(
    painter: QPainter, frame: Frame, room: QSize, text: float, theme: Theme, density: float
) -> None:
    canvas = Canvas()
    canvas.resize(room)
    canvas.viewport().resize(room)  # a hidden window lays nothing out by itself
    scenery = Scenery(canvas, theme)
    scenery.set_look(theme, density)
    arrangement = Arrangement()
    arrangement.set_size(room, text)
    arrangement.show_again(frame, lambda _text, _lines: {})
    shown = arrangement.shown(frame)
    scenery.show(shown, arrangement.seen(), lambda *_: ())
    scenery.show_marks(shown)
    area = QRectF(0.0, 0.0, room.width(), room.height())
    canvas.scene().render(painter, area, area, Qt.AspectRatioMode.IgnoreAspectRatio)
    canvas.deleteLater()


def _pixels(image: QImage) -> Pixels:
    """Blue, green, red and the rest of every pixel, (height, width, 4), as a copy."""
    flat = np.frombuffer(image.constBits(), np.uint8)
    rows = flat.reshape(image.height(), image.bytesPerLine() // 4, 4)
    return rows[:, : image.width()].copy()


def _cut(pixels: Pixels, margin: int) -> Pixels:
    """What is painted, with a margin as far as there is room; all of it if nothing is."""
    covered = pixels[..., 3] > 0
    rows, columns = np.flatnonzero(covered.any(axis=1)), np.flatnonzero(covered.any(axis=0))
    if not rows.size:
        return pixels
    top, left = max(int(rows[0]) - margin, 0), max(int(columns[0]) - margin, 0)
    return pixels[top : int(rows[-1]) + 1 + margin, left : int(columns[-1]) + 1 + margin]


def _image(pixels: Pixels) -> QImage:
    pixels = np.ascontiguousarray(pixels)
    height, width = pixels.shape[:2]
    shared = QImage(pixels.tobytes(), width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    return shared.copy()  # which keeps its pixels itself
