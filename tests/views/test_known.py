"""What is known of a mask goes with it, and what is known at all stays little."""

from __future__ import annotations

import gc

import numpy as np

from poolviz.views.known import Known, Mask


def count(mask: Mask) -> int:
    return int(np.count_nonzero(mask))


def masks(number: int) -> list[Mask]:
    return [np.arange(8) < i % 8 for i in range(number)]


def test_a_mask_is_asked_about_once() -> None:
    known: Known[int] = Known(3)
    mask = np.ones(3, np.bool_)
    assert known.of(mask, count) == 3
    assert known.of(mask, lambda _: -1) == 3


def test_the_first_goes_where_there_are_too_many() -> None:
    known: Known[int] = Known(3)
    some = masks(5)
    assert [known.of(mask, count) for mask in some] == [0, 1, 2, 3, 4]
    assert len(known) == 3
    assert known.of(some[0], lambda _: -1) == -1
    assert known.of(some[4], lambda _: -1) == 4


def test_an_answer_goes_with_its_mask() -> None:
    known: Known[int] = Known(3)
    some = masks(2)
    for mask in some:
        known.of(mask, count)
    del mask
    some.pop()
    assert len(known) == 1


def test_an_answer_goes_with_a_mask_in_a_ring_as_well() -> None:
    known: Known[int] = Known(3)
    ring: list[object] = [np.ones(3, np.bool_)]
    ring.append(ring)
    known.of(ring[0], count)  # type: ignore[arg-type]
    del ring
    gc.collect()
    assert len(known) == 0


def test_a_mask_in_the_place_of_one_that_went_is_another() -> None:
    known: Known[int] = Known(3)
    for number in range(1000):
        assert known.of(np.arange(8) < number % 9, count) == min(number, number % 9)
