"""Has inner loops compiled beside the program, so that large networks are quick the next time."""

from __future__ import annotations

import subprocess

from PySide6.QtCore import QObject, QTimer

from explorer.compiling.ready import start_warming

#: The window is usable by then; compiling takes a core for some seconds.
_BEGIN_AFTER_MS = 6_000
_END_WITHIN_S = 2.0


class Warming(QObject):
    """Starts the compiling process once, some seconds after the window; ends it with the program.

    What is half done then is done again at the next start; nothing waits for it meanwhile.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: subprocess.Popen[bytes] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_BEGIN_AFTER_MS)
        self._timer.timeout.connect(self._begin)

    def start(self) -> None:
        """Compile when the window has been shown for a while, if there is anything to compile."""
        self._timer.start(_BEGIN_AFTER_MS)

    def close(self) -> None:
        """End the process, if it still runs."""
        self._timer.stop()
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        process.terminate()
        try:
            process.wait(_END_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()

    def _begin(self) -> None:
        self._process = start_warming()
