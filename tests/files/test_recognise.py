"""What a file is, its content decides; every stranger is told what would help."""

from __future__ import annotations

import gzip
import io
import pickle
import zipfile
from collections import OrderedDict

import numpy as np
import pytest

from poolviz.files.errors import FileError, decoding, shortened
from poolviz.files.pickles import refusal
from poolviz.files.recognise import recognise
from tests.files.conftest import Refused


def zipped(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


STRANGERS = {
    "HEIC": (b"\0\0\0\x18ftypheic\0\0\0\0", "a picture in the format HEIC; please save it as JPEG or PNG"),
    "HEIF": (b"\0\0\0\x18ftypmif1\0\0\0\0", "format HEIC"),
    "AVIF": (b"\0\0\0\x18ftypavif\0\0\0\0", "format AVIF"),
    "film": (b"\0\0\0\x18ftypisom\0\0\0\0", "a film"),
    "Photoshop": (b"8BPS\0\x01", "format Photoshop"),
    "PDF": (b"%PDF-1.7\n", "a PDF document"),
    "old Office": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an Office document; please save the table in it as CSV",
    ),
    "Excel": (zipped(xl__workbook_xml=b"<x/>"), "please save the table in it as CSV"),
    "Word": (zipped(word__document_xml=b"<x/>"), "an Office document; please copy the numbers in it"),
    "PowerPoint": (zipped(ppt__presentation_xml=b"<x/>"), "please copy the numbers in it"),
    "zip": (zipped(notes=b"1 2"), "packed (zip); please unpack it first"),
    "RTF": (rb"{\rtf1\ansi 1 2}", "an Office document"),
    "a PDF behind a mark": (b"\xef\xbb\xbf\r\n%PDF-1.7\n1 0 obj", "a PDF document"),
    "PostScript": (b"%!PS-Adobe-3.0\n1 2 moveto", "format PostScript"),
    "PGM": (b"P5\n# a camera\n4 2\n255\n\x7f\x80\x90\xa0\xb0\xc0\xd0\xe0", "format PNM"),
    "PPM on one line": (b"P6 1 1 255\n\xff\x80\x40", "format PNM"),
    "PBM": (b"P4 8 1\n\x01", "format PNM"),
    "SVG": (b"<?xml version='1.0'?>\n<svg xmlns='x'><path d='M 1 2'/></svg>", "format SVG"),
    "a web page": (b"\n<!DOCTYPE html>\n<table><tr><td>1</td></tr></table>", "a web page"),
    "a database": (b"PAR1\x15\x04", "a database; please save the table in it as CSV"),
    "a sound": (b"RIFF\x24\0\0\0WAVEfmt ", "a sound"),
    "tar": (b"map.txt".ljust(257, b"\0") + b"ustar\x0000", "packed (tar)"),
    "gzip": (gzip.compress(b"1 2"), "packed (gzip)"),
    "bzip2": (b"BZh91AY&SY\0", "packed (bzip2)"),
    "xz": (b"\xfd7zXZ\0", "packed (xz)"),
    "7z": (b"7z\xbc\xaf\x27\x1c", "packed (7z)"),
    "a program": (b"\x7fELF\x02\x01\x01\0", "a program"),
    "a Windows program": (b"MZ\x90\0\x03", "a program"),
    "anything": (bytes(range(64)), "no file that poolviz knows"),
    "zeros": (bytes(100), "no file that poolviz knows"),
}


@pytest.mark.parametrize(("data", "words"), STRANGERS.values(), ids=STRANGERS.keys())
def test_strangers_are_told_what_would_help(data: bytes, words: str, refused: Refused) -> None:
    for name in ("it", "it.npy", "it.png", "it.csv"):
        assert words in refused(data, name).sentence


@pytest.mark.parametrize("name", ["it.pdf", "it.DOCX", "it.xlsx", "it.zip"])
def test_a_text_that_is_named_like_a_document_is_told_so(name: str, refused: Refused) -> None:
    sentence = refused(b"1 2\n3 4\n", name).sentence
    assert "named like a document" in sentence
    assert "map.csv" in sentence


def test_tables_that_measuring_programs_call_xls_are_read() -> None:
    assert recognise(b"1\t2\n3\t4\n", "it.xls") == "text"


