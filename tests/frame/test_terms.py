from __future__ import annotations

import numpy as np
import pytest

from poolviz.frame.model import Cell, Run
from poolviz.frame.terms import Terms, average, maximum, running_sum, summed

OUT = Cell("output", 0, 0)


def text(runs: object) -> str:
    return "".join(run.text for run in runs)  # type: ignore[attr-defined]


def of(*values: float, zeros: int = 0) -> Terms:
    return Terms("input", [(0, i) for i in range(len(values))], np.array(values), zeros)


def test_terms_know_their_cells_and_their_padding() -> None:
    terms = of(3, 5, zeros=2)
    assert len(terms) == 4
    assert terms[1] == (5, Cell("input", 0, 1))
    assert terms[-1] == (0, None)
    assert list(terms)[2:] == terms[2:] == [(0, None), (0, None)]
    with pytest.raises(IndexError):
        terms[4]


def test_a_maximum_picks_its_winner_out() -> None:
    runs = list(maximum(of(2, 4, 7, 8), 3, 8, OUT))
    assert text(runs) == "max(2, 4, 7, 8) = 8"
    assert [run for run in runs if run.role] == [
        Run("8", Cell("input", 0, 3), "winner"),
        Run("8", OUT, "winner"),
    ]
    assert text(maximum(of(), None, -np.inf, OUT)) == "no cell in this window: max = −∞"


def test_a_long_maximum_is_shortened_but_shows_its_winner() -> None:
    assert text(maximum(of(*range(20)), 9, 19, OUT)) == "max(0, 1, 2, …, 9, …, 19)  of 20 numbers = 19"


def test_an_average_counts_padding_as_quiet_zeros() -> None:
    runs = list(average(of(2, 4, zeros=2), 4, 1.5, OUT))
    assert text(runs) == "(2 + 4 + 0 + 0) / 4 = 1.5"
    assert [run.text for run in runs if run.quiet] == ["0", "0"]
    assert text(average(of(*[1.0] * 13, zeros=0), 13, 1 / 3, OUT)).endswith("/ 13  of 13 numbers ≈ 0.3333")


def test_what_an_average_divides_by_is_exact_however_large() -> None:
    runs = text(average(of(1, 2), 4096 * 4096, 0.25, OUT)).replace(chr(0x202F), " ")
    assert runs == "(1 + 2) / 16 777 216 = 0.25"
    assert text(average(of(1, 2), -2, -1.5, OUT)) == "(1 + 2) / −2 = −1.5"


def test_negative_terms_are_taken_away() -> None:
    assert text(summed(of(-2, -3, 4))) == "−2 − 3 + 4"
    assert text(summed(of(2, -3), sign_first=True)) == "+2 − 3"


def arrived(*amounts: float) -> Terms:
    return Terms("upstream", [(0, column) for column in range(len(amounts))], amounts)


def test_running_sums_pick_out_what_came_last() -> None:
    runs = list(running_sum(arrived(0.5, -2.0), Cell("gradient", 1, 1)))
    assert text(runs) == "+0.5 − 2 = −1.5"
    assert [run.text for run in runs if run.role == "winner"] == ["2", " = ", "−1.5"]
    assert text(running_sum(arrived(1 / 3, 1 / 3), OUT)) == "+0.3333 + 0.3333 ≈ +0.6667"
    assert text(running_sum(arrived(*[1.0] * 20), OUT)) == "+1 + 1 + 1 + … + 1  (20 gradients) = +20"
    # Only what is written can make a sum look wrong.
    unseen = [1.0] * 5 + [1 / 3] * 3 + [1.0] * 12
    assert text(running_sum(arrived(*unseen), OUT)) == "+1 + 1 + 1 + … + 1  (20 gradients) = +18"


def test_sums_beyond_all_numbers_are_told_as_such() -> None:
    assert text(running_sum(arrived(np.inf, 1.0), OUT)) == "+∞ + 1 = +∞"
    assert text(running_sum(arrived(np.inf, -np.inf), OUT)).endswith("= NaN")
