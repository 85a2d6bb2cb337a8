"""What goes out to other programs: a board as numbers, the stage as a picture."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLocale, QMimeData
from PySide6.QtGui import QGuiApplication, QImage

from poolviz.files.errors import FileError
from poolviz.files.notations import Notation, by_id, to_tsv
from poolviz.frame.model import Board
from poolviz.frame.plane import Array
from poolviz.frame.words import grouped, say
from poolviz.model.sentences import told
from poolviz.session.session import Session
from poolviz.session.state import Notice
from poolviz.views.stage import Stage

_AT_ONCE = 20_000  # more numbers than this are written as a job


class Copying:
    """Puts things on the clipboard, and says what it put there."""

    def __init__(
        self, session: Session, stage: Stage, system: Callable[[], QLocale] = QLocale.system
    ) -> None:
        """``system`` tells how the system writes numbers."""
        self._session = session
        self._stage = stage
        self._system = system

    def copy(self, notation: str) -> None:
        """Copy the board under the pointer, the one with the cursor, or the result.

        A spreadsheet gets the decimal sign of the system, since it reads numbers as the system writes them.
        The notations of programs always have a point.
        """
        board = self._board()
        if board is None:
            self._say(say("There is no board on the stage to copy."), warning=True)
            return
        values, how = numbers_of(board), by_id(notation)
        write = self._spreadsheet if how.id == "tsv" else how.write
        if values.size <= _AT_ONCE:
            try:
                self._put(board, how, write(values))
            except FileError as error:
                self._refuse(error)
            return
        self._session.run(
            say("Copying {board}…", board=board.called),
            lambda _: write(values),
            lambda text: self._put(board, how, text),
            self._refuse,
        )

    def copy_picture(self) -> None:
        """Copy the stage as a picture with a clear ground."""
        picture = self._stage.picture_of(self._session.state.frame, self._stage.size())
        data = QMimeData()
        data.setImageData(picture)
        # By name as well: not every system keeps what is clear when it makes a format of its own of it.
        data.setData("image/png", _png(picture))
        QGuiApplication.clipboard().setMimeData(data)
        width, height = picture.width(), picture.height()
        self._say(
            say(
                "Copied: the stage as a picture of {width} × {height} pixels with a clear ground.",
                width=width,
                height=height,
            )
        )

    def _board(self) -> Board | None:
        """Which board is meant: under the pointer, with the cursor or held, else the first result."""
        state = self._session.state
        frame, cursor = state.frame, state.cursor
        meant = [
            self._stage.pointed,
            cursor.cell.board if cursor is not None else "",
            state.focus.board if state.focus is not None else "",
            *frame.outputs,
            *frame.results,
            *(board.name for board in frame.boards),
        ]
        return next((frame.board(name) for name in meant if frame.has(name)), None)

    def _spreadsheet(self, values: Array) -> str:
        return to_tsv(values, decimal_comma=self._system().decimalPoint() == ",")

    def _put(self, board: Board, notation: Notation, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        rows, columns = board.shape
        self._say(
            say(
                "Copied: {board}, {rows} × {columns}, as {notation}.",
                board=board.called,
                rows=grouped(rows),
                columns=grouped(columns),
                notation=notation_title(notation.id),
            )
        )

    def _refuse(self, error: BaseException) -> None:
        if not isinstance(error, FileError):
            raise error
        self._say(told(error), warning=True)

    def _say(self, text: str, *, warning: bool = False) -> None:
        self._session.notify(Notice(text, "warning" if warning else "info"))


def _png(picture: QImage) -> QByteArray:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    buffer.close()
    return data


def numbers_of(board: Board) -> Array:
    """All numbers of a board, (rows, columns): a sum on its way as it stands, everything else finished."""
    rows, columns = board.shape
    if board.hidden == "zero":
        return board.part(0, 0, rows, columns)
    return board.plane.read(slice(None), slice(None))


def notation_title(notation: str) -> str:
    """What people call a notation."""
    titles = {
        "tsv": say("a table for spreadsheets"),
        "numpy": "NumPy",
        "matlab": "MATLAB",
        "latex": "LaTeX",
        "markdown": "Markdown",
    }
    return titles[notation]
