"""The kernel: its names, a person's own numbers, and what it is said to amount to only when that is true."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poolviz.scenes.compare.parameters import KINDS, CompareParameters, kernel_of, named
from tests.scenes.compare.comparing import document, frame, outputs_by_hand, view, words

EXACTLY = "uniform, bias 0: equals average pooling exactly"


def likeness(own: CompareParameters, values: object = "worked-example", **spec: Any) -> str:  # noqa: ANN401
    return words(frame(document(values, own=own, **spec)), "convolution")[2]


@pytest.mark.parametrize(
    ("kind", "window", "weights"),
    [
        ("uniform", (2, 2), [[0.25, 0.25], [0.25, 0.25]]),
        ("across", (2, 2), [[-1, 1], [-1, 1]]),
        ("across", (1, 3), [[-1, 0, 1]]),
        ("down", (3, 2), [[-1, -1], [0, 0], [1, 1]]),
        ("down", (1, 2), [[0, 0]]),
        ("top-left", (2, 3), [[1, 0, 0], [0, 0, 0]]),
    ],
)
def test_kernels_with_a_name(kind: str, window: tuple[int, int], weights: list[list[float]]) -> None:
    assert named(kind, window).tolist() == weights
    kernel = kernel_of(CompareParameters(kernel=kind), window)
    assert kernel.tolist() == weights
    assert not kernel.flags.writeable
    assert not np.signbit(kernel[kernel == 0]).any()  # "−0" would look like a mistake


def test_own_numbers_begin_uniform_and_are_cropped_or_filled() -> None:
    assert kernel_of(CompareParameters(kernel="own"), (2, 1)).tolist() == [[0.5], [0.5]]
    own = CompareParameters(kernel="own", weights=((1, 2), (3, 4)))
    assert kernel_of(own, (1, 3)).tolist() == [[1, 2, 0]]
    assert kernel_of(own, (3, 1)).tolist() == [[1], [3], [0]]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"with_max": False, "with_average": False, "with_convolution": False}, "One of the three must stay"),
        ({"kernel": "gauss"}, "“gauss” is no kernel; there are uniform, across"),
        ({"bias": np.inf}, "The bias must be an ordinary number"),
        ({"weights": ((1.0,), (1.0, 2.0))}, "same length"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        CompareParameters(**changes)


@settings(deadline=None, max_examples=60)
@given(
    st.fixed_dictionaries(
        {
            "window": st.integers(1, 3),
            "stride": st.integers(1, 3),
            "padding": st.sampled_from([0, 1, "same"]),
            "ceil_mode": st.booleans(),
            "count_include_pad": st.booleans(),
            "divisor_override": st.sampled_from([None, 4, 9]),
        }
    ),
    st.sampled_from([0.0, 0.5]),
    st.sampled_from(KINDS),
)
def test_it_is_called_average_pooling_exactly_when_it_is(
    spec: dict[str, Any], bias: float, kernel: str
) -> None:
    # Positive numbers in no order: other weights give other answers.
    x = np.random.default_rng(1).random((5, 6)) + 1
    own = CompareParameters(kernel=kernel, weights=((0.25, 0.25), (0.25, 0.25)), bias=bias)
    try:
        shown = document(x, own=own, **spec)
        answers = outputs_by_hand(shown)
    except ValueError:
        return  # such a window cannot be
    is_average = bool(np.allclose(answers["convolution"], answers["average"], rtol=1e-12))
    assert view(shown).equals_average == is_average
    assert (likeness(own, x, **spec) == EXACTLY) == is_average


def test_what_else_a_kernel_amounts_to() -> None:
    assert likeness(CompareParameters(bias=1.0)) == "uniform, but a bias: average pooling has none"
    padded = likeness(CompareParameters(), window=2, padding=1, count_include_pad=False)
    assert padded == "uniform, but average divides by other numbers here"
    assert likeness(CompareParameters(kernel="across")) == "right minus left: large at upright edges"
    assert likeness(CompareParameters(kernel="down")) == "bottom minus top: large at level edges"
    assert likeness(CompareParameters(kernel="across"), window=(2, 1)) == "all weights 0: it looks at nothing"
    own = CompareParameters(kernel="own", weights=((1.0, 2.0), (3.0, 4.0)))
    assert likeness(own) == "numbers of its own: a network would learn them"
    biased = CompareParameters(kernel="top-left", bias=1.0)
    assert likeness(biased) == "numbers of its own: a network would learn them"


@pytest.mark.parametrize(
    ("stride", "step"),
    [
        (1, "every pixel"),
        (2, "every 2nd pixel"),
        ((1, 3), "every 1st row, 3rd column"),
    ],
)
def test_top_left_takes_every_so_many_pixels(stride: object, step: str) -> None:
    own = CompareParameters(kernel="top-left")
    x = np.arange(36).reshape(6, 6)
    assert likeness(own, x, stride=stride) == f"one cell of each window: {step}"
    down, right = stride if isinstance(stride, tuple) else (stride, stride)
    shown = document(x, own=own, stride=stride)
    assert view(shown).answers("convolution").values[0].tolist() == x[:5:down, :5:right].tolist()


def test_one_weight_is_one() -> None:
    assert words(frame(document(own=CompareParameters(), window=1)), "convolution")[1] == "1 weight + 1 bias"


def test_it_is_strided_only_if_it_strides() -> None:
    assert frame(document()).board("convolution").title == "Strided convolution"
    assert frame(document(stride=1)).board("convolution").title == "Convolution"


def test_answers_within_the_map_s_range_have_its_colours_and_others_colours_around_0() -> None:
    inside = frame(document())
    assert inside.board("convolution").scale == inside.board("input").scale == inside.board("max").scale
    outside = frame(document(own=CompareParameters(kernel="down")))
    scale = outside.board("convolution").scale
    assert scale.low == -scale.high < 0
    nothing = frame(document([[np.nan, np.nan]], window=(1, 2)))
    assert nothing.board("convolution").scale == nothing.board("input").scale


def test_weights_below_1_are_pale() -> None:
    assert frame(document()).board("kernel").scale.high == 1
    own = CompareParameters(kernel="own", weights=((3.0, -4.0),))
    assert frame(document(own=own)).board("kernel").scale.high == 4
