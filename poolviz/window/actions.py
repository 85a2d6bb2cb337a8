"""Everything that can be done by key or menu, as one table.

The menus, the keys, the buttons' tooltips and the sheet behind F1 are all made from it, so that they
cannot disagree. A row says what it calls: the session, or what only the window can do.
"""

from __future__ import annotations

from collections.abc import Callable

from poolviz.frame.words import say
from poolviz.session.state import State
from poolviz.window.commands import act, nudge, offers, toggle, value_of
from poolviz.window.copy_actions import COPY_ROWS
from poolviz.window.look_actions import LOOK_ROWS
from poolviz.window.practice_actions import PRACTICE
from poolviz.window.row import MENUS, Desk, Menu, Row, Side
from poolviz.window.scene_actions import scene_key_rows, scene_rows
from poolviz.window.tool_actions import tool_rows
from poolviz.window.trial_actions import TRIAL_ROWS

__all__ = ["ACTIONS", "MENUS", "Desk", "Menu", "Row", "Side"]


def _undo_title(desk: Desk) -> str:
    label = desk.session.state.undo_label
    return say("Undo: {label}", label=label) if label else say("Undo")


def _redo_title(desk: Desk) -> str:
    label = desk.session.state.redo_label
    return say("Redo: {label}", label=label) if label else say("Redo")


def _has(field: str) -> Callable[[Desk], bool]:
    return lambda desk: offers(desk.session.state, field)


def _is_on(field: str) -> Callable[[Desk], bool]:
    return lambda desk: value_of(desk.session.state, field) is True


def _at_start(desk: Desk) -> bool:
    return desk.session.state.step == 0


def _can_ask(state: State) -> bool:
    return state.timeline.asks and state.frame.prompt is None


def _at_end(desk: Desk) -> bool:
    return desk.session.state.step >= desk.session.state.timeline.length - 1


def _can_move(desk: Desk) -> bool:
    return desk.session.state.frame.moved is not None


_FILE = (
    Row("open", "Open…", "File", ("Ctrl+O",), "Open a matrix or a picture from a file",
        lambda desk: desk.open_file(), "open", "open"),
    Row("recent", "Open recent", "File", ("Ctrl+Shift+O",), "Open one of the files that were opened last",
        lambda desk: desk.show_recents(), "", "open", fill=lambda desk, menu: desk.list_recents(menu)),
    Row("paste", "Paste a matrix", "File", ("Ctrl+V",), "Put copied numbers in the map's place",
        lambda desk: desk.paste(), "paste", "open"),
    *PRACTICE,
    Row("quit", "Quit", "File", ("Ctrl+Q",), "Leave poolviz", lambda desk: desk.close(), "", "quit"),
)  # fmt: skip

_EDIT = (
    Row("undo", "Undo", "Edit", ("Ctrl+Z",), "Take back the last change",
        lambda desk: desk.session.undo(), "undo", "history",
        enabled=lambda desk: bool(desk.session.state.undo_label), live_title=_undo_title),
    Row("redo", "Redo", "Edit", ("Ctrl+Shift+Z", "Ctrl+Y"), "Do again what was taken back",
        lambda desk: desk.session.redo(), "redo", "history",
        enabled=lambda desk: bool(desk.session.state.redo_label), live_title=_redo_title),
    Row("filters", "Turn into 64 feature maps", "Edit", ("Ctrl+F",),
        "Lay 64 filters and ReLU over the map, as a network's first layer does",
        lambda desk: desk.session.filter_map(), "", "map"),
    Row("few_filters", "Turn into 8 feature maps", "Edit", ("Ctrl+Shift+F",),
        "Lay eight filters and ReLU over the map, one of each kind",
        lambda desk: desk.session.filter_map(few=True), "", "map"),
    Row("mode", "Next mode", "Edit", ("M",), "From the largest value to the mean, and on",
        lambda desk: toggle(desk.session, "mode"), "", "layer", on_stage=True, enabled=_has("mode")),
    Row("window_up", "Larger window", "Edit", ("W",), "One row and one column more in every window",
        lambda desk: nudge(desk.session, "window", 1), "", "layer", on_stage=True, enabled=_has("window")),
    Row("window_down", "Smaller window", "Edit", ("Shift+W",), "One row and one column less in every window",
        lambda desk: nudge(desk.session, "window", -1), "", "layer", on_stage=True, enabled=_has("window")),
    Row("stride_up", "Longer stride", "Edit", ("S",), "The window moves one cell further at a time",
        lambda desk: nudge(desk.session, "stride", 1), "", "layer", on_stage=True, enabled=_has("stride")),
    Row("stride_down", "Shorter stride", "Edit", ("Shift+S",), "The window moves one cell less at a time",
        lambda desk: nudge(desk.session, "stride", -1), "", "layer", on_stage=True, enabled=_has("stride")),
    Row("whole_map", "Window as large as the map", "Edit", ("Shift+M",), "Pool the whole map into one number",
        lambda desk: toggle(desk.session, "whole_map"), "", "layer", on_stage=True,
        enabled=_has("whole_map"), checked=_is_on("whole_map")),
    Row("pool_again", "Pool again", "Edit", ("A",), "Make the output the next input",
        lambda desk: act(desk.session, "pool_again"), "", "again", on_stage=True,
        enabled=_has("pool_again")),
)  # fmt: skip

