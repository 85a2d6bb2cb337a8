"""Typing as a person does, key by key."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget


def type_keys(field: QWidget, text: str) -> None:
    """Key by key, as far as Qt's test keyboard has the key."""
    for letter in text:
        if letter.isascii():
            QTest.keyClicks(field, letter)
        elif isinstance(field, QLineEdit):
            field.insert(letter)
