"""A specification in a few words."""

from __future__ import annotations

import pytest

from poolviz.core import PoolSpec
from poolviz.model.wording import spec_words


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        (PoolSpec(), "max 2×2, stride 2"),
        (PoolSpec(window=(3, 2), stride=(1, 2)), "max 3×2, stride 1×2"),
        (PoolSpec(mode="lp", window="global", p=3.0), "L3 over the whole map"),
        (PoolSpec(mode="average", adaptive=(2, 3)), "average to 2×3"),
        (PoolSpec(padding="same_lower", ceil_mode=True), "max 2×2, stride 2, same lower, ceil mode"),
        (PoolSpec(window=3, padding=((0, 1), (1, 2))), "max 3×3, stride 3, padding 0, 1, 1, 2"),
        (PoolSpec(window=3, padding=(1, 2), dilation=(1, 2)), "max 3×3, stride 3, padding 1×2, dilation 1×2"),
        (PoolSpec(ties="last"), "max 2×2, stride 2, last of ties"),
        (PoolSpec(ties="column"), "max 2×2, stride 2, ties by column"),
        (PoolSpec(mode="average", ties="split"), "average 2×2, stride 2"),
    ],
)
def test_what_is_not_as_usual_is_said(spec: PoolSpec, words: str) -> None:
    assert spec_words(spec) == words


def test_the_mode_may_be_left_out() -> None:
    assert spec_words(PoolSpec(window=3), with_mode=False) == "3×3, stride 3"
