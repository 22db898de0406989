"""The way into the import: what does it is loaded when it is first needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.importing.recognition import is_foreign, is_store

if TYPE_CHECKING:
    from ui.document import Document
    from ui.importing.flow import ImportFlow
    from ui.jobs import JobRunner
    from ui.state import ViewState
    from ui.theme.appearance import Appearance
    from ui.window.main_window import MainWindow


class ImportDoor(QObject):
    """Stands for the flow of imports until somebody imports; main thread.

    Most of the time nobody imports, and the flow's modules would slow the start.

    Parameters
    ----------
    open_store
        Opens a store or a picture that was dropped.
    frame
        Brings the whole network into sight.
    """

    def __init__(
        self,
        *,
        document: Document,
        state: ViewState,
        jobs: JobRunner,
        appearance: Appearance,
        window: MainWindow,
        open_store: Callable[[Path], None],
        frame: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._document, self._state, self._jobs = document, state, jobs
        self._appearance, self._window = appearance, window
        self._open_store, self._frame = open_store, frame
        self._flow: ImportFlow | None = None

    @property
    def flow(self) -> ImportFlow:
        """The flow itself."""
        if self._flow is None:
            from ui.importing.flow import ImportFlow

            self._flow = ImportFlow(
                document=self._document,
                state=self._state,
                jobs=self._jobs,
                appearance=self._appearance,
                window=self._window,
                frame=self._frame,
                complain=lambda words: self._window.notice.say(words, is_error=True),
            )
        return self._flow

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Return the handler of the action by its id."""
        return {"store.import": self.ask}

    def ask(self) -> None:
        """Ask for files and take them in."""
        self.flow.ask()

    def take(self, paths: Sequence[Path]) -> None:
        """Take files in."""
        self.flow.take(paths)

    def drop(self, paths: Sequence[Path]) -> None:
        """Open what is a store or a picture; take in what is not."""
        if len(paths) > 1 or is_foreign(paths[0]):
            self.take(paths)
        elif self._document.session is not None and is_store(paths[0]):
            path = paths[0]
            self._window.notice.say(
                f"{path.name} is a store.",
                ("Open it", lambda: self._open_store(path)),
                ("Join it with this one…", lambda: self.take([path])),
            )
        else:
            self._open_store(paths[0])
