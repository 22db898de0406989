"""What keeps a running program alive: faults in the window are logged, and it goes on."""

from __future__ import annotations

import logging
from types import TracebackType

from PySide6.QtWidgets import QApplication

_log = logging.getLogger("ui.app")


def log_fault(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """Keep the window alive after a fault in a slot: what is open must not be lost with it."""
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    _log.error("A fault in the window.", exc_info=(kind, fault, trace))
