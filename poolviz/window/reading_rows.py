"""How the open file was read, and how it could be read instead: axes, scale, grey or colour."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from poolviz.frame.words import say
from poolviz.model.controls import Option
from poolviz.model.source import Axes, Source
from poolviz.session.session import Session
from poolviz.session.state import State
from poolviz.window.segments import Segments


class ReadingRows(QWidget):
    """Small rows under the name of a map; only those that apply to its file are shown."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._shown: Source | None = None
        tip = say("Which axis of the file's array is which: N batch, C channels, H height, W width")

        def reread_axes(axes: object) -> None:
            session.reread(axes=axes)  # type: ignore[arg-type]

        cubes: tuple[Axes, ...] = ("CHW", "HWC")
        batches: tuple[Axes, ...] = ("NCHW", "NHWC")
        self._cube = _Row(say("Read as"), tuple(Option(axes, axes, tip) for axes in cubes), reread_axes)
        self._batch = _Row(say("Read as"), tuple(Option(axes, axes, tip) for axes in batches), reread_axes)
        self._scale = _Row(
            say("Numbers"),
            (
                Option("raw", say("raw"), say("Numbers as they stand in the file")),
                Option("unit", say("0 to 1"), say("Numbers brought between 0 and 1")),
            ),
            lambda scale: session.reread(scale="unit" if scale == "unit" else "raw"),
        )
        self._colour = _Row(
            say("Picture"),
            (
                Option(False, say("grey"), say("One channel: 0.299 red + 0.587 green + 0.114 blue")),
                Option(True, say("colour"), say("Three channels: red, green and blue")),
            ),
            lambda colour: session.reread(colour=bool(colour)),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for row in (self._cube, self._batch, self._colour, self._scale):
            column.addWidget(row)
        self.hide()

    def show_state(self, state: State) -> None:
        """Show how the file was read; nothing for a map that comes from no file."""
        source = state.opened
        if source is self._shown:
            return
        self._shown = source
        if source is not None:
            self._cube.show_value(source.axes, len(source.axes_choices) > 1 and "CHW" in source.axes_choices)
            self._batch.show_value(source.axes, "NCHW" in source.axes_choices)
            self._colour.show_value(source.colour, source.is_coloured)
            self._scale.show_value(source.scale, True)
        self.setVisible(source is not None)


class _Row(QWidget):
    """A label and a few joined buttons."""

    def __init__(self, label: str, options: tuple[Option, ...], choose: Callable[[object], None]) -> None:
        super().__init__()
        self._segments = Segments(label, options, choose)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        name = QLabel(label)
        name.setToolTip(options[0].tip)
        line.addWidget(name, 2)
        line.addWidget(self._segments, 3)

    def show_value(self, value: object, applies: bool) -> None:
        """Press the button of a value, or hide the row where there is nothing to choose."""
        self._segments.show_value(value)
        self.setVisible(applies)
