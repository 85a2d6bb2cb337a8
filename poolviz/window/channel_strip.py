"""The channels of a map as small pictures, one of which is on the stage."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from poolviz.frame.words import say
from poolviz.maps.filters import by_name
from poolviz.maps.map import Map
from poolviz.session.session import Session
from poolviz.session.state import State
from poolviz.views.theme import Theme
from poolviz.window.channel_model import ChannelModel, channel_title
from poolviz.window.thumbnails import kernel_picture

_SIDE = 2.6  # of a picture, in multiples of the text's height
_ROOM = 0.35  # around it, likewise
_FRAME = 3  # pixels
_MOST_ROWS = 4  # of pictures that are seen at once; the others are scrolled to


class _Delegate(QStyledItemDelegate):
    """Paints a picture with its number under it; a frame tells the chosen one."""

    def __init__(self, model: ChannelModel, theme: Callable[[], Theme], parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one channel."""
        theme = self._theme()
        rect: QRect = option.rect  # type: ignore[attr-defined,unused-ignore]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined,unused-ignore]
        picture = self._model.picture(index.row())
        side = picture.width()
        place = QRect(rect.left() + (rect.width() - side) // 2, rect.top() + _FRAME + 1, side, side)
        painter.save()
        painter.drawPixmap(place.topLeft(), picture)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.setPen(QColor(theme.selected_text if chosen else theme.quiet))
        font = painter.font()
        font.setPixelSize(max(round(font.pixelSize() * 0.8), 9))
        font.setBold(chosen)
        painter.setFont(font)
        below = QRect(rect.left(), place.bottom() + 1, rect.width(), rect.bottom() - place.bottom())
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(index.row() + 1))
        if chosen:
            painter.setPen(QPen(QColor(theme.accent), _FRAME, j=Qt.PenJoinStyle.MiterJoin))
            painter.drawRect(place.adjusted(-_FRAME, -_FRAME, _FRAME - 1, _FRAME - 1))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The same for all."""
        view = self.parent()
        assert isinstance(view, _Pictures)
        return view.gridSize()


class _Pictures(QListView):
    """The pictures, wrapped into rows; only those in sight are drawn."""

    left = Signal()

    def __init__(self, model: ChannelModel, theme: Callable[[], Theme]) -> None:
        super().__init__()
        self.setObjectName("channels")
        self.setAccessibleName(say("Channels"))
        self.setModel(model)
        self.setItemDelegate(_Delegate(model, theme, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFrameShape(QListView.Shape.NoFrame)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Escape lead back to the stage."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ChannelStrip(QWidget):
    """Shown while a map has several channels; choosing one changes the channel on the stage."""

    left = Signal()

    def __init__(self, session: Session, theme: Callable[[], Theme]) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self._state: State | None = None
        self._shown: tuple[object, ...] = ()
        self._model = ChannelModel(self)
        self.pictures = _Pictures(self._model, theme)
        self.pictures.left.connect(self.left)
        self.pictures.selectionModel().currentChanged.connect(self._choose)
        self._kernel = QLabel()
        self._title = QLabel()
        self._title.setWordWrap(True)
        self._title.setObjectName("quiet")
        line = QHBoxLayout()
        line.addWidget(self._kernel)
        line.addWidget(self._title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.pictures)
        column.addLayout(line)
        self.hide()

    @property
    def title(self) -> str:
        """What is said about the channel on the stage."""
        return self._title.text()

    def show_state(self, state: State) -> None:
        """Show the channels of the map, and which of them is on the stage."""
        self._state = state
        document, theme, text = state.document, self._theme(), self.fontMetrics().height()
        now = (document.map, document.channel, document.display, theme, text)
        if now == self._shown:
            return
        self._shown = now
        map_ = document.map
        self.setVisible(map_.channels > 1)
        if map_.channels == 1:
            return
        # Before the pictures: what Qt reports while they are exchanged is no wish of a person.
        with QSignalBlocker(self.pictures.selectionModel()):
            self._model.show_map(map_, document.display, theme, round(_SIDE * text))
        self._select(document.channel)
        self._fit()
        self._tell(map_, document.channel, theme, text)

    def retint(self) -> None:
        """Draw everything anew: the theme or the size has changed."""
        if self._state is not None:
            self.show_state(self._state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width takes another number of pictures."""
        super().resizeEvent(event)
        self._fit()

    def _select(self, channel: int) -> None:
        selection = self.pictures.selectionModel()
        index = self._model.index(channel)
        if selection.currentIndex().row() != channel or not selection.isSelected(index):
            self.pictures.setCurrentIndex(index)
            self.pictures.scrollTo(index)

    def _tell(self, map_: Map, channel: int, theme: Theme, text: int) -> None:
        self._title.setText(channel_title(map_, channel))
        found = by_name(map_.channel_names[channel]) if map_.channel_names else None
        self._kernel.setVisible(found is not None)
        if found is not None:
            self._kernel.setPixmap(kernel_picture(found, theme, round(2.4 * text)))
            self._kernel.setToolTip(say("The filter’s weights: blue above 0, orange below"))
            self._kernel.setAccessibleName(say("Weights of the filter {name}", name=found.name))

    def _fit(self) -> None:
        """Fill the width, with as many rows as are needed and not more than a few."""
        text = self.fontMetrics().height()
        # As if the bar were always there, and a little less, or Qt takes one picture from every row.
        room = self.pictures.width() - self.pictures.verticalScrollBar().sizeHint().width() - 2
        least = round((_SIDE + 2 * _ROOM) * text)
        across = max(room // least, 1)
        cell = QSize(max(room // across, least), least + round(0.7 * text))
        rows = min(-(-self._model.rowCount() // across), _MOST_ROWS)
        height = rows * cell.height() + 4
        if (cell, height) != (self.pictures.gridSize(), self.pictures.height()):
            self.pictures.setGridSize(cell)
            self.pictures.setFixedHeight(height)

    def _choose(self, index: QModelIndex) -> None:
        state = self._state
        if state is not None and index.isValid() and index.row() != state.document.channel:
            self._session.change(channel=index.row())
