"""``poolviz pool``: what it writes, and what it says when it cannot."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from poolviz.cli import main

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
