"""Every number that Shift shows, against the slow reference; and the figures that theory expects."""

from __future__ import annotations

import math

import numpy as np
import pytest

from poolviz.frame.model import Cell, Frame
from poolviz.model.document import Document
from poolviz.scenes.shift.curves import Curves
from poolviz.scenes.shift.parameters import FURTHEST, STEPS
from poolviz.scenes.shift.view import View
from poolviz.session.memo import Memo
from tests.scenes.shift import slow
from tests.scenes.shift.showing_shift import document, frame, numbers, started, words_under

SOME = np.random.default_rng(3).integers(-4, 10, (9, 8)).tolist()
METHODS = ("max", "pixel", "average", "blur")


def told(change: float) -> str:
    return f"{change:.2f}" if math.isfinite(change) else "∞"


@pytest.mark.parametrize("edge", ["zeros", "wrap", "repeat"])
@pytest.mark.parametrize("rounds", [1, 2])
@pytest.mark.parametrize(("down", "across"), [(0, 1), (0, -3), (2, -8), (-8, 8), (1, 0)])
def test_every_number_is_that_of_the_slow_reference(edge: str, rounds: int, down: int, across: int) -> None:
    shown = frame(
        document(SOME, edge=edge, rounds=rounds, down=down, with_average=True, with_blur=True), across
    )
    after = slow.moved(SOME, down, across, edge)
    assert numbers(shown, "shifted") == after
    for method in METHODS:
        a, b = (slow.pooled_often(method, x, (2, 2), rounds) for x in (SOME, after))
        assert numbers(shown, method) == a
        assert numbers(shown, f"{method}_shifted") == b
        assert changed(shown, method) == {
            (r, c) for r, row in enumerate(a) for c, number in enumerate(row) if number != b[r][c]
        }
        part, active = slow.kept(a, b)
        assert words_under(shown, method)[0] == told(slow.change(a, b))
        assert words_under(shown, method)[2] == f"{share(part, active)} % of active kept"


def changed(shown: Frame, method: str) -> set[tuple[int, int]]:
    rows, columns = shown.board(method).shape
    board = f"{method}_shifted"
    return {(r, c) for r in range(rows) for c in range(columns) if "changed" in shown.roles(board, r, c)}


def share(part: int, whole: int) -> int:
    """In per cent, where neither all nor nothing may be rounded to."""
    near = round(100 * part / whole)
    return near if part in (0, whole) else min(max(near, 1), 99)


@pytest.mark.parametrize("edge", ["zeros", "wrap", "repeat"])
def test_curves_and_scores_are_those_of_the_slow_reference(edge: str) -> None:
    shown = frame(document(SOME, edge=edge, down=1, with_average=True, with_blur=True, under="scores"))
    curve, scores = shown.charts
    for step in range(STEPS):
        after = slow.moved(SOME, 1, step - FURTHEST, edge)
        for method, series in zip(METHODS, curve.series, strict=True):
            wanted = slow.change(slow.pooled(method, SOME, (2, 2)), slow.pooled(method, after, (2, 2)))
            assert series.values[step] == pytest.approx(wanted)
        wanted_scores = slow.scores(slow.pooled("max", SOME, (2, 2)), slow.pooled("max", after, (2, 2)))
        assert [series.values[step] for series in scores.series] == pytest.approx(list(wanted_scores))


def test_the_table_is_that_of_the_slow_reference() -> None:
    shown = frame(document(SOME, edge="wrap", under="table"))
    before = slow.pooled("max", SOME, (2, 2))
    for down in range(-FURTHEST, FURTHEST + 1):
        for across in range(-FURTHEST, FURTHEST + 1):
            after = slow.pooled("max", slow.moved(SOME, down, across, "wrap"), (2, 2))
            value = shown.board("table").value(down + FURTHEST, across + FURTHEST)
            assert value == pytest.approx(slow.change(before, after), abs=0.00501)


# What theory expects


def test_pairs_pool_to_0_1_0_1_and_one_step_left_to_1_1_1_1() -> None:
    shown = frame(started("pairs"), -1)
    assert numbers(shown, "max") == [[0, 1, 0, 1]]
    assert numbers(shown, "max_shifted") == [[1, 1, 1, 1]]


