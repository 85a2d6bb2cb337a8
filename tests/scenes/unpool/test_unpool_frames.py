"""What stands on the stage, step by step down and up."""

from __future__ import annotations

import numpy as np
import pytest

from poolviz.frame.model import Cell
from poolviz.maps.map import Map
from poolviz.scenes.unpool import SCENE
from poolviz.scenes.unpool.answers import ANSWERS
from poolviz.scenes.unpool.costs import down_and_up, never, with_skip
from poolviz.session.memo import Memo
from tests.scenes.checks import check_frame
from tests.scenes.unpool.showing_unpool import (
    answers,
    document,
    facts,
    frame,
    notes,
    numbers,
    timeline,
    words,
)

ROWS = [[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]]
EIGHT = np.random.default_rng(1).permutation(64).reshape(8, 8)
LOOKS = ("both", "back", "label")


def test_play_goes_down_then_up() -> None:
    shown = document(EIGHT, rounds=3)
    line = timeline(shown)
    assert (line.length, line.start, line.keeps_end) == (7, 6, True)
    assert [line.frame(step, None).place for step in range(7)] == [
        "the map itself",
        "down, step 1 of 3",
        "down, step 2 of 3",
        "down, step 3 of 3",
        "up, step 1 of 3",
        "up, step 2 of 3",
        "up, step 3 of 3",
    ]
    assert [line.frame(step, None).board("pooled").shape for step in range(7)] == [
        (8, 8),
        (4, 4),
        (2, 2),
        (1, 1),
        (1, 1),
        (1, 1),
        (1, 1),
    ]
    assert [line.frame(step, None).board("nearest").shape for step in range(3, 7)] == [
        (1, 1),
        (2, 2),
        (4, 4),
        (8, 8),
    ]
    assert line.step_of(Cell("input", 0, 0)) is None


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("mode", ["max", "average", "lp"])
def test_every_step_holds_together_and_all_boards_have_one_size(look: str, mode: str) -> None:
    shown = document(np.arange(35.0).reshape(5, 7), {"mode": mode}, look=look, with_spread=True)
    line = timeline(shown)
    for step in range(line.length):
        found = line.frame(step, None)
        check_frame(found)
        for board in found.boards:
            assert board.cell_rows is not None
            assert board.cell_columns is not None
            assert board.cell_rows * board.shape[0] == pytest.approx(5)
            assert board.cell_columns * board.shape[1] == pytest.approx(7)


@pytest.mark.parametrize("look", LOOKS)
def test_words_keep_their_room_from_step_to_step(look: str) -> None:
    line = timeline(document(ROWS, look=look))
    shapes = {
        tuple(
            (board.name, tuple(line.size for line in board.below)) for board in line.frame(step, None).boards
        )
        for step in range(line.length)
    }
    assert len(shapes) == 1


def test_nothing_is_back_before_it_is() -> None:
    shown = document(ROWS, look="back")
    halfway = frame(shown, 3)
    assert halfway.board("nearest").shown is None
    assert halfway.board("nearest_error").shown == 0
    assert words(halfway, "nearest") == ["", ""]
    assert frame(shown, 2).board("nearest").shown == 0
    assert words(frame(shown), "nearest")[0].endswith("RMSE")


def test_answers_come_up_one_after_the_other() -> None:
    shown = document(EIGHT, rounds=2, look="label")
    before, bottom, halfway, end = (frame(shown, step) for step in (1, 2, 3, 4))
    for found in (before, bottom, halfway, end):
        assert found.board("never").shown is None
    assert before.board("coarse").shown == 0
    assert bottom.board("coarse").shape == (2, 2)
    assert halfway.board("coarse").shape == (4, 4)
    assert halfway.board("skip").shown == 0
    assert end.board("skip").shown is None
    assert words(end, "never")[0] == "0 wrong"


def test_what_stands_where() -> None:
    assert frame(document(ROWS)).arrangement == (
        ("input", "nearest", "bilinear", "transposed", "unpool"),
        ("pooled", "label", "never", "coarse", "skip"),
    )
    assert frame(document(ROWS, look="back")).arrangement == (
        ("input", "pooled", "nearest", "bilinear", "transposed", "unpool"),
        ("kept", "kernel", "nearest_error", "bilinear_error", "transposed_error", "unpool_error"),
    )
    assert frame(document(ROWS, look="label")).arrangement == (
        ("input", "label", "pooled_label"),
        ("never", "coarse", "skip"),
    )
    averaged = frame(document(ROWS, {"mode": "average"}))
    assert averaged.arrangement[0] == ("input", "nearest", "bilinear", "transposed", "spread")
    assert frame(document(ROWS, with_spread=True)).arrangement[1][-1] == ""


