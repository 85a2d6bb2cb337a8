"""A file is written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from poolviz.files.errors import FileError
from poolviz.files.writing import write_atomically


def test_new_and_old_files(tmp_path: Path) -> None:
    path = tmp_path / "map.npy"
    write_atomically(path, b"one")
    assert path.read_bytes() == b"one"
    write_atomically(str(path), b"two")
    assert path.read_bytes() == b"two"
    write_atomically(path, b"")
    assert path.read_bytes() == b""
    assert list(tmp_path.iterdir()) == [path]


def test_a_name_as_long_as_names_can_be(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 255)
    write_atomically(path, b"x")
    assert path.read_bytes() == b"x"


@pytest.mark.skipif(os.name == "nt", reason="no such permissions")
def test_permissions_are_those_of_the_old_file_or_the_usual_ones(tmp_path: Path) -> None:
    path = tmp_path / "private"
    path.write_bytes(b"old")
    path.chmod(0o600)
    write_atomically(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    usual = tmp_path / "usual"
    usual.write_bytes(b"")
    write_atomically(tmp_path / "fresh", b"new")
    assert (tmp_path / "fresh").stat().st_mode == usual.stat().st_mode


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


@pytest.mark.parametrize("stage", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EDQUOT, "disk is full"),
        (errno.EACCES, "no permission to write there"),
        (errno.EROFS, "read-only"),
        (errno.EIO, "could not be written"),
    ],
)
def test_a_failure_leaves_the_old_file_and_nothing_else(
    stage: str, code: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "map.npy"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr({"fsync": os, "replace": Path}[stage], stage, fail)
    with pytest.raises(FileError, match=words) as caught:
        write_atomically(path, b"new")
    assert caught.value.detail == os.strerror(code)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    cases = {
        str(tmp_path): "is a folder; please choose another name.",
        str(tmp_path / "no" / "map.npy"): "The folder to write into does not exist.",
        str(tmp_path / "file" / "map.npy"): "The folder to write into does not exist.",
        str(tmp_path / ("n" * 256)): "This name is too long for a file.",
        str(tmp_path) + "/a\0b": "This is no name that a file can have.",
    }
    for path, words in cases.items():
        with pytest.raises(FileError) as caught:
            write_atomically(path, b"x")
        assert caught.value.sentence.endswith(words)
