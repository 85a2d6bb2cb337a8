"""``poolviz pool``: what it writes, and what it says when it cannot."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from poolviz.cli import main
from poolviz.files.errors import FileError
from poolviz.files.opening import open_map

Capture = pytest.CaptureFixture[str]
WORKED = [[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]]


@pytest.fixture
def worked(tmp_path: Path) -> Path:
    path = tmp_path / "worked.csv"
    path.write_text("\n".join(",".join(map(str, row)) for row in WORKED))
    return path


def complaint(capsys: Capture) -> str:
    """What stands on standard error: exactly one line."""
    error = capsys.readouterr().err
    assert error.startswith("poolviz pool: ")
    assert error.count("\n") == 1
    assert "Traceback" not in error
    return error


def test_values_winners_gradient_and_the_specification(worked: Path, tmp_path: Path) -> None:
    upstream, out = tmp_path / "g.npy", tmp_path / "out.npz"
    np.save(upstream, np.array([[1.0, 2], [3, 4]]))
    assert main(["pool", str(worked), "-o", str(out), "--upstream", str(upstream)]) == 0
    with np.load(out) as archive:
        assert archive["values"].tolist() == [[[6, 8], [3, 4]]]
        assert archive["winners"].tolist() == [[[5, 7], [8, 15]]]
        assert archive["gradient"].tolist() == [[[0, 0, 0, 0], [0, 1, 0, 2], [3, 0, 0, 0], [0, 0, 0, 4]]]
        told = json.loads(str(archive["spec"]))
    assert told["spec"]["window"] == 2
    assert told["input"]["shape"] == [1, 4, 4]
    assert "without padding" in told["winners"]


def test_every_option_reaches_the_specification(worked: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.npz"
    options = (
        "--mode average --window 3x2 --stride 2x1 --padding 1,0,1,0 --dilation 1x1 --ceil "
        "--no-count-padding --divisor 5 --ties last --p 3"
    )
    assert main(["pool", str(worked), "-o", str(out), *options.split()]) == 0
    with np.load(out) as archive:
        spec = json.loads(str(archive["spec"]))["spec"]
        assert "winners" not in archive
    assert spec == {
        "mode": "average",
        "window": [3, 2],
        "stride": [2, 1],
        "padding": [[1, 0], [1, 0]],
        "dilation": [1, 1],
        "ceil_mode": True,
        "count_include_pad": False,
        "divisor_override": 5,
        "ties": "last",
        "p": 3.0,
        "adaptive": None,
    }


@pytest.mark.parametrize(
    ("options", "shape"),
    [
        (["--window", "global"], (1, 1, 1)),
        (["--padding", "same", "--stride", "1"], (1, 4, 4)),
        (["--padding", "1x0"], (1, 3, 2)),
        (["--adaptive", "3"], (1, 3, 3)),
        (["--mode", "lp"], (1, 2, 2)),
    ],
)
def test_the_size_of_the_result(worked: Path, tmp_path: Path, options: list[str], shape: object) -> None:
    out = tmp_path / "out.npz"
    assert main(["pool", str(worked), "-o", str(out), *options]) == 0
    with np.load(out) as archive:
        assert archive["values"].shape == shape


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--window", "two"], "two"),
        (["--window", "1x2x3"], "1x2x3"),
        (["--window", "0"], "at least 1"),
        (["--padding", "9"], "Padding of 9"),
        (["--padding", "some"], "no padding"),
        (["--mode", "median"], "median"),
        (["--p", "0.5"], "p must be"),
        (["--nonsense"], "nonsense"),
    ],
)
def test_a_bad_call_is_one_sentence_and_code_two(
    worked: Path, tmp_path: Path, capsys: Capture, options: list[str], word: str
) -> None:
    out = tmp_path / "out.npz"
    try:
        code = main(["pool", str(worked), "-o", str(out), *options])
    except SystemExit as end:
        code = int(end.code or 0)
    assert code == 2
    assert word in complaint(capsys)
    assert not out.exists()


def test_a_window_that_does_not_fit_is_a_failure(worked: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["pool", str(worked), "-o", str(tmp_path / "out.npz"), "--window", "9"]) == 1
    assert "window of 9" in complaint(capsys)


def test_a_dilation_that_does_not_fit_is_named(worked: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["pool", str(worked), "-o", str(tmp_path / "out.npz"), "--dilation", "100000"]) == 1
    assert "window of 2 with dilation 100000 reaches over 100001" in complaint(capsys)
    assert list(tmp_path.iterdir()) == [worked]


@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize("named", ["{0}", "{0}::arr", "../{1}/map.npz"])
def test_what_is_read_is_never_written_over(
    tmp_path: Path, capsys: Capture, force: tuple[str, ...], named: str
) -> None:
    source, upstream = tmp_path / "map.npz", tmp_path / "gradient.npy"
    np.savez(source, arr=np.array(WORKED))
    np.save(upstream, np.ones((2, 2)))
    before = source.read_bytes(), upstream.read_bytes()
    entry = named.format(source, tmp_path.name)
    given = str(tmp_path / entry) if entry.startswith("..") else entry
    for out in (source, upstream):
        call = ["pool", given, "--upstream", str(upstream), "-o", str(out), *force]
        assert main(call) == 1
        assert "never written over" in complaint(capsys)
    assert (source.read_bytes(), upstream.read_bytes()) == before
    linked = tmp_path / "linked.npz"
    linked.symlink_to(source)
    assert main(["pool", given, "-o", str(linked), *force]) == 1
    assert "never written over" in complaint(capsys)
    assert source.read_bytes() == before[0]


def test_an_upstream_gradient_of_another_size_is_a_failure(
    worked: Path, tmp_path: Path, capsys: Capture
) -> None:
    out = tmp_path / "out.npz"
    assert main(["pool", str(worked), "-o", str(out), "--upstream", str(worked)]) == 1
    assert "must match" in complaint(capsys)
    assert list(tmp_path.iterdir()) == [worked]


def test_nothing_is_overwritten_without_force(worked: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "out.npz"
    out.write_bytes(b"precious")
    assert main(["pool", str(worked), "-o", str(out)]) == 1
    assert "--force" in complaint(capsys)
    assert out.read_bytes() == b"precious"
    assert main(["pool", str(worked), "-o", str(out), "--force"]) == 0
    assert out.read_bytes() != b"precious"


def test_a_file_that_cannot_be_opened_or_written(worked: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["pool", str(tmp_path / "gone.npy"), "-o", str(tmp_path / "out.npz")]) == 1
    assert "gone.npy" in complaint(capsys)
    assert main(["pool", str(worked), "-o", str(tmp_path / "no" / "out.npz")]) == 1
    complaint(capsys)


def test_help_explains_what_is_written(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as end:
        main(["pool", "--help"])
    assert end.value.code == 0
    assert "winners" in capsys.readouterr().out


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "features.npz"
    np.savez(path, conv1=np.arange(96.0).reshape(4, 4, 6), gradient=np.ones((4, 2, 3)))
    return path


def pooled(out: Path, *call: str) -> dict[str, Any]:
    assert main(["pool", *call, "-o", str(out), "--force"]) == 0
    with np.load(out) as archive:
        return dict(archive)


def test_an_array_in_a_file_is_named_after_two_colons(archive: Path, tmp_path: Path) -> None:
    got = pooled(
        tmp_path / "out.npz", f"{archive}::conv1", "--upstream", f"{archive}::gradient", "--axes", "CHW"
    )
    assert got["values"].shape == (4, 2, 3)
    assert got["values"][0].tolist() == [[7, 9, 11], [19, 21, 23]]
    assert got["gradient"].sum() == 24


def test_axes_and_scale_can_be_said(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.npz"
    assert pooled(out, f"{archive}::conv1", "--axes", "HWC")["values"].shape == (6, 2, 2)
    assert pooled(out, f"{archive}::conv1", "--scale", "unit")["values"].max() == 1


def test_a_picture_in_grey_or_in_colour(tmp_path: Path) -> None:
    picture, out = tmp_path / "sunset.png", tmp_path / "out.npz"
    Image.new("RGB", (4, 4), (250, 100, 50)).save(picture)
    assert pooled(out, str(picture))["values"].shape == (1, 2, 2)
    assert pooled(out, str(picture), "--colour")["values"][:, 0, 0].tolist() == [250, 100, 50]


@pytest.mark.parametrize(
    ("entry", "options", "words"),
    [
        ("", [], "This file holds 2 arrays; please choose one: “conv1” 4 × 4 × 6, “gradient” 4 × 2 × 3"),
        ("::fc", [], "There is nothing called “fc” in this file; it holds “conv1”, “gradient”"),
        ("::conv1", ["--axes", "NCHW"], "possible are CHW, HWC"),
    ],
)
def test_a_choice_is_asked_for_in_the_window_s_own_words(
    archive: Path, tmp_path: Path, capsys: Capture, entry: str, options: list[str], words: str
) -> None:
    out = tmp_path / "out.npz"
    named = f"{archive}{entry}"
    assert main(["pool", named, "-o", str(out), *options]) == 1
    said = complaint(capsys)
    assert words in said
    assert not out.exists()
    with pytest.raises(FileError) as refused:
        open_map(str(archive), entry=entry[2:] or None, axes="NCHW" if options else None)
    assert said == f"poolviz pool: {refused.value.sentence}\n"


def test_a_name_that_no_file_can_have_is_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out.npz"
    output.write_bytes(b"there")
    assert main(["pool", "a" * 400, "--window", "2", "-o", str(output), "--force"]) != 0
    assert "Traceback" not in capsys.readouterr().err
    assert output.read_bytes() == b"there"


def test_an_archive_is_written_under_no_other_name(worked: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["pool", str(worked), "-o", str(tmp_path / "out.txt")]) == 1
    assert "“out.txt” does not end in .npz" in complaint(capsys)
    assert not (tmp_path / "out.txt").exists()


@pytest.mark.parametrize(("named", "words"), [("", "is empty"), (".", "“.”: This is a folder")])
def test_no_file_is_told_apart_from_a_folder(tmp_path: Path, capsys: Capture, named: str, words: str) -> None:
    assert main(["pool", named, "-o", str(tmp_path / "out.npz")]) == 1
    assert words in complaint(capsys)
