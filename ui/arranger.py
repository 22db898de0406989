"""Keeps the network's positions: laid out in the background, pinned by hand, remembered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from explorer.model.view import Projection
from explorer.network.arrangement import Arrangement, arrange, known_places
from explorer.network.projection import Network
from explorer.progress import CancelToken, Progress
from ui.jobs import JobRunner
from ui.lens import Lens


class Arranger(QObject):
    """Owns one `Arrangement` per projection; main thread.

    Signals
    -------
    changed(bool)
        `arrangement` is another; True where it belongs to another network (fit the view anew).
    """

    changed = Signal(bool)

    def __init__(self, lens: Lens, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lens, self._jobs = lens, jobs
        self._kept: dict[Projection, Arrangement] = {}
        self._remembered: dict[str, Any] = {}
        self._shown: Network | None = None
        self.aspect = 1.65
        lens.changed.connect(self._on_look_changed)

    @property
    def arrangement(self) -> Arrangement | None:
        """Positions for the network that is looked at; None until the first layout is there."""
        look = self._lens.look
        if look is None:
            return None
        network = look.network.network
        kept = self._kept.get(network.projection)
        return kept if kept is not None and kept.network is network else None

    def remember(self, places: dict[str, Any]) -> None:
        """Use places kept from an earlier time (`to_json`) for what is loaded next."""
        self._remembered, self._kept, self._shown = dict(places), {}, None

    def to_json(self) -> dict[str, Any]:
        """Return all positions as plain data, by projection."""
        return {name: kept.to_json() for name, kept in self._kept.items()}

    def pin(self, key: int, x: float, y: float) -> None:
        """Pin the node with a key to a place in layout units."""
        self._replace(key, lambda kept, node: kept.with_pin(node, x, y))

    def unpin(self, key: int) -> None:
        """Let a pinned node go where the layout wants it next time."""
        self._replace(key, lambda kept, node: kept.without_pin(node))

    def is_pinned(self, key: int) -> bool:
        """Whether a node of the current network is pinned."""
        kept = self.arrangement
        node = kept.network.node_of(key) if kept is not None else -1
        return kept is not None and node >= 0 and bool(kept.is_pinned[node])

    def arrange_anew(self) -> None:
        """Lay the current network out from cold; pinned nodes stay."""
        look, kept = self._lens.look, self.arrangement
        if look is None:
            return
        network = look.network.network
        start = None
        if kept is not None and kept.is_pinned.any():
            start = np.where(kept.is_pinned[:, None], kept.xy, np.nan)
        self._start(network, start, None if kept is None else kept.is_pinned)

    def _replace(self, key: int, change: Callable[[Arrangement, int], Arrangement]) -> None:
        kept = self.arrangement
        node = kept.network.node_of(key) if kept is not None else -1
        if kept is None or node < 0:
            return
        self._kept[kept.network.projection] = change(kept, node)
        self.changed.emit(False)

    def _on_look_changed(self, is_other_dataset: bool) -> None:
        look = self._lens.look
        if look is None:
            self._jobs.cancel("layout")
            self._shown = None
            return
        network = look.network.network
        if network is self._shown:
            return
        self._shown = network
        kept = self._kept.get(network.projection)
        if kept is not None and kept.network is network:
            self.changed.emit(True)
            return
        if kept is not None:
            # An edit: what stood stays in sight while the layout finds places for what is new.
            start, pinned = kept.carried_to(network)
            self._take(kept.provisionally_on(network))
            if not np.isnan(start).any():
                return
        elif network.projection in self._remembered:
            start, pinned = known_places(network, self._remembered[network.projection])
        elif self._kept:
            start, pinned = next(iter(self._kept.values())).carried_to(network)
            # Places of actors alone are no frame for a two-mode picture, unless set by hand.
            start[~pinned] = np.nan
        else:
            self._start(network, None, None)
            return
        self._start(network, start, pinned)

    def _start(self, network: Network, start: Any, is_pinned: Any) -> None:
        job = partial(_arrange, network, start, is_pinned, self.aspect)
        self._jobs.run(
            "layout",
            job,
            lane="compute",
            on_done=self._take,
            on_partial=self._take,
        )

    def _take(self, arrangement: Arrangement) -> None:
        before = self._kept.get(arrangement.network.projection)
        self._kept[arrangement.network.projection] = arrangement
        self.changed.emit(before is None or before.network is not arrangement.network)


def _arrange(
    network: Network,
    start: Any,
    is_pinned: Any,
    aspect: float,
    *,
    token: CancelToken,
    progress: Progress,
    on_partial: Callable[[Arrangement], None],
) -> Arrangement:
    return arrange(
        network,
        start=start,
        is_pinned=is_pinned,
        aspect=aspect,
        token=token,
        progress=progress,
        on_partial=on_partial,
    )
