"""Compiled code loaded beside the reading of a large store, which will be drawn with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from explorer.compiling.ready import engine_is_ready

if TYPE_CHECKING:
    from pathlib import Path

    from explorer.progress import CancelToken, Progress

#: A store of fewer bytes holds no network that a raster draws.
_LEAST_BYTES: Final = 4 * 1024 * 1024


def load_for(store: Path, *, token: CancelToken, progress: Progress) -> bool:
    """Load what the raster needs if a store is large; a job, tells whether it did.

    The compiler's library alone takes a second to import, which the first picture would wait for.
    """
    try:
        is_large = store.stat().st_size > _LEAST_BYTES
    except (OSError, ValueError):
        return False
    if not is_large or not engine_is_ready():
        return False
    from explorer.compiling.warm import draw_once

    draw_once()
    return True
