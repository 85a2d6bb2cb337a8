"""The style sheet of the window, with names of the theme's colours and of lengths.

px10 is one text size; so is low10, which grows no further with large letters: bars over each other would else
take the room of the stage.
"""

from __future__ import annotations

_BASE = """
* { font-size: $px10; color: $text; }
QMainWindow, QDialog, QDockWidget, QMenuBar, QStatusBar, QToolBar { background: $panel; }
QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QWidget:disabled { color: $disabled; }
QToolTip {
    background: $card; color: $text; border: 1px solid $border; border-radius: 4px; padding: $px3 $px5;
}
QMenuBar { border-bottom: 1px solid $line; padding: $low2 $px3; }
QMenuBar::item { background: transparent; padding: $low3 $px7; border-radius: 6px; }
QMenuBar::item:selected { background: $selected; color: $selected_text; }
QMenu { background: $panel; border: 1px solid $border; padding: $px3; }
QMenu::item { padding: $px4 $px20 $px4 $px8; border-radius: 5px; }
QMenu::item:selected { background: $selected; color: $selected_text; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: $px3 $px5; }
QMenu::icon { padding-left: $px5; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollBar { background: transparent; width: $px7; height: $px7; margin: 0; }
QScrollBar::handle {
    background: $border; border-radius: 3px; min-height: $px20; min-width: $px20; margin: 1px;
}
QScrollBar::handle:hover { background: $quiet; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    background: transparent; border: none; width: 0; height: 0;
}
"""

_TEXT = """
QLabel { background: transparent; }
QLabel#heading, QLabel[heading="true"] {
    color: $quiet; font-size: $px8; font-weight: 600; letter-spacing: 1px; text-transform: uppercase;
}
QLabel#quiet, QLabel[quiet="true"], QLabel#hint { color: $quiet; }
QLabel#refusal, QLabel[refusal="true"] { color: $bad; font-size: $px9; }
QLabel[strong="true"] { font-weight: 600; }
QLabel#reading { background: $card; border: 1px solid $border; border-radius: 5px; padding: $px3 $px5; }
QFrame#card { background: $card; border: 1px solid $line; border-radius: 8px; }
QFrame#rule { background: $line; border: none; max-height: 1px; min-height: 1px; }
QWidget#caption { background: $caption; border-top: 1px solid $caption_line; }
QWidget#caption QLabel { color: $caption_text; }
QWidget#transport { background: $panel; border-top: 1px solid $line; }
"""

_BUTTONS = """
QPushButton, QToolButton {
    background: $field; border: 1px solid $border; border-radius: 7px; padding: $px4 $px9;
}
QPushButton:hover, QToolButton:hover { background: $hover; border-color: $quiet; }
QPushButton:pressed, QToolButton:pressed { background: $selected; }
QPushButton:focus, QToolButton:focus { border: 2px solid $focus; padding: $px3 $px8; }
QPushButton:disabled, QToolButton:disabled { color: $disabled; border-color: $line; background: $panel; }
QPushButton:checked, QToolButton:checked {
    background: $selected; color: $selected_text; border-color: $accent; font-weight: 600;
}
QPushButton[primary="true"], QToolButton[primary="true"], QPushButton#play, QToolButton#play {
    background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600;
}
QPushButton[primary="true"]:hover, QToolButton[primary="true"]:hover,
QPushButton#play:hover, QToolButton#play:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[primary="true"]:focus, QToolButton[primary="true"]:focus,
QPushButton#play:focus, QToolButton#play:focus { border: 2px solid $text; }
QPushButton[flat="true"], QToolButton[flat="true"], QToolButton#fold, QPushButton#fold {
    background: transparent; border: 1px solid transparent; color: $quiet; padding: $px2 $px3;
}
QPushButton[flat="true"]:hover, QToolButton[flat="true"]:hover, QPushButton#fold:hover { color: $text; }
QPushButton[flat="true"]:focus, QToolButton[flat="true"]:focus, QPushButton#fold:focus,
QToolButton#fold:focus { border: 2px solid $focus; padding: $px1 $px2; }
QPushButton[chip="true"] {
    border: 1px solid $border; padding: 0px $px7; background: $field;
}
QPushButton#rowButton { padding: $px3 $px5; }
QPushButton#rowButton:focus { padding: $px2 $px4; }
QPushButton#rowButton::menu-indicator { image: none; width: 0px; }
QPushButton[chip="true"]:hover { background: $hover; border-color: $quiet; }
QPushButton[chip="true"]:checked { background: $selected; color: $selected_text; border-color: $accent; }
QPushButton[chip="true"]:focus { border: 2px solid $focus; padding: 0px $px6; }
QPushButton[segment] { border-radius: 0px; padding: $px4 $px6; color: $quiet; margin: 0px; }
QPushButton[segment="first"] {
    border-top-left-radius: 7px; border-bottom-left-radius: 7px; border-right: none;
}
QPushButton[segment="middle"] { border-right: none; }
QPushButton[segment="last"] { border-top-right-radius: 7px; border-bottom-right-radius: 7px; }
QPushButton[segment="listed"] { border-radius: 7px; padding: $px4 $px6; text-align: left; color: $text; }
QPushButton[segment]:hover { border-color: $border; color: $text; }
QPushButton[segment]:checked {
    background: $selected; color: $selected_text; font-weight: 600; border-color: $border;
}
QPushButton[segment]:focus { border: 2px solid $focus; padding: $px3 $px5; }
"""

