"""What is tried out on what is open: a result kept beside the one of now, and cells that are wiggled."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from itertools import count

from poolviz.frame.model import Block, Cell
from poolviz.frame.numbers import signed
from poolviz.frame.words import say
from poolviz.maps.map import Map
from poolviz.model.document import Document
from poolviz.model.scene import Acting, Editable, Gesture, Practising, Scene
from poolviz.model.sentences import told
from poolviz.session.answering import Answering
from poolviz.session.haste import TakesLongError
from poolviz.session.jobs import Jobs
from poolviz.session.memo import Memo
from poolviz.session.state import Notice, Wiggle
from poolviz.session.waiting import hasty

_NOTCHES_A_UNIT = 10  # counted, so that ten tenths are 1 and no dust of floating point comes together
_AT_ONCE = 500_000  # cells of a map on which an action takes no longer than a moment
_MANY = 1 << 20  # cells of whole numbers that are not turned into fractions for the sake of one of them


class Trier(Answering):
    """The half of a session that asks "what if".

    A wiggle is an edit like any other, so that everything on the screen is of one map: numbers, winners,
    formula, both gradients, and what is kept or copied meanwhile. All of one wiggle is one undo step, and Esc
    takes it back. A number that only seemed to move would have to be explained to every view.
    """

    def __init__(self, scenes: Mapping[str, Scene], document: Document, jobs: Jobs | None = None) -> None:
        """A session on a document, at its first step."""
        super().__init__(scenes, document, jobs)
        self._notches = 0
        self._wiggles = count(1)
        self._wiggle = 0

    def _act(self, scene: Acting, action: str) -> None:
        """Do an action of the scene: at once, or as a job where that takes longer."""
        document = self.state.document

        def done(result: tuple[Document, str]) -> None:
            if self.state.document is not document:
                self._publish()  # it was changed meanwhile: this came too late
                return
            after, label = result
            if after.map is not document.map:
                after = replace(after, source=None)  # what is shown now stands in no file
            self._replace(after, label, None, notice=None)  # what kept it from being done is over

        def failed(error: BaseException) -> None:
            if not isinstance(error, ValueError):
                raise error
            self.notify(Notice(told(error), "warning", passing=True))

        # Practice changes no map, however large it is.
        if math.prod(document.map.shape) <= _AT_ONCE or isinstance(scene, Practising):
            try:
                with hasty():
                    result = scene.act(document, action, self._memo)
            except TakesLongError:
                pass  # what it starts from is still being worked out, or is forgotten
            except ValueError as error:
                failed(error)
                return
            else:
                done(result)
                return
        memo = Memo()  # of its own: the session's is asked meanwhile
        title = say("Changing {name}…", name=document.map.name)
        self.run(title, lambda _: scene.act(document, action, memo), done, failed)

    def keep(self) -> None:
        """Freeze the results of now as A, beside which all that follows is seen; or let A go."""
        if self.state.kept is not None:
            # Whatever was pointed at on A goes with it.
            self._send(self._built(self.state.document, kept=None))
        elif self.state.frame.results:
            self._publish(kept=self.state.document)
        else:
            sentence = say("There is no result on the stage that could be kept.")
            self.notify(Notice(sentence, "warning", passing=True))

    def wiggle(self, notches: int, cell: Cell | None = None) -> None:
        """Move a number by ±0.1 a notch, or ±1 in a map of bytes, and tell which outputs follow.

        Without a cell it is the one that is pointed at, else the winner of the window on show.
        """
        cell = self._cell_to_wiggle() if cell is None else self._whole(cell)
        scene, state = self.scene, self.state
        if cell is None or not notches or not isinstance(scene, Editable):
            return
        going = state.wiggle if state.wiggle is not None and state.wiggle.cell == cell else None
        base = state.document if going is None else going.base
        if not self._takes_edit(("nudge", cell) if going is None else ("wiggle", self._wiggle)):
            return
        total = notches if going is None else self._notches + notches
        if total == 0:
            self.take_back()
            return
        amount = total / (1 if _goes_by_ones(base.map) else _NOTCHES_A_UNIT)
        after = scene.edit(base, Gesture("nudge", cell, amount))
        if after.map is base.map:
            self._nudge(after, cell, amount)
            return
        if going is None:
            self._wiggle = next(self._wiggles)
        self._notches = total
        wiggle = Wiggle(cell, amount, base)
        label = say("wiggle {cell}", cell=str(cell[1:]))
        self._replace(after, label, ("wiggle", self._wiggle), wiggle=wiggle, editing=None, notice=None)

    def take_back(self) -> bool:
        """End a wiggle with the number as it was before; False, and nothing happens, if there is none."""
        if self.state.wiggle is None:
            return False
        history, document = self._history.undo(self.state.document)
        self._send(self._built(document, history=history))
        return True

    def _nudge(self, after: Document, cell: Cell, amount: float) -> None:
        """What no output depends on, such as ∂L/∂output, is changed as the wheel alone changes it."""
        if after is not self.state.document:
            self._replace(after, say("cell {cell}", cell=str(cell[1:])), ("nudge", cell))
        elif self.state.frame.has(cell.board) and self.state.frame.board(cell.board).editable:
            sentence = say(
                "{amount} makes no difference to cell {cell}: its number is infinite, NaN or too large.",
                amount=signed(amount),
                cell=str(cell[1:]),
            )
            self.notify(Notice(sentence, "warning", passing=True))

    def _cell_to_wiggle(self) -> Cell | None:
        """The cell at the cursor, held, pointed at or edited; else the window's winner or its first cell."""
        state = self.state
        editable = [board.name for board in state.frame.boards if board.editable and not board.part_of]
        cursor = None if state.cursor is None else state.cursor.cell
        for cell in (cursor, state.focus, state.editing):
            if cell is not None and self._whole(cell).board in editable:
                return self._whole(cell)
        marks = [mark for role in ("winner", "window") for mark in state.frame.marks if mark.role == role]
        blocks = ((mark.board, mark.cells) for mark in marks if isinstance(mark.cells, Block))
        found = (Cell(board, max(int(at.row), 0), max(int(at.column), 0)) for board, at in blocks)
        return next((cell for cell in found if cell.board in editable), None)


def _goes_by_ones(map_: Map) -> bool:
    """Whether fractions would make a map of whole numbers much larger."""
    if map_.dtype.kind not in "iu":
        return False
    return map_.dtype.itemsize == 1 or math.prod(map_.shape) > _MANY