def test_the_plus_sign_changes_as_in_the_picture() -> None:
    shown = frame(started("plus_sign", with_average=True), 1)
    assert words_under(shown, "max") == ["0.73", "relative change", "33 % of active kept"]
    assert words_under(shown, "pixel") == ["2.03", "relative change", "0 % of active kept"]
    assert words_under(shown, "average")[0] == "1.01"


def test_a_lone_pixel_inside_its_window_changes_nothing_and_across_a_border_two_outputs() -> None:
    pixel = started("lone_pixel")
    inside, across = frame(pixel, 1), frame(pixel, 2)
    assert changed(inside, "max") == set()
    assert changed(across, "max") == {(1, 1), (1, 2)}
    assert changed(inside, "pixel") == {(1, 1)}


def kept_share(shown: Document, across: int) -> float:
    view = View(shown, shown.parameters["shift"], Memo())  # type: ignore[arg-type]
    found = view.moment(across + FURTHEST).compared["max"]
    return found.kept / found.active


@pytest.mark.parametrize(("rounds", "expected"), [(1, 1 / 3), (2, 3 / 5), (3, 7 / 9)])
def test_pools_in_a_row_keep_n_minus_1_over_n_plus_1_of_noise(rounds: int, expected: float) -> None:
    noise = np.random.default_rng(1).permutation(512 * 512).reshape(512, 512) + 1
    assert kept_share(document(noise, edge="wrap", rounds=rounds), 1) == pytest.approx(expected, abs=0.02)


def test_a_diagonal_step_keeps_one_seventh_of_noise() -> None:
    noise = np.random.default_rng(1).permutation(512 * 512).reshape(512, 512) + 1
    assert kept_share(document(noise, edge="wrap", down=1), 1) == pytest.approx(1 / 7, abs=0.01)


def test_the_noise_to_try_keeps_about_a_third() -> None:
    noise = started("distinct_noise")
    assert kept_share(noise, 1) == pytest.approx(1 / 3, abs=0.04)
    assert len(set(noise.map.values.ravel().tolist())) == noise.map.values.size


def test_averaging_the_whole_map_does_not_notice_a_shift_by_whole_windows_and_fc_does() -> None:
    shown = frame(started("plus_sign", edge="wrap", under="scores"), 2)
    averaged, weighed = shown.charts[1].series
    assert averaged.values[2 + FURTHEST] == pytest.approx(1)
    assert weighed.values[2 + FURTHEST] < 0.5


# Large maps


def test_many_outputs_show_their_difference_instead_of_marks() -> None:
    values = np.random.default_rng(2).integers(0, 255, (60, 52), dtype=np.uint8)
    shown = frame(document(values, edge="wrap"), 3)
    x = values.tolist()
    before, after = slow.pooled("max", x, (2, 2)), slow.pooled("max", slow.moved(x, 0, 3, "wrap"), (2, 2))
    wanted = [[q - p for p, q in zip(r, s, strict=True)] for r, s in zip(before, after, strict=True)]
    assert numbers(shown, "max_difference") == wanted
    assert not any(mark.role == "changed" for mark in shown.marks)
    assert not shown.has("max_shifted")
    pointed = frame(document(values, edge="wrap"), 3, Cell("max_difference", 4, 5))
    told = f"{before[4][5]} before, {after[4][5]} after: this output changes."
    assert pointed.caption.text == told


def test_the_curve_of_a_large_map_is_that_of_its_middle_and_says_so() -> None:
    values = np.random.default_rng(0).integers(0, 255, (1040, 1100), dtype=np.uint8)
    shown = document(values, edge="repeat")
    curves = Curves(View(shown, shown.parameters["shift"], Memo()))  # type: ignore[arg-type]
    middle = document(values[8:1032, 38:1062], edge="repeat")
    assert curves.change_chart(0).series == frame(middle).charts[0].series
    assert curves.change_chart(0).detail == "over Δx, middle 1024 × 1024 only"
    assert frame(middle).charts[0].detail == "over Δx"


def test_a_window_that_the_middle_cannot_hold_leaves_gaps_and_says_why() -> None:
    chart = frame(document(np.ones((4, 1100)), {"window": (1, 1060), "stride": 1}), 1).charts[0]
    assert all(math.isnan(value) for series in chart.series for value in series.values)
    assert chart.detail == "the window is too large to compare all shifts"
