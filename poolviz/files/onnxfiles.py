"""ONNX: the weights of a model, or one tensor by itself. Numbers kept in other files are not fetched."""

from __future__ import annotations

import math
from pathlib import PurePath
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from poolviz.files.entries import Contents, Entry, check_count, check_room
from poolviz.files.errors import FileError, decoding
from poolviz.files.limits import Limits
from poolviz.files.optional import optional
from poolviz.frame.words import say

if TYPE_CHECKING:
    from onnx import TensorProto

Array = NDArray[Any]

# Bytes a number once it is read; bfloat16 becomes float32.
_TYPES = {
    "FLOAT": 4,
    "DOUBLE": 8,
    "FLOAT16": 2,
    "BFLOAT16": 4,
    "BOOL": 1,
    "INT8": 1,
    "INT16": 2,
    "INT32": 4,
    "INT64": 8,
    "UINT8": 1,
    "UINT16": 2,
    "UINT32": 4,
    "UINT64": 8,
}


def open_onnx(data: bytes, name: str, limits: Limits) -> Contents:
    """Return the tensors of an ONNX model (.onnx), or the one tensor of a test file (.pb).

    Raises:
        FileError: onnx is missing, the file is damaged, or holds too many tensors.
    """
    onnx = optional("onnx", "onnx>=1.21", say("ONNX files"))
    is_model = PurePath(name).suffix.lower() == ".onnx"
    what = say("an ONNX model") if is_model else say("an ONNX tensor")
    with decoding(what):
        if is_model:
            tensors = list(onnx.load_model_from_string(data).graph.initializer)
        else:
            tensors = [onnx.load_tensor_from_string(data)]
    check_count(len(tensors), limits)
    # Names need not be there, nor be different.
    named = {_name(tensor) or f"tensor {index}": tensor for index, tensor in enumerate(tensors)}
    entries = tuple(_entry(onnx, name, tensor) for name, tensor in named.items())

    def read(entry: Entry) -> Array:
        tensor = named[entry.name]
        # The file is there twice by now: as it was, and taken apart.
        check_room(entry, math.prod(entry.shape) * _TYPES[entry.dtype], 2 * len(data), limits)
        if tensor.raw_data and len(tensor.raw_data) % math.prod(entry.shape):
            raise FileError(say("{entry} does not hold as many numbers as it claims.", entry=entry))
        with decoding(what):
            values = onnx.numpy_helper.to_array(tensor)
            return np.asarray(values.astype(np.float32) if entry.dtype == "BFLOAT16" else values)

    return Contents(entries, read)


def _name(tensor: TensorProto) -> str:
    """What a tensor is called; the bytes come as they are where they are damaged."""
    name: str | bytes = tensor.name
    return name.decode("utf-8", "replace") if isinstance(name, bytes) else name


def _entry(onnx: ModuleType, name: str, tensor: TensorProto) -> Entry:
    shape = tuple(tensor.dims)
    kinds = onnx.TensorProto.DataType
    kind = kinds.Name(tensor.data_type) if tensor.data_type in kinds.values() else "unknown"
    if kind not in _TYPES:
        return Entry(name, shape, kind, say("Numbers of this type are not read."))
    if tensor.data_location == onnx.TensorProto.EXTERNAL or tensor.external_data:
        return Entry(name, shape, kind, say("Its numbers are in another file, which is not opened."))
    if any(length < 1 for length in shape):
        return Entry(name, shape, kind, say("This tensor is empty."))
    return Entry(name, shape, kind)
