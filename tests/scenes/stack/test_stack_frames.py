"""What Stack shows and says: boards, table, sentences, captions, facts, and what is pointed at."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from poolviz.frame.asking import veiled
from poolviz.frame.model import Block, Cell, Frame
from poolviz.model.rows import RowEntry
from poolviz.scenes.stack import SCENE
from poolviz.scenes.stack.parameters import StackParameters
from poolviz.scenes.stack.presets import NETWORKS
from poolviz.session.memo import Memo
from tests.scenes.checks import check_frame
from tests.scenes.stack.showing_stack import (
    POOL,
    RELU,
    column,
    conv,
    document,
    facts,
    frame,
    own,
    without,
)
from tests.scenes.test_golden import told

GOLDEN = Path(__file__).parents[1] / "golden"
SMALL = own(conv(2), RELU, POOL, conv(4), side=8, row=3, column=4)
PLAIN = [[(3 * row + 5 * column) % 10 for column in range(8)] for row in range(8)]
CASES = {
    "stack-convolution": (SMALL, 1, None),
    "stack-pointed": (SMALL, 3, Cell("map_3", 1, 2)),
    "stack-without": (without(SMALL), 2, None),
}


def told_with_table(shown: Frame) -> dict[str, object]:
    plain = told(shown)
    table = shown.tables[0]
    plain["table"] = [" | ".join(column.title for column in table.columns)] + [
        " | ".join("".join(run.text for run in entry) for entry in row.entries)
        for row in (*table.rows, *table.totals)
    ]
    plain["chosen"] = table.chosen
    return plain


@pytest.mark.parametrize("name", CASES)
def test_frames_say_what_they_said(name: str) -> None:
    parameters, step, focus = CASES[name]
    shown = frame(document(parameters, PLAIN), step, focus)
    plain = json.loads(json.dumps(told_with_table(shown)))
    golden = json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))
    assert plain == golden, json.dumps(plain, ensure_ascii=False, indent=1)


@pytest.mark.parametrize("name", NETWORKS)
def test_every_network_holds_together_at_every_step(name: str) -> None:
    memo = Memo()
    for parameters in (StackParameters(preset=name), without(StackParameters(preset=name))):
        open_ = document(parameters, "worked-example")
        timeline = SCENE.timeline(open_, memo)
        assert timeline.length == len(parameters.stack.levels) + 1
        assert timeline.start == timeline.length - 1
        for step in (0, 1, timeline.length // 2, timeline.length - 1):
            check_frame(timeline.frame(step, None))
            for board in timeline.frame(step, None).boards:
                check_frame(timeline.frame(step, Cell(board.name, 0, 0)))
        assert timeline.step_of(Cell("input", 0, 0)) is None


def test_the_pair_of_sentences() -> None:
    shown = document(StackParameters())
    assert frame(shown, 6).formula_text == (
        "Pooling doubles the jump, so every later 3×3 adds twice as much: field 22 with pooling, 7 without; "
        "activations 7.02 M in all"
    )
    assert frame(shown, 1).formula_text.startswith("A window of k cells adds (k − 1) · jump")
    bare = frame(document(without(StackParameters())), 6).formula_text
    assert "stays 1, so every 3×3 adds little: field 7, with pooling 22" in bare
    mixed = own(conv(4), conv(4, 5, 1, 2), POOL, side=16)
    assert "every later window adds" in frame(document(mixed), 3).formula_text
    strong = {run.text for run in frame(shown, 6).formula if run.role}
    assert strong == {"jump", "22", "7", "7.02 M"}


def test_captions_say_what_a_layer_did() -> None:
    blocks = document(StackParameters())
    assert "Play sends it through" in frame(blocks, 0).caption.text
    assert frame(blocks, 3).caption.text == (
        "It learns 73\u202f856 numbers and adds 4 pixels to the field, 2 steps of 2: now 8. "
        "Convolution makes 128 channels of 64."
    )
    assert "the usual block. Pooling learns nothing; it halves both sides" in frame(blocks, 2).caption.text
    assert "Left out" in frame(document(without(StackParameters())), 2).caption.text
    odd = document(own(POOL, RowEntry("pool", (3, 2, 1)), side=16))
    assert frame(odd, 1).caption.text.startswith("Pooling learns nothing; it halves")
    assert "become" in frame(document(own(RowEntry("pool", (3, 3, 0)), side=16)), 1).caption.text
    halved = frame(document(own(conv(4, 3, 2), side=16)), 1).caption.text
    assert halved.startswith("Stride 2 thins the map out as a pool does, but this layer learns 112 numbers")
    cellwise = frame(document(own(RELU, side=16)), 1).caption.text
    assert cellwise.startswith("It works cell by cell")
    block = frame(document(own(RowEntry("block", (3, 1)), side=16)), 1).caption.text
    assert block == "It learns 174 numbers and adds 4 pixels to the field: now 5."


def test_the_end_of_a_network_tells_what_pooling_saves() -> None:
    vgg = StackParameters(preset="VGG-16")
    assert frame(document(vgg), 19).caption.text == (
        "Every output weighs all 25\u202f088 numbers: 103 M parameters; without pooling it would be 105 G."
    )
    assert "105 G parameters, where pooling leaves 103 M" in frame(document(without(vgg)), 19).caption.text
    assert (
        frame(document(vgg), 20).caption.text
        == "Every output weighs all 4\u202f096 numbers: 16.8 M parameters."
    )
    resnet = frame(document(StackParameters(preset="ResNet-18")), 11).caption.text
    assert resnet == "The mean of each of 512 whole maps: one number a channel, nothing learned."


def test_the_table_has_both_versions_side_by_side() -> None:
    shown = frame(document(StackParameters(preset="VGG-16", counted="multiply_adds")), 18)
    assert column(shown, "Field")[-4] == "212"
    assert column(shown, "Multiply-adds")[2] == "1.85 G"
    assert column(shown, "without")[-5] == "118 G"
    assert column(shown, "without")[-4] == "–"
    assert column(shown, "field")[-5] == "27"
    assert column(shown, "Jump")[-3:] == ["–", "–", "–"]
    assert "".join(run.text for run in shown.tables[0].totals[0].entries[7]) == "15.5 G"
    assert "Multiply-adds without pooling: 118 G" in shown.tables[0].reading(17)
    assert "Field without pooling: 27" in shown.tables[0].reading(17)
    learned = frame(document(StackParameters(counted="parameters")), 6)
    assert column(learned, "Parameters") == ["–", "1\u202f792", "0", "73\u202f856", "0", "0.30 M", "0"]
    weighed = frame(document(StackParameters(counted="bytes")), 6)
    assert column(weighed, "Bytes a batch")[1] == "392.0 MiB"
    bare = frame(document(without(StackParameters())), 6)
    assert column(bare, "Activations")[2] == "left out"
    assert column(bare, "with")[2] == "0.80 M"
    assert "Field with pooling: 4" in bare.tables[0].reading(2)


def test_facts_tell_both_versions() -> None:
    told_ = facts(frame(document(StackParameters(preset="VGG-16")), 1))
    assert "Last field: 212 · 27" in told_
    assert "Activations of convolutions, one picture: 51.7 MiB · 808.5 MiB" in told_
    assert "of these, convolutions: 15.3 G · 738 G" in told_
    assert "First FC layer: 103 M · 105 G" in told_
    assert "Starts at: −1 · −1" in told_
    assert "Parameters: 1\u202f792 · 1\u202f792" in told_
    assert "Parameters: 0 · left out" in facts(frame(document(StackParameters()), 2))
    assert not any("Starts at" in fact for fact in facts(frame(document(StackParameters()), 0)))


def test_formulas_have_the_numbers_in_them() -> None:
    lines = [line.plain for line in frame(document(StackParameters()), 6).typeset]
    assert lines == [
        *("r′ = r + (k − 1)·j", "= 18 + 1·4 = 22", "j′ = j·s = 4·2 = 8"),
        "H′ = ⌊(56 + 0 − 2) / 2⌋ + 1 = 28",
    ]
    assert frame(document(without(StackParameters())), 6).typeset == ()
    fc = [line.plain for line in frame(document(StackParameters(preset="LeNet-5")), 5).typeset]
    assert fc == ["r′ = r + (k − 1)·j", "= 16 + 4·4 = 32"]


def test_pointing_at_a_cell_shows_what_it_sees_everywhere() -> None:
    shown = frame(document(StackParameters()), 6, Cell("map_5", 10, 20))
    marks = {mark.board: mark.cells for mark in shown.marks}
    assert marks["input"] == Block(10 * 4 - 7, 20 * 4 - 7, 18, 18)
    assert marks["map_5"] == Block(10, 20)
    assert marks["map_4"] == Block(9, 19, 3, 3)
    assert marks["map_1"] == Block(34, 74, 16, 16)
    assert "map_6" not in marks
    assert shown.caption.lead == "conv 3 at (10, 20)"
    assert "3² of pool 2, 6² of conv 2, 8² of pool 1, 18 × 18 pixels of the picture" in shown.caption.text
    assert [link.end_board for link in shown.links] == ["map_2", "map_3", "map_4", "map_5"]


def test_pointing_at_the_picture_moves_what_is_looked_at() -> None:
    shown = frame(document(StackParameters()), 6, Cell("input", 150, 30))
    block = next(mark.cells for mark in shown.marks if mark.board == "input")
    assert isinstance(block, Block)
    assert block.contains(150, 30)
    assert not shown.caption.lead.endswith(")")
    pixel = frame(document(StackParameters()), 0, Cell("input", 1, 1)).marks
    assert [mark.cells for mark in pixel if mark.board == "input"] == [Block(1, 1)]
    ahead = frame(document(StackParameters()), 2, Cell("map_6", 1, 1))
    at_rest = frame(document(StackParameters()), 2)
    assert [mark.cells for mark in ahead.marks] == [mark.cells for mark in at_rest.marks]
    assert ahead.caption == at_rest.caption


def test_maps_come_one_after_the_other() -> None:
    shown = frame(document(StackParameters()), 3)
    assert [shown.board(f"map_{n}").shown for n in range(1, 7)] == [None, None, None, 0, 0, 0]
    assert shown.place == "layer 3 of 6"
    assert frame(document(StackParameters()), 0).place == "the picture"
    vgg = frame(document(StackParameters(preset="VGG-16")), 21)
    assert [vgg.board(f"map_{n}").title for n in (1, 19, 21)] == ["conv 1", "FC 1", "FC 3"]


def test_crops_grow_from_a_quarter_to_all() -> None:
    vgg = document(StackParameters(preset="VGG-16"))
    shown = [board.below[0].text for board in frame(vgg, 18).boards if board.name.startswith("sees")]
    assert shown == ["conv 8: 60", "pool 4: 100", "pool 5: 212"]
    first = [board.below[0].text for board in frame(vgg, 1).boards if board.name.startswith("sees")]
    assert first == ["conv 1: 3", "conv 2: 5", "pool 1: 6"]


def test_a_stack_without_layers_is_a_picture() -> None:
    shown = frame(document(own(side=16)), 0)
    check_frame(shown)
    assert shown.arrangement == (("input", "layers"),)
    assert "Last field: 1 · 1" in facts(shown)
    names = {board.name for board in frame(document(own(conv(2), side=16)), 1).boards}
    assert names == {"input", "sees_1", "map_1", "lens"}


def test_the_room_is_asked_for_field_and_jump() -> None:
    shown = veiled(frame(document(StackParameters()), 6))
    assert column(shown, "Field")[-1] == column(shown, "Jump")[-1] == "?"
    assert column(shown, "Field")[-2] == "18"
    assert shown.typeset == ()
    assert shown.formula_text == "?"
    assert [line.text for line in shown.board("sees_3").below] == ["?"]
    assert not any("22" in fact.value.split() for fact in shown.facts if fact.label == "Field")
    assert not any(fact.label == "Last field" for fact in shown.facts)
    still = frame(document(StackParameters()), 0)
    assert veiled(still) is still


def test_what_is_asked_is_told_by_no_picture_and_no_row_below() -> None:
    whole = frame(document(StackParameters()), 2)
    shown = veiled(whole)
    for title in ("Field", "adds", "Jump", "field"):
        assert set(column(shown, title)[2:]) == {"?"}
        assert column(shown, title)[:2] == column(whole, title)[:2]
    assert not any(mark.board in ("input", "lens") for mark in shown.marks)
    crops = [(board.shape, board.below[0].text) for board in shown.boards if board.name.startswith("sees")]
    assert crops == [((3, 3), "conv 1: 3"), ((1, 1), "?"), ((1, 1), "?")]
    lens = shown.board("lens")
    assert (lens.shape, lens.asked) == ((1, 1), ((0, 0),))