def test_strips_stand_below_each_other() -> None:
    shown = frame(document([[1, 5, 2, 2, 7, 0, 3, 3, 9]], {"window": (1, 2), "stride": (1, 2)}))
    assert shown.arrangement[:2] == (("input", "pooled"), ("nearest", "label"))


def test_titles_stay_in_line_where_choices_stand_above_a_board() -> None:
    for look, row in (("back", 1), ("label", 0)):
        shown = frame(document(ROWS, look=look))
        assert {shown.board(name).heading_lines for name in shown.arrangement[row]} == {2}
        assert {shown.board(name).heading_lines for name in shown.arrangement[1 - row]} == {1}


def test_what_was_kept_is_bright_and_dots_are_seen() -> None:
    shown = frame(document(ROWS, look="back", rounds=1))
    kept, dots = shown.board("kept"), shown.board("unpool")
    assert kept.spots is not None
    assert kept.spots.dim
    assert dots.spots is not None
    assert not dots.spots.dim
    bright = kept.spots.cells.read(slice(None), slice(None))
    assert bright.tolist() == [[0, 0, 0, 0], [0, 1, 0, 1], [1, 0, 0, 0], [0, 0, 0, 1]]
    assert dots.spots.cells.read(slice(None), slice(None)).tolist() == bright.tolist()
    assert {cell for cell in np.ndindex(4, 4) if "winner" in shown.roles("kept", *cell)} == {
        (1, 1),
        (1, 3),
        (2, 0),
        (3, 3),
    }
    assert kept.detail == "¼"
    assert frame(document(ROWS, look="back"), 0).board("kept").detail == "all"


def test_facts_count_what_is_left() -> None:
    shown = frame(document("photograph", rounds=3, look="back"))
    told = facts(shown)
    assert told["224 → 112 → 56 →"] == "28"
    assert told["784 of 50\u202f176 values kept"] == "1.6 %"
    assert told["Switches remembered"] == "12\u202f544 + 3\u202f136 + 784 = 16\u202f464"
    assert words(shown, "unpool")[1] == "784 numbers, the rest 0"
    assert shown.facts_title == "What is left"


def test_one_number_is_left_of_the_worked_example() -> None:
    shown = frame(document(ROWS))
    assert facts(shown)["4 → 2 →"] == "1"
    assert facts(shown)["Switches remembered"] == "4 + 1 = 5"
    assert words(shown, "unpool")[1] == "1 number, the rest 0"


def test_each_answer_says_what_it_costs() -> None:
    shown = frame(document("photograph", rounds=3, look="label"))
    sizes = [(224, 224), (112, 112), (56, 56), (28, 28)]
    for name, price in (("never", never(sizes)), ("coarse", down_and_up(sizes)), ("skip", with_skip(sizes))):
        said = words(shown, name)
        assert "IoU" in said[1]
        assert said[2] == f"{float(f'{price.activations / 1e6:.3g}'):g}\u00a0M activations"
        giga = price.multiply_adds > 1e9
        products = float(f"{price.multiply_adds / (1e9 if giga else 1e6):.3g}")
        assert said[3] == f"{products:g}\u00a0{'G' if giga else 'M'} multiply-adds"
    assert facts(shown)["Counted for"] == "4 convolutions 3 × 3 of 64 maps"
    measured = answers(document("photograph", rounds=3)).measured
    assert words(shown, "skip")[0] == f"{measured['skip'].wrong:,} wrong".replace(",", "\u202f")


def test_a_board_that_is_empty_says_why() -> None:
    for look in ("both", "back", "label"):
        shown = frame(document(ROWS, look=look), 1)
        empty = [board for board in shown.boards if board.shown == 0]
        assert len(empty) >= 2, look
        for board in empty:
            said = " ".join(words(shown, board.name)) + board.detail
            assert "way up" in said or "at the end" in said or "to come" in said, board.name


