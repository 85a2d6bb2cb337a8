"""Words in the place of the boards: paragraphs in one calm column, as large as they fit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from poolviz.frame.model import Page
from poolviz.views.fonts import font
from poolviz.views.theme import Theme

# In multiples of the text size.
_SIZES = (1.8, 1.65, 1.5, 1.4, 1.3, 1.2, 1.1, 1.0, 0.9)
_SCROLLED = 1.0
_ASIDE, _ABOVE, _BETWEEN = 2.0, 1.0, 0.9
_COLUMN = 34.0  # how wide a line may be, in multiples of its letters: longer ones are hard to follow


class PageView(QScrollArea):
    """Away while there is no page. What does not fit even with the smallest letters can be scrolled."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._canvas = parent
        self._theme = theme
        self._text = 13.0
        self._page: Page | None = None
        self._labels: list[QLabel] = []
        self._inside = QWidget()
        self._inside.setObjectName("pageInside")
        self._column = QVBoxLayout(self._inside)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # so that arrow keys can scroll it
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        parent.installEventFilter(self)
        self.hide()

    def show_page(self, page: Page | None, theme: Theme, text: float) -> None:
        """Show these paragraphs, or nothing, in a theme and for a height of ordinary text in pixels."""
        same = page == self._page
        if same and (theme, text) == (self._theme, self._text):
            return
        self._page, self._theme, self._text = page, theme, text
        if not same:
            self._replace(page.paragraphs if page is not None else ())
            self.setGeometry(self._canvas.rect())
            self.setVisible(page is not None)
        self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the canvas, however large it becomes."""
        if watched is self._canvas and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._canvas.rect())
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Letters follow the room."""
        super().resizeEvent(event)
        self._fill()

    def _replace(self, paragraphs: tuple[str, ...]) -> None:
        for label in self._labels:
            self._column.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._labels = [self._paragraph(text) for text in paragraphs]

    def _paragraph(self, text: str) -> QLabel:
        label = QLabel(text, self._inside)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setAccessibleName(text)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column.addWidget(label)
        label.show()  # at once: a layout would wait for the next round of events
        return label

    def _fill(self) -> None:
        page, theme, text = self._page, self._theme, self._text
        if page is None:
            return
        aside, above, between = (round(part * text) for part in (_ASIDE, _ABOVE, _BETWEEN))
        bar = self.verticalScrollBar().sizeHint().width()
        across = max(self.width() - bar - 2 * aside, 1)
        room = self.height() - 2 * above - between * (len(self._labels) - 1)
        sizes = [round(size * text) for size in _SIZES]
        lines = [(size, min(round(_COLUMN * size), across)) for size in sizes]
        scrolled = round(_SCROLLED * text), across
        pixels, width = next((line for line in lines if self._height(*line) <= room), scrolled)
        colour = theme.quiet if page.quiet else theme.text
        self.setStyleSheet(
            f"#page, #pageInside {{ background: {theme.stage}; }} "
            f"QLabel {{ color: {colour}; background: transparent; font-size: {pixels}px; }}"
        )
        self._column.setContentsMargins(aside, above, aside, above)
        self._column.setSpacing(between)
        for label in self._labels:
            label.ensurePolished()
            label.setFixedSize(width, label.heightForWidth(width))
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter if page.quiet else Qt.AlignmentFlag.AlignLeft)

    def _height(self, pixels: int, width: int) -> float:
        """How high all paragraphs are with letters of a size."""
        measures, room = QFontMetricsF(font(pixels)), QRectF(0, 0, width, 1e6)
        wrapped = Qt.TextFlag.TextWordWrap.value
        return sum(measures.boundingRect(room, wrapped, label.text()).height() for label in self._labels)
