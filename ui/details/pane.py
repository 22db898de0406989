"""The panel itself: shows the page of what is selected, and asks the store lane for it."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.model.profile.request import Profile, ProfileRequest, build_profile
from explorer.model.view import Selection, ViewFacts
from explorer.network.filters import Shown
from ui.arranger import Arranger
from ui.details.composing import citation_of, failure_page, first_page, gone_page, page_of
from ui.details.deeds import Deeds
from ui.details.fetching import Fetcher
from ui.details.intents import Intent, Jump, Resort, Retry
from ui.details.page import Page
from ui.details.page_view import PageView
from ui.document import Document
from ui.jobs import JobRunner
from ui.lens import Lens
from ui.messages import explain
from ui.state import ViewState
from ui.theme import Appearance

#: Until so long after a click the page before stays; then at least the name is shown.
_PATIENCE_MS = 35

#: The same page is read anew at most this often, and while something is dragged: then the
#: pictures go first, and the page is read once more when the hand lets go.
_REREAD_EVERY_S = 0.06
_REREAD_IN_DRAG_S = 0.5

_MOST_OFFSETS = 400


class DetailsPane(QWidget):
    """The detail panel: follows selection, time window and filter; main thread.

    Signals
    -------
    said(str)
        Something for the status line ("Copied with citation").
    shown()
        A page is shown; for tests and for measuring.
    amending(object)
        A thing in it is to be changed, deleted or supported; an intent.
    settled()
        What a click asked for is on the screen: whoever let the panel go first may draw.
    """

    said = Signal(str)
    shown = Signal()
    settled = Signal()
    amending = Signal(object)

    def __init__(
        self,
        *,
        state: ViewState,
        lens: Lens,
        arranger: Arranger,
        document: Document,
        jobs: JobRunner,
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state, self._lens, self._arranger = state, lens, arranger
        self._jobs, self._appearance = jobs, appearance
        self.setObjectName("details")
        self.setAccessibleName("Details")
        self.setProperty("ground", "surface")
        self._profile: Profile | None = None
        self._shown_for: Selection | None = None
        self._choices: dict[Selection, dict[str, str]] = {}
        self._offsets: dict[int, tuple[ViewFacts, int]] = {}
        self._facts = state.facts
        self._offset_due: int | None = None
        self._asked_s = 0.0
        self._is_reading = False
        self._asked_shown: Shown | None = None
        self._fetcher = Fetcher(jobs)
        self._view = PageView(appearance, self._fetcher.fetch, self)
        self._view.asked.connect(self.do)
        self._view.hovered.connect(state.set_hover)
        self._view.painted.connect(self.settled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._view)
        self._deeds = Deeds(state, lens, arranger, jobs, appearance, self)
        self._deeds.said.connect(self.said)
        self._deeds.amending.connect(self.amending)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._show_first)
        self._reread = QTimer(self)
        self._reread.setSingleShot(True)
        self._reread.timeout.connect(self._ask)
        state.changed.connect(self._on_state_changed)
        state.gesture_ended.connect(self._on_gesture_ended)
        lens.changed.connect(self._on_look_changed)
        arranger.changed.connect(self._on_arrangement_changed)
        appearance.changed.connect(self._on_appearance_changed)
        document.closed.connect(self._on_closed)
        self.setFocusProxy(self._view)
        if lens.look is not None:
            self._ask()

    # --- for the window -----------------------------------------------------------------------

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self._view.page

    @property
    def profile(self) -> Profile | None:
        """The profile behind the page; None while it is being read, or where there is none."""
        return self._profile

    @property
    def is_reading(self) -> bool:
        """Whether the page of what is selected is not shown yet, not even its head."""
        return self._is_reading

    @property
    def view(self) -> PageView:
        """The widget that shows the page."""
        return self._view

    def copy_citation(self) -> None:
        """Copy the words on this page, or the passages behind it, with their citations."""
        text = citation_of(self._profile) if self._profile is not None else ""
        if text:
            self._deeds.copy(text, "Copied with citation")
        else:
            self.said.emit("Nothing here to cite")

    def do(self, intent: Intent) -> None:
        """Carry out what a click in the panel asks for."""
        if isinstance(intent, Jump):
            self._view.jump(intent.section)
        elif isinstance(intent, Resort):
            chosen = self._choices.setdefault(self._state.facts.selection, {})
            chosen[intent.section] = intent.choice
            self._compose()
        elif isinstance(intent, Retry):
            self._ask()
        else:
            self._deeds.do(intent)

    # --- following ----------------------------------------------------------------------------

    def _on_state_changed(self, names: frozenset[str]) -> None:
        before, self._facts = self._facts, self._state.facts
        if names & {"selection", "window", "filter", "focus", "hops", "include_undated"}:
            self._offsets[id(before)] = (before, self._view.offset)
            while len(self._offsets) > _MOST_OFFSETS:
                del self._offsets[next(iter(self._offsets))]
        if "selection" in names:
            kept = self._offsets.get(id(self._facts))
            # Facts that were seen before come by Back or Forward; a click makes new ones.
            self._offset_due = kept[1] if kept is not None else 0
            self._ask()

    def _on_look_changed(self, is_other_dataset: bool) -> None:
        if is_other_dataset:
            self._profile = None
            self._choices.clear()
            self._ask()
            return
        look = self._lens.look
        if look is not None and look.shown is self._asked_shown:
            # The network is drawn otherwise; what there is to say stays the same.
            return
        self._view.hold(self._state.is_in_gesture)
        every_s = _REREAD_IN_DRAG_S if self._state.is_in_gesture else _REREAD_EVERY_S
        wait_s = self._asked_s + every_s - monotonic()
        if self._shown_for == self._state.facts.selection and wait_s > 0:
            if not self._reread.isActive():
                self._reread.start(max(1, round(wait_s * 1000)))
        else:
            self._ask()

    def _on_gesture_ended(self) -> None:
        self._view.hold(False)
        if self._reread.isActive():
            self._ask()

    def _on_arrangement_changed(self, _is_other: bool) -> None:
        page, actor = self._view.page, self._state.facts.selection.sole_actor
        if page is None or actor is None or self._profile is None:
            return
        pin = next((b for b in page.head.buttons if b.key == "pin"), None)
        if pin is not None and (pin.icon == "push-pin-slash") != self._arranger.is_pinned(actor):
            self._compose()

    def _on_appearance_changed(self) -> None:
        if self._view.page is not None:
            self._view.show_page(self._view.page, is_anew=True)

    def _on_closed(self) -> None:
        self._fetcher.begin(None)
        self._jobs.cancel("profile")
        self._patience.stop()
        self._profile, self._shown_for, self._is_reading = None, None, False
        self._view.show_page(None)
        self.settled.emit()

    # --- asking and showing -------------------------------------------------------------------

    def _ask(self) -> None:
        look = self._lens.look
        self._reread.stop()
        if look is None:
            self._on_closed()
            return
        facts = self._state.facts
        request = ProfileRequest(facts.selection, look.shown, facts.window, facts.include_undated)
        self._asked_s, self._asked_shown = monotonic(), look.shown
        if self._shown_for != facts.selection:
            self._is_reading = True
            self._patience.start()
        self._jobs.run(
            "profile",
            build_profile,
            look.session,
            request,
            lane="store",
            on_done=lambda profile: self._take(facts.selection, profile),
            on_failed=self._on_failed,
        )

    def _take(self, selection: Selection, profile: Profile | None) -> None:
        self._patience.stop()
        self._profile = profile
        look = self._lens.look
        self._fetcher.begin(look.session if look is not None else None)
        if profile is None:
            self._show(gone_page(), selection)
            return
        self._compose(selection)

    def _compose(self, selection: Selection | None = None) -> None:
        if self._profile is None:
            return
        facts = self._state.facts
        selection = facts.selection if selection is None else selection
        actor = selection.sole_actor
        page = page_of(
            self._profile,
            selection,
            choices=self._choices.get(selection, {}),
            is_pinned=actor is not None and self._arranger.is_pinned(actor),
            has_window=facts.window is not None,
        )
        self._show(page, selection)

    def _on_failed(self, error: Exception) -> None:
        self._patience.stop()
        self._profile = None
        self._show(failure_page(explain(error).text), self._state.facts.selection)

    def _show_first(self) -> None:
        look, selection = self._lens.look, self._state.facts.selection
        page = first_page(look.dataset, selection) if look is not None else None
        if page is not None:
            self._profile = None
            self._show(page, None)

    def _show(self, page: Page, selection: Selection | None) -> None:
        is_same = selection is not None and selection == self._shown_for
        self._shown_for, self._is_reading = selection, False
        self._view.show_page(page, is_anew=not is_same)
        if self._offset_due is not None and selection is not None:
            self._view.set_offset(self._offset_due)
            self._offset_due = None
        self.shown.emit()
        if not self.isVisible():
            self.settled.emit()

    def leaveEvent(self, event: QEvent) -> None:
        self._state.set_hover(None)
        super().leaveEvent(event)
