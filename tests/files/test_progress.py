"""The progress file: what was written is read, and what is no progress is refused with a sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from poolviz.files.errors import FileError
from poolviz.files.limits import Limits
from poolviz.files.progress import progress_text, put_aside, read_progress, write_progress
from poolviz.model.progress import NO_PROGRESS, Progress
from tests.model.test_progress import ANSWERS


def progress_of(answers: list[tuple[str, bool]]) -> Progress:
    progress = NO_PROGRESS
    for kind, right in answers:
        progress = progress.answered(kind, right=right)
    return progress


SOME = progress_of([("values", True), ("size", False), ("values", True)])


def test_what_was_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "not" / "there yet" / "progress.json"
    write_progress(path, SOME)
    assert read_progress(path) == SOME
    assert [file.name for file in path.parent.iterdir()] == ["progress.json"]


@given(ANSWERS)
def test_every_progress_comes_back(tmp_path_factory: pytest.TempPathFactory, answers: Any) -> None:  # noqa: ANN401
    path = tmp_path_factory.mktemp("progress") / "progress.json"
    path.write_text(progress_text(progress_of(answers)), "utf-8")
    assert read_progress(path) == progress_of(answers)


def test_no_file_is_no_progress_yet(tmp_path: Path) -> None:
    assert read_progress(tmp_path / "progress.json") == NO_PROGRESS


def changed(**parts: object) -> str:
    return json.dumps({**json.loads(progress_text(SOME)), **parts})


GOOD: dict[str, object] = {"asked": 1, "right": 1, "last": [True]}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "damaged"),
        ("[" * 100_000, "damaged"),
        (progress_text(SOME)[:-20], "damaged"),
        ("[1, 2]", "damaged"),
        ("{}", "damaged"),
        (changed(format="something else"), "damaged"),
        (changed(version="1"), "damaged"),
        (changed(version=True), "damaged"),
        (changed(version=0), "damaged"),
        (changed(version=2), "newer"),
        (changed(kinds=[]), "damaged"),
        (changed(kinds={"values": 3}), "damaged"),
        (changed(kinds={"values": {**GOOD, "asked": 1.5}}), "damaged"),
        (changed(kinds={"values": {**GOOD, "right": True}}), "damaged"),
        (changed(kinds={"values": {**GOOD, "right": 2}}), "damaged"),
        (changed(kinds={"values": {**GOOD, "last": "x"}}), "damaged"),
        (changed(kinds={"values": {**GOOD, "last": [1]}}), "damaged"),
        (changed(more="x" * Limits().progress_bytes), "damaged"),
    ],
)
def test_what_is_no_progress_is_refused(tmp_path: Path, text: str, word: str) -> None:
    path = tmp_path / "progress.json"
    path.write_text(text, "utf-8")
    with pytest.raises(FileError, match=word):
        read_progress(path)


def test_bytes_that_are_no_text_are_damaged(tmp_path: Path) -> None:
    path = tmp_path / "progress.json"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FileError, match="damaged"):
        read_progress(path)


def test_a_folder_of_that_name_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot be read"):
        read_progress(tmp_path)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileError, match="cannot be made"):
        write_progress(tmp_path / "file" / "progress.json", SOME)


def test_what_is_put_aside_takes_no_other_s_name(tmp_path: Path) -> None:
    path = tmp_path / "progress.json"
    for name in ("progress-1.json", "progress-2.json"):
        path.write_text(name)
        assert put_aside(path).name == name
    assert (tmp_path / "progress-1.json").read_text() == "progress-1.json"
    assert not path.exists()


def test_what_cannot_be_put_aside_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="another name"):
        put_aside(tmp_path / "not there.json")
