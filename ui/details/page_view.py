"""Shows a page: head, figures, jump bar that stays in sight, sections with hairlines between."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.details.head import FigureStrip, HeadView, JumpBar
from ui.details.page import Page
from ui.details.sections import Fetch, SectionView
from ui.theme import Appearance


class PageView(QScrollArea):
    """Shows one `Page` at a time.

    Signals
    -------
    asked(object), hovered(object)
        An `Intent`; a network key or None.
    """

    asked = Signal(object)
    hovered = Signal(object)

    def __init__(self, appearance: Appearance, fetch: Fetch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance, self._fetch = appearance, fetch
        self._page: Page | None = None
        self._sections: list[SectionView] = []
        self._figures: FigureStrip | None = None
        self._head: HeadView | None = None
        self._jumps: JumpBar | None = None
        self._jumps_place: _Placeholder | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Details")
        self.verticalScrollBar().setSingleStep(appearance.fonts.px(26))
        self.verticalScrollBar().valueChanged.connect(self._place_jumps)

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self._page

    @property
    def sections(self) -> list[SectionView]:
        """The sections, from top to bottom."""
        return self._sections

    @property
    def head(self) -> HeadView | None:
        """The head."""
        return self._head

    @property
    def offset(self) -> int:
        """How far the page is scrolled, in pixels."""
        return self.verticalScrollBar().value()

    def set_offset(self, offset_px: int) -> None:
        """Scroll, also where the page is not laid out yet."""
        self._lay_out()
        self.verticalScrollBar().setValue(offset_px)

    def show_page(self, page: Page | None, *, is_anew: bool = True) -> None:
        """Show a page; with `is_anew` False what is there is changed in place where it can be."""
        if page is not None and not is_anew and self._update_to(page):
            self._page = page
            return
        kept = self.offset if not is_anew else 0
        if page is not None and page == self._page:
            kept = self.offset
        had_focus = self._holds_focus()
        self._page = page
        self.setUpdatesEnabled(False)
        try:
            self._make(page)
            if kept:
                self.set_offset(kept)
            else:
                self._lay_out()
        finally:
            self.setUpdatesEnabled(True)
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def jump(self, key: str) -> None:
        """Scroll to a section."""
        section = next((s for s in self._sections if s.key == key), None)
        if section is None:
            return
        self._lay_out()
        covered = self._jumps.height() if self._jumps is not None else 0
        self.verticalScrollBar().setValue(max(0, section.y() - covered))
        self._mark(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._place_jumps)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self, self._place_jumps)
        return bool(super().eventFilter(watched, event))  # type: ignore[arg-type]

    # --- making -------------------------------------------------------------------------------

    def _make(self, page: Page | None) -> None:
        old = self.takeWidget()
        if old is not None:
            old.hide()
            # Its own click may be what brought us here.
            old.deleteLater()
        if self._jumps is not None:
            self._jumps.hide()
            self._jumps.deleteLater()
        self._sections, self._figures, self._head = [], None, None
        self._jumps, self._jumps_place = None, None
        content = _Content()
        content.setProperty("ground", "surface")
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if page is not None:
            self._fill(column, content, page)
        column.addStretch(1)
        content.installEventFilter(self)
        self.setWidget(content)

    def _fill(self, column: QVBoxLayout, content: QWidget, page: Page) -> None:
        self._head = HeadView(self._appearance, page.head, content)
        self._head.asked.connect(self.asked)
        column.addWidget(self._head)
        if page.figures:
            self._figures = FigureStrip(self._appearance, page.figures, content)
            self._figures.asked.connect(self.asked)
            column.addWidget(self._figures)
        if sum(bool(section.jump) for section in page.sections) > 1:
            self._jumps = JumpBar(self._appearance, page.sections, self.viewport())
            self._jumps.asked.connect(self.asked)
            self._jumps_place = _Placeholder(self._jumps, content)
            column.addWidget(self._jumps_place)
            self._jumps.show()
        for number, section in enumerate(page.sections):
            if number or page.figures or section.heading:
                column.addWidget(_hairline(content))
            view = SectionView(self._appearance, section, self._fetch, content)
            view.asked.connect(self.asked)
            view.hovered.connect(self.hovered)
            column.addWidget(view)
            self._sections.append(view)

    def _update_to(self, page: Page) -> bool:
        before = self._page
        if before is None or page.head != before.head:
            return False
        if [s.key for s in page.sections] != [s.key for s in before.sections]:
            return False
        if len(page.figures) != len(before.figures):
            return False
        for view, section in zip(self._sections, page.sections, strict=True):
            if not view.update_to(section):
                return False
        if self._figures is not None:
            self._figures.set_figures(page.figures)
        if self._jumps is not None:
            self._jumps.set_jumps(page.sections)
        return True

    def _lay_out(self) -> None:
        content = self.widget()
        layout = content.layout() if content is not None else None
        if content is not None and layout is not None:
            layout.activate()
            height = content.heightForWidth(self.viewport().width())
            content.resize(self.viewport().width(), max(height, self.viewport().height()))
            self.verticalScrollBar().setRange(0, max(0, height - self.viewport().height()))
        self._place_jumps()

    def _place_jumps(self) -> None:
        if self._jumps is None or self._jumps_place is None:
            return
        place = self._jumps_place
        top = max(0, place.y() - self.offset)
        self._jumps.setGeometry(0, top, self.viewport().width(), place.height())
        self._jumps.raise_()
        line = self.offset + place.height() + self._appearance.fonts.px(20)
        current = ""
        for section in self._sections:
            if section.y() <= line:
                current = section.key
        bar = self.verticalScrollBar()
        if self._sections and bar.maximum() and bar.value() >= bar.maximum():
            return
        self._mark(current or (self._sections[0].key if self._sections else ""))

    def _mark(self, key: str) -> None:
        if self._jumps is not None:
            self._jumps.set_current(key)

    def _holds_focus(self) -> bool:
        focused = self.window().focusWidget() if self.window() is not None else None
        return focused is not None and focused is not self and self.isAncestorOf(focused)


class _Content(QWidget):
    """All of the page; never wider than what is to be seen of it."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())


class _Placeholder(QWidget):
    """Keeps the jump bar's room in the page; the bar itself lies over it and stays in sight."""

    def __init__(self, bar: JumpBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._bar = bar
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self._bar.layout()
        return layout.heightForWidth(width) if layout is not None else 0

    def sizeHint(self) -> QSize:
        return QSize(100, self.heightForWidth(max(100, self.width())))


def _hairline(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setProperty("role", "hairline")
    return line