_FIELDS = """
QLineEdit, QAbstractSpinBox, QComboBox {
    background: $field; border: 1px solid $border; border-radius: 7px; padding: $px4 $px6;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:hover, QAbstractSpinBox:hover, QComboBox:hover { border-color: $quiet; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus { border: 2px solid $focus; padding: $px3 $px5; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {
    color: $disabled; border-color: $line; background: $panel;
}
QLineEdit[refused="true"], QAbstractSpinBox[refused="true"], QComboBox[refused="true"] {
    border: 2px solid $bad; background: $refused; padding: $px3 $px5;
}
QComboBox::drop-down { border: none; width: $px16; }
QComboBox QAbstractItemView {
    background: $panel; border: 1px solid $border; padding: $px3; outline: none;
    selection-background-color: $selected; selection-color: $selected_text;
}
QListWidget#rows {
    background: $field; border: 1px solid $border; border-radius: 7px; outline: none; padding: 2px;
}
QListWidget#rows:focus { border: 2px solid $focus; padding: 1px; }
QListWidget#rows::item { padding: $px1 $px3; border-radius: 4px; color: $text; }
QListWidget#rows::item:selected { background: $selected; color: $selected_text; }
QCheckBox {
    background: transparent; spacing: $px5; padding: 2px; border: 2px solid transparent; border-radius: 5px;
}
QCheckBox:focus { border-color: $focus; }
QCheckBox::indicator {
    width: $px10; height: $px10; border: 1px solid $quiet; border-radius: 4px; background: $field;
}
QCheckBox::indicator:checked { background: $accent; border-color: $accent; }
QCheckBox::indicator:disabled { border-color: $line; }
QSlider { background: transparent; min-height: $px17; }
QSlider::groove:horizontal { height: 4px; background: $groove; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal {
    width: 11px; height: 11px; margin: -6px 0; border-radius: 8px;
    background: $field; border: 3px solid $accent;
}
QSlider::handle:horizontal:hover { background: $selected; }
QSlider::handle:horizontal:focus { background: $focus; border: 3px solid $text; }
QSlider::handle:horizontal:disabled { border-color: $disabled; }
QSlider::sub-page:horizontal:disabled { background: $disabled; }
"""

_TABS = """
QTabBar { background: $panel; border: none; qproperty-drawBase: 0; }
QTabBar::tab {
    background: transparent; color: $quiet; border: 2px solid transparent; border-radius: 7px;
    padding: $low4 $px9; margin: $low3 $px2; font-weight: 500;
}
QTabBar::tab:hover { color: $text; background: $hover; }
QTabBar::tab:selected { background: $selected; color: $selected_text; font-weight: 600; }
QTabBar::tab:focus { border-color: $focus; }
QDockWidget::title { background: $panel; padding: $px5 $px8; }
QFrame#editFrame { border: 3px solid $accent; background: transparent; }
QLineEdit#cellEditor { border: 3px solid $accent; border-radius: 3px; padding: 0px; background: $field; }
QLineEdit#cellEditor[refused="true"] { border-color: $bad; background: $refused; }
"""

# By itself, because chips stand on the canvas, whose words may be smaller than the window's.
CHIP_LENGTHS = """
QPushButton[chip="true"] {
    border-radius: $chip; font-size: $px9; padding: 0px $px7; min-height: $px17; max-height: $px17;
}
QPushButton[chip="true"]:focus { padding: 0px $px6; }
"""

TAB_LENGTHS = """
QTabBar { font-size: $px10; }
QTabBar::tab { padding: $low4 $px9; margin: $low3 $px2; }
"""

SHEET = _BASE + _TEXT + _BUTTONS + _FIELDS + _TABS
