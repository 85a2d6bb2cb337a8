"""What can be set in Stack, what is refused, and what an edit of the picture does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from poolviz.core.stack import StackError
from poolviz.frame.model import Cell
from poolviz.model.controls import ActionControl, ChoiceControl, RowsControl
from poolviz.model.rows import RowEntry, inserted, moved, removed, with_number
from poolviz.model.scene import Gesture
from poolviz.model.task import Task
from poolviz.scenes.stack import SCENE
from poolviz.scenes.stack.parameters import StackParameters
from poolviz.scenes.stack.presets import NETWORKS
from poolviz.session.jobs import Jobs
from poolviz.session.memo import Memo
from poolviz.session.session import Session, new_session
from tests.scenes.stack.showing_stack import POOL, RELU, conv, document, facts, own


@pytest.fixture
def session() -> Session:
    made = new_session(Jobs(inline=True))
    made.show_scene("stack")
    return made


def parameters(session: Session) -> StackParameters:
    found = session.state.document.parameters["stack"]
    assert isinstance(found, StackParameters)
    return found


def test_choosing_a_preset_takes_its_layers_and_its_picture(session: Session) -> None:
    session.change(preset="LeNet-5")
    assert parameters(session).side == 32
    assert parameters(session).layers == NETWORKS["LeNet-5"].layers
    assert (parameters(session).row, parameters(session).column) == (12, 12)
    session.change(preset="ten")
    assert (parameters(session).side, parameters(session).shown) == (224, "without")
    session.change(batch=8)
    session.undo()
    assert session.state.undo_label == "preset ten at full resolution"


@pytest.mark.parametrize("step", [0, 2, 6])
def test_another_preset_is_shown_at_its_end(session: Session, step: int) -> None:
    session.seek(step)
    session.change(preset="VGG-16")
    assert (session.state.step, session.state.frame.place) == (21, "layer 21 of 21")
    session.seek(3)
    session.change(preset="LeNet-5")
    assert session.state.step == 7
    session.seek(1)
    session.change(counted="bytes")
    assert session.state.step == 1, "only another network begins anew"


def test_each_preset_is_an_undo_step(session: Session) -> None:
    for name in ("VGG-16", "ResNet-18", "ten"):
        session.change(preset=name)
    labels = []
    while session.state.undo_label:
        labels.append(session.state.undo_label)
        session.undo()
    assert labels == ["preset ten at full resolution", "preset ResNet-18", "preset VGG-16"]
    assert len(session.state.timeline.frame(0, None).tables[0].rows) == 7
    session.redo()
    assert parameters(session).preset == "VGG-16"


def test_at_the_end_a_new_layer_is_seen_at_once(session: Session) -> None:
    rows = (*NETWORKS["blocks"].layers, conv(512))
    session.change(layers=rows)
    assert session.state.step == 7
    session.seek(2)
    session.change(layers=NETWORKS["blocks"].layers)
    assert session.state.step == 2


def test_a_change_makes_the_network_ones_own_until_a_preset_is_chosen(session: Session) -> None:
    rows = removed(NETWORKS["blocks"].layers, 2)
    session.change(layers=rows)
    assert parameters(session).preset == "own"
    assert parameters(session).layers == rows
    assert session.state.undo_label == "layers"
    preset = next(c for c in session.state.controls if c.field == "preset")
    assert isinstance(preset, ChoiceControl)
    assert preset.options[-1].value == "own"
    session.change(preset="blocks")
    assert parameters(session).layers == NETWORKS["blocks"].layers
    session.change(side=100)
    assert parameters(session).preset == "own"
    session.undo()
    assert parameters(session).preset == "blocks"


def test_a_layer_that_cannot_be_is_refused_and_stays_typed(session: Session) -> None:
    shown = session.state.frame
    typed = inserted(NETWORKS["LeNet-5"].layers, 3, conv(4, 15, 1, 0))
    session.change(preset="LeNet-5")
    before = session.state.document
    session.change(layers=typed)
    refusal = session.state.refused["layers"]
    assert refusal.typed == typed
    assert refusal.sentence.startswith("Layer 4: A window of 15 in height does not fit")
    assert session.state.document is before
    session.give_up("layers")
    assert not session.state.refused
    assert session.state.frame is not shown


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ((conv(0),), "Layer 1: Channels must be at least 1, not 0"),
        ((RELU, RowEntry("pool", (2, 0, 0))), "Layer 2: Stride must be at least 1"),
        ((RowEntry("global"), conv(4, 3, 1, 0)), "Layer 2: A window of 3"),
        ((RowEntry("full", (0,)),), "Layer 1: Outputs must be at least 1"),
        ((conv(4, 3, 1, 9),), "Layer 1: Padding of 9 is too much"),
        ((RowEntry("conv", (4, "x", 1, 1)),), "Layer 1: Window must be a whole number"),
    ],
)
def test_what_cannot_be_is_said_by_its_place_in_the_list(rows: tuple[RowEntry, ...], sentence: str) -> None:
    with pytest.raises(StackError, match=sentence):
        own(*rows)


def test_other_words_are_refused() -> None:
    with pytest.raises(ValueError, match="“AlexNet” is no network; there are blocks, LeNet-5"):
        StackParameters(preset="AlexNet")
    with pytest.raises(ValueError, match="A stack has at most 80 rows"):
        own(*[RELU] * 81)
    with pytest.raises(ValueError, match="cannot be shown here"):
        StackParameters(counted="watts")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="cannot be shown here"):
        replace(StackParameters(), shown="half")  # type: ignore[arg-type]
    assert hash(StackParameters()) == hash(StackParameters())


def test_rows_are_moved_and_edited_as_plain_data() -> None:
    rows = (conv(2), RELU, POOL)
    assert moved(rows, 2, -1) == (conv(2), POOL, RELU)
    assert moved(rows, 0, -1) is rows
    assert moved(rows, 2, 1) is rows
    assert with_number(rows, 0, 1, 5)[0] == RowEntry("conv", (2, 5, 1, 1))


def test_looking_is_no_undo_step(session: Session) -> None:
    session.change(row=10)
    session.change(kernel=2)
    session.change(counted="bytes")
    session.change(shown="without")
    assert session.state.undo_label == ""
    session.change(row=500)
    assert "row" in session.state.refused


def test_the_photograph_is_offered_where_the_map_is_small(session: Session) -> None:
    actions = [c.field for c in session.state.controls if isinstance(c, ActionControl)]
    assert actions == ["try_photograph"]
    session.act("try_photograph")
    assert session.state.title == "Photograph"
    assert not any(isinstance(c, ActionControl) for c in session.state.controls)
    session.undo()
    assert session.state.title == "Worked example"
    with pytest.raises(KeyError):
        SCENE.act(session.state.document, "nothing", Memo())


def test_the_list_offers_every_kind(session: Session) -> None:
    control = next(c for c in session.state.controls if isinstance(c, RowsControl))
    assert [kind.id for kind in control.kinds if not kind.rare] == ["conv", "relu", "pool"]
    for kind in control.kinds:
        assert len(kind.start) == len(kind.settings)
        assert "{" not in kind.name_of(RowEntry(kind.id, kind.start))
    assert control.kind_of(0, control.value).id == "conv"


def test_a_pixel_can_be_changed_where_the_picture_is_the_map() -> None:
    shown = document(own(conv(2), side=4, row=1, column=1), "worked-example")
    after = SCENE.edit(shown, Gesture("set", Cell("input", 0, 0), 9.0))
    assert after.map.value(0, 0, 0) == 9
    assert SCENE.edit(shown, Gesture("set", Cell("map_1", 0, 0), 9.0)) is shown
    larger = document(own(conv(2), side=8), "worked-example")
    assert SCENE.edit(larger, Gesture("set", Cell("input", 0, 0), 9.0)) is larger


def test_an_edit_is_looked_at_first_and_refined_later() -> None:
    memo = Memo(eager=False)
    shown = document(StackParameters())
    first = SCENE.timeline(shown, memo).frame(6, None)
    assert first.caption.text.endswith("A first look: one channel alone, all eight are on their way.")
    assert any("First look" in fact for fact in facts(first))
    wish = memo.wishes.first
    assert wish is not None
    assert len(wish.work(Task()).levels) == 6
    refined = SCENE.timeline(shown, Memo()).frame(6, None)
    assert "first look" not in refined.caption.text.lower()
    assert first.board("map_6").shape == refined.board("map_6").shape


def test_a_first_look_goes_as_far_as_nobody_has_to_wait() -> None:
    rows = (conv(8, 3), POOL, conv(8, 31, 1, 15), POOL, conv(8, 31, 1, 15))
    memo, opened = Memo(eager=False), document(own(*rows, side=224))
    first = SCENE.timeline(opened, memo).frame(5, None)
    maps = [first.board(f"map_{n}") for n in range(1, 6)]
    assert [board.shown for board in maps] == [None, None, 0, 0, 0]
    assert [board.shape[0] for board in maps] == [224, 112, 112, 56, 56]
    assert {mark.board for mark in first.marks} >= {board.name for board in maps}
    wish = memo.wishes.first
    assert wish is not None
    memo.fulfil(wish.map, wish.question, wish.work(Task()))
    refined = SCENE.timeline(opened, memo).frame(5, None)
    assert [refined.board(f"map_{n}").shown for n in range(1, 6)] == [None] * 5


@pytest.mark.parametrize("name", NETWORKS)
def test_a_first_look_at_a_network_reaches_its_end(name: str) -> None:
    parameters = StackParameters(preset=name)
    count = len(parameters.stack.levels)
    first = SCENE.timeline(document(parameters), Memo(eager=False)).frame(count, None)
    assert first.board(f"map_{count}").shown is None
