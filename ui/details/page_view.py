"""Shows a page: head, figures, jump bar that stays in sight, sections with hairlines between."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.details.head import FigureStrip, HeadView, JumpBar
from ui.details.overlay_bar import OverlayBar
from ui.details.page import Page, SectionPage
from ui.details.sections import Fetch, SectionView
from ui.theme import Appearance

#: What is further down is made when the first part has been painted, or after so long where
#: nothing is painted: the window is covered, or not there yet.
_PAINTED_WITHIN_MS = 60


class PageView(QScrollArea):
    """Shows one `Page` at a time.

    What is first looked at is made at once, sections further down in the turns of the event
    loop after it was painted, so that a long page appears as fast as a short one.

    Signals
    -------
    asked(object), hovered(object)
        An `Intent`; a network key or None.
    painted()
        The beginning of another page is on the screen.
    """

    asked = Signal(object)
    hovered = Signal(object)
    painted = Signal()

    def __init__(self, appearance: Appearance, fetch: Fetch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance, self._fetch = appearance, fetch
        self._page: Page | None = None
        self._sections: list[SectionView] = []
        self._pending: list[SectionPage] = []
        self._is_held = False
        self._figures: FigureStrip | None = None
        self._head: HeadView | None = None
        self._jumps: JumpBar | None = None
        self._jumps_place: _Placeholder | None = None
        # The page's height is set here: the area's own resizing takes heights from before.
        self.setWidgetResizable(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Details")
        self._content = _Content()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._content.installEventFilter(self)
        self.setWidget(self._content)
        self._bar = OverlayBar(self)
        self._layout_due = QTimer(self)
        self._layout_due.setSingleShot(True)
        self._layout_due.setInterval(0)
        self._layout_due.timeout.connect(self._lay_out)
        self._is_paint_due = False
        self._after_paint = QTimer(self)
        self._after_paint.setSingleShot(True)
        self._after_paint.setInterval(0)
        self._after_paint.timeout.connect(self._on_painted)
        self._grow_due = QTimer(self)
        self._grow_due.setSingleShot(True)
        self._grow_due.timeout.connect(self._grow_on)
        self.verticalScrollBar().setSingleStep(appearance.fonts.px(26))
        self.verticalScrollBar().valueChanged.connect(self._place_jumps)

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self._page

    @property
    def sections(self) -> list[SectionView]:
        """The sections, from top to bottom; those not made yet are made now."""
        self.finish()
        return self._sections

    @property
    def head(self) -> HeadView | None:
        """The head."""
        return self._head

    @property
    def figures(self) -> FigureStrip | None:
        """The figures below the head."""
        return self._figures

    @property
    def offset(self) -> int:
        """How far the page is scrolled, in pixels."""
        return self.verticalScrollBar().value()

    def set_offset(self, offset_px: int) -> None:
        """Scroll, also where the page is not laid out yet."""
        if offset_px > 0:
            self._grow(offset_px + self.viewport().height())
        self._lay_out()
        self.verticalScrollBar().setValue(offset_px)

    def show_page(self, page: Page | None, *, is_anew: bool = True) -> None:
        """Show a page; with `is_anew` False what is there is changed in place where it can be."""
        if page is not None and not is_anew and self._update_to(page):
            self._page = page
            return
        kept = self.offset if not is_anew or page == self._page else 0
        had_focus = self._holds_focus()
        self._page = page
        self.setUpdatesEnabled(False)
        try:
            self._clear()
            if page is not None:
                self._fill(page)
            self.set_offset(kept)
        finally:
            self.setUpdatesEnabled(True)
        self._is_paint_due = page is not None
        self._grow_later()
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Make the sections that are not made yet."""
        while self._pending:
            self._add_section(self._pending.pop(0))

    def hold(self, is_held: bool) -> None:
        """Make only what is in sight while something is dragged, the rest when it is let go."""
        if is_held != self._is_held:
            self._is_held = is_held
            self._grow_later()

    def jump(self, key: str) -> None:
        """Scroll to a section."""
        section = next((s for s in self.sections if s.key == key), None)
        if section is None:
            return
        self._lay_out()
        covered = self._jumps.height() if self._jumps is not None else 0
        self.verticalScrollBar().setValue(max(0, section.y() - covered))
        self._mark(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bar.place()
        self._lay_out()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._content:
            if event.type() == QEvent.Type.LayoutRequest:
                self._layout_due.start()
            elif event.type() == QEvent.Type.Paint and self._is_paint_due:
                self._is_paint_due = False
                self._after_paint.start()
        return super().eventFilter(watched, event)

    # --- making -------------------------------------------------------------------------------

    def _clear(self) -> None:
        self._pending = []
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                # Its own click may be what brought us here.
                widget.deleteLater()
        if self._jumps is not None:
            self._jumps.hide()
            self._jumps.deleteLater()
        self._sections, self._figures, self._head = [], None, None
        self._jumps, self._jumps_place = None, None

    def _fill(self, page: Page) -> None:
        self._head = HeadView(self._appearance, page.head, self._content)
        self._head.asked.connect(self.asked)
        self._add(self._head)
        if page.figures:
            self._figures = FigureStrip(self._appearance, page.figures, self._content)
            self._figures.asked.connect(self.asked)
            self._add(self._figures)
        if sum(bool(section.jump) for section in page.sections) > 1:
            self._jumps = JumpBar(self._appearance, page.sections, self.viewport())
            self._jumps.asked.connect(self.asked)
            self._jumps_place = _Placeholder(self._jumps, self._content)
            self._add(self._jumps_place)
            self._jumps.show()
        self._pending = list(page.sections)
        # The head and what is first looked at; the rest of the view follows within a frame.
        self._grow(self.viewport().height() // 2)

    def _grow(self, until_px: int) -> None:
        """Make sections until the page reaches as far down as is asked."""
        width = max(1, self.viewport().width())
        reached = 0
        for number in range(self._column.count() - 1):
            item = self._column.itemAt(number)
            if item is not None:
                reached += item.heightForWidth(width) if item.hasHeightForWidth() else 1
        while self._pending and reached < until_px:
            view = self._add_section(self._pending.pop(0))
            reached += view.heightForWidth(width) + 1

    def _grow_later(self) -> None:
        if self._pending:
            self._grow_due.start(_PAINTED_WITHIN_MS if self._is_paint_due else 0)

    def _on_painted(self) -> None:
        self.painted.emit()
        self._grow_later()

    def _grow_on(self) -> None:
        if self._is_held:
            self._grow(self.offset + self.viewport().height())
        elif self._pending:
            self._add_section(self._pending.pop(0))
            self._grow_later()

    def _add_section(self, section: SectionPage) -> SectionView:
        page = self._page
        is_first = not self._sections
        if not is_first or (page is not None and page.figures) or section.heading:
            self._add(_hairline(self._content))
        view = SectionView(self._appearance, section, self._fetch, self._content)
        view.asked.connect(self.asked)
        view.hovered.connect(self.hovered)
        self._add(view)
        self._sections.append(view)
        return view

    def _add(self, widget: QWidget) -> None:
        # As wide as it will be, so that its lists are laid out once.
        widget.resize(max(1, self.viewport().width()), widget.height())
        self._column.insertWidget(self._column.count() - 1, widget)
        # Shown at once: a layout takes hidden widgets for nothing when it is asked for heights.
        widget.show()

    def _update_to(self, page: Page) -> bool:
        before = self._page
        if before is None or self._head is None or not self._head.update_to(page.head):
            return False
        if [s.key for s in page.sections] != [s.key for s in before.sections]:
            return False
        if len(page.figures) != len(before.figures):
            return False
        n_made = len(self._sections)
        for view, section in zip(self._sections, page.sections[:n_made], strict=True):
            if not view.update_to(section):
                return False
        self._pending = list(page.sections[n_made:])
        if self._figures is not None:
            self._figures.set_figures(page.figures)
        if self._jumps is not None:
            self._jumps.set_jumps(page.sections)
        return True

    def _lay_out(self) -> None:
        self._layout_due.stop()
        width, height = self.viewport().width(), self.viewport().height()
        size = QSize(width, max(height, self._column.heightForWidth(max(1, width))))
        if self._content.size() != size:
            self._content.resize(size)
        self._column.activate()
        self._place_jumps()

    def _place_jumps(self) -> None:
        if self._jumps is None or self._jumps_place is None:
            return
        place = self._jumps_place
        top = max(0, place.y() - self.offset)
        self._jumps.setGeometry(0, top, self.viewport().width(), place.height())
        self._jumps.raise_()
        line = self.offset + place.height() + self._appearance.fonts.px(20)
        current = self._sections[0].key if self._sections else ""
        for section in self._sections:
            if section.y() <= line:
                current = section.key
        bar = self.verticalScrollBar()
        if not (bar.maximum() and bar.value() >= bar.maximum()):
            self._mark(current)

    def _mark(self, key: str) -> None:
        if self._jumps is not None:
            self._jumps.set_current(key)

    def _holds_focus(self) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and focused is not self and self.isAncestorOf(focused)


class _Content(QWidget):
    """All of the page; never wider than what is to be seen of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class _Placeholder(QWidget):
    """Keeps the jump bar's room in the page; the bar itself lies over it and stays in sight."""

    def __init__(self, bar: JumpBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._bar = bar
        # Not fixed: its hint may still be that of the width before.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._bar.height_at(width)

    def sizeHint(self) -> QSize:
        return QSize(100, self.heightForWidth(max(100, self.width())))


def _hairline(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setProperty("role", "hairline")
    return line
