"""The rows of the table that draw: tools, the cell cursor, and changes of the whole map."""

from __future__ import annotations

from collections.abc import Callable

from poolviz.frame.words import say
from poolviz.maps.transforms import Axis
from poolviz.session.pen import Tool
from poolviz.window.row import Desk, Row

TOOLS = ("pointer", "brush", "line", "outline", "rectangle", "fill", "blob", "eyedropper")
"""The tools' ids in the table, in the order of their buttons."""
CHANGES = (
    "turn_left", "turn_right", "flip_across", "flip_down",
    "shift_left", "shift_right", "shift_up", "shift_down",
)  # fmt: skip
"""The changes of the whole map that have a button, in their order."""


def tool_rows() -> tuple[Row, ...]:
    """Everything in the menu “Draw”."""
    return (*_tools(), *_pen(), *_cursor(), *_changes())


def cell_keys() -> list[tuple[str, str]]:
    """What keys and the pointer do to cells, as the sheet behind F1 tells it: what, and how."""
    return [
        (say("Change a number"), say("double click, or Enter")),
        (say("Leave the cell, then the cursor; back to the stage"), say("Esc")),
        (say("One more, one less in ∂L/∂output"), say("wheel")),
        (say("Zoom on the other boards"), say("wheel")),
        (say("Move the cell cursor"), say("arrows")),
        (say("To the edge"), say("Ctrl+arrows, Home, End")),
        (say("Select cells"), say("Shift+arrows")),
        (say("Use the tool at the cursor"), say("Space")),
        (say("Erase with the tool"), say("right button, Shift+Space")),
        (say("Fill the selected cells"), say("type a number")),
        (say("Erase the selected cells"), say("Delete")),
        (say("Next board"), say("Tab")),
    ]


def _tools() -> tuple[Row, ...]:
    erases = "; the right button erases to 0"
    return (
        _tool("pointer", "Pointer", "V", "Point at a cell; a click holds it, a double click lets you type"),
        _tool("brush", "Draw with the brush", "D", "Draw on the map instead of pointing at it" + erases),
        _tool("line", "Line", "L", "Drag a straight line" + erases),
        _tool("outline", "Rectangle", "Shift+L", "Drag the outline of a rectangle" + erases),
        _tool("rectangle", "Filled rectangle", "Shift+F", "Drag a filled rectangle" + erases),
        _tool("fill", "Fill", "F", "Fill all cells that hang together and hold the same number" + erases),
        _tool("blob", "Smooth blob", "U", "Add a smooth bump as high as the value" + erases),
        _tool("eyedropper", "Eyedropper", "I", "Take the value from a cell, then go on drawing"),
    )


def _tool(tool: Tool, title: str, key: str, tip: str) -> Row:
    def take(desk: Desk) -> None:
        in_hand = desk.session.state.pen.tool == tool
        desk.session.set_pen(tool="pointer" if in_hand else tool)

    return Row(tool, title, "Draw", (key,), tip, take, tool, "tools", on_stage=True,
               checked=lambda desk: desk.session.state.pen.tool == tool)  # fmt: skip


def _pen() -> tuple[Row, ...]:
    return (
        Row("value_up", "Larger value", "Draw", ("X",), "Draw with a larger number",
            lambda desk: desk.session.nudge_value(1), "", "pen", on_stage=True),
        Row("value_down", "Smaller value", "Draw", ("Shift+X",), "Draw with a smaller number",
            lambda desk: desk.session.nudge_value(-1), "", "pen", on_stage=True),
        Row("wider", "Wider brush", "Draw", ("Y",), "One more cell across",
            lambda desk: desk.session.nudge_width(1), "", "pen", on_stage=True),
        Row("narrower", "Narrower brush", "Draw", ("Shift+Y",), "One cell less across",
            lambda desk: desk.session.nudge_width(-1), "", "pen", on_stage=True),
    )  # fmt: skip


def _cursor() -> tuple[Row, ...]:
    return (
        Row("cursor", "Cell cursor", "Draw", ("E",), "Let keys act on cells: arrows move, Space draws",
            lambda desk: desk.session.toggle_cursor(), "cursor", "cells", on_stage=True,
            checked=lambda desk: desk.session.state.cursor is not None),
        Row("select_all", "Select all cells", "Draw", ("Ctrl+A",), "Select every cell of the board",
            lambda desk: desk.session.select_all(), "", "cells"),
    )  # fmt: skip


def _changes() -> tuple[Row, ...]:
    return (
        _turn("turn_left", "Turn left", "Ctrl+Shift+R", "Turn the map by a quarter, to the left", -1),
        _turn("turn_right", "Turn right", "Ctrl+R", "Turn the map by a quarter, to the right", 1),
        _flip("flip_across", "Mirror left and right", "H", "Left and right change places", "left-right"),
        _flip("flip_down", "Mirror top and bottom", "Shift+H", "Top and bottom change places", "top-bottom"),
        _shift("shift_left", "Shift left", "Alt+Shift+Left", "Move all numbers a cell to the left", 0, -1),
        _shift("shift_right", "Shift right", "Alt+Shift+Right", "Move all numbers a cell to the right", 0, 1),
        _shift("shift_up", "Shift up", "Alt+Shift+Up", "Move all numbers one cell up", -1, 0),
        _shift("shift_down", "Shift down", "Alt+Shift+Down", "Move all numbers one cell down", 1, 0),
        Row("noise", "Add noise", "Draw", ("J",), "Add random numbers to all cells, others each time",
            lambda desk: desk.session.noise_map(), "noise", "map", on_stage=True),
    )  # fmt: skip


def _change(name: str, title: str, key: str, tip: str, run: Callable[[Desk], None]) -> Row:
    return Row(name, title, "Draw", (key,), tip, run, name.replace("_", "-"), "map", on_stage=True)


def _turn(name: str, title: str, key: str, tip: str, quarters: int) -> Row:
    return _change(name, title, key, tip, lambda desk: desk.session.turn_map(quarters))


def _flip(name: str, title: str, key: str, tip: str, axis: Axis) -> Row:
    return _change(name, title, key, tip, lambda desk: desk.session.flip_map(axis))


def _shift(name: str, title: str, key: str, tip: str, rows: int, columns: int) -> Row:
    return _change(name, title, key, tip, lambda desk: desk.session.shift_map(rows, columns))
