"""Which reader opens which kind of file that can hold several arrays; each is loaded when it is needed."""

from __future__ import annotations

from poolviz.files.entries import Contents
from poolviz.files.limits import Limits
from poolviz.files.recognise import Format


def open_container(form: Format, data: bytes, name: str, limits: Limits) -> Contents | None:
    """Return what is in a file that can hold several arrays, or None if a file of this format cannot.

    Raises:
        FileError: damaged, too much in it, or a package that is needed is missing.
    """
    match form:
        case "npz":
            from poolviz.files.archives import open_npz

            return open_npz(data, limits)
        case "safetensors":
            from poolviz.files.tensors import open_safetensors

            return open_safetensors(data, limits)
        case "hdf5":
            from poolviz.files.hdf5 import open_hdf5

            return open_hdf5(data, limits)
        case "mat":
            from poolviz.files.matfiles import open_mat

            return open_mat(data, limits)
        case "onnx":
            from poolviz.files.onnxfiles import open_onnx

            return open_onnx(data, name, limits)
        case "TIFF":
            from poolviz.files.tiff import is_picture, open_tiff

            return None if is_picture(data, limits) else open_tiff(data, limits)
        case _:
            return None
