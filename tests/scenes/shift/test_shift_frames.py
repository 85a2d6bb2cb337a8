"""What Shift says and marks: captions, notes, pointing, starts."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from poolviz.frame.model import Block, Cell, Frame
from poolviz.maps.presets import by_id
from poolviz.model.document import Document
from poolviz.model.scene import Gesture
from poolviz.scenes.shift import SCENE
from poolviz.scenes.shift.parameters import ShiftParameters
from poolviz.session.memo import Memo
from tests.scenes.checks import check_frame
from tests.scenes.shift.showing_shift import document, facts, frame, numbers, started, words_under
from tests.scenes.test_golden import told

GOLDEN = Path(__file__).parents[1] / "golden"
CASES = {
    "shift-plus": (started("plus_sign", with_average=True, with_blur=True), 1),
    "shift-pairs": (started("pairs", under="scores"), -1),
    "shift-aligned": (started("lone_pixel", align=True), 2),
}
STARTS = ("lone_pixel", "plus_sign", "pairs", "distinct_noise", "photograph")


@pytest.mark.parametrize("name", CASES)
def test_frames_say_what_they_said(name: str) -> None:
    shown = frame(*CASES[name])
    plain = json.loads(json.dumps(told_without_masks(shown)))
    golden = json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))
    assert plain == golden, json.dumps(plain, ensure_ascii=False, indent=1)


def told_without_masks(shown: Frame) -> dict[str, object]:
    """A frame as plain data; a mask as the cells that it covers."""
    marks = []
    for mark in shown.marks:
        rows, columns = shown.board(mark.board).shape
        covered = tuple((r, c) for r in range(rows) for c in range(columns) if mark.covers(r, c))
        marks.append(replace(mark, cells=covered))
    plain = told(replace(shown, marks=tuple(marks)))
    plain["under"] = {board.name: words_under(shown, board.name) for board in shown.boards if board.below}
    plain["curves"] = {
        chart.title: {one.label: " ".join(f"{value:.3f}" for value in one.values) for one in chart.series}
        for chart in shown.charts
    }
    return plain


@pytest.mark.parametrize("action", STARTS)
@pytest.mark.parametrize("under", ["nothing", "scores", "table"])
def test_every_start_holds_together_at_every_end(action: str, under: str) -> None:
    for across in (-8, 0, 8):
        check_frame(frame(started(action, under=under, with_average=True, with_blur=True), across))


def test_it_opens_in_the_middle_of_seventeen_steps_where_nothing_has_changed() -> None:
    timeline = SCENE.timeline(started("plus_sign"), Memo())
    shown = timeline.frame(timeline.start, None)
    assert (timeline.length, shown.place, shown.caption.lead) == (17, "shift 0, 0", "At rest")
    assert [chart.chosen for chart in shown.charts] == [8]
    assert not list(shown.marked("max_shifted", "changed"))
    assert all(chart.seeks for chart in shown.charts)


@pytest.mark.parametrize(
    ("across", "lead", "text"),
    [
        (
            1,
            "Invariance",
            "The map has moved, and max does not notice: every one of its outputs is as it was.",
        ),
        (
            2,
            "Equivariance",
            "Shifted by 2 px, the way from one output to the next: the same maxima, one cell on.",
        ),
        (4, "Equivariance", "Shifted by 4 px: the same maxima, 2 cells further."),
        (
            3,
            "Across borders",
            "What crosses the border of a window counts elsewhere: 2 of 16 maxima change, and 1 of 16 by "
            "every 2nd pixel.",
        ),
    ],
)
def test_captions_name_what_happened_to_a_lone_pixel(across: int, lead: str, text: str) -> None:
    shown = frame(started("lone_pixel"), across)
    assert (shown.caption.lead, shown.caption.text) == (lead, text)


def test_a_shift_across_the_edge_is_not_called_equivariance_when_the_edge_spoils_it() -> None:
    ramp = [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12], [13, 14, 15, 16]]
    assert frame(document(ramp, edge="wrap"), 2).caption.lead == "Equivariance"
    assert frame(document(ramp, edge="repeat"), 2).caption.lead == "Across borders"


@pytest.mark.parametrize("across", [-8, -6, -4, 4, 7])
def test_a_map_that_has_left_its_frame_has_no_maxima_further_on(across: int) -> None:
    ramp = [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12], [13, 14, 15, 16]]
    for edge in ("zeros", "repeat"):
        assert frame(document(ramp, edge=edge), across).caption.lead == "Out of the frame"
    assert frame(document(ramp, edge="wrap"), across).caption.lead != "Out of the frame"


def test_old_maxima_that_have_all_left_are_not_called_the_same() -> None:
    shown = frame(document([[1, 2, 3, 4, 5]] * 2), 4)  # the last column stays, and no window sees it
    assert shown.caption.lead == "Across borders"


def test_a_map_that_looks_the_same_moved_is_said_to() -> None:
    shown = frame(document([[1, 2, 1, 2]] * 2, edge="wrap"), 2)
    assert shown.caption.text == "The moved map looks just like the map itself: nothing can change."


def test_align_moves_the_old_answers_by_the_whole_strides_in_the_shift() -> None:
    shown = frame(started("lone_pixel", align=True), 3)
    assert shown.board("max").value(1, 2) == 9
    assert shown.board("max").detail == "aligned"
    assert words_under(shown, "max")[0] == "0.00"
    assert shown.caption.lead == "Aligned"


def test_the_class_score_says_why_fc_notices() -> None:
    shown = frame(started("lone_pixel", under="scores"), 2)
    assert shown.caption.text == (
        "The class scores 1.00 of before by global average, 0.00 by flatten + FC: only FC has a weight of "
        "its own for every position."
    )
    assert facts(shown)["Score by flatten + FC"] == "0.00"


def test_a_global_average_that_changed_owes_it_to_pool_and_edge() -> None:
    shown = frame(started("pairs", under="scores"), 1)
    assert shown.caption.text == (
        "The class scores 2.00 of before by global average: pool and edge can change it, position alone "
        "cannot. Flatten + FC, 1.00, does notice position."
    )


def test_an_output_under_the_pointer_shows_its_cells_through_all_pools() -> None:
    shown = frame(started("plus_sign", rounds=2), 1, Cell("max_shifted", 0, 1))
    assert [mark.cells for mark in shown.marked("input", "window")] == [Block(0, 4, 4, 4)]
    assert shown.caption.lead == "max at (0, 1)"
    assert shown.caption.text == "5 before, 9 after: this output changes."


def test_a_cell_under_the_pointer_shows_where_it_went_or_came_from() -> None:
    went = frame(document([[1, 2, 3, 4]] * 2), 1, Cell("input", 0, 2))
    assert [mark.cells for mark in went.marked("shifted", "chosen")] == [Block(0, 3)]
    lost = frame(document([[1, 2, 3, 4]] * 2), 1, Cell("input", 0, 3))
    assert not list(lost.marked("shifted", "chosen"))
    wrapped = frame(document([[1, 2, 3, 4]] * 2, edge="wrap"), 1, Cell("shifted", 0, 0))
    assert [mark.cells for mark in wrapped.marked("input", "chosen")] == [Block(0, 3)]


def test_an_entry_of_the_table_under_the_pointer_is_read_out() -> None:
    shown = frame(started("lone_pixel", under="table"), 1, Cell("table", 8, 10))
    assert (shown.caption.lead, shown.caption.text) == (
        "Δx +2, Δy 0",
        "Moved like this, max changes by 1.41.",
    )


def test_notes_say_what_could_not_be_done() -> None:
    small = frame(document([[1, 2], [3, 4]], rounds=3))
    assert facts(small)["Note"] == "The map becomes too small: only 1 in a row fit."
    adaptive = frame(document([[1, 2], [3, 4]], {"adaptive": 1}, with_blur=True))
    assert not adaptive.has("blur")
    assert facts(adaptive)["Note"] == "Blur rests: windows of a fixed output size have no stride."
    wide = [[1] * 1100] * 2
    large = frame(document(wide, {"window": (1, 1060), "stride": 1}, under="table"))
    assert facts(large)["Note"] == "The window is too large to compare all shifts."
    assert not large.has("table")


def test_every_nth_pixel_is_named_by_its_distance() -> None:
    thirds = [[1, 2, 3, 4, 5, 6]] * 6
    assert frame(document(thirds, {"window": 3, "stride": 3})).board("pixel").title == "Every 3rd pixel"
    assert numbers(frame(document(thirds, {"window": 3, "stride": 3})), "pixel") == [[1, 4], [1, 4]]
    assert frame(document(thirds, {"stride": 1})).board("pixel").title == "Every pixel"
    assert frame(document(thirds, {"adaptive": 4})).board("pixel").title == "One pixel a window"


def test_words_are_short_where_three_methods_stand_side_by_side() -> None:
    two, three = (frame(started("plus_sign", with_average=more), 1) for more in (False, True))
    assert (two.board("pixel").title, three.board("pixel").title) == ("Every 2nd pixel", "Every 2nd")
    assert words_under(two, "max")[2] == "33 % of active kept"
    few = [line.short[0].text for line in two.board("max").below[1:]]
    assert few == ["change", "33 % kept"], "where there is little room"
    assert words_under(three, "max")[2] == "33 % of active kept"
    assert [one.label for one in three.charts[0].series] == ["max", "every 2nd pixel", "average"]


def test_a_map_of_zeros_and_one_with_nan_are_shown_too() -> None:
    zeros = frame(document([[0, 0], [0, 0]]), 1)
    assert words_under(zeros, "max") == ["0.00", "relative change", "no active outputs"]
    check_frame(frame(document([[1.0, float("nan")], [float("inf"), 2.0]], with_blur=True), 1))


# Changing things


def test_a_typed_number_moves_along() -> None:
    before = started("lone_pixel")
    after = SCENE.edit(before, Gesture("set", Cell("input", 0, 0), 7))
    assert frame(after, 1).board("shifted").value(0, 1) == 7
    assert SCENE.edit(before, Gesture("set", Cell("shifted", 0, 0), 7)) is before


def test_a_large_map_is_enlarged_at_the_window_in_its_middle() -> None:
    shown = frame(started("photograph"), 1)
    lens, after = shown.board("lens"), shown.board("shifted_lens")
    assert (lens.part_of, lens.origin, lens.shape) == ("input", (111, 111), (4, 4))
    assert [mark.cells for mark in shown.marked("shifted_lens", "window")] == [Block(1, 1, 2, 2)]
    whole = shown.board("input").part(112, 112, 2, 2)
    assert words_under(shown, "lens") == [f"max {whole.max()}"]
    moved = shown.board("input").part(112, 111, 2, 2)
    assert words_under(shown, "shifted_lens") == [f"max {moved.max()}"]
    assert lens.movable
    assert after.movable


def test_the_magnifiers_follow_the_pointer_and_stay_where_they_hold_its_cell() -> None:
    photograph = started("photograph")
    for board in ("input", "shifted"):
        far = frame(photograph, 1, Cell(board, 20, 30))
        assert far.board("lens").origin == far.board("shifted_lens").origin == (19, 29)
        assert words_under(far, "lens") == []
        near = frame(photograph, 1, Cell(board, 112, 113))
        assert near.board("lens").origin == (111, 111)
    answer = frame(photograph, 1, Cell("max", 10, 10))
    assert answer.board("lens").origin == (19, 19)
    check_frame(answer)


def test_beside_many_methods_only_what_moved_is_enlarged_and_what_was_asked_for_takes_its_place() -> None:
    many = frame(started("photograph", with_average=True, with_blur=True), 1)
    assert (many.has("lens"), many.has("shifted_lens")) == (False, True)
    assert many.board("max_difference").title == "Change"
    scores = frame(started("photograph", under="scores"), 1)
    assert not scores.has("shifted_lens")


def test_chips_say_what_they_do() -> None:
    labels = {
        control.field: control.label
        for control in SCENE.controls(started("plus_sign", with_average=True))
        if control.field in ("average", "blur")
    }
    assert labels == {"average": "− average", "blur": "+ blur"}


def test_chips_add_a_method_and_take_it_away() -> None:
    at_rest = started("plus_sign")
    added, title = SCENE.act(at_rest, "blur", Memo())
    assert (frame(added).has("blur"), title) == (True, "blur")
    removed, _ = SCENE.act(added, "blur", Memo())
    assert not frame(removed).has("blur")


def test_an_unknown_action_is_an_error() -> None:
    with pytest.raises(KeyError):
        SCENE.act(Document(by_id("worked-example").make()), "somersault", Memo())


@pytest.mark.parametrize(
    ("own", "sentence"),
    [
        ({"down": 9}, "A shift of 9 cells is too far: Δy goes from −8 to +8."),
        ({"rounds": 5}, "5 pools in a row cannot be: there are 1 to 4."),
        ({"edge": "mirror"}, "“mirror” is no edge; there are zeros, wrap, repeat."),
        ({"under": "rug"}, "“rug” cannot stand under the curve; nothing, scores, table can."),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(own: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        ShiftParameters(**own)  # type: ignore[arg-type]
    assert str(refused.value) == sentence
