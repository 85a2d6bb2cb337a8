"""What can be set in Recall, as data, and the keys of its own."""

from __future__ import annotations

from poolviz.exercises import LEVELS, kinds, level_name
from poolviz.frame.words import say
from poolviz.model.cards import cards
from poolviz.model.controls import ActionControl, ChoiceControl, Control, IntControl, Option, ToggleControl
from poolviz.model.keys import SceneKey
from poolviz.scenes.recall.parameters import CARDS, LARGEST_SEED
from poolviz.scenes.recall.round import Round

KEYS = (
    SceneKey("check", ("Return", "Enter"), "Check the answer", "Let the arithmetic check what was answered"),
    SceneKey("hint", ("H",), "Hint", "Show where to look, without the answer"),
    SceneKey(
        "next", ("N",), "Another exercise", "Ask another one of the same kind, once this one is checked"
    ),
    SceneKey("seed", ("F2",), "Type a seed", "The same seed gives the whole room the same exercises"),
    SceneKey("new_seed", ("Shift+F2",), "New seed", "Exercises that nobody has seen"),
    SceneKey("cursor_up", ("Up",), "One cell up", "Where cells are picked"),
    SceneKey("cursor_down", ("Down",), "One cell down", "Where cells are picked"),
    SceneKey("cursor_left", ("Left",), "One cell to the left", "Where cells are picked"),
    SceneKey("cursor_right", ("Right",), "One cell to the right", "Where cells are picked"),
    SceneKey("again", ("1",), "Again", "Ask this card once more, after the others"),
    SceneKey("known", ("2",), "Known", "Put this card away"),
    SceneKey("example", ("E",), "Show it", "Go to the scene that shows what the card says; undo leads back"),
    SceneKey("pick", ("Space",), "Pick the cell", "Pick the cell at the cursor, or put it back"),
)


def controls(round_: Round) -> tuple[Control, ...]:
    """Which exercise; then, on the stage, what can be done with it."""
    own = round_.parameters
    level_options = tuple(Option(level, level_name(level)) for level in LEVELS)
    same = say("The same seed gives the whole room the same exercises")
    mine = say("Ask about the map that is open, with its own window and stride")
    return (
        kind_control(own.kind),
        ChoiceControl("level", say("Difficulty"), own.level, level_options, enabled=not own.own_map),
        IntControl("seed", say("Seed"), own.seed, 0, LARGEST_SEED, same),
        ActionControl("new_seed", say("New seed"), say("Exercises that nobody has seen")),
        ToggleControl("own_map", say("Ask on my map"), own.own_map, mine),
        *_actions(round_),
    )


def kind_control(kind: str) -> Control:
    """All kinds of exercises, and the cards."""
    options = tuple(Option(one.id, one.title) for one in kinds().values())
    explained = Option(CARDS, say("Explain it · {count} cards", count=len(cards())))
    return ChoiceControl("kind", say("Practise"), kind, (*options, explained), listed=True)


def _actions(round_: Round) -> tuple[Control, ...]:
    is_open = round_.is_open
    check = say("Let the arithmetic check what was answered (Enter)")
    helps = say("Show where to look, without the answer (H)")
    another = say("Ask another one of the same kind, once this one is checked (N)")
    return (
        ActionControl("check", say("Check"), check, enabled=is_open, board="stage"),
        ActionControl("hint", say("Hint"), helps, enabled=is_open, board="stage"),
        ActionControl("next", say("Another"), another, enabled=round_.is_checked, board="stage"),
    )
