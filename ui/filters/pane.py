"""The left pane: the search field, and below it either results or the filters."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QKeyCombination, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from explorer.model.plain_text import shown_line
from explorer.model.view import Selection
from explorer.network.filters import FilterSpec
from explorer.search import Found, find
from ui.document import Document
from ui.filters.facet_list import FacetList
from ui.filters.search_results import ResultList
from ui.filters.tie_threshold import TieThreshold
from ui.jobs import JobRunner
from ui.lens import Lens
from ui.state import ViewState
from ui.theme import control_icon
from ui.theme.appearance import Appearance

_DEBOUNCE_MS = 90
_MOST_CHARACTERS = 120

#: While a time window is dragged the counts follow at this pace; the picture goes first.
_RECOUNT_EVERY_MS = 200


class SearchField(QLineEdit):
    """The search field; Escape empties it, Down goes to the results.

    Signals
    -------
    down_pressed()
        The user wants to go into the results.
    """

    down_pressed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setPlaceholderText("Names, titles, quotes")
        self.setAccessibleName("Search names, titles and quotes")
        self.setToolTip("Search names, other spellings, titles and quotes (Ctrl+F)")
        self.setClearButtonEnabled(True)
        self._lens_action = self.addAction(
            control_icon(appearance.theme, "magnifying-glass"),
            QLineEdit.ActionPosition.LeadingPosition,
        )
        self.key_hint = QLabel("Ctrl F", self)
        self.key_hint.setProperty("role", "key")
        self.key_hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(self._place_key)
        appearance.changed.connect(self._on_appearance_changed)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_export = event.keyCombination() == QKeyCombination(
                Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_E
            )
            if is_export:
                # A text field on X takes it for "end of line"; in this window it exports.
                event.ignore()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._place_key()

    def _place_key(self) -> None:
        hint = self.key_hint.sizeHint()
        self.key_hint.setGeometry(
            self.width() - hint.width() - 8, (self.height() - hint.height()) // 2, *hint.toTuple()
        )
        # In a narrow column or at large text the hint would stand on the placeholder.
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        room = words + hint.width() + self._appearance.fonts.px(58)
        self.key_hint.setVisible(not self.text() and self.width() >= room)

    def _on_appearance_changed(self) -> None:
        self._lens_action.setIcon(control_icon(self._appearance.theme, "magnifying-glass"))


class FiltersPane(QWidget):
    """Search and filters.

    Search runs in the store lane; results replace the filters while there is a query.
    """

    def __init__(
        self,
        *,
        state: ViewState,
        lens: Lens,
        document: Document,
        jobs: JobRunner,
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state, self._lens, self._document = state, lens, document
        self._jobs, self._appearance = jobs, appearance
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = SearchField(appearance)
        self.facets = FacetList(appearance)
        self.ties = TieThreshold(state, appearance)
        self.results = ResultList(appearance)
        self._reset = QPushButton("Reset")
        self._reset.setProperty("role", "quiet-link")
        self._reset.setToolTip("Show everything again")
        self._nothing = QLabel()
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setWordWrap(True)
        self._nothing.setProperty("role", "note")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedWidget()
        self.more_in_menu: Callable[[QMenu, Selection], None] | None = None
        """Fills the context menu of a result with what the program can do with it."""
        self._build()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DEBOUNCE_MS)
        self._timer.timeout.connect(self._run_search)
        self.search.textChanged.connect(self._on_text_changed)
        self.search.returnPressed.connect(self._on_return)
        self.search.down_pressed.connect(self._enter_results)
        self.results.chosen.connect(self._on_chosen)
        self.results.menu_wanted.connect(self._on_menu_wanted)
        self.results.left.connect(self.search.setFocus)
        self.facets.facets.filter_requested.connect(lambda spec: state.change(filter=spec))
        self._reset.clicked.connect(self.reset_filters)
        self._recount = QTimer(self)
        self._recount.setSingleShot(True)
        self._recount.setInterval(_RECOUNT_EVERY_MS)
        self._recount.timeout.connect(self._show_facets)
        lens.changed.connect(self._on_look_changed)
        state.gesture_ended.connect(self._on_gesture_ended)
        self._on_look_changed(True)

    def focus_search(self) -> None:
        """Put the keyboard into the search field, its text selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def reset_filters(self) -> None:
        """Show everything again; the time window is another thing and stays."""
        self._state.change(filter=FilterSpec(), focus=frozenset())

    def _build(self) -> None:
        fonts = self._appearance.fonts
        heading = QLabel("Filters")
        heading.setProperty("role", "heading")
        bar = QHBoxLayout()
        bar.setContentsMargins(fonts.px(10), 0, fonts.px(12), 0)
        bar.addWidget(heading)
        bar.addStretch(1)
        bar.addWidget(self._reset)
        filters = QWidget()
        column = QVBoxLayout(filters)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.facets, 1)
        column.addWidget(self.ties)
        nothing = QWidget()
        nothing_column = QVBoxLayout(nothing)
        nothing_column.setContentsMargins(fonts.px(14), fonts.px(8), fonts.px(12), 0)
        nothing_column.addWidget(self._nothing, 1)
        for page in (filters, self.results, nothing):
            self._stack.addWidget(page)
        top = QVBoxLayout(self)
        top.setContentsMargins(0, fonts.px(9), 0, 0)
        top.setSpacing(fonts.px(5))
        field = QHBoxLayout()
        field.setContentsMargins(fonts.px(12), 0, fonts.px(12), 0)
        field.addWidget(self.search)
        top.addLayout(field)
        top.addWidget(self._stack, 1)

    def _on_look_changed(self, is_other_dataset: bool) -> None:
        if self._state.is_in_gesture and not is_other_dataset:
            if self.ties.is_moved:
                self.ties.show_look(self._lens.look)
            if not self._recount.isActive():
                self._recount.start()
            return
        self._recount.stop()
        self._show_facets()
        if is_other_dataset and self.search.text():
            self._run_search()

    def _on_gesture_ended(self) -> None:
        if self._recount.isActive():
            self._recount.stop()
            self._show_facets()

    def _show_facets(self) -> None:
        look = self._lens.look
        facts = self._state.facts
        self._reset.setEnabled(not facts.filter.is_empty or bool(facts.focus))
        self.setEnabled(look is not None)
        self.ties.show_look(look)
        if look is None:
            self.facets.facets.show({}, facts.filter, {})
            return
        families = {k.name: k.family for k in look.dataset.columns.interaction_kinds}
        self.facets.facets.show(look.facets, facts.filter, families)

    def _on_text_changed(self, text: str) -> None:
        if not text.strip():
            self._timer.stop()
            self._jobs.cancel("search")
            self._stack.setCurrentIndex(0)
            return
        self._timer.start()

    def _run_search(self) -> None:
        session, query = self._document.session, self.search.text().strip()
        if session is None or not query:
            return
        self._jobs.run(
            "search", find, session, query, on_done=lambda found: self._show(query, found)
        )

    def _show(self, query: str, found: Sequence[Found]) -> None:
        if query != self.search.text().strip():
            return
        self.results.results.show(query, found)
        if found:
            self._stack.setCurrentIndex(1)
        else:
            asked = shown_line(query, _MOST_CHARACTERS)
            self._nothing.setText(
                f"No name, title or quote contains “{asked}”. Spelling and accents do not matter."
            )
            self._stack.setCurrentIndex(2)

    def _enter_results(self) -> None:
        if self._stack.currentIndex() == 1:
            self.results.setFocus(Qt.FocusReason.TabFocusReason)
            self.results.setCurrentIndex(self.results.results.first_result())

    def _on_return(self) -> None:
        self._timer.stop()
        self._run_search_then_choose()

    def _run_search_then_choose(self) -> None:
        session, query = self._document.session, self.search.text().strip()
        if session is None or not query:
            return

        def choose(found: Sequence[Found]) -> None:
            self._show(query, found)
            if found:
                self.results.choose_first()

        self._jobs.run("search", find, session, query, on_done=choose)

    def _on_menu_wanted(self, found: Found, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Show", lambda: self._on_chosen(found))
        menu.addAction("Copy", lambda: QApplication.clipboard().setText(found.text))
        selection: Selection = found.selection
        if self.more_in_menu is not None and (selection.actors or selection.interactions):
            self.more_in_menu(menu, selection)
        menu.popup(at)

    def _on_chosen(self, found: Found) -> None:
        selection: Selection = found.selection
        self._state.select(selection)
        if selection.sole_actor is not None:
            self._state.reveal_requested.emit(selection.sole_actor)
        elif selection.sole_interaction is not None:
            self._state.reveal_requested.emit(-selection.sole_interaction)
