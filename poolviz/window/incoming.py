"""What comes in from elsewhere: a file chosen or dropped, numbers copied or dropped."""

from __future__ import annotations

from PySide6.QtCore import QFileInfo, QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from poolviz.frame.words import say
from poolviz.session.session import Session
from poolviz.session.state import Notice
from poolviz.window.preferences import Preferences

_ENDINGS = (
    "*.npy *.npz *.csv *.tsv *.txt *.png *.jpg *.jpeg *.bmp *.gif *.webp *.tif *.tiff "
    "*.safetensors *.h5 *.hdf5 *.mat *.onnx *.pb"
)


class Incoming:
    """Hands files and texts to the session, which says what is wrong with them."""

    def __init__(self, session: Session, preferences: Preferences) -> None:
        self._session = session
        self._preferences = preferences

    def choose_file(self, parent: QWidget) -> QFileDialog:
        """Open a dialog for a file; it goes away by itself."""
        dialog = QFileDialog(parent, say("Open a map"), self._preferences.folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([f"{say('Maps and pictures')} ({_ENDINGS})", f"{say('Everything')} (*)"])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.open)
        dialog.open()
        return dialog

    def open(self, path: str) -> None:
        """Open a file, and remember its folder."""
        self._preferences.folder = QFileInfo(path).absolutePath()
        self._session.open_path(path)

    def paste(self) -> None:
        """Take what was copied: numbers as text, or a file from a file manager."""
        data = QGuiApplication.clipboard().mimeData()
        if not self.accepts(data):
            self._session.notify(
                Notice(say("There is nothing to paste: copy a few rows of numbers first."), "warning")
            )
            return
        self.take(data)

    def take(self, data: QMimeData) -> None:
        """Open what was dropped or copied."""
        files = _files(data)
        if files:
            self.open(files[0])
        else:
            self._session.paste(data.text())

    @staticmethod
    def accepts(data: QMimeData | None) -> bool:
        """Whether there is a file or a text in it."""
        return data is not None and (bool(_files(data)) or (data.hasText() and bool(data.text().strip())))


def _files(data: QMimeData) -> list[str]:
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
