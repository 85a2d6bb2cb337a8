"""Files as other software writes them, and what must be on the stage once they are open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Array = NDArray[Any]

CUBE = np.arange(120.0).reshape(4, 5, 6)
PLANE = np.arange(20, dtype=np.uint8).reshape(4, 5) * 12
RED = np.dstack([PLANE, PLANE // 2, PLANE // 3])


@dataclass(frozen=True)
class Written:
    """A file of one program: how it is written and what it shows, (C, H, W)."""

    name: str
    write: Callable[[Path], object]
    shown: Array
    entry: str = ""
    """Which array is chosen, if the file holds several."""
    near: float = 0.0
    """By how much numbers may differ, where the format itself loses some."""


def _grey(colours: Array) -> Array:
    mixed: Array = colours @ np.array([0.299, 0.587, 0.114])
    return np.rint(mixed).astype(np.uint8)[np.newaxis]


def _turned(path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    Image.fromarray(PLANE).save(path, quality=100, exif=exif)


def _moving(path: Path) -> None:
    frames = [Image.fromarray(np.full((4, 5), level, np.uint8)) for level in (30, 90)]
    frames[0].save(path, save_all=True, append_images=frames[1:])


def _transparent(path: Path) -> None:
    Image.fromarray(np.dstack([PLANE, np.zeros_like(PLANE)]), "LA").save(path)


PILLOW = (
    Written("grey.png", lambda path: Image.fromarray(PLANE).save(path), PLANE[None]),
    Written("colour.png", lambda path: Image.fromarray(RED).save(path), _grey(RED), near=1),
    Written("deep.png", lambda path: Image.fromarray(PLANE.astype(np.uint16) * 257).save(path),
            PLANE[None].astype(np.uint16) * 257),
    Written("clear.png", _transparent, np.full((1, 4, 5), 255)),
    Written("palette.png", lambda path: Image.fromarray(RED).quantize(32).save(path), _grey(RED), near=2),
    Written("photo.jpg", lambda path: Image.fromarray(PLANE).save(path, quality=100), PLANE[None], near=3),
    Written("turned.jpg", _turned, np.rot90(PLANE, -1)[None], near=3),
    Written("print.jpg", lambda path: Image.new("CMYK", (5, 4), (0, 0, 0, 0)).save(path),
            np.full((1, 4, 5), 255), near=1),
    Written("plain.bmp", lambda path: Image.fromarray(PLANE).save(path), PLANE[None]),
    Written("moving.gif", _moving, np.full((1, 4, 5), 30)),
    Written("web.webp", lambda path: Image.fromarray(RED).save(path, lossless=True), _grey(RED), near=1),
    Written("scan.tif", lambda path: Image.fromarray(PLANE).save(path), PLANE[None]),
)  # fmt: skip


def _tiff(values: Array) -> Callable[[Path], object]:
    import tifffile

    return lambda path: tifffile.imwrite(path, values, photometric="minisblack")


TIFFFILE = (
    Written("field.tif", _tiff(CUBE[0]), CUBE[:1]),
    Written("stack.tif", _tiff(CUBE), CUBE),
)


def _npz(path: Path) -> None:
    np.savez(path, fc=np.arange(5.0), conv1=CUBE, names=np.array(["cat"]))


NUMPY = (
    Written("map.npy", lambda path: np.save(path, CUBE), CUBE),
    Written("columns.npy", lambda path: np.save(path, np.asfortranarray(CUBE)), CUBE),
    Written("big.npy", lambda path: np.save(path, CUBE.astype(">f4")), CUBE),
    Written("half.npy", lambda path: np.save(path, CUBE.astype(np.float16)), CUBE),
    Written("mask.npy", lambda path: np.save(path, PLANE > 99), (PLANE > 99)[None]),
    Written("features.npz", _npz, CUBE, entry="conv1"),
    Written("packed.npz", lambda path: np.savez_compressed(path, only=CUBE), CUBE),
    Written("table.csv", lambda path: np.savetxt(path, CUBE[0], delimiter=","), CUBE[:1]),
    Written("table.txt", lambda path: np.savetxt(path, CUBE[0]), CUBE[:1]),
)


def _safetensors(path: Path) -> None:
    from safetensors.numpy import save_file

    save_file({"bias": np.zeros(4, np.float32), "conv1.weight": CUBE.astype(np.float32)}, path)


def _hdf5(path: Path) -> None:
    import h5py

    with h5py.File(path, "w") as file:
        file.create_dataset("net/conv1", data=CUBE, compression="gzip")
        file["labels"] = ["cat", "dog"]
        file["net/bias"] = np.zeros(4)


def _mat(path: Path) -> None:
    from scipy.io import savemat

    savemat(path, {"features": np.moveaxis(CUBE, 0, -1), "rate": np.array([[0.1, 0.2]]), "who": "me"})


def _tensor(path: Path) -> None:
    from onnx import numpy_helper

    path.write_bytes(numpy_helper.from_array(CUBE.astype(np.float32), "x").SerializeToString())


def _model(path: Path) -> None:
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    weights = [numpy_helper.from_array(v.astype(np.float32), n) for n, v in (("w", CUBE), ("b", CUBE[0]))]
    add = helper.make_node("Add", ["w", "b"], ["y"])
    out = helper.make_tensor_value_info("y", TensorProto.FLOAT, [4, 5, 6])
    onnx.save(helper.make_model(helper.make_graph([add], "g", [], [out], weights)), str(path))


OTHERS = (
    Written("net.safetensors", _safetensors, CUBE, entry="conv1.weight"),
    Written("net.h5", _hdf5, CUBE, entry="net/conv1"),
    Written("features.mat", _mat, CUBE, entry="features"),
    Written("tensor.pb", _tensor, CUBE),
    Written("model.onnx", _model, CUBE, entry="w"),
)

EVERY = PILLOW + TIFFFILE + NUMPY + OTHERS
