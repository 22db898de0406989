"""What keeps a running program smooth and alive: the collector, and faults in the window."""

from __future__ import annotations

import gc
import logging
from types import TracebackType

from PySide6.QtWidgets import QApplication

_log = logging.getLogger("ui.app")


def look_for_garbage() -> None:
    """Let the collector begin, and leave out what lives as long as the program.

    A full collection over all modules takes 60 ms, which would be felt at a click.
    """
    gc.collect()
    gc.freeze()
    gc.enable()


def log_fault(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """Keep the window alive after a fault in a slot: what is open must not be lost with it."""
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    _log.error("A fault in the window.", exc_info=(kind, fault, trace))
