"""Carries out what a click in the panel asks for: selecting, copying, filtering, reading."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from explorer.model.citation import citations
from explorer.model.plain_text import shown_text
from explorer.model.profile.source import SourceText, read_source_text
from explorer.model.view import Selection
from explorer.network.filters import NONE_STATED, FilterSpec
from explorer.progress import CancelToken, Progress
from explorer.session import Session
from ui.arranger import Arranger
from ui.details.intents import (
    Amending,
    CopyQuotes,
    CopyText,
    FilterTopic,
    Focus,
    IncludeUndated,
    Intent,
    OpenAddress,
    ReadSource,
    ReadWords,
    ResetFilters,
    Select,
    ShowAllDates,
    TogglePin,
)
from ui.details.pages.source_page import can_open
from ui.details.quotes.source_reader import SourceReader
from ui.jobs import JobRunner
from ui.lens import Lens
from ui.messages import explain
from ui.state import ViewState
from ui.theme import Appearance


class Deeds(QObject):
    """Does what intents ask for.

    Signals
    -------
    said(str)
        Something for the status line.
    amending(object)
        A thing is to be changed, deleted, supported or divided: see `intents.Amending`.
    """

    said = Signal(str)
    amending = Signal(object)

    def __init__(
        self,
        state: ViewState,
        lens: Lens,
        arranger: Arranger,
        jobs: JobRunner,
        appearance: Appearance,
        pane: QWidget,
    ) -> None:
        super().__init__(pane)
        self._state, self._lens, self._arranger = state, lens, arranger
        self._jobs, self._appearance, self._pane = jobs, appearance, pane
        self._reader: SourceReader | None = None
        lens.changed.connect(self._on_look_changed)

    @property
    def reader(self) -> SourceReader | None:
        """The source reader, once it was opened."""
        return self._reader

    def do(self, intent: Intent) -> None:
        """Carry an intent out."""
        match intent:
            case Select(selection):
                self._select(selection)
            case CopyQuotes(quotes):
                words = "Copied with citation"
                self.copy(citations(quotes), words if len(quotes) < 3 else f"{words}s")
            case CopyText(text, said):
                self.copy(text, said)
            case FilterTopic(topic):
                self._filter_topic(topic)
            case Focus(actor_ids, hops):
                self._state.change(focus=frozenset(actor_ids), hops=hops)
                self._state.fit_requested.emit()
            case TogglePin(actor_id):
                self._toggle_pin(actor_id)
            case IncludeUndated(include):
                self._state.change(include_undated=include)
            case ShowAllDates():
                self._state.change(window=None)
            case ResetFilters():
                self._state.change(filter=FilterSpec(), focus=frozenset())
            case OpenAddress(url):
                self._open(url)
            case ReadSource():
                self._read(intent)
            case _ if isinstance(intent, Amending):
                self.amending.emit(intent)
            case ReadWords(title, words):
                self._show_reader().show_words(title, words)
            case _:
                raise ValueError(f"The panel cannot do {intent!r}.")

    def copy(self, text: str, said: str) -> None:
        """Put a text on the clipboard and say so."""
        # Half a surrogate pair cannot leave the program; it would raise in the clipboard.
        QGuiApplication.clipboard().setText(text.encode("utf-8", "replace").decode("utf-8"))
        self.said.emit(said)

    def _select(self, selection: Selection) -> None:
        held = QGuiApplication.keyboardModifiers()
        now = self._state.facts.selection
        if held & Qt.KeyboardModifier.ControlModifier:
            if selection.sole_actor is not None:
                selection = now.toggled(actor=selection.sole_actor)
            elif selection.sole_interaction is not None:
                selection = now.toggled(interaction=selection.sole_interaction)
        self._state.select(selection)

    def _filter_topic(self, topic: str) -> None:
        look = self._lens.look
        if look is None:
            return
        topics = look.dataset.columns.topics
        wanted = {t.id for t in topics if t.name == topic}
        hidden = frozenset({t.id for t in topics} - wanted | {NONE_STATED})
        before = self._state.facts.filter
        if before.topics == hidden:
            self._state.change(filter=before.with_hidden("topics", frozenset()))
            self.said.emit("All topics")
        else:
            self._state.change(filter=before.with_hidden("topics", hidden))
            self.said.emit(f"Only {shown_text(topic)}")

    def _toggle_pin(self, actor_id: int) -> None:
        arrangement = self._arranger.arrangement
        node = arrangement.network.node_of(actor_id) if arrangement is not None else -1
        if arrangement is None or node < 0:
            return
        if self._arranger.is_pinned(actor_id):
            self._arranger.unpin(actor_id)
        else:
            x, y = (float(value) for value in arrangement.xy[node])
            self._arranger.pin(actor_id, x, y)

    def _open(self, url: str) -> None:
        address = QUrl(url, QUrl.ParsingMode.StrictMode)
        if can_open(url) and address.isValid() and not address.isLocalFile():
            QDesktopServices.openUrl(address)
        else:
            self.copy(url, "Copied the address; it is not one of the web")

    def _read(self, intent: ReadSource) -> None:
        look = self._lens.look
        if look is None:
            return
        self._jobs.run(
            "source-text",
            _read_source,
            look.session,
            intent.source_id,
            lane="store",
            on_done=lambda text: self._show_source(text, intent),
            on_failed=lambda error: self.said.emit(explain(error).text),
        )

    def _on_look_changed(self, is_other_dataset: bool) -> None:
        """Show in an open reader what has become known of its text meanwhile."""
        look, reader = self._lens.look, self._reader
        source_id = reader.source_id if reader is not None and reader.isVisible() else None
        if is_other_dataset and look is not None and reader is not None and source_id is not None:
            self._jobs.run(
                "source-text",
                _read_source,
                look.session,
                source_id,
                lane="store",
                on_done=reader.show_anew,
                on_failed=lambda error: self.said.emit(explain(error).text),
            )

    def _show_source(self, text: SourceText, intent: ReadSource) -> None:
        self._show_reader().show_source(
            text, excerpt=intent.excerpt, start=intent.start, end=intent.end
        )

    def _show_reader(self) -> SourceReader:
        if self._reader is None:
            self._reader = SourceReader(self._appearance, self._pane)
            self._reader.asked.connect(self.do)
        return self._reader


def _read_source(
    session: Session, source_id: int, *, token: CancelToken, progress: Progress
) -> SourceText:
    token.raise_if_cancelled()
    return read_source_text(session, source_id)
