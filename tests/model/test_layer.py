from __future__ import annotations

from typing import Any

import pytest

from poolviz.core import PoolSpec
from poolviz.maps.presets import by_id
from poolviz.model.controls import ActionControl, ChoiceControl, Control
from poolviz.model.document import Document
from poolviz.model.layer import (
    divisor_controls,
    folded_controls,
    pass_control,
    tie_control,
    upstream_control,
    window_controls,
)


def document(**spec: Any) -> Document:  # noqa: ANN401 - fields of PoolSpec
    return Document(by_id("worked-example").make(), PoolSpec(**spec))


def values(*controls: Control) -> dict[str, object]:
    return {one.field: one.value for one in controls if not isinstance(one, ActionControl)}


def enabled(*controls: Control) -> set[str]:
    return {one.field for one in controls if one.enabled}


def test_window_and_stride_are_pairs_and_padding_is_what_lies_at_the_top_and_left() -> None:
    shown = values(*window_controls(document(window=3, padding=((1, 0), (0, 1)))))
    assert shown == {"window": (3, 3), "stride": (3, 3), "padding": (1, 0)}


@pytest.mark.parametrize(
    ("spec", "free"),
    [
        ({}, {"window", "stride", "padding"}),
        ({"padding": "same"}, {"window", "stride"}),
        ({"window": "global"}, {"window"}),
        ({"adaptive": (2, 2)}, set()),
    ],
)
def test_only_what_makes_sense_can_be_set(spec: dict[str, Any], free: set[str]) -> None:
    assert enabled(*window_controls(document(**spec))) == free


def test_the_output_size_stands_there_only_while_it_is_fixed() -> None:
    assert "adaptive" not in values(*folded_controls(document()))
    assert values(*folded_controls(document(adaptive=(1, 2))))["adaptive"] == (1, 2)
    assert all(one.folded for one in folded_controls(document()) if not isinstance(one, ActionControl))


def test_an_own_divisor_leaves_nothing_to_count() -> None:
    assert values(*divisor_controls(PoolSpec())) == {"count_include_pad": True, "own_divisor": False}
    own = divisor_controls(PoolSpec(divisor_override=3))
    assert values(*own)["divisor_override"] == 3
    assert "count_include_pad" not in enabled(*own)


def test_choices_offer_every_rule_and_pattern() -> None:
    ties, chips, passes = (
        tie_control(PoolSpec(ties="split")),
        upstream_control(document()),
        pass_control(True),
    )
    assert isinstance(ties, ChoiceControl)
    assert isinstance(chips, ChoiceControl)
    assert isinstance(passes, ChoiceControl)
    assert {option.value for option in ties.options} == {"first", "last", "column", "split"}
    assert (ties.value, chips.value, passes.value) == ("split", "count", True)
    assert (chips.board, passes.board) == ("upstream", "stage")
