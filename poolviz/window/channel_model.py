"""The channels of a map as a list whose pictures are drawn when they come into sight, and then kept."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPixmap

from poolviz.frame.words import say, translated
from poolviz.maps.map import Map
from poolviz.maps.ranges import common_range
from poolviz.model.display import Display
from poolviz.views.theme import Theme
from poolviz.window.thumbnails import thumbnail

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_KEPT = 2048  # pictures; each takes about 10 kB


def channel_title(map_: Map, channel: int) -> str:
    """What a channel is called: its place, and the filter that made it where that is known.

    >>> channel_title(Map.from_array([[1]], channel_names=("bright spot",)), 0)
    'Channel 1 of 1 · bright spot'
    """
    place = say("Channel {number} of {count}", number=channel + 1, count=map_.channels)
    return f"{place} · {translated(map_.channel_names[channel])}" if map_.channel_names else place


class ChannelModel(QAbstractListModel):
    """One row a channel."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._map: Map | None = None
        self._look: tuple[Display, Theme, int] | None = None
        self._pictures: OrderedDict[int, QPixmap] = OrderedDict()

    def show_map(self, map_: Map, display: Display, theme: Theme, side: int) -> None:
        """Stand for another map, or the same in another look; pictures that stay right are kept."""
        before, look = self._map, (display, theme, side)
        if map_ is before and look == self._look:
            return
        self._map, same_look = map_, look == self._look
        self._look = look
        if before is None or before.shape != map_.shape or before.channel_names != map_.channel_names:
            self.beginResetModel()
            self._pictures.clear()
            self.endResetModel()
            return
        if not same_look or (display.common and common_range(before) != common_range(map_)):
            self._pictures.clear()
            self._tell(0, map_.channels - 1)
            return
        for channel in [kept for kept in self._pictures if _differs(map_, before, kept)]:
            del self._pictures[channel]
            self._tell(channel, channel)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """As many rows as channels."""
        return 0 if parent.isValid() or self._map is None else self._map.channels

    def data(self, index: _Index, role: int = 0) -> object:
        """The number of a channel, counted from 1, and what it is called."""
        if self._map is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(index.row() + 1)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return channel_title(self._map, index.row())
        return None

    def picture(self, channel: int) -> QPixmap:
        """The picture of a channel; drawn when it is asked for the first time."""
        assert self._map is not None, "asked while something is shown"
        assert self._look is not None, "likewise"
        found = self._pictures.get(channel)
        if found is None:
            display, theme, side = self._look
            found = self._pictures[channel] = thumbnail(self._map, theme, side, channel, display)
            if len(self._pictures) > _KEPT:
                self._pictures.popitem(last=False)
        return found

    @property
    def drawn(self) -> int:
        """How many pictures are kept now."""
        return len(self._pictures)

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first), self.index(last))


def _differs(map_: Map, before: Map, channel: int) -> bool:
    changed = map_.changes_in(channel, before)
    return changed is None or bool(changed.rows)
