"""HDF5 and ONNX: opened with the packages that know them, refused with a sentence without."""

from __future__ import annotations

import io
import struct
import sys
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from poolviz.files.errors import FileError
from poolviz.files.formats import open_container
from poolviz.files.limits import Limits
from poolviz.files.opening import contents, open_map
from poolviz.files.recognise import Format
from poolviz.frame import words
from tests.files.conftest import Refused

Array = NDArray[Any]
LIMITS = Limits()
MAP = np.arange(24, dtype=np.float32).reshape(2, 3, 4)

HDF5_START = b"\x89HDF\r\n\x1a\n" + bytes(500)


@pytest.mark.parametrize(
    ("package", "name", "data", "extra"),
    [
        ("h5py", "a.h5", HDF5_START, "hdf5"),
        ("h5py", "a.mat", b"MATLAB 7.3 MAT-file".ljust(512) + HDF5_START, "hdf5"),
        ("onnx", "a.onnx", b"\x08\x07\x00", "onnx"),
        ("onnx", "a.pb", b"\x08\x07\x00", "onnx"),
    ],
)
def test_without_its_package_a_file_is_refused_with_what_helps(
    package: str, name: str, data: bytes, extra: str, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    error = refused(data, name)
    assert f"needs “{package}”; install it with “{error.detail}”." in error.sentence
    python, wanted = error.detail.split(" -m pip install ")
    assert python.strip('"') == sys.executable
    extras = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    assert [wanted.strip('"')] == extras["optional-dependencies"][extra]


def attacked(form: Format, name: str, small: bytes, data: st.DataObject) -> None:
    """Flip bits and cut, and look for anything but a map or a sentence."""
    damaged = bytearray(small)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    if data.draw(st.booleans()):
        del damaged[data.draw(st.integers(0, len(damaged) - 1)) :]
    try:
        found = open_container(form, bytes(damaged), name, Limits(memory_bytes=10_000_000))
        assert found is not None
        for entry in found.entries:
            if not entry.problem:
                found.read(entry)
    except FileError as error:
        assert error.sentence.endswith(".")  # noqa: PT017


class TestHdf5:
    @pytest.fixture(autouse=True)
    def _needs_its_package(self) -> None:
        pytest.importorskip("h5py")

    def written(self, path: Path, **options: Any) -> Path:  # noqa: ANN401
        import h5py

        with h5py.File(path, "w") as file:
            file.create_dataset("conv1", data=MAP, **options)
            file.create_dataset("deep/er/conv2", data=MAP[0].astype(">i4"))
            file["words"] = "hello"
            file["empty"] = np.zeros((0, 3))
            file["nothing"] = h5py.Empty("f4")
            file["complex"] = np.ones((2, 2), complex)
            file["soft"] = h5py.SoftLink("/conv1")
            file["outside"] = h5py.ExternalLink("other.h5", "/conv1")
            file["deep/ring"] = file["deep"]
            layout = h5py.VirtualLayout((3, 4), "f4")
            layout[:] = h5py.VirtualSource("other.h5", "conv1", (3, 4))
            file.create_virtual_dataset("virtual", layout)
            file.create_dataset("external", (3, 4), "f4", external=[(str(path) + ".raw", 0, 48)])
        return path

    @pytest.mark.parametrize("packing", [None, "gzip", "lzf"])
    def test_datasets_are_listed_and_opened(self, packing: str | None, tmp_path: Path) -> None:
        path = self.written(tmp_path / "a.h5", compression=packing)
        found = {entry.name: entry for entry in contents(path)}
        assert {name for name, entry in found.items() if not entry.problem} == {"conv1", "deep/er/conv2"}
        assert found["conv1"].shape == (2, 3, 4)
        assert found["outside"].problem == found["soft"].problem
        assert "not followed" in found["outside"].problem
        assert "another file" in found["virtual"].problem
        assert "another file" in found["external"].problem
        assert "empty" in found["empty"].problem
        assert "empty" in found["nothing"].problem
        assert "no plain numbers" in found["words"].problem
        assert "no plain numbers" in found["complex"].problem
        assert np.array_equal(open_map(path, entry="conv1").map.values, MAP)
        assert open_map(path, entry="deep/er/conv2").map.values.tolist() == [MAP[0].tolist()]
        with pytest.raises(FileError, match="not followed"):
            open_map(path, entry="outside")

    def test_numbers_that_numpy_does_not_know(self, tmp_path: Path, refused: Refused) -> None:
        import h5py

        file = io.BytesIO()
        with h5py.File(file, "w") as out:
            h5py.h5d.create(out.id, b"time", h5py.h5t.UNIX_D32LE, h5py.h5s.create_simple((2, 2)))
        assert "Numbers of this type are not read." in refused(file.getvalue(), "a.h5").sentence

    def test_no_filter_is_loaded(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        import h5py

        from poolviz.files import hdf5

        with h5py.File(tmp_path / "a.h5", "w") as out:
            out.create_dataset("a", data=MAP, compression="gzip", shuffle=True)
        assert open_map(tmp_path / "a.h5").map.size == (3, 4)
        monkeypatch.setattr(hdf5, "_FILTERS", (2,))
        with pytest.raises(FileError, match="packed in a way that is not part of HDF5"):
            open_map(tmp_path / "a.h5")

    def test_terabytes_that_are_only_declared(self, tmp_path: Path, refused: Refused) -> None:
        import h5py

        file = io.BytesIO()
        with h5py.File(file, "w") as out:
            out.create_dataset("a", (10**6, 10**6), "f4", chunks=(100, 100), compression="gzip")
        assert len(file.getvalue()) < 10_000
        assert (
            "takes 4\u202f000\u202f000 MB unpacked, too much to open"
            in refused(file.getvalue(), "a.h5").sentence
        )

    def test_one_chunk_that_is_larger_than_all_numbers(self, refused: Refused) -> None:
        import h5py

        file = io.BytesIO()
        with h5py.File(file, "w") as out:
            made = out.create_dataset("a", (2, 2), "f4", maxshape=(None, None), chunks=(9000, 9000))
            made.id.write_direct_chunk((0, 0), bytes(10))
        assert "takes 324 MB unpacked, too much to open" in refused(file.getvalue(), "a.h5").sentence

    def test_a_damaged_dataset_that_would_take_all_memory(self, refused: Refused) -> None:
        import h5py

        file = io.BytesIO()
        with h5py.File(file, "w") as out:
            out.create_dataset("a", data=MAP, compression="gzip")
        whole = file.getvalue()
        # The message about its shape: version 1, three axes of 2, 3 and 4; one of them is left.
        shape = bytes([1, 3, 1]).ljust(8, b"\0") + struct.pack("<3Q", 2, 3, 4)
        assert whole.count(shape) == 1
        damaged = whole.replace(shape, b"\1\1" + shape[2:])
        assert "“a” 2: This dataset is damaged." in refused(damaged, "a.h5").sentence

    def test_too_many_datasets(self, refused: Refused) -> None:
        import h5py

        file = io.BytesIO()
        with h5py.File(file, "w") as out:
            for index in range(12):
                out[f"d{index}"] = MAP
        assert "more than 10 arrays" in refused(file.getvalue(), "a.h5", Limits(members=10)).sentence

    def test_matlab_s_newest_files_turn_their_axes_around(self, tmp_path: Path) -> None:
        import h5py

        path = tmp_path / "a.mat"
        with h5py.File(path, "w", userblock_size=512) as file:
            file["picture"] = np.arange(24.0).reshape(4, 3, 2)
            file["#refs#/a"] = MAP
        data = path.read_bytes()
        path.write_bytes(b"MATLAB 7.3 MAT-file".ljust(512) + data[512:])
        opened = open_map(path)
        assert opened.axes == "HWC"
        assert opened.map.shape == (4, 2, 3)
        assert opened.map.value(3, 1, 2) == 23

    SMALL: bytes = b""

    @settings(max_examples=60, deadline=None)
    @given(st.data())
    def test_any_damage_gives_a_map_or_a_sentence(self, data: st.DataObject) -> None:
        import h5py

        if not TestHdf5.SMALL:
            file = io.BytesIO()
            with h5py.File(file, "w") as out:
                out.create_dataset("a", data=MAP, compression="gzip")
            TestHdf5.SMALL = file.getvalue()
        attacked("hdf5", "a.h5", TestHdf5.SMALL, data)


class TestOnnx:
    @pytest.fixture(autouse=True)
    def _needs_its_package(self) -> None:
        pytest.importorskip("onnx")

    def model(self) -> bytes:
        from onnx import TensorProto, helper, numpy_helper

        far = helper.make_tensor("far", TensorProto.FLOAT, [2, 2], bytes(16), raw=True)
        far.ClearField("raw_data")
        far.data_location = TensorProto.EXTERNAL
        far.external_data.add(key="location", value="/etc/passwd")
        tensors = [
            numpy_helper.from_array(MAP, "conv.weight"),
            helper.make_tensor("half", TensorProto.BFLOAT16, [1, 3], [1.0, -2.5, 3.140625]),
            helper.make_tensor("typed", TensorProto.FLOAT, [1, 2], [1.0, 2.0]),
            TensorProto(name="words", data_type=TensorProto.STRING, dims=[1], string_data=[b"hello"]),
            helper.make_tensor("empty", TensorProto.FLOAT, [0, 2], []),
            far,
        ]
        graph = helper.make_graph([], "g", [], [], initializer=tensors)
        model: bytes = helper.make_model(graph).SerializeToString()
        return model

    def test_weights_are_listed_and_opened(self, tmp_path: Path) -> None:
        path = tmp_path / "a.onnx"
        path.write_bytes(self.model())
        found = {entry.name: entry for entry in contents(path)}
        assert {name for name, entry in found.items() if not entry.problem} == {
            "conv.weight",
            "half",
            "typed",
        }
        assert "in another file, which is not opened" in found["far"].problem
        assert "type are not read" in found["words"].problem
        assert "empty" in found["empty"].problem
        assert np.array_equal(open_map(path, entry="conv.weight").map.values, MAP)
        half = open_map(path, entry="half").map
        assert (half.dtype, half.values.tolist()) == (np.dtype("f4"), [[[1.0, -2.5, 3.140625]]])
        assert open_map(path, entry="typed").map.values.tolist() == [[[1.0, 2.0]]]

    def test_a_tensor_by_itself(self, tmp_path: Path) -> None:
        from onnx import numpy_helper

        path = tmp_path / "input_0.pb"
        path.write_bytes(numpy_helper.from_array(MAP[np.newaxis]).SerializeToString())
        assert np.array_equal(open_map(path).map.values, MAP)

    def test_a_tensor_that_lies_about_its_size(self, refused: Refused) -> None:
        from onnx import TensorProto, numpy_helper

        tensor: TensorProto = numpy_helper.from_array(MAP, "a")
        tensor.dims[0] = 5
        assert (
            "does not hold as many numbers as it claims"
            in refused(tensor.SerializeToString(), "a.pb").sentence
        )
        tensor.dims[0] = 4
        assert "damaged or cut short" in refused(tensor.SerializeToString(), "a.pb").sentence
        tensor.dims[0] = 2**40
        assert "too much to open" in refused(tensor.SerializeToString(), "a.pb").sentence
        tensor.dims[0] = -1
        assert "empty" in refused(tensor.SerializeToString(), "a.pb").sentence

    def test_a_model_is_one_in_every_language(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(words, "_translate", "– {} –".format)
        path = tmp_path / "a.onnx"
        path.write_bytes(self.model())
        assert np.array_equal(open_map(path, entry="conv.weight").map.values, MAP)

    def test_a_name_that_is_no_text(self, tmp_path: Path) -> None:
        path = tmp_path / "a.onnx"
        path.write_bytes(self.model().replace(b"conv.weight", b"conv\xffweight"))
        assert "conv\ufffdweight" in {entry.name for entry in contents(path)}
        assert np.array_equal(open_map(path, entry="conv\ufffdweight").map.values, MAP)

    def test_anything_else(self, refused: Refused) -> None:
        assert (
            "looks like an ONNX model, but it is damaged" in refused(b"\x07\x01\x02\x00", "a.onnx").sentence
        )
        assert "There are no numbers" in refused(b"hello", "a.onnx").sentence

    @settings(max_examples=150, deadline=None)
    @given(st.data())
    def test_any_damage_gives_a_map_or_a_sentence(self, data: st.DataObject) -> None:
        attacked("onnx", "a.onnx", self.model(), data)
