"""The stores opened lately, as far as they are still there, looked for beside the main thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from explorer.progress import CancelToken, Progress
from ui.jobs import JobRunner
from ui.settings import SettingsStore


class RecentStores(QObject):
    """Knows which of the recent stores can be opened; main thread.

    A drive that does not answer may hold a look at a file for a minute, so that never waits for
    it: until the answer is there the last one stands.

    Signals
    -------
    changed()
        Other stores are there than before.
    """

    changed = Signal()

    def __init__(
        self, settings: SettingsStore, jobs: JobRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings, self._jobs = settings, jobs
        self._present: list[Path] = []
        self._asked: list[Path] = []

    @property
    def present(self) -> list[Path]:
        """Those that were there at the last look, latest first."""
        return list(self._present)

    def look(self) -> None:
        """Look which are there; `changed` follows where it is others than before."""
        listed = self._settings.recent()
        if self._jobs.is_running("recent") and listed == self._asked:
            return
        self._asked = listed
        self._jobs.run("recent", _there, listed, lane="files", on_done=self._take)

    def _take(self, present: list[Path]) -> None:
        if present != self._present:
            self._present = present
            self.changed.emit()


def _there(listed: list[Path], *, token: CancelToken, progress: Progress) -> list[Path]:
    present = []
    for path in listed:
        token.raise_if_cancelled()
        try:
            is_there = path.is_file()
        except (OSError, ValueError):
            # What cannot be looked at, for its name or its folder, is not there either.
            continue
        if is_there:
            present.append(path)
    return present
