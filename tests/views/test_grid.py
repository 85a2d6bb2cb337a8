"""Cells stand on whole pixels of the device, edge to edge, wherever they are zoomed to."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from poolviz.frame.layout import Place
from poolviz.frame.model import Block, Rim
from poolviz.views.camera import Camera
from poolviz.views.grid import Grid

ratios = st.sampled_from([1.0, 1.25, 1.5, 2.0])
grids = st.builds(
    lambda x, y, cell, rows, columns, ratio: Grid(
        Place(x, y, cell, cell), (rows, columns), Rim(1, 1, 1, 1), Rim(), ratio
    ),
    st.floats(-50, 50),
    st.floats(-50, 50),
    st.floats(0.3, 60),
    st.integers(1, 12),
    st.integers(1, 12),
    ratios,
)


@given(grids)
def test_cells_meet_without_gap_or_overlap(grid: Grid) -> None:
    edges = grid.column_edges(0, grid.shape[1]).tolist()
    for column in range(grid.shape[1]):
        part = grid.device((0, column, 1, 1))
        assert (part.left(), part.left() + part.width()) == (edges[column], edges[column + 1])


@given(grids)
def test_a_cell_is_found_at_its_middle(grid: Grid) -> None:
    for row, column in ((0, 0), (grid.shape[0] - 1, grid.shape[1] - 1)):
        x = grid.place.x + (column + 0.5) * grid.place.cell_width
        y = grid.place.y + (row + 0.5) * grid.place.cell_height
        assert grid.cell_at(QPointF(x, y)) == (row, column)


@given(grids)
def test_no_cell_is_found_beside_the_board(grid: Grid) -> None:
    place, (rows, columns) = grid.place, grid.shape
    for row, column in ((-0.5, 0.5), (0.5, -0.5), (rows + 0.5, 0.5), (0.5, columns + 0.5)):
        point = QPointF(place.x + column * place.cell_width, place.y + row * place.cell_height)
        assert grid.cell_at(point) is None


@example(Grid(Place(0, -20, 0.375, 0.375), (4, 2), Rim(1, 1, 1, 1), Rim()), 0, -18.125, 1, 1)
@given(grids, st.floats(-40, 40), st.floats(-40, 40), st.floats(1, 80), st.floats(1, 80))
def test_every_cell_that_can_be_seen_is_named(
    grid: Grid, x: float, y: float, width: float, height: float
) -> None:
    area = QRectF(x, y, width, height)
    row, column, rows, columns = grid.visible(area)
    for r in range(grid.shape[0]):
        for c in range(grid.shape[1]):
            if grid.rectangle(Block(r, c)).intersects(area):
                assert row <= r < row + rows
                assert column <= c < column + columns


def test_a_rim_lies_around_the_board() -> None:
    grid = Grid(Place(100, 100, 20, 20), (2, 2), Rim(1, 0, 2, 0), Rim(0, 1, 0, 1))
    assert grid.board() == QRectF(100, 100, 40, 40)
    assert grid.extent() == QRectF(60, 80, 100, 80)


@given(st.floats(0.2, 8), st.floats(0, 500), st.floats(0, 400))
def test_what_is_under_the_pointer_stays_there_when_zooming(factor: float, x: float, y: float) -> None:
    place = Place(20, 30, 10, 10)
    before = Camera(3.0, -40.0, -50.0)
    after = before.zoomed(factor, x, y, nearest=20.0)
    seen, again = before.place(place), after.place(place)
    assert abs((x - seen.x) / seen.cell_width - (x - again.x) / again.cell_width) < 1e-6


def test_zooming_ends_at_the_nearest_and_at_the_whole() -> None:
    assert Camera(3.0).zoomed(100.0, 0, 0, nearest=8.0).zoom == 8.0
    assert Camera(3.0).zoomed(0.01, 0, 0, nearest=8.0).zoom == 1.0
    assert Camera().zoomed(2.0, 0, 0, nearest=0.5).zoom == 1.0  # its cells are large already


@given(st.floats(0.01, 100), st.floats(-5000, 5000), st.floats(-5000, 5000))
def test_the_stage_always_fills_its_view(factor: float, x: float, y: float) -> None:
    camera = Camera().zoomed(factor, 100, 100, nearest=50.0).panned(x, y).within(500, 400)
    left, top = camera.place(Place(0, 0, 1, 1)).x, camera.place(Place(0, 0, 1, 1)).y
    right, bottom = left + 500 * camera.zoom, top + 400 * camera.zoom
    assert left <= 0
    assert top <= 0
    assert right >= 500 - 1e-6
    assert bottom >= 400 - 1e-6