def test_a_table_whose_first_row_is_called_p5_is_read() -> None:
    assert recognise(b"P5 3 4 7\nP6 5 6 8\n", "it.txt") == "text"


VALUES = [[1, 2], [3, 4]]
PICKLES = {
    **{f"protocol {number}": pickle.dumps(VALUES, number) for number in range(6)},
    **{f"a dictionary in protocol {number}": pickle.dumps({"a": 1}, number) for number in range(6)},
    **{f"a tuple in protocol {number}": pickle.dumps((1, 2.5), number) for number in range(6)},
    **{f"words in protocol {number}": pickle.dumps(("a", "b"), number) for number in range(6)},
    **{f"an array in protocol {number}": pickle.dumps(np.eye(2), number) for number in range(6)},
    **{f"an object in protocol {number}": pickle.dumps(OrderedDict(a=1), number) for number in range(6)},
}


@pytest.mark.parametrize("data", PICKLES.values(), ids=PICKLES.keys())
def test_pickles_are_recognised_under_any_name(data: bytes, refused: Refused) -> None:
    for name in ("map.pkl", "map.npy", "map.csv", "map.png", "map"):
        error = refused(data, name)
        assert "This is a pickle, and opening it could run a program hidden inside" in error.sentence
        assert error.detail.count("\n") == 2
        assert f"pickle.load(open({name!r}, 'rb'))" in error.detail


def test_pytorch_s_files_are_recognised_under_any_name(refused: Refused) -> None:
    new = zipped(archive__data_pkl=b"\x80\x02}q\x00.").replace(b"data_pkl", b"data.pkl")
    old = pickle.dumps(0x1950A86A20F9469CFC6C, 2) + pickle.dumps(1001, 2)
    for data in (new, old):
        for name in ("weights.pt", "weights.npz", "weights.png", "weights"):
            error = refused(data, name)
            assert "This is a PyTorch file" in error.sentence
            assert "weights_only=True" in error.detail
            assert "numpy.save('weights.npy'" in error.detail


@pytest.mark.parametrize("name", ["a.pt", "a.PTH", "a.ckpt", "a.pkl", "a.pickle", "a.joblib"])
def test_what_only_is_called_a_pickle_is_not_opened_either(name: str, refused: Refused) -> None:
    assert "could run a program" in refused(b"\x1f\x8bwhatever", name).sentence


def test_an_array_called_a_pickle_is_an_array() -> None:
    assert recognise(b"\x93NUMPY\x01\x00", "a.pkl") == "npy"


def test_the_lines_to_copy_cannot_be_broken_by_a_name() -> None:
    name = "x'), __import__('os').system('ls'), ('\n.pkl"
    lines = refusal(b"", name).detail.split("\n")
    assert len(lines) == 3
    assert repr(name) in lines[1]
    compile("\n".join(lines), "lines", "exec")
    assert "values.npy" in refusal(b"", "").detail


@pytest.mark.parametrize(
    "text", ["count\nmean\n3\n", "(1, 2), (3, 4)", "[1, 2]", "}", "call\nme\nmaybe", "(d 1)", "]q"]
)
def test_text_is_not_taken_for_a_pickle(text: str) -> None:
    assert recognise(text.encode(), "a.txt") == "text"


def test_a_decoder_s_mistakes_become_one_sentence() -> None:
    with (
        pytest.raises(FileError, match=r"looks like a song, but it is damaged or cut short\.") as caught,
        decoding("a song"),
    ):
        raise KeyError("tune")
    assert caught.value.detail == "KeyError: 'tune'"
    with pytest.raises(FileError, match="not enough memory to open a song"), decoding("a song"):
        raise MemoryError
    with pytest.raises(FileError, match="as it was"), decoding("a song"):
        raise FileError("as it was")
    with pytest.raises(KeyboardInterrupt), decoding("a song"):
        raise KeyboardInterrupt


def test_an_excerpt_fits_into_a_sentence() -> None:
    assert shortened("plain") == "plain"
    assert shortened("a\tb\x00c\u200bd\n") == "a b c d"
    assert shortened("x" * 1000) == "x" * 23 + "…"
