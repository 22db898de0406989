"""Shows a large store while it is read, and takes that back where it does not come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from ui.document import Document
    from ui.jobs import JobRunner
    from ui.network import NetworkPane
    from ui.opening.glimpse import Glimpse
    from ui.state import ViewState
    from ui.window.main_window import MainWindow
    from ui.window.status_line import StatusLine


class Glimpses(QObject):
    """Brings a glimpse into the window where no store is open yet; main thread.

    A store that is open stays until the other has been read as a whole, or fails.
    """

    def __init__(
        self,
        *,
        document: Document,
        jobs: JobRunner,
        state: ViewState,
        network: NetworkPane,
        window: MainWindow,
        status: StatusLine,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._jobs, self._state = document, jobs, state
        self._network, self._window, self._status = network, window, status
        self._is_shown = False
        document.glimpsed.connect(self._show)
        document.loaded.connect(self._on_loaded)
        # Whether the store has come is known once all who hear of the end have been told.
        self._look_later = QTimer(self)
        self._look_later.setSingleShot(True)
        self._look_later.timeout.connect(self._end_if_nothing_came)
        jobs.ended.connect(lambda topic: self._look_later.start() if topic == "open" else None)

    def _show(self, glimpse: Glimpse) -> None:
        if self._document.session is not None:
            return
        self._is_shown = True
        self._state.reset(glimpse.facts)
        self._window.set_title(glimpse.title)
        self._window.show_store(True)
        self._status.show_counts(f"{glimpse.arrangement.network.n_nodes:,} actors")
        self._network.show_glimpse(glimpse.shown, glimpse.fields, glimpse.facts)

    def _on_loaded(self, _is_same_store: bool) -> None:
        self._is_shown = False

    def _end_if_nothing_came(self) -> None:
        if not self._is_shown or self._document.session is not None:
            return
        self._is_shown = False
        self._network.end_glimpse()
        self._state.reset()
        self._window.set_title(None)
        self._window.show_store(False)
        self._status.show_counts("No store open")
