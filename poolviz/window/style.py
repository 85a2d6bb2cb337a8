"""How the window's own parts look: a few rules over the style sheet of the views, in the theme's colours."""

from __future__ import annotations

from string import Template

from poolviz.views.theme import Theme

_STYLE = """
QMenu { menu-scrollable: 1; icon-size: $px13; }
QMenu#presets { icon-size: ${px28}; }
QLabel#openName { color: $quiet; padding: $px2 $px10 0 $px10; }
QLabel#place { padding: 0 $px4; }
QLabel#key { color: $quiet; padding-left: $px10; }
QLabel#hint { color: $caption_text; font-weight: 600; }

QFrame#scenes { background: $panel; border: none; border-bottom: 1px solid $line; }
QFrame#rail { background: $panel; border: none; }
QFrame#rail[side="map"] { border-right: 1px solid $line; }
QFrame#rail[side="controls"] { border-left: 1px solid $line; }
QToolButton#railButton, QToolButton#hidePanel, QToolButton#dismiss, QToolButton#link, QToolButton#arrow {
    background: transparent; border: 1px solid transparent; border-radius: 6px; padding: $px2;
}
QToolButton#railButton:hover, QToolButton#hidePanel:hover, QToolButton#dismiss:hover, QToolButton#link:hover,
QToolButton#arrow:hover { background: $hover; }
QToolButton#railButton:focus, QToolButton#hidePanel:focus, QToolButton#dismiss:focus, QToolButton#link:focus {
    border: 2px solid $focus; padding: $px1;
}
QToolButton#arrow { padding: 0; border: none; border-radius: 3px; }
QToolButton#fold, QToolButton#fold:checked, QToolButton#fold:hover {
    background: transparent; color: $quiet; font-weight: 400; border-color: transparent;
    padding: $px2 0; margin-left: -3px;
}
QToolButton#fold { icon-size: $px12; }
QToolButton#fold:focus { border: 2px solid $focus; padding: $px1 0; }
QCheckBox { margin-left: -4px; }
QWidget#panelInside, QWidget#panelTitle, QWidget#sheetInside { background: $panel; }
QMainWindow#deck { background: $stage; }
QMainWindow#deck::separator { background: $line; width: 1px; height: 1px; }
QMainWindow#deck::separator:hover { background: $accent; }

QToolButton#tool { padding: $px3 0; }
QToolButton#tool:focus { padding: $px2 0; }
QPushButton#menuButton { text-align: left; font-weight: 600; }
QPushButton#menuButton[strong="true"] { background: $selected; border-color: $accent; }
QPushButton#menuButton[refused="true"] { background: $refused; border: 2px solid $bad; }
QPushButton#menuButton::menu-indicator { image: none; width: 0; }
QLabel#menuButtonText { background: transparent; }
QPushButton#menuButton[strong="true"] QLabel#menuButtonText { font-weight: 600; }

QWidget#transport QToolButton { padding: 0; }
QWidget#transport QToolButton#speed, QWidget#transport QToolButton#ask { padding: $px4 $px8; }
QToolButton::menu-indicator { image: none; width: 0; }
QSlider#scrubber::groove:horizontal { height: ${px3}; border-radius: ${half3}; }
QSlider#scrubber::sub-page:horizontal { border-radius: ${half3}; }
QSlider#scrubber::handle:horizontal {
    width: ${px8}; height: ${px8}; margin: -${out} 0; border-radius: ${round}; border: 3px solid $accent;
}
QSlider#scrubber::handle:horizontal:focus { border-color: $text; }
QPushButton[primary="true"]:disabled { background: $panel; color: $disabled; border-color: $line; }
QProgressBar { background: $panel; border: 1px solid $border; border-radius: ${half3}; }
QProgressBar::chunk { background: $accent; border-radius: ${half3}; }
QListView#channels { background: $panel; border: none; outline: none; }
QListView#channels:focus { background: $hover; border-radius: 6px; }
QTreeView#entries {
    background: $panel; border: 1px solid $border; border-radius: 8px; outline: none;
    selection-background-color: $selected; selection-color: $selected_text;
}
QTreeView#entries:focus { border: 2px solid $focus; }
QTreeView#entries::item { padding: $px3 $px4; }
QTreeView#entries::item:selected { background: $selected; color: $selected_text; }
QTreeView#entries QHeaderView::section {
    background: $panel; color: $quiet; border: none; border-bottom: 1px solid $line; padding: $px3 $px4;
}
QTextBrowser { background: $panel; border: 1px solid $line; border-radius: 8px; padding: $px5; }
"""


def window_style(theme: Theme, text: int) -> str:
    """The rules for a theme and letters of ``text`` pixels; px10 is one text size, as in the views' own."""
    colours = {name: value for name, value in vars(theme).items() if isinstance(value, str)}
    lengths = {f"px{tenths}": f"{max(round(text * tenths / 10), 1)}px" for tenths in range(1, 41)}
    groove, handle = round(text * 0.3), round(text * 0.8) + 6
    lengths |= {
        "half3": f"{groove // 2}px",
        "out": f"{(handle - groove) // 2}px",
        "round": f"{handle // 2}px",
    }
    return Template(_STYLE).substitute(colours, **lengths)
