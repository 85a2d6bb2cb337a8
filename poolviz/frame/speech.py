"""What a frame says: runs of a formula, lines of words, facts, a caption."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from poolviz.frame.cells import Cell, Role


@dataclass(frozen=True)
class Run:
    """A piece of the formula; it may point to a cell, which lights up under the pointer."""

    text: str
    cell: Cell | None = None
    role: Role | None = None
    quiet: bool = False


@dataclass(frozen=True)
class Line:
    """A line of words that belongs to a board: a formula beside it, a large figure under it.

    Where it would have to be written too small to be read, the line and those beside it and in rows under
    them become ``short``, if they have such words.
    """

    runs: tuple[Run, ...]
    size: Literal["small", "normal", "large"] = "normal"
    short: tuple[Run, ...] = ()

    @property
    def text(self) -> str:
        """The line as plain text."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Typeset:
    """A line of mathematics: for typesetting, and in plain words for everything else."""

    latex: str
    plain: str


@dataclass(frozen=True)
class Fact:
    """One line of the facts: what, and how much."""

    label: str
    value: str
    good: bool = False
    running: bool = False  # it tells how far the steps have come, and so their answers


@dataclass(frozen=True)
class Caption:
    """One sentence that says what just happened, with a word that says what kind of thing it is."""

    lead: str
    text: str


@dataclass(frozen=True)
class Asking:
    """What a frame would ask the room: which cells are the answer, and the question.

    In the formula only runs that point to those cells are hidden, or all of it. Of whole ``boards`` nothing
    is shown but their empty cells, nor of their magnifiers. Of ``closed`` boards even the size tells: one
    large cell takes their place. Boards that are ``unmarked`` lose what is marked on them.
    """

    cells: tuple[Cell, ...]
    question: str
    whole_formula: bool = False
    boards: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    unmarked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Prompt:
    """What is asked, large above the boards, and what is said about the answer.

    ``aside`` is one thing to be read from afar, such as a seed. ``verdict`` tells how the answer was,
    ``good`` whether it was right; None while there is none.
    """

    text: str
    aside: str = ""
    verdict: str = ""
    good: bool | None = None


@dataclass(frozen=True)
class Page:
    """Words in the place of the boards, paragraph by paragraph; ``quiet`` ones only say what to do."""

    paragraphs: tuple[str, ...]
    quiet: bool = False


NO_CAPTION = Caption("", "")
