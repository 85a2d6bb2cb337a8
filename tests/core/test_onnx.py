"""ONNX's reference evaluator as the second witness; not for NaN, on which it has no rule."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from poolviz.core import PoolSpec, pool

onnx = pytest.importorskip("onnx")
Array = npt.NDArray[Any]


def answer(operator: str, x: Array, outputs: int = 1, **attributes: Any) -> list[Array]:  # noqa: ANN401
    """What one ONNX operator makes of one input."""
    from onnx.reference import ReferenceEvaluator

    names = [f"y{i}" for i in range(outputs)]
    node = onnx.helper.make_node(operator, ["x"], names, **attributes)
    kind = onnx.helper.np_dtype_to_tensor_dtype(x.dtype)
    values = [
        onnx.helper.make_tensor_value_info(name, kind if i == 0 else 7, None) for i, name in enumerate(names)
    ]
    given = onnx.helper.make_tensor_value_info("x", kind, None)
    graph = onnx.helper.make_graph([node], "one", [given], values)
    model = onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 22)])
    return [np.asarray(found) for found in ReferenceEvaluator(model).run(None, {"x": x})]


SHAPES = list(
    product(
        [(2, 2), (3, 3), (2, 3)],
        [(1, 1), (2, 2), (3, 1)],
        [((0, 0), (0, 0)), ((1, 1), (1, 1)), ((0, 1), (1, 0))],
        [(1, 1), (2, 2)],
        [False, True],
    )
)


def is_witness(operator: str, spec: PoolSpec, size: tuple[int, int]) -> bool:
    """Whether the evaluator follows ONNX's own text for this case."""
    if not spec.ceil_mode:
        return True
    rows = spec.geometry(size).rows
    if operator == "MaxPool":
        # It pads more than it was told to, once more at the end.
        return rows.low == 0 and rows.high == 0
    if operator == "AveragePool":
        # It shifts dilated windows that overhang, if padding differs on two sides.
        return spec.dilation == (1, 1) or rows.low == rows.high
    return False  # it scales windows that overhang as if they were full


@pytest.mark.parametrize(
    ("operator", "mode"), [("MaxPool", "max"), ("AveragePool", "average"), ("LpPool", "lp")]
)
def test_pooling_against_the_reference_evaluator(operator: str, mode: Any) -> None:  # noqa: ANN401
    rng = np.random.default_rng(41)
    agreed = 0
    for window, stride, padding, dilation, ceil in SHAPES:
        x = rng.integers(-4, 5, (1, 2, 8, 9)).astype(np.float64)
        spec = PoolSpec(mode, window, stride, padding, dilation, ceil, count_include_pad=False, p=3)
        if not is_witness(operator, spec, (8, 9)):
            continue
        own: dict[str, Any] = {"LpPool": {"p": 3}, "AveragePool": {"count_include_pad": 0}, "MaxPool": {}}[
            operator
        ]
        pads = [padding[0][0], padding[1][0], padding[0][1], padding[1][1]]
        own |= {"kernel_shape": window, "strides": stride, "pads": pads, "dilations": dilation}
        theirs = answer(operator, x, ceil_mode=int(ceil), **own)[0]
        np.testing.assert_allclose(pool(x, spec).values, theirs, rtol=1e-12, err_msg=str(spec))
        agreed += 1
    assert agreed >= 54


@pytest.mark.parametrize(
    ("word", "padding"), [("SAME_UPPER", "same"), ("SAME_LOWER", "same_lower"), ("VALID", "valid")]
)
def test_padding_in_words_against_the_reference_evaluator(word: str, padding: Any) -> None:  # noqa: ANN401
    # AveragePool alone puts the odd cell of SAME_LOWER first, as the text has it; MaxPool does not.
    # Neither knows that padding cannot be negative: strides are no larger than windows here.
    for window, stride, n in product([(3, 2), (3, 3), (4, 3)], [(1, 1), (2, 2), (3, 2)], [6, 7, 8]):
        x = np.random.default_rng(42).standard_normal((1, 1, n, 10))
        shape: dict[str, Any] = {"kernel_shape": window, "strides": stride, "auto_pad": word}
        theirs = answer("AveragePool", x, **shape, count_include_pad=0)[0]
        ours = pool(x, PoolSpec("average", window, stride, padding, count_include_pad=False)).values
        np.testing.assert_allclose(ours, theirs, rtol=1e-12)


@pytest.mark.parametrize(("operator", "mode"), [("GlobalMaxPool", "max"), ("GlobalAveragePool", "average")])
def test_the_whole_map_against_the_reference_evaluator(operator: str, mode: Any) -> None:  # noqa: ANN401
    x = np.random.default_rng(43).standard_normal((1, 3, 7, 10))
    ours = pool(x, PoolSpec(mode, window="global")).values
    np.testing.assert_allclose(ours, answer(operator, x)[0], rtol=1e-14)


def test_winners_of_ties_against_the_reference_evaluator() -> None:
    x = np.random.default_rng(44).integers(0, 3, (1, 1, 9, 9)).astype(np.float64)
    values, winners = answer("MaxPool", x, 2, kernel_shape=(3, 3), strides=(2, 2), pads=[1, 1, 1, 1])
    ours = pool(x, PoolSpec(window=3, stride=2, padding=1))
    np.testing.assert_array_equal(ours.values, values)
    np.testing.assert_array_equal(ours.winners, winners)
