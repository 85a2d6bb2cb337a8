"""The formula under the boards: large, centred, its runs in the colours of their roles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from poolviz.frame.model import Cell, Run
from poolviz.views.fonts import font, metrics, text_width
from poolviz.views.theme import Theme
from poolviz.views.words import colour_of, weight_of

# In multiples of the text size.
_LARGEST, _BREAK_BELOW, _HEIGHT, _LEAST_HEIGHT = 2.2, 1.15, 4.6, 2.6
_ASIDE = 1.3  # words without a formula, which only say what can be done
_SHARE = 0.12  # of the stage's height, where that is little
_MARGIN = 16.0
# From line to line, and the height of one, in multiples of the size in use.
_SPACING, _ONE_LINE = 1.35, 1.3
_REFERENCE = 40.0


@dataclass(frozen=True)
class _Piece:
    """A run at its place: left end, line of writing, width."""

    run: Run
    x: float
    y: float
    width: float


class FormulaLine(QWidget):
    """Shows runs on one line, smaller when there are many; on two before they get too small to read."""

    def __init__(
        self, hover: Callable[[Cell | None], None], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._hover = hover
        self._theme = theme
        self._text = 13.0
        self._runs: tuple[Run, ...] = ()
        self._pieces: list[_Piece] = []
        self._size = 1.0
        self._has_line = True
        self._pointed: Cell | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_runs(self, runs: tuple[Run, ...], *, has_line: bool = True) -> None:
        """Show a formula; where there never is one the whole line goes away."""
        if has_line != self._has_line:
            self._has_line = has_line
            self.setVisible(has_line)
        if runs == self._runs:
            return
        self._runs = runs
        self.setAccessibleName("".join(run.text for run in runs))
        self._arrange()

    def set_look(self, theme: Theme, text: float) -> None:
        """Use a theme and a text size in pixels."""
        self._theme, self._text = theme, text
        self.updateGeometry()
        self._arrange()

    def sizeHint(self) -> QSize:
        """A height in proportion to the text, less on a low stage; any width."""
        stage = self.parentWidget()
        height = _HEIGHT * self._text
        if stage is not None:
            height = max(min(height, _SHARE * stage.height()), _LEAST_HEIGHT * self._text)
        return QSize(0, round(height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the formula to the new width."""
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write all pieces."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.stage))
        for piece in self._pieces:
            painter.setFont(font(self._size, weight_of(piece.run)))
            painter.setPen(QColor(colour_of(piece.run, self._theme)))
            painter.drawText(QPointF(piece.x, piece.y), piece.run.text)
            if piece.run.cell is not None and piece.run.cell == self._pointed:
                line = QRectF(piece.x, piece.y + self._size * 0.16, piece.width, 2.0)
                painter.fillRect(line, QColor(self._theme.accent))
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the cell that a number stands for."""
        at = event.position()
        over = next((p.run.cell for p in self._pieces if self._area(p).contains(at)), None)
        self._point_to(over)

    def leaveEvent(self, event: QEvent) -> None:
        """Light nothing any more."""
        self._point_to(None)

    def _point_to(self, cell: Cell | None) -> None:
        if cell != self._pointed:
            self._pointed = cell
            self.update()
            self._hover(cell)

    def _area(self, piece: _Piece) -> QRectF:
        return QRectF(piece.x, piece.y - self._size, piece.width, self._size * 1.3)

    def _arrange(self) -> None:
        """Find size and places; then paint."""
        lines = [self._runs]
        self._size = self._fitting(lines)
        if self._size < _BREAK_BELOW * self._text and len(self._runs) > 1:
            halves = _halves(self._runs)
            if self._fitting(halves) > self._size:
                lines, self._size = halves, self._fitting(halves)
        self._pieces = []
        size, spacing = self._size, self._size * _SPACING
        y = (self.height() - spacing * (len(lines) - 1) + metrics(size).capHeight()) / 2
        for line in lines:
            x = (self.width() - sum(text_width(run.text, size, weight_of(run)) for run in line)) / 2
            for run in line:
                width = text_width(run.text, size, weight_of(run))
                self._pieces.append(_Piece(run, x, y, width))
                x += width
            y += spacing
        self.update()

    def _fitting(self, lines: list[tuple[Run, ...]]) -> float:
        """The largest size, in whole pixels, at which every line fits and all lines do."""
        room = self.width() - 2 * _MARGIN
        widths = (sum(text_width(run.text, _REFERENCE, weight_of(run)) for run in line) for line in lines)
        widest = max(widths, default=0.0)
        largest = _ASIDE if all(run.quiet for run in self._runs) else _LARGEST
        size = min(largest * self._text, self.height() / (_SPACING * (len(lines) - 1) + _ONE_LINE))
        if widest > 0:
            size = min(size, _REFERENCE * room / widest)
        return float(max(int(size), 1))


def _halves(runs: tuple[Run, ...]) -> list[tuple[Run, ...]]:
    """Two lines of about the same length."""
    total, seen = sum(len(run.text) for run in runs), 0
    for index, run in enumerate(runs):
        seen += len(run.text)
        if seen * 2 >= total:
            cut = min(index + 1, len(runs) - 1)
            return [runs[:cut], runs[cut:]]
    return [runs]
