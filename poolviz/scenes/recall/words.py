"""What Recall says: how the answer was, what happens now, and what can be done."""

from __future__ import annotations

from poolviz.exercises import Exercise
from poolviz.frame.model import Caption
from poolviz.frame.words import say
from poolviz.scenes.recall.round import Round


def title(round_: Round) -> str:
    """What stands in the window's title."""
    return say("Recall · seed {seed}", seed=round_.own.seed)


def aside(round_: Round) -> str:
    """The seed and the number, to be read from the last row of the room."""
    return say("Seed {seed} · no. {number}", seed=round_.own.seed, number=round_.own.number + 1)


def verdict(round_: Round) -> tuple[str, bool | None]:
    """How the answer was, with the likely mistake, and whether it was right; nothing before the check."""
    found, exercise = round_.verdict, round_.exercise
    if found is None or exercise is None:
        return "", None
    if found.all_right:
        return say("Right."), True
    if exercise.asked == "pick":
        counted = say("Not this one.")
    else:
        right, total = sum(found.right.values()), len(found.right)
        counted = say("{right} of {total} right.", right=right, total=total)
    return " ".join((counted, *(mistake.sentence for mistake in found.mistakes[:1]))), False


def caption(round_: Round, shown: str) -> Caption:
    """The sentence at the bottom: what is being shown, or what to do first."""
    if not round_.is_checked:
        if shown:
            return Caption(say("A hint"), shown)
        return Caption(
            say("Predict first"), say("Then your window is played, and a wrong answer is explained.")
        )
    if shown:
        return Caption(say("Look"), shown)
    return Caption(say("Right"), say("N asks another one. Point at a cell to see how it comes about."))


def guide(round_: Round, exercise: Exercise) -> tuple[str, ...]:
    """What can be done now, with its keys; in pieces, between which a line may break."""
    if round_.is_checked:
        return say("N another"), say("point at an answer to see its window")
    answering = {
        "type": say("Type numbers, Tab to the next cell"),
        "pick": say("Click the cell, or go there by arrow keys and press Space"),
        "picks": say("Click every cell that changes, or go there by arrow keys and press Space"),
    }
    return answering[exercise.asked], say("Enter checks"), say("H helps"), say("N another, once checked")
