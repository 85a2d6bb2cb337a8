"""A mask becomes rectangles that cover it exactly."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from poolviz.views.blocks import merged
from poolviz.views.known import Mask


@given(arrays(np.bool_, array_shapes(min_dims=2, max_dims=2, max_side=7)))
def test_every_true_cell_is_covered_once_and_no_other(mask: Mask) -> None:
    covered = np.zeros(mask.shape, int)
    for row, column, rows, columns in merged(mask):
        covered[int(row) : int(row + rows), int(column) : int(column + columns)] += 1
    np.testing.assert_array_equal(covered, mask.astype(int))


@given(st.integers(1, 9), st.integers(1, 9))
def test_a_full_mask_is_one_rectangle(rows: int, columns: int) -> None:
    assert merged(np.ones((rows, columns), bool)) == ((0, 0, rows, columns),)


def test_the_answer_for_the_same_mask_is_kept() -> None:
    mask = np.eye(4, dtype=bool)
    assert merged(mask) is merged(mask)


def test_many_masks_do_not_mix_up() -> None:
    masks = [np.arange(64) == i for i in range(64)]
    for i, mask in enumerate(masks):
        assert merged(mask.reshape(8, 8)) == ((i // 8, i % 8, 1, 1),)
