"""All controls that stand on the stage: which ones there are, where they stand, what a press does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from poolviz.frame.room import HEADING, LEAST_CHIPS
from poolviz.model.controls import ActionControl, ChoiceControl, Control
from poolviz.session.session import Session
from poolviz.views.choices import Choices, OnStage
from poolviz.views.flow import Flow
from poolviz.views.headings import middle_of_chips

# The board name of controls that belong above the whole stage.
_ABOVE_ALL = "stage"
# In multiples of the text size: around what stands above the stage, and between two controls.
_MARGIN, _SPACE = 0.8, 0.9
_LEAST_SHARE = 0.1  # a button has some width even where there is none


class Broken(NamedTuple):
    """Controls above a board in lines from top to bottom, and how many lines each of them has within."""

    lines: list[list[Choices]]
    within: int


def _broken(row: list[Choices], lines: int) -> Broken:
    """A row in one line or two: single buttons go to a second line, else the options of each choice do."""
    if lines == 1 or len(row) == 1 or any(len(choices.buttons()) > 1 for choices in row):
        return Broken([row], lines)
    half = (len(row) + 1) // 2
    return Broken([row[:half], row[half:]], 1)


class Chooser:
    """Keeps the buttons on the stage in step with the controls that have a place there."""

    def __init__(self, bar: QWidget, canvas: QWidget, session: Session) -> None:
        self._bar = bar
        self._canvas = canvas
        self._session = session
        self._text = self._bar_text = 13.0
        self._room = 0.0
        self._choices: dict[str, Choices] = {}
        self._row = Flow(bar)

    def show_controls(self, controls: tuple[Control, ...]) -> None:
        """Show the controls that belong to a board or to the whole stage."""
        wanted = {c.field: c for c in controls if isinstance(c, ChoiceControl | ActionControl) and c.board}
        for field in list(self._choices):
            if field not in wanted or not self._choices[field].suits(wanted[field]):
                gone = self._choices.pop(field)
                gone.hide()
                gone.deleteLater()
        for field, control in wanted.items():
            if field in self._choices:
                self._choices[field].show_control(control)
            else:
                self._choices[field] = self._made(control)
        self._bar.setVisible(any(c.control.board == _ABOVE_ALL for c in self._choices.values()))

    def set_text_size(self, text: float, width: float) -> None:
        """Use another height of ordinary text, in pixels, for what stands above a stage of a width."""
        margin = round(_MARGIN * text)
        self._row.setContentsMargins(margin, margin, margin, 0)
        self._row.setSpacing(round(_SPACE * text))
        self._bar_text, self._room = text, width - 2 * margin
        for choices in self._choices.values():
            self._set_size(choices)

    def widths(self, text: float, lines: int) -> dict[str, float]:
        """How wide the chips above each board or chart are in one line or two.

        From now on they have letters of a size.
        """
        if text != self._text:
            self._text = text
            for choices in self._choices.values():
                self._set_size(choices)
        boards = {choices.control.board for choices in self._choices.values()} - {_ABOVE_ALL}
        return {name: self._width(_broken(self._above(name), lines)) for name in boards}

    def stand(
        self,
        areas: Mapping[str, QRectF],
        headed: Mapping[str, QRectF],
        lines: Mapping[str, int],
        whole: QRectF,
    ) -> list[QRectF]:
        """Put chips between the headings and what they stand above; what they take of the canvas.

        From right to left, so that nothing is pushed over what stands at its right or off the stage.
        ``headed`` are the areas together with their headings, which have so many ``lines``.
        """
        taken: list[QRectF] = []
        for name in sorted(areas, key=lambda name: -areas[name].left()):
            row = self._above(name)
            if row:
                others = [area for other, area in headed.items() if other != name]
                broken = _broken(row, max(lines[name] - 1, 1))
                taken += self._stand_in_lines(broken, areas[name], whole, [*taken, *others])
        for choices in self._choices.values():
            name = choices.control.board
            choices.setVisible(name in areas or name == _ABOVE_ALL)
        return taken

    def _above(self, name: str) -> list[Choices]:
        return [choices for choices in self._choices.values() if choices.control.board == name]

    def _width(self, broken: Broken) -> float:
        space = _SPACE * self._text
        return max(
            sum(one.width_of_all(broken.within) + space for one in line) - space for line in broken.lines
        )

    def _stand_in_lines(
        self, broken: Broken, area: QRectF, whole: QRectF, others: list[QRectF]
    ) -> list[QRectF]:
        """Shrunk a little they keep to the left end of their board; else they go farther left.

        At both ends they keep off what stands there at their height.
        """
        every = [choices for line in broken.lines for choices in line]
        middle, space = middle_of_chips(area.top(), self._text), _SPACE * self._text
        pitch, wide = HEADING * self._text, self._width(broken)
        highest = middle - (len(broken.lines) * broken.within - 1) * pitch
        tall = max(choices.height_of_all for choices in every) / 2
        met = [other for other in others if other.top() - tall < middle and highest < other.bottom() + tall]
        lefts = (other.left() for other in met if other.left() > area.left())
        rights = (other.right() + space for other in met if other.left() < area.left())
        start, end = max(rights, default=whole.left()), min(lefts, default=whole.right()) - space
        share = min(max((end - area.left()) / wide, LEAST_CHIPS), (end - start) / wide, 1.0)
        share = max(share, _LEAST_SHARE)
        first = max(min(area.left(), end - share * wide), start)
        areas, scale = [], min(choices.letters_at(share, broken.within) for choices in every)
        for place, line in enumerate(reversed(broken.lines)):
            left = first
            for choices in line:
                areas.append(choices.stand(left, middle - place * pitch, share, scale, broken.within))
                left = areas[-1].right() + space * share
        return areas

    def _made(self, control: OnStage) -> Choices:
        are_chips = control.board != _ABOVE_ALL
        choices = Choices(control, self._pressed, are_chips, self._canvas if are_chips else self._bar)
        self._set_size(choices)
        if not are_chips:
            self._row.addWidget(choices)
        choices.show()
        return choices

    def _set_size(self, choices: Choices) -> None:
        if choices.control.board == _ABOVE_ALL:
            choices.fit(self._bar_text, self._room)
        else:
            choices.set_text_size(self._text)

    def _pressed(self, control: OnStage, value: object) -> None:
        if isinstance(control, ActionControl):
            self._session.act(control.field)
        else:
            self._session.change(**{control.field: value})
