"""Makes pictures of very many ties beside the window, always for what is wanted last."""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal

from explorer.drawing.raster.crowd import CrowdShown
from explorer.drawing.raster.render import Colours, Emphasised, Raster, Renderer, View
from explorer.progress import Cancelled, CancelToken

if TYPE_CHECKING:
    from explorer.drawing.raster.tone import Tone

_log = logging.getLogger(__name__)

#: A picture that takes less is made at once and never given up: at sixty wishes a second
#: nothing would ever come of one that each new wish stops.
QUICK_MS: Final = 35.0
_WANTED_QUICK_MS: Final = 26.0
_NICENESS: Final = 10


@dataclass(frozen=True, eq=False)
class Wish:
    """What is to be drawn.

    Attributes
    ----------
    ratio
        Device pixels per logical pixel.
    is_moving
        Whether the view is on the move: brightness then changes slowly only.
    draws_nodes
        Whether nodes are part of the picture; few are painted by the window itself.
    """

    shown: CrowdShown
    view: View
    colours: Colours
    emphasised: Emphasised | None
    ratio: float
    is_moving: bool
    draws_nodes: bool = True


@dataclass(frozen=True, eq=False)
class Made:
    """A picture and the wish that it answers; `is_full`: every tie is in it."""

    wish: Wish
    raster: Raster
    is_full: bool


class RasterWorker(QObject):
    """One thread with one place for a wish; main thread outside.

    Signals
    -------
    made(Made)
        A picture is there; often a quick one first and the full one after it.
    """

    made = Signal(object)
    _made = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._made.connect(self.made, Qt.ConnectionType.QueuedConnection)
        self._condition = threading.Condition()
        self._wish: Wish | None = None
        self._token = CancelToken()
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None
        self.last_ms = 0.0
        condition, closing = self._condition, self._closing

        def end(*_: object) -> None:
            with condition:
                closing.set()
                condition.notify()

        # Whoever lets it go without closing it: the thread must not tell an object that is gone.
        self.destroyed.connect(end)

    def ask(self, wish: Wish) -> None:
        """Have a picture made instead of whatever was asked for before."""
        with self._condition:
            if self._closing.is_set():
                return
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="raster", daemon=True)
                self._thread.start()
            self._wish = wish
            self._token.cancel()
            self._condition.notify()

    def forget(self) -> None:
        """Drop what was asked for; a picture that is under way is given up."""
        with self._condition:
            self._wish = None
            self._token.cancel()

    def close(self, limit_s: float = 2.0) -> None:
        """End the thread."""
        with self._condition:
            self._closing.set()
            self._token.cancel()
            self._condition.notify()
        if self._thread is not None:
            self._thread.join(limit_s)

    # --- in the thread ----------------------------------------------------------------------------

    def _work(self) -> None:
        _step_back()
        renderer = Renderer(min(2, os.cpu_count() or 1))
        tone: Tone | None = None
        while True:
            with self._condition:
                while self._wish is None and not self._closing.is_set():
                    self._condition.wait()
                if self._closing.is_set():
                    break
                wish, self._wish = self._wish, None
                assert wish is not None  # noqa: S101 - just waited for
                token = self._token = CancelToken()
            try:
                tone = self._answer(renderer, wish, tone, token)
            except Cancelled:
                continue
            except Exception:  # noqa: BLE001 - the thread lives on for the next wish
                _log.exception("A picture of the network could not be made.")
        renderer.close()

    def _answer(
        self, renderer: Renderer, wish: Wish, tone: Tone | None, token: CancelToken
    ) -> Tone:
        shown = wish.shown
        before = tone if wish.is_moving else None
        expected_ms = renderer.predicted_ms(shown.crowd.ties, shown.strength, wish.view)
        if expected_ms > QUICK_MS:
            every = max(2, round(expected_ms / _WANTED_QUICK_MS))
            quick = self._render(renderer, wish, tone, every, CancelToken())
            self._tell(Made(wish, quick, is_full=False))
            tone = quick.tone
            token.raise_if_cancelled()
            full = self._render(renderer, wish, before, 1, token)
        else:
            full = self._render(renderer, wish, before, 1, CancelToken())
        self._tell(Made(wish, full, is_full=True))
        return full.tone

    def _tell(self, made: Made) -> None:
        """Hand a picture over, unless whoever asked for it has gone meanwhile."""
        with self._condition:
            if not self._closing.is_set():
                self._made.emit(made)

    def _render(
        self, renderer: Renderer, wish: Wish, before: Tone | None, every: int, token: CancelToken
    ) -> Raster:
        begun_s = time.perf_counter()
        shown = wish.shown
        raster = renderer.render(
            shown.crowd.ties,
            shown.crowd.nodes,
            wish.view,
            wish.colours,
            strength=shown.strength,
            radius_px=shown.radius_px(wish.view, wish.ratio),
            hidden=shown.hidden if wish.draws_nodes else shown.all_hidden,
            emphasised=wish.emphasised,
            before=before,
            every=every,
            token=token,
        )
        self.last_ms = (time.perf_counter() - begun_s) * 1e3
        return raster


def _step_back() -> None:
    """Let the window's own thread go first, where the system lets a thread say so."""
    with contextlib.suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)