def test_a_power_sum_is_not_compared_by_its_error() -> None:
    shown = frame(document(ROWS, {"mode": "lp"}, look="back"))
    assert words(shown, "nearest") == ["", "a sum: no RMSE to compare"]
    assert "RMSE" not in shown.caption.text
    assert "power sum" in shown.caption.text


class Waiting(Memo):
    """Nothing that takes long is ever there."""

    def later(self, *_: object) -> None:
        """Not yet."""


def test_an_answer_that_is_being_fitted_says_so() -> None:
    own = document(ROWS, look="label")
    shown = SCENE.timeline(own, Waiting()).frame(4, None)
    assert {words(shown, name)[1] for name in ("coarse", "skip")} == {"being fitted…"}
    assert words(shown, "never")[0] == "0 wrong"


@pytest.mark.parametrize("look", ["both", "label"])
@pytest.mark.parametrize("source", [ROWS, "photograph"])
def test_a_class_has_one_colour_everywhere(source: list[list[float]] | str, look: str) -> None:
    own = document(source, look=look)
    shown = frame(own, SCENE.timeline(own, Memo()).length - 1)
    labels = [board for board in shown.boards if board.name in ("label", "pooled_label", *ANSWERS)]
    assert len(labels) >= 4
    assert len({board.scale for board in labels}) == 1


def test_wrong_pixels_are_white_on_a_large_map_and_crossed_on_a_small_one() -> None:
    large = answers(document("photograph", rounds=3))
    plane = large.plane("coarse", 0)
    assert plane is not None
    assert int((plane.read(slice(None), slice(None)) == 2).sum()) == large.measured["coarse"].wrong
    small = frame(document(ROWS))
    label, said = numbers(small, "label"), numbers(small, "coarse")
    for cell in np.ndindex(4, 4):
        differs = label[cell[0]][cell[1]] != said[cell[0]][cell[1]]
        assert ("wrong" in small.roles("coarse", *cell)) == differs


@pytest.mark.parametrize(
    ("step", "look", "said"),
    [
        (0, "both", "pool the map again and again"),
        (1, "both", "16 numbers become 4. What loses in its window is thrown away"),
        (3, "both", "2 × 2 again, but every way can only guess"),
        (3, "label", "2 × 2 again, but no finer"),
        (4, "both", "Pooling is an opinion about what to lose."),
        (4, "both", "Coarse says what, fine says where: that is U-Net."),
        (4, "back", "Closest comes max-unpool, RMSE 3.317"),
        (4, "label", "coarse says what, fine says where, and the borders come back. That is U-Net."),
    ],
)
def test_captions(step: int, look: str, said: str) -> None:
    assert said in frame(document(ROWS, look=look), step).caption.text


def test_average_dilutes_and_has_no_switches() -> None:
    shown = document(ROWS, {"mode": "average"}, look="back")
    assert "Each is diluted among its neighbours" in frame(shown, 1).caption.text
    assert not frame(shown).has("unpool")
    assert frame(shown).board("kept").detail == "diluted"
    assert "Switches remembered" not in facts(frame(shown))
    assert any("only max remembers which cell won" in note for note in notes(frame(shown)))
    assert not list(frame(shown).marked("kept", "winner"))


def test_a_map_that_nothing_was_taken_from_comes_back_whole() -> None:
    shown = frame(document(ROWS, {"window": 1, "stride": 1}, look="back"))
    assert "Nothing was lost" in shown.caption.text
    assert facts(shown)["16 of 16 values kept"] == "all"
    assert frame(document(ROWS, {"window": 1, "stride": 1}, look="label")).caption.text.startswith(
        "The coarse answer is right everywhere"
    )


def test_a_border_that_the_picture_does_not_have_stays_away() -> None:
    chess = Map.from_array((np.add.outer(np.arange(8), np.arange(8)) % 2).astype(np.uint8))
    shown = document(np.ones((8, 8)), rounds=1, look="label", label="drawn", drawn=chess)
    assert "nothing in the picture marks this border" in frame(shown).caption.text


def test_overlapping_ones_make_a_checkerboard_and_it_is_said() -> None:
    shown = frame(document(EIGHT, {"window": 3, "stride": 2}, rounds=1))
    assert any("checkerboard" in note for note in notes(shown))
    assert not any("checkerboard" in note for note in notes(frame(document(EIGHT))))
    assert any("that is nearest" in note for note in notes(frame(document(EIGHT))))
