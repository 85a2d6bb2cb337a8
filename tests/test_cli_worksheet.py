"""``poolviz worksheet``: what it writes, and what it says when it cannot."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from poolviz.cli import main
from poolviz.exercises import kinds
from poolviz.frame import words
from tests.export.paper import read

Capture = pytest.CaptureFixture[str]


def test_it_needs_no_screen(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    options = ["--seed", "20461", "--kinds", "values,size,route", "--count", "12", "-o", str(path)]
    bare = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    told = subprocess.run(
        [sys.executable, "-m", "poolviz", "worksheet", *options],
        capture_output=True,
        text=True,
        check=False,
        env=bare,
        cwd=Path(__file__).parents[1],
    )
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.split() == [str(path), str(tmp_path / "sheet-key.pdf")]
    words = " ".join(page.words for page in read(path.read_bytes()))
    assert "Seed 20461 · Even sizes" in words
    assert "12. " in words


def test_every_option_reaches_the_paper(qtbot: QtBot, tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "sheet.pdf"
    options = "--seed 5 --kinds winner --count 2 --level odd --paper Letter --ties --odd-sizes --whole-means"
    assert main(["worksheet", "-o", str(path), *options.split()]) == 0
    (page,) = read(path.read_bytes())
    assert (round(page.width), round(page.height)) == (612, 792)
    assert "Seed 5 · Odd sizes · whole means · ties · odd height and width" in page.words
    assert page.words.count("Which cell of the input wins") == 2
    assert capsys.readouterr().err == ""


def test_a_worksheet_in_another_language(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    try:
        assert main(["worksheet", "-o", str(path), "--count", "1", "--language", "de"]) == 0
    finally:
        words.use(str)
    assert "Pooling: Arbeitsblatt" in read(path.read_bytes())[0].words


@pytest.mark.parametrize(
    ("name", "example"), [("sheet.txt", "sheet.pdf"), ("sheet", "sheet.pdf"), ("", "out.pdf")]
)
def test_a_pdf_is_written_under_no_other_name(
    qtbot: QtBot, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, name: str, example: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["worksheet", "-o", name, "--count", "1"]) == 1
    assert f"does not end in .pdf, which is what is written: choose a name such as {example}" in (
        capsys.readouterr().err
    )
    assert [path for path in tmp_path.iterdir() if path.is_file()] == []


@pytest.mark.parametrize("name", ["sheet.pdf", "sheet-key.pdf"])
def test_nothing_is_overwritten_unless_wished(
    qtbot: QtBot, tmp_path: Path, capsys: Capture, name: str
) -> None:
    (tmp_path / name).write_text("mine")
    call = ["worksheet", "-o", str(tmp_path / "sheet.pdf"), "--count", "1"]
    assert main(call) == 1
    error = capsys.readouterr().err
    assert name in error
    assert "--force" in error
    assert [path.name for path in tmp_path.iterdir() if path.suffix] == [name]
    assert main([*call, "--force"]) == 0


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--kinds", "guess"], "guess"),
        (["--kinds", ","], "at least one"),
        (["--count", "0"], "1 to 100"),
        (["--seed", "-3"], "-3"),
        (["--ties", "--unique-maxima"], "exclude"),
    ],
)
def test_a_bad_wish_is_one_sentence_and_code_two(
    qtbot: QtBot, tmp_path: Path, capsys: Capture, options: list[str], word: str
) -> None:
    assert main(["worksheet", "-o", str(tmp_path / "sheet.pdf"), *options]) == 2
    error = capsys.readouterr().err
    assert error.startswith("poolviz worksheet: ")
    assert word in error
    assert error.count("\n") == 1
    assert not (tmp_path / "sheet.pdf").exists()


def test_a_folder_that_is_not_there_is_told(qtbot: QtBot, tmp_path: Path, capsys: Capture) -> None:
    assert main(["worksheet", "-o", str(tmp_path / "gone" / "sheet.pdf"), "--count", "1"]) == 1
    assert "folder" in capsys.readouterr().err


def test_help_names_every_kind(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["worksheet", "--help"])
    assert ended.value.code == 0
    assert ", ".join(kinds()) in capsys.readouterr().out


@pytest.mark.parametrize(("error", "code"), [("libEGL.so.1: cannot open", 2), ("something else", None)])
def test_a_missing_system_library_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, error: str, code: int | None
) -> None:
    def fail(*_: object) -> int:
        raise ImportError(error)

    monkeypatch.setattr("poolviz.cli.worksheet._written", fail)
    if code is None:
        with pytest.raises(ImportError):
            main(["worksheet", "-o", "sheet.pdf"])
    else:
        assert main(["worksheet", "-o", "sheet.pdf"]) == code
        assert "apt-get install" in capsys.readouterr().err
