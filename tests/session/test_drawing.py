"""Tools draw through one gesture: one stroke one undo step, with a title that says what was done."""

from __future__ import annotations

import numpy as np
import pytest

from poolviz.frame.model import Cell
from poolviz.maps.map import Map
from poolviz.session.pen import Pen, Tool
from poolviz.session.session import Session


def rows(session: Session) -> list[list[float]]:
    values: list[list[float]] = session.state.document.map.values[0].tolist()
    return values


@pytest.fixture
def blank(session: Session) -> Session:
    session.open_map(Map.from_array(np.zeros((4, 5), int)))
    session.set_pen(value=7)
    return session


@pytest.mark.parametrize(
    ("tool", "expected", "title"),
    [
        ("brush", ["70000", "07000", "00700", "00000"], "brush stroke"),
        ("line", ["70000", "07000", "00700", "00000"], "line of 7"),
        ("outline", ["77700", "70700", "77700", "00000"], "rectangle of 7"),
        ("rectangle", ["77700", "77700", "77700", "00000"], "filled rectangle of 7"),
        ("fill", ["77777"] * 4, "fill with 7"),
        ("blob", ["00000", "00100", "01710", "00100"], "smooth blob of 7"),
    ],
)
def test_a_tool_draws_and_says_so(blank: Session, tool: Tool, expected: list[str], title: str) -> None:
    blank.set_pen(tool=tool, spread=3)
    blank.draw(Cell("input", 2, 2), Cell("input", 0, 0))
    blank.end_stroke()
    assert ["".join(str(n) for n in row) for row in rows(blank)] == expected
    assert blank.state.undo_label == title
    blank.undo()
    assert not np.any(rows(blank))


@pytest.mark.parametrize("tool", ["brush", "line", "outline", "rectangle", "fill", "blob"])
def test_erasing_leaves_0_and_says_so(blank: Session, tool: Tool) -> None:
    blank.open_map(Map.from_array(np.full((4, 5), 3)))
    blank.set_pen(tool=tool, spread=3)
    blank.draw(Cell("input", 2, 2), Cell("input", 0, 0), erase=True)
    assert blank.state.document.map.value(0, 2, 2) == 0
    assert set(np.unique(rows(blank))) <= {0, 3}
    assert blank.state.undo_label == "erase"


def test_tools_that_do_not_draw_draw_nothing(blank: Session) -> None:
    for tool in ("pointer", "eyedropper"):
        blank.set_pen(tool=tool)
        blank.draw(Cell("input", 0, 0))
        blank.sketch(Cell("input", 0, 0))
    assert blank.state.sketch is None
    assert not np.any(rows(blank))


def test_a_shape_is_shown_before_it_is_drawn(blank: Session) -> None:
    blank.set_pen(tool="outline")
    blank.sketch(Cell("input", 3, 4), Cell("input", 0, 0))
    shown = blank.state
    assert "pending" in shown.frame.roles("input", 0, 0)
    assert not np.any(rows(blank))
    blank.sketch(Cell("input", 3, 4), Cell("input", 0, 0))
    assert blank.state is shown, "nothing new is published"
    blank.draw(Cell("input", 3, 4), Cell("input", 0, 0))
    assert blank.state.sketch is None
    assert "pending" not in blank.state.frame.roles("input", 0, 0)
    blank.sketch(Cell("input", 3, 4), Cell("input", 0, 0))
    blank.draw(Cell("input", 3, 4), Cell("input", 0, 0))
    assert blank.state.sketch is None, "also where nothing differs"
    blank.sketch(Cell("input", 1, 1))
    blank.set_pen(tool="pointer")
    assert blank.state.sketch is None


def test_the_eyedropper_takes_a_number_and_gives_way(session: Session) -> None:
    session.set_pen(tool="line")
    session.set_pen(tool="eyedropper")
    session.pick(Cell("output", 0, 0))
    assert (session.state.pen.value, session.state.pen.tool) == (6, "line")
    session.set_pen(tool="eyedropper")
    session.pick(Cell("output", 1, 1))  # not worked out yet
    assert (session.state.pen.value, session.state.pen.tool) == (6, "eyedropper")


