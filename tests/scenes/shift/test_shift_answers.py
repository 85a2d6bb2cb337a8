"""Answers that are looked up in another place are those that the moved map would give, and follow edits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poolviz.core import PoolSpec, shift
from poolviz.frame.model import Cell
from poolviz.frame.plane import Plane
from poolviz.maps.map import Map
from poolviz.model.document import Document
from poolviz.scenes.shift.answers import Answers
from poolviz.scenes.shift.ground import Ground
from poolviz.scenes.shift.methods import METHODS, apply, chain_of
from poolviz.scenes.shift.parameters import FURTHEST
from poolviz.session.jobs import Jobs
from poolviz.session.memo import Memo
from poolviz.session.session import new_session
from tests.scenes.shift.showing_shift import document, frame
from tests.strategies import fitting

EDGES = ("zeros", "wrap", "repeat")
ALL = slice(None)
moves = st.tuples(st.integers(-8, 8), st.integers(-8, 8))


def answers(map_: Map, spec: PoolSpec, rounds: int, edge: Any, memo: Memo) -> Answers:  # noqa: ANN401
    ground = Ground.under(Document(map_, spec), edge, memo)
    return Answers(ground, spec, chain_of(spec, map_.size, rounds), memo)


def read(plane: Plane) -> list[list[float]]:
    found: list[list[float]] = plane.read(ALL, ALL).tolist()
    return found


@settings(max_examples=40, deadline=None)
@given(
    values=st.integers(0, 2**32 - 1),
    fitted=fitting(mode="max"),
    rounds=st.integers(1, 3),
    edge=st.sampled_from(EDGES),
    move=moves,
    edit=st.tuples(st.integers(0, 10), st.integers(0, 10)),
)
def test_answers_are_those_of_the_moved_map_before_and_after_an_edit(
    values: int,
    fitted: tuple[PoolSpec, tuple[int, int]],
    rounds: int,
    edge: Any,  # noqa: ANN401
    move: tuple[int, int],
    edit: tuple[int, int],
) -> None:
    spec, size = fitted
    map_ = Map.from_array(np.random.default_rng(values).integers(-9, 99, size))
    memo = Memo()
    for version in (map_, map_.edited(0, edit[0] % size[0], edit[1] % size[1], 1000)):
        known = answers(version, spec, rounds, edge, memo)
        for way in ((0, 0), move):
            moved = shift(version.values[0], *way, edge)
            assert read(known.ground.moved(*way)) == moved.tolist()
            for method in METHODS if spec.adaptive is None else METHODS[:3]:
                wanted = apply(method, moved, spec, known.chain)
                assert read(known.after(method, *way)) == wanted.tolist()


@pytest.mark.parametrize("edge", EDGES)
def test_blur_sees_padding_that_no_output_reaches(edge: Any) -> None:  # noqa: ANN401
    spec = PoolSpec(window=(2, 1), padding=((0, 1), (0, 0)))
    map_ = Map.from_array(np.array([[85, 67], [37, 1], [3, 7], [-2, 9]]))
    known = answers(map_, spec, 1, edge, Memo())
    for way in ((0, 0), (1, 0), (-2, 1)):
        moved = shift(map_.values[0], *way, edge)
        assert read(known.after("blur", *way)) == apply("blur", moved, spec, known.chain).tolist()


@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("cell", [(0, 0), (31, 31), (9, 14), (20, 3)])
def test_an_edit_touches_only_what_sees_it(edge: str, cell: tuple[int, int]) -> None:
    memo, spec = Memo(), PoolSpec(window=2, stride=2)
    before = Map.from_array(np.zeros((32, 32)))
    after = before.edited(0, *cell, 5.0)
    planes = [answers(map_, spec, 1, edge, memo).after("max", 0, 1) for map_ in (before, after)]
    region = planes[1].changes_since(planes[0])
    is_inside = all(8 <= place < 24 for place in cell)
    assert region is not None
    if edge == "zeros" or is_inside:
        assert region == ((cell[0] // 2, (cell[1] + 1) // 2, 1, 1) if cell[1] < 31 else (0, 0, 0, 0))


def test_a_ground_that_comes_in_again_on_the_other_side_is_made_anew() -> None:
    memo, spec = Memo(), PoolSpec(window=2, stride=2)
    before = Map.from_array(np.arange(16.0).reshape(4, 4))
    after = before.edited(0, 0, 0, 50.0)
    first, ground = (answers(map_, spec, 1, "wrap", memo).ground for map_ in (before, after))
    assert first.map.size == ground.map.size
    assert read(ground.moved(0, 1))[0] == [3, 50, 1, 2]
    assert read(ground.moved(4, 4)) == after.values[0].tolist()


def test_an_edit_that_no_output_sees_changes_none() -> None:
    memo, spec = Memo(), PoolSpec(window=1, stride=3)
    before = Map.from_array(np.zeros((30, 30)))
    planes = [
        answers(map_, spec, 1, "zeros", memo).after("max", 0, 0)
        for map_ in (before, before.edited(0, 10, 10, 9.0))
    ]
    assert planes[1].changes_since(planes[0]) == (0, 0, 0, 0)


# What takes long


def test_what_is_not_there_yet_is_said_to_be_worked_on() -> None:
    shown = document(np.random.default_rng(0).integers(0, 9, (70, 70)), under="table")
    scores = replace(shown, parameters={"shift": replace(shown.parameters["shift"], under="scores")})  # type: ignore[type-var]
    waiting = Memo(eager=False)
    table, curves = (
        frame(one, 1, Cell("table", 3, 3) if one is shown else None, compute=waiting)
        for one in (shown, scores)
    )
    assert (table.board("table").detail, table.board("table").value(3, 3)) == ("working…", None)
    assert (table.charts[0].detail, curves.charts[1].detail) == ("working…", "working…")
    assert all(value != value for value in table.charts[0].series[0].values)
    assert table.caption.text == "Not worked out yet."
    told = {fact.label: fact.value for fact in curves.facts}
    assert told["Score by flatten + FC"] == "working…"
    assert curves.caption.lead == "Across borders"


def test_an_output_far_larger_than_the_map_takes_long_as_well() -> None:
    small = document(np.eye(4), {"adaptive": (70, 70), "stride": None})
    assert frame(small, 1, compute=Memo(eager=False)).charts[0].detail == "working…"
    done = frame(small, 1).charts[0].series[0].values
    assert all(value == value for value in done)
    assert [step for step, value in enumerate(done) if not value] == [FURTHEST]


def test_a_session_shows_it_as_soon_as_it_is_there() -> None:
    session = new_session(Jobs())
    try:
        session.open_map(Map.from_array(np.random.default_rng(0).integers(0, 9, (70, 70))))
        session.show_scene("shift")
        assert session.state.working == "comparing all shifts"
        while session.state.working:
            session.advance(0.01)
        chart = session.state.frame.charts[0]
        assert chart.detail == "over Δx"
        assert all(value == value for series in chart.series for value in series.values)
    finally:
        session.close()


@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize("window", [2, 3])
@pytest.mark.parametrize("cell", [(0, 0), (12, 13), (6, 7), (0, 9)])
def test_a_blur_follows_edits_at_the_edge_and_inside(
    edge: Any,  # noqa: ANN401
    stride: int,
    window: int,
    cell: tuple[int, int],
) -> None:
    memo, spec = Memo(), PoolSpec(window=window, stride=stride)
    before = Map.from_array(np.random.default_rng(4).integers(0, 99, (13, 14)))
    for map_ in (before, before.edited(0, *cell, 1000)):
        known = answers(map_, spec, 1, edge, memo)
        for way in ((0, 0), (1, -2), (-8, 5)):
            wanted = apply("blur", shift(map_.values[0], *way, edge), spec, known.chain)
            assert read(known.after("blur", *way)) == wanted.tolist()
