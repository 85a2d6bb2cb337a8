"""``poolviz cards``: what it writes, and what it says when it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from poolviz.cli import main
from poolviz.frame import words
from poolviz.model.cards import anki_text, cards


def test_the_cards_are_written(tmp_path: Path) -> None:
    path = tmp_path / "cards.txt"
    assert main(["cards", "-o", str(path)]) == 0
    assert path.read_text("utf-8") == anki_text(cards())


def test_cards_in_another_language(tmp_path: Path) -> None:
    path = tmp_path / "cards.txt"
    try:
        assert main(["cards", "-o", str(path), "--language", "de"]) == 0
        assert path.read_text("utf-8") == anki_text(cards())
    finally:
        words.use(str)
    assert "Maximum: oben 6 und 8" in path.read_text("utf-8")


def test_nothing_is_overwritten_unless_wished(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "cards.txt"
    path.write_text("mine")
    assert main(["cards", "-o", str(path)]) == 1
    error = capsys.readouterr().err
    assert error.startswith("poolviz cards: ")
    assert "--force" in error
    assert path.read_text() == "mine"
    assert main(["cards", "-o", str(path), "--force"]) == 0
    assert path.read_text("utf-8") == anki_text(cards())


def test_a_call_without_a_name_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["cards"])
    assert ended.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1
