"""Opening, making and closing stores as the user does it, with all that may go wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import platformdirs
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.document import Document
from ui.importing.recognition import is_foreign
from ui.jobs import JobRunner
from ui.messages import explain
from ui.settings import SettingsStore
from ui.window.notice_bar import NoticeBar

_STORES = "Stores (*.actors *.sqlite *.db);;Snapshot pictures (*.png);;All files (*)"
_NEW = "Stores (*.actors)"
SUFFIX = ".actors"


class FileFlows(QObject):
    """The ways of a file into and out of the window.

    Parameters
    ----------
    open_picture
        Brings back the view that a snapshot picture carries.
    take_in
        Takes files of other programs in; whoever wires the program sets it.
    ask_open, ask_save
        Ask for a path (title, start folder or name, filter) and return "" when the user gave
        up; tests put functions of their own here.
    """

    def __init__(
        self,
        *,
        document: Document,
        jobs: JobRunner,
        settings: SettingsStore,
        notice: NoticeBar,
        window: QWidget,
        open_picture: Callable[[Path], None],
        trigger: Callable[[str], None],
        say: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._document, self._jobs, self._settings = document, jobs, settings
        self._notice, self._window = notice, window
        self._open_picture, self._trigger, self._say = open_picture, trigger, say
        self._last: Callable[[], None] | None = None
        self.take_in: Callable[[list[Path]], None] = lambda _: None
        self.ask_open: Callable[[str, str, str], str] = self._ask_open
        self.ask_save: Callable[[str, str, str], str] = self._ask_save
        document.failed.connect(self._on_failed)
        document.changed_outside.connect(self._on_changed_outside)
        document.loaded.connect(self._on_loaded)

    def open(self, path: Path) -> None:
        """Open a store, or the view that a picture carries; take in what is of another format."""
        self._last = lambda: self.open(path)
        self._notice.hide()
        if path.suffix.lower() == ".png":
            self._open_picture(path)
        elif is_foreign(path):
            self.take_in([path])
        else:
            self._document.open(path)

    def open_asking(self) -> None:
        """Ask for a store and open it."""
        chosen = self.ask_open("Open a store", self._folder(), _STORES)
        if chosen:
            self.open(Path(chosen))

    def open_sample(self) -> None:
        """Open the sample, kept with the program's own data."""
        self._last = self.open_sample
        self._notice.hide()
        self._document.open_sample(sample_path())

    def new_asking(self) -> None:
        """Ask where a new store shall lie, and make it."""
        chosen = self.ask_save("New store", str(Path(self._folder()) / f"New{SUFFIX}"), _NEW)
        if chosen:
            path = Path(chosen)
            path = path if path.suffix else path.with_suffix(SUFFIX)
            self._last = None
            self._notice.hide()
            self._document.new(path)

    def drop(self, paths: list[Path]) -> None:
        """Open the first of the files dropped."""
        self.open(paths[0])

    def _on_loaded(self, is_same_store: bool) -> None:
        session = self._document.session
        if session is None:
            return
        self._notice.hide()
        if not is_same_store and session.path != sample_path():
            self._settings.add_recent(session.path)

    def _on_failed(self, error: Exception) -> None:
        message = explain(error)
        buttons = []
        if message.action == "retry" and self._last is not None:
            buttons.append((message.button, self._last))
        elif message.action:
            buttons.append((message.button, lambda: self._trigger(message.action)))
        self._notice.say(message.text, *buttons, is_error=True)

    def _on_changed_outside(self) -> None:
        self._notice.say(
            "Another program changed this store.",
            ("Reload", self._document.reload),
            ("Not now", lambda: None),
        )

    def _folder(self) -> str:
        session = self._document.session
        if session is not None and session.path != sample_path():
            return str(session.path.parent)
        recent = self._settings.recent()
        documents = Path(platformdirs.user_documents_dir())
        # A folder that is not there would have the dialog begin where the program was started.
        likely = [*(path.parent for path in recent[:1]), documents]
        return str(next((folder for folder in likely if folder.is_dir()), Path.home()))

    def _ask_open(self, title: str, start: str, kinds: str) -> str:
        return QFileDialog.getOpenFileName(self._window, title, start, kinds)[0]

    def _ask_save(self, title: str, start: str, kinds: str) -> str:
        return QFileDialog.getSaveFileName(self._window, title, start, kinds)[0]


def sample_path() -> Path:
    """Return where the program keeps its copy of the sample."""
    return Path(platformdirs.user_data_dir("actor-explorer")) / f"us-karabakh-2023-09{SUFFIX}"