_VIEW = (
    Row("fit", "Show everything", "View", ("Z",), "Fit all boards into the window",
        lambda desk: desk.zoom(0), "zoom-fit", "zoom", on_stage=True),
    Row("zoom_in", "Zoom in", "View", ("+", "="), "Look closer", lambda desk: desk.zoom(1.25),
        "zoom-in", "zoom", on_stage=True),
    Row("zoom_out", "Zoom out", "View", ("-", "_"), "Look from further away", lambda desk: desk.zoom(0.8),
        "zoom-out", "zoom", on_stage=True),
    Row("same_size", "Output at the input's size", "View", ("O",), "See how much coarser the output is",
        lambda desk: toggle(desk.session, "same_size"), "", "shown", on_stage=True,
        enabled=_has("same_size"), checked=_is_on("same_size")),
    Row("coverage", "Coverage", "View", ("C",), "How many windows see each cell of the input",
        lambda desk: toggle(desk.session, "coverage"), "coverage", "shown", on_stage=True,
        enabled=_has("coverage"), checked=_is_on("coverage")),
    Row("panel_map", "Feature map panel", "View", ("F7",), "Show or hide the panel on the left",
        lambda desk: desk.toggle_panel("map"), "", "panels", checked=lambda desk: desk.has_panel("map")),
    Row("panel_controls", "Controls panel", "View", ("F8",), "Show or hide the panel on the right",
        lambda desk: desk.toggle_panel("controls"), "", "panels",
        checked=lambda desk: desk.has_panel("controls")),
    Row("full_screen", "Full screen", "View", ("F11",), "Fill the whole screen",
        lambda desk: desk.toggle_full_screen(), "fullscreen", "screen",
        checked=lambda desk: desk.isFullScreen()),
)  # fmt: skip

_PLAY = (
    Row("play", "Play", "Play", ("Space",), "Let the window slide, or stop it",
        lambda desk: desk.session.play_pause(), "play", "steps", on_stage=True,
        live_title=lambda desk: say("Pause") if desk.session.state.playing else say("Play"),
        live_icon=lambda desk: "pause" if desk.session.state.playing else "play"),
    Row("next", "Next window", "Play", ("Right", "PgDown", "N"), "One window on",
        lambda desk: desk.session.step_by(1), "next", "steps", on_stage=True,
        enabled=lambda desk: desk.session.state.veiled or not _at_end(desk)),
    Row("previous", "Previous window", "Play", ("Left", "PgUp", "P"), "One window back",
        lambda desk: desk.session.step_by(-1), "previous", "steps", on_stage=True,
        enabled=lambda desk: not _at_start(desk)),
    Row("move_up", "Move the map up", "Play", ("Up",), "Lay the map one cell higher",
        lambda desk: desk.session.move_map_by(-1, 0), "", "map", on_stage=True, enabled=_can_move),
    Row("move_down", "Move the map down", "Play", ("Down",), "Lay the map one cell lower",
        lambda desk: desk.session.move_map_by(1, 0), "", "map", on_stage=True, enabled=_can_move),
    Row("first", "First window", "Play", ("Home",), "Back to the first window",
        lambda desk: desk.session.seek(0), "first", "steps", on_stage=True,
        enabled=lambda desk: not _at_start(desk)),
    Row("last", "Last window", "Play", ("End",), "On to the last window",
        lambda desk: desk.session.seek(desk.session.state.timeline.length - 1), "last", "steps",
        on_stage=True, enabled=lambda desk: not _at_end(desk)),
    Row("slower", "Slower", "Play", ("<", "["), "Fewer windows a second",
        lambda desk: desk.session.faster(-1), "", "speed", on_stage=True),
    Row("faster", "Faster", "Play", (">", "]"), "More windows a second",
        lambda desk: desk.session.faster(1), "", "speed", on_stage=True),
    Row("ask", "Ask the room", "Play", ("Q",), "Show every next step as a question first",
        lambda desk: desk.session.ask(), "", "pass", on_stage=True,
        enabled=lambda desk: _can_ask(desk.session.state),
        checked=lambda desk: desk.session.state.asking),
    Row("stop_work", "Stop the work", "Play", ("Ctrl+.",), "End what is worked on, such as opening a file",
        lambda desk: desk.session.stop_work(), "", "work",
        enabled=lambda desk: desk.session.state.work is not None),
    Row("pass", "Other pass: forward or backward", "Play", ("G",), "Values forward, or gradients backward",
        lambda desk: toggle(desk.session, "backward"), "swap-pass", "pass", on_stage=True,
        enabled=_has("backward")),
)  # fmt: skip

_HELP = (
    Row("keys", "All keys", "Help", ("F1",), "Every key on one sheet",
        lambda desk: desk.show_keys(), "keyboard", "help"),
    Row("about", "About poolviz", "Help", ("Shift+F1",), "What poolviz is, and whose work is in it",
        lambda desk: desk.show_about(), "info", "help"),
)  # fmt: skip

ACTIONS: tuple[Row, ...] = (
    *_FILE,
    *_EDIT,
    *COPY_ROWS,
    *TRIAL_ROWS,
    *tool_rows(),
    *_VIEW,
    *LOOK_ROWS,
    *scene_rows(),
    *_PLAY,
    *scene_key_rows(),
    *_HELP,
)