def test_each_width_is_that_of_its_tool() -> None:
    pen = Pen("blob", size=2, spread=7)
    assert (pen.width, pen.gesture(Cell("input", 0, 0)).size) == (7, 7)
    assert Pen("line", size=2, spread=7).width == 2
    assert [tool for tool in ("brush", "rectangle", "fill", "blob") if Pen(tool).has_size] == [
        "brush",
        "blob",
    ]


@pytest.mark.parametrize("scene", ["slide", "compare"])
def test_the_upstream_gradient_is_drawn_with_the_same_tools(session: Session, scene: str) -> None:
    session.show_scene(scene)
    session.change(stride=1, backward=True)
    session.set_pen(tool="rectangle", value=-2)
    session.draw(Cell("upstream", 1, 1), Cell("upstream", 0, 0))
    session.end_stroke()
    assert session.state.frame.board("upstream").part(0, 0, 3, 3).tolist() == [
        [-2, -2, 3],
        [-2, -2, 6],
        [7, 8, 9],
    ]
    assert session.state.undo_label == "filled rectangle of −2"
    session.set_pen(tool="fill", value=5)
    session.draw(Cell("upstream", 0, 0))
    assert session.state.frame.board("upstream").part(0, 0, 2, 2).tolist() == [[5, 5], [5, 5]]
    before = session.state.document
    session.draw(Cell("upstream", 0, 0))
    assert session.state.document is before, "nothing differs"


def test_the_kernel_is_drawn_with_the_same_tools(session: Session) -> None:
    session.show_scene("compare")
    session.set_pen(tool="line", value=2)
    session.draw(Cell("kernel", 1, 1), Cell("kernel", 0, 0))
    assert session.state.frame.board("kernel").part(0, 0, 2, 2).tolist() == [[2, 0.25], [0.25, 2]]


def test_a_channel_is_drawn_on_with_the_same_tools(session: Session) -> None:
    session.open_map(Map.from_array(np.zeros((3, 4, 4))))
    session.show_scene("channels")
    session.set_pen(tool="fill", value=4)
    session.draw(Cell("input1", 0, 0))
    assert [float(channel.max()) for channel in session.state.document.map.values] == [0, 4, 0]


def test_a_shape_on_a_magnifier_lies_on_its_map(session: Session) -> None:
    session.open_map(Map.from_array(np.zeros((40, 40))))
    session.hover(Cell("input", 20, 20))
    row, column = session.state.frame.board("magnifier").origin
    session.set_pen(tool="rectangle", value=1)
    session.sketch(Cell("magnifier", 1, 1), Cell("magnifier", 0, 0))
    assert "pending" in session.state.frame.roles("input", row, column)
    assert "pending" in session.state.frame.roles("magnifier", 0, 0)
    session.draw(Cell("magnifier", 1, 1), Cell("magnifier", 0, 0))
    assert session.state.document.map.values[0, row : row + 2, column : column + 2].tolist() == [
        [1, 1],
        [1, 1],
    ]
    assert session.state.document.map.values.sum() == 4


@pytest.mark.parametrize("taken", [np.nan, np.inf])
def test_a_smooth_blob_of_no_finite_number_is_refused_in_words(session: Session, taken: float) -> None:
    session.open_map(Map.from_array(np.array([[taken, 1.0], [2.0, 3.0]])))
    session.set_pen(tool="blob")
    session.pick(Cell("input", 0, 0))
    session.set_pen(tool="blob")
    before = session.state.document
    session.draw(Cell("input", 1, 1))
    assert session.state.document is before
    assert session.state.notice is not None
    assert "finite number" in session.state.notice.text
    session.draw(Cell("input", 0, 0), erase=True)
    assert session.state.document.map.values[0, 0, 0] == 0
