"""Lines of mathematics as pictures, made aside after the first paint and kept.

ziamath takes a fifth of a second to import and a fiftieth for a line: too long to wait for at the start,
and too long to freeze a keystroke. Until a picture is there, its plain words stand in its place.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Lock

from PySide6.QtCore import QByteArray, QObject, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from poolviz.frame.model import Typeset

_DRAWN_AT = 24.0  # the size of the letters in the pictures; they are scaled on the screen
_FRACTION = 2.84  # how high a line with a fraction is, in letters
_KEPT = 200
_LOG = logging.getLogger("poolviz")
_FAILED = b""


def _svg(latex: str) -> bytes:
    """One line as SVG 1.1, in black. QtSvg draws nothing but the fraction bar of ziamath's SVG 2."""
    from ziamath.config import config
    from ziamath.zmath import Latex

    config.svg2 = False
    try:
        return str(Latex(latex, size=_DRAWN_AT).svg()).encode()
    except (ValueError, KeyError, IndexError, AttributeError):
        return _FAILED  # a line it does not know stays in plain words


class _Door:
    """Whether the worker may still speak to the window: never while that is taken down."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._is_open = True

    def shut(self) -> None:
        """Let nothing through from now on; waits for what is just passing."""
        with self._lock:
            self._is_open = False

    @contextmanager
    def passing(self) -> Iterator[bool]:
        """Whether one may pass; it stays so until one has passed."""
        with self._lock:
            yield self._is_open


class Typesetter(QObject):
    """Makes and keeps the pictures; ``made`` says that one more is there."""

    made = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._door = _Door()
        self.destroyed.connect(self._door.shut)  # also where a window goes without being closed
        self._pictures: dict[str, bytes] = {}
        self._asked: set[str] = set()
        self._worker: ThreadPoolExecutor | None = None

    def picture(self, latex: str) -> bytes:
        """The picture of a line; empty if there is none yet."""
        return self._pictures.get(latex, _FAILED)

    def ask(self, latex: str) -> None:
        """Have a line made, once."""
        with self._door.passing() as is_open:
            if latex in self._asked or not is_open:
                return
        if len(self._asked) >= _KEPT:
            self._asked.clear()
            self._pictures.clear()
        self._asked.add(latex)
        if self._worker is None:
            self._worker = ThreadPoolExecutor(1, "poolviz-formula")
        self._worker.submit(_svg, latex).add_done_callback(lambda future: self._keep(latex, future))

    def close(self) -> None:
        """Let the worker go; nothing is asked of it and nothing said after that."""
        self._door.shut()
        if self._worker is not None:
            self._worker.shutdown(wait=True, cancel_futures=True)
            self._worker = None

    def _keep(self, latex: str, future: Future[bytes]) -> None:
        if future.cancelled():
            return
        error = future.exception()
        if error is not None:
            # Plain words will do; why there is no picture stands in the log.
            _LOG.warning("“%s” could not be typeset", latex, exc_info=error)
            return
        with self._door.passing() as is_open:
            if is_open:
                self._pictures[latex] = future.result()
                self.made.emit(latex)


class FormulaLine(QLabel):
    """One line of mathematics: the picture once it is made, the plain words until then."""

    def __init__(self, typesetter: Typesetter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typesetter = typesetter
        self._line = Typeset("", "")
        self._renderer: QSvgRenderer | None = None
        self._awake = False
        self.setObjectName("formula")
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        typesetter.made.connect(self._arrived)

    def wake(self) -> None:
        """The window has been painted: pictures may be made now."""
        self._awake = True
        self.show_line(self._line)

    def show_line(self, line: Typeset) -> None:
        """Show a line; its plain words are what a screen reader says."""
        self._line = line
        self._renderer = None
        self.setText(line.plain)
        self.setAccessibleName(line.plain)
        self.setVisible(bool(line.plain))
        if self._awake and line.latex:
            self._typesetter.ask(line.latex)
            self._arrived(line.latex)

    def sizeHint(self) -> QSize:
        """Room for the picture, no wider than the panel."""
        if self._renderer is not None:
            return self._drawn_size().toSize()
        return super().sizeHint().expandedTo(QSize(0, self._expected_height()))

    def minimumSizeHint(self) -> QSize:
        """A picture may be made as narrow as the panel is."""
        return super().minimumSizeHint() if self._renderer is None else QSize(40, self.fontMetrics().height())

    def hasHeightForWidth(self) -> bool:
        """A picture that is too wide becomes smaller, and lower."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height at a width."""
        if self._renderer is None:
            return max(super().heightForWidth(width), self._expected_height())
        return self._fitted(width).toSize().height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture in the colour of the text, or the text."""
        if self._renderer is None:
            super().paintEvent(event)
            return
        ratio = self.devicePixelRatioF()
        size = self._fitted(self.width())
        picture = QPixmap((size * ratio).toSize())
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self._renderer.render(painter)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(picture.rect(), self.palette().color(QPalette.ColorRole.WindowText))
        painter.end()
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, int((self.height() - size.height()) / 2), picture)
        painter.end()

    def _arrived(self, latex: str) -> None:
        data = self._typesetter.picture(latex)
        if latex == self._line.latex and data and self._renderer is None:
            self._renderer = QSvgRenderer(QByteArray(data))  # without a parent, which would keep it for good
            self.updateGeometry()
            self.update()

    def _expected_height(self) -> int:
        """Room that words keep free for their picture, so that nothing below moves when it comes."""
        return round(_FRACTION * self.fontInfo().pixelSize()) if r"\frac" in self._line.latex else 0

    def _drawn_size(self) -> QSizeF:
        assert self._renderer is not None
        scale = self.fontInfo().pixelSize() * 1.15 / _DRAWN_AT
        return self._renderer.viewBoxF().size() * scale

    def _fitted(self, width: int) -> QSizeF:
        size = self._drawn_size()
        return size if size.width() <= width else size * (width / size.width())
