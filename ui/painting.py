"""Paint methods that a fault does not leave: Qt's binding crashes when one comes out of them."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import ParamSpec

_Parameters = ParamSpec("_Parameters")
_log = logging.getLogger(__name__)
_told: set[tuple[str, type[Exception]]] = set()


def guarded(paint: Callable[_Parameters, None]) -> Callable[_Parameters, None]:
    """Let a paint method end whatever happens in it; a fault is logged once and not each frame.

    What is painted next would look up its own method while the exception still stands, and
    Shiboken then gives back references that it does not own: the process dies some paints later.
    """

    @functools.wraps(paint)
    def painted(*args: _Parameters.args, **kwargs: _Parameters.kwargs) -> None:
        try:
            paint(*args, **kwargs)
        except Exception as error:  # noqa: BLE001 - whatever it is, none may get out
            fault = (paint.__qualname__, type(error))
            if fault not in _told:
                _told.add(fault)
                _log.exception("%s could not be painted.", paint.__qualname__)

    return painted
