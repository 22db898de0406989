"""The timeline pane: bar, canvas and tray, observing the one view state."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from explorer.drawing.timeline.content import TimelineContent
from explorer.drawing.timeline.layout import Placed
from explorer.model.timespan import span_words
from explorer.model.view import Selection
from ui.jobs import JobRunner
from ui.lens import Lens, Look
from ui.panel_first import PanelFirst
from ui.state import ViewState
from ui.theme import Appearance
from ui.timeline.bar import TimelineBar
from ui.timeline.canvas import TimelineCanvas
from ui.timeline.cards import TimelineCards
from ui.timeline.picture import Lighting
from ui.timeline.preparing import ContentMaker
from ui.timeline.tray import UndatedTray

_TRAY_PX = (176, 290)
_TRAY_PART = 0.245
_HINT = QSize(1280, 238)


class TimelinePane(QWidget):
    """When it all happened: every interaction that passes the filter, the window only dims.

    Selection and time window are independent: neither changes the other.
    """

    def __init__(
        self,
        *,
        state: ViewState,
        lens: Lens,
        appearance: Appearance,
        jobs: JobRunner | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state, self._lens, self._appearance = state, lens, appearance
        self._maker = ContentMaker(jobs, self._take_content, lambda: self.canvas.most_rows)
        self._uuid = ""
        self._content: TimelineContent | None = None
        self._hovered = -1
        self._panel_first: PanelFirst | None = None
        self.more_in_menu: Callable[[QMenu, Selection], None] | None = None
        """Fills the context menu of a mark with what the program can do with it."""
        self.setProperty("ground", "canvas")
        self.setAccessibleName("Timeline")
        self.bar = TimelineBar(appearance, self)
        self.canvas = TimelineCanvas(appearance, self)
        self.tray = UndatedTray(appearance, self)
        self._cards = TimelineCards(appearance, self)
        line = QFrame(self)
        line.setProperty("role", "hairline")
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.canvas, 1)
        row.addWidget(self.tray)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(line)
        column.addLayout(row, 1)
        self.setFocusProxy(self.canvas)
        self._connect()
        self._on_lens_changed(True)

    def sizeHint(self) -> QSize:
        return _HINT

    def draw_after(self, panel_first: PanelFirst) -> None:
        """Let the panel show a click first."""
        self._panel_first = panel_first

    def select_neighbour(self, step: int) -> None:
        """Select the interaction before (-1) or after (1) the selected one in time."""
        content, keyboard = self._content, self.canvas.keyboard
        if content is None:
            return
        sole = self._state.facts.selection.sole_interaction
        keyboard.current = content.dataset.interaction_row(sole) if sole is not None else -1
        row = keyboard.neighbour(step)
        if row >= 0:
            keyboard.current = row
            self._state.select(Selection.interaction(content.dataset.interaction_id(row)))

    def fit(self) -> None:
        """Bring all dates into view."""
        self.canvas.fit()

    def _connect(self) -> None:
        state, canvas = self._state, self.canvas
        state.changed.connect(self._on_state_changed)
        state.hovered.connect(self._on_hovered)
        self._lens.changed.connect(self._on_lens_changed)
        self._appearance.changed.connect(self._on_appearance_changed)
        self.bar.all_dates_asked.connect(lambda: state.change(window=None))
        self.bar.fit_asked.connect(canvas.fit)
        self.bar.lanes_chosen.connect(lambda by: state.change(lanes=by))
        canvas.pointer.clicked.connect(self._on_clicked)
        canvas.pointer.menu_wanted.connect(self._on_menu_wanted)
        canvas.pointer.opened.connect(self._on_opened)
        canvas.pointer.hovered.connect(self._on_mark_hovered)
        canvas.pointer.card_wanted.connect(self._on_card_wanted)
        canvas.hand.begun.connect(state.begin_gesture)
        canvas.hand.ended.connect(state.end_gesture)
        canvas.hand.asked.connect(lambda window: state.change(window=window))
        canvas.keyboard.moved.connect(self._on_keyboard_moved)
        self.tray.view.picked.connect(lambda row, ctrl: self._on_clicked((row,), ctrl))
        self.tray.view.opened.connect(self._on_opened)
        self.tray.view.menu_wanted.connect(lambda row, at: self._on_menu_wanted((row,), at))
        self.tray.include_asked.connect(lambda: state.change(include_undated=True))

    # What is shown ---------------------------------------------------------------------------

    def _on_lens_changed(self, is_other_dataset: bool) -> None:
        look = self._lens.look
        if look is None:
            self._maker.forget()
            self._clear()
            self._relight()
            return
        passes, by = look.shown.passes_filter, self._state.facts.lanes
        if not self._maker.is_asked(look.dataset, passes, by):
            if look.session.uuid != self._uuid:
                # Of an edited store what stood stays until all is laid out anew.
                self._uuid = look.session.uuid
                self._clear()
            self._maker.ask(look.dataset, passes, by, is_other_store=is_other_dataset)
        self._relight()

    def _clear(self) -> None:
        self._content = None
        self.canvas.set_content(None, is_other_store=True)
        self.tray.set_content(None)

    def _take_content(self, content: TimelineContent, is_other_store: bool) -> None:
        self._content = content
        self.canvas.keyboard.current = -1
        self.canvas.set_content(content, is_other_store=is_other_store)
        self.tray.set_content(content)
        self._relight()

    def _on_state_changed(self, names: frozenset[str]) -> None:
        if "lanes" in names:
            self.bar.lanes.set_choice(self._state.facts.lanes)
            self._on_lens_changed(False)
        elif names == {"selection"}:
            if self._panel_first is None or not self._panel_first.holds(self._show_selection):
                self._show_selection()
        elif names & {"selection", "dim_others"}:
            # Other windows and filters are told by the lens, once it has looked.
            if "selection" in names:
                self._follow_selection()
            self._relight()

    def _show_selection(self) -> None:
        self._follow_selection()
        self._relight()

    def _follow_selection(self) -> None:
        sole = self._state.facts.selection.sole_interaction
        if self._content is None or sole is None:
            return
        row = self._content.dataset.interaction_row(sole)
        if row >= 0:
            self.canvas.keyboard.follow(row)
            self.canvas.reveal(row)

    def _relight(self) -> None:
        """Work out anew what steps forward; cheap, done with every step of the window."""
        look, content, facts = self._lens.look, self._content, self._state.facts
        shown = None if content is None else content.dataset
        is_current = look is not None and look.dataset is shown
        if not is_current and content is not None and self._maker.is_busy:
            # As it was before an edit, until it is laid out anew.
            return
        if look is None or content is None or not is_current:
            self.canvas.set_light(None, frozenset())
            self.canvas.set_message("")
            self.bar.show_words("", "", is_narrowed=False)
            self.bar.set_enabled(False)
            return
        keyboard = self.canvas.keyboard
        light = Lighting(
            window=facts.window,
            is_shown=look.shown.is_shown,
            highlighted=content.highlighted(facts.selection),
            is_dimming=facts.dim_others,
            hovered=self._hovered,
            current=keyboard.current,
            has_marks_focus=keyboard.is_here and not keyboard.is_on_window,
            has_window_focus=keyboard.is_here and keyboard.is_on_window,
        )
        rows = [content.dataset.interaction_row(i) for i in facts.selection.interactions]
        selected = frozenset(row for row in rows if row >= 0)
        self.canvas.hand.set_window(facts.window, content.span)
        self.canvas.set_light(light, selected)
        self.canvas.set_message(self._message(content, look))
        left_out = facts.window is not None and not facts.include_undated
        self.tray.set_light(light, selected, is_left_out=left_out)
        self._say(content, look)

    def _say(self, content: TimelineContent, look: Look) -> None:
        window = self._state.facts.window
        days = (window.first, window.last) if window is not None else content.span
        words = span_words(*days) if days is not None else ""
        n, total = look.shown.n_interactions, content.dataset.n_interactions
        count = f"{n:,} of {total:,} interactions" if n != total else ""
        self.bar.show_words(words, count, is_narrowed=window is not None)
        self.bar.set_enabled(content.span is not None)

    def _message(self, content: TimelineContent, look: Look) -> str:
        window = self._state.facts.window
        if content.dataset.n_interactions == 0:
            return "This store has no interactions yet."
        if content.span is None:
            if not content.passes.any():
                return "No interaction passes the filter."
            if not content.dataset.has_date.any():
                return "No interaction in this store has a date. They are listed at the right."
            return "Nothing with a date passes the filter."
        dated = look.shown.is_shown & content.dataset.has_date
        if window is not None and not dated.any():
            return content.empty_words(window)
        return ""

    def _on_appearance_changed(self) -> None:
        self.canvas.apply_appearance()
        self._cards.hide()
        self.tray.update()
        self._size_tray()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_tray()

    def _size_tray(self) -> None:
        scale = self._appearance.fonts.scale
        width = min(max(_TRAY_PART * self.width(), _TRAY_PX[0] * scale), _TRAY_PX[1] * scale)
        self.tray.setFixedWidth(round(min(width, max(120.0, self.width() * 0.4))))

    # Hands -----------------------------------------------------------------------------------

    def _on_clicked(self, rows: tuple[int, ...], is_adding: bool) -> None:
        content = self._content
        if content is None:
            return
        ids = [int(content.dataset.interaction_id(row)) for row in rows]
        selection = self._state.facts.selection
        if is_adding:
            for interaction in ids:
                selection = selection.toggled(interaction=interaction)
        elif len(ids) == 1:
            selection = Selection.interaction(ids[0])
        else:
            selection = Selection.several(interactions=ids)
        self._cards.hide()
        self._state.select(selection)

    def _on_opened(self, row: int) -> None:
        if self._content is not None:
            self._state.reveal_requested.emit(-int(self._content.dataset.interaction_id(row)))

    def _on_menu_wanted(self, rows: tuple[int, ...], at: QPoint) -> None:
        content = self._content
        selection = self._state.facts.selection
        if content is not None and rows:
            ids = [int(content.dataset.interaction_id(row)) for row in rows]
            selection = Selection.several(interactions=ids)
        if self.more_in_menu is None or not selection.interactions:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.more_in_menu(menu, selection)
        menu.popup(at)

    def _on_mark_hovered(self, mark: Placed | None) -> None:
        key = None
        if mark is not None and self._content is not None and len(mark.members) == 1:
            key = -int(self._content.dataset.interaction_id(mark.members[0]))
        self._state.set_hover(key)

    def _on_hovered(self, key: int | None) -> None:
        row = -1
        if key is not None and key < 0 and self._content is not None:
            row = self._content.dataset.interaction_row(-key)
        if row != self._hovered:
            self._hovered = row
            self._relight()

    def _on_card_wanted(self, mark: Placed | None, at: QPointF) -> None:
        if mark is None or self._content is None:
            self._cards.hide()
            return
        self._cards.show(self._content, mark, self.canvas.viewport(), at)

    def _on_keyboard_moved(self) -> None:
        self._relight()
        content, keyboard = self._content, self.canvas.keyboard
        if content is None:
            return
        if keyboard.is_on_window:
            words = f"Time window, {self.bar.words()}"
        elif keyboard.current >= 0:
            title = content.title(keyboard.current)
            words = f"{title}. {content.spoken(keyboard.current)}"
        else:
            words = "Timeline"
        self.canvas.speak(words)
