"""Keeps the network's positions: laid out in the background, pinned by hand, remembered."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Signal

from explorer.drawing.network.crowding import is_crowd
from explorer.drawing.network.scene import NodeHues
from explorer.drawing.network.staged import Fields, fields_of, staged
from explorer.drawing.raster.crowd import Crowd
from explorer.model.dataset import Mask
from explorer.model.view import Projection
from explorer.network.arrangement import Arrangement, arrange, is_balanced, known_places
from explorer.network.layout import EVEN
from explorer.network.projection import Network, ShownNetwork
from explorer.progress import CancelToken, Progress
from ui.jobs import JobRunner
from ui.lens import Lens, Look

Places = npt.NDArray[np.float64]

#: After the fields for a picture were made, the layout alone goes on for so many times as long.
_REST_BY_WORK = 4.0


Begin = Callable[[], tuple[Places | None, Mask | None]]
"""Gives the places with which a layout begins, unknown ones as nan, and which are pinned."""

Carried = tuple[Arrangement, Fields | None, Begin | None]
"""Places taken over, their fields, and with what a layout begins if some are new."""


def _from_cold() -> tuple[Places | None, Mask | None]:
    return None, None


def _places(start: Places, is_pinned: Mask) -> tuple[Places | None, Mask | None]:
    return start, is_pinned


class Arranger(QObject):
    """Owns one `Arrangement` per projection; main thread.

    Signals
    -------
    changed(bool)
        `arrangement` is another; True where it belongs to another network (fit the view anew).
    crowd_changed()
        `crowd` is another, for places or in colours.
    """

    changed = Signal(bool)
    crowd_changed = Signal()

    def __init__(self, lens: Lens, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lens, self._jobs = lens, jobs
        self._kept: dict[Projection, Arrangement] = {}
        self._remembered: dict[str, Any] = {}
        self._shown: Network | None = None
        self._carried: Network | None = None
        self._fields: Fields | None = None
        self._hues: NodeHues | None = None
        self.aspect = 1.65
        self._communities = EVEN
        self._asked: Begin = _from_cold
        lens.changed.connect(self._on_look_changed)
        lens.stage_beside = self._stage

    @property
    def arrangement(self) -> Arrangement | None:
        """Positions for the network that is looked at; None until the first layout is there."""
        look = self._lens.look
        if look is None:
            return None
        network = look.network.network
        kept = self._kept.get(network.projection)
        return kept if kept is not None and kept.network is network else None

    @property
    def crowd(self) -> Crowd | None:
        """The current network as fields for the raster; None while it is small, or has none yet.

        After a pin its places may be those of a moment ago.
        """
        fields = self.fields
        return None if fields is None else fields.crowd

    @property
    def fields(self) -> Fields | None:
        """`crowd` with its colours, which follow `hues` a moment later, and what was staged."""
        look = self._lens.look
        if self._fields is None or look is None:
            return None
        is_current = self._fields.crowd.arrangement.network is look.network.network
        # What stays for a moment after an edit is drawn as it was.
        is_current |= self.is_carrying
        return self._fields if is_current else None

    @property
    def latest_hues(self) -> NodeHues | None:
        """The hues that were given last, of whichever network they were."""
        return self._hues

    @property
    def hues(self) -> NodeHues | None:
        """Hues of the nodes of the current network; None where each has that of its kind."""
        look = self._lens.look
        return None if look is None else self._hues_of(look.network.network)

    def colour(self, hues: NodeHues | None) -> None:
        """Give the nodes of the current network other hues; None: those of their kinds."""
        if hues is self._hues:
            return
        self._hues = hues
        self._recolour()

    def _recolour(self) -> None:
        """Have the fields of the current network made in its present colours."""
        fields, hues = self.fields, self.hues
        if fields is not None and not self.is_carrying:
            job = partial(_recolour, fields, hues, self._shown_on)
            self._jobs.run("recolour", job, lane="drawing", on_done=self._take_fields)

    def _make_fields(self, arrangement: Arrangement) -> None:
        """Have the fields of an arrangement made, if the raster is to draw it."""
        job = partial(_make_fields, self._fields_of, arrangement)
        self._jobs.run("crowd", job, lane="drawing", on_done=self._take_fields)

    def _take_fields(self, fields: Fields | None) -> None:
        if fields is not None:
            self._fields = fields
            self.crowd_changed.emit()

    def _fields_of(self, arrangement: Arrangement) -> Fields | None:
        """Make fields in the present colours of what is shown at present; any thread."""
        network = arrangement.network
        return fields_of(arrangement, self._hues_of(network), self._shown_on(network))

    def _stage(self, look: Look) -> None:
        """Work out a picture of another look, if a raster draws it; any thread."""
        fields = self._fields
        if fields is not None and fields.crowd.arrangement.network is look.network.network:
            look.staged = staged(look.network, fields.crowd, fields.hues)

    def _shown_on(self, network: Network) -> ShownNetwork | None:
        """Give what is shown of a network, if that is known; any thread."""
        look = self._lens.look
        known = None if look is None else look.known_network
        return known if known is not None and known.network is network else None

    def remember(self, places: dict[str, Any]) -> None:
        """Use places kept from an earlier time (`to_json`) for what is loaded next."""
        self._remembered, self._kept, self._shown = dict(places), {}, None

    @property
    def kept(self) -> dict[Projection, Arrangement]:
        """All positions, by projection."""
        return dict(self._kept)

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
        begin = _from_cold
        if kept is not None and kept.is_pinned.any():
            start = np.where(kept.is_pinned[:, None], kept.xy, np.nan)
            begin = partial(_places, start, kept.is_pinned)
        self._start(network, begin)

    def balance(self, communities: float) -> None:
        """Lay large groups out for true distances, 0, or communities, 1, from where they stand.

        Pinned nodes stay. Holds for all later layouts too.
        """
        if communities == self._communities:
            return
        self._communities = communities
        look, kept = self._lens.look, self.arrangement
        if look is None or not is_balanced(look.network.network):
            return
        if kept is not None:
            self._start(kept.network, partial(_places, kept.xy, kept.is_pinned), keeps_start=False)
        elif self._jobs.is_running("layout") and self._shown is look.network.network:
            self._start(self._shown, self._asked)

    def _replace(self, key: int, change: Callable[[Arrangement, int], Arrangement]) -> None:
        kept = self.arrangement
        node = kept.network.node_of(key) if kept is not None else -1
        if kept is None or node < 0:
            return
        changed = change(kept, node)
        self._kept[kept.network.projection] = changed
        self.changed.emit(False)
        if self.crowd is not None:
            self._make_fields(changed)

    def _on_look_changed(self, is_other_dataset: bool) -> None:
        look = self._lens.look
        if self._fields is not None:
            # What is not staged is composed anew; that of another filter would only take room.
            self._fields = replace(self._fields, staged=None if look is None else look.staged)
        if look is None:
            self._jobs.cancel("layout")
            self._shown = self._carried = None
            return
        network = look.network.network
        if network is self._shown:
            return
        self._shown = network
        kept, self._carried = self._kept.get(network.projection), None
        if kept is not None and kept.network is network:
            self.changed.emit(True)
            return
        if kept is not None:
            # An edit: what stood stays in sight while the layout finds places for what is new.
            if is_crowd(len(network.link_a), network.n_nodes):
                self._carry(kept, network)
                return
            start, pinned = kept.carried_to(network)
            provisional = kept.provisionally_on(network)
            self._take((provisional, None))
            self._make_fields(provisional)
            if not np.isnan(start).any():
                return
        elif network.projection in self._remembered:
            data = self._remembered[network.projection]
            self._start(network, partial(known_places, network, data))
            return
        elif self._kept:
            start, pinned = next(iter(self._kept.values())).carried_to(network)
            # Places of actors alone are no frame for a two-mode picture, unless set by hand.
            start[~pinned] = np.nan
        else:
            self._start(network, _from_cold)
            return
        self._start(network, partial(_places, start, pinned))

    def _carry(self, kept: Arrangement, network: Network) -> None:
        """Have places and fields of a crowd taken over beside; until then it stands as it was."""
        self._carried = network
        job = partial(_carried, kept, network, self._fields_of)
        self._jobs.run("crowd", job, lane="compute", on_done=self._take_carried)

    def _take_carried(self, carried: Carried) -> None:
        arrangement, fields, begin = carried
        if fields is not None:
            self._fields = fields
        self._kept[arrangement.network.projection], self._carried = arrangement, None
        self.changed.emit(False)
        if fields is not None and fields.hues is not self._hues_of(arrangement.network):
            # Other colours have come meanwhile.
            self._recolour()
        if begin is not None:
            self._start(arrangement.network, begin)

    @property
    def is_carrying(self) -> bool:
        """Whether the network of before an edit is to stay until that of now has its places."""
        return self._carried is not None

    def _start(self, network: Network, begin: Begin, *, keeps_start: bool = True) -> None:
        self._asked = begin
        how = {
            "aspect": self.aspect,
            "communities": self._communities,
            "keeps_start": keeps_start,
        }
        job = partial(_arrange, network, begin, how, self._fields_of)
        self._jobs.run(
            "layout",
            job,
            lane="compute",
            on_done=self._take,
            on_partial=self._take,
        )

    def _hues_of(self, network: Network) -> NodeHues | None:
        """Give the present hues if they are those of a network; any thread."""
        hues = self._hues
        return hues if hues is not None and len(hues.index) == network.n_nodes else None

    def _take(self, arranged: tuple[Arrangement, Fields | None]) -> None:
        arrangement, fields = arranged
        self._carried = None
        if fields is not None:
            self._fields = fields
        before = self._kept.get(arrangement.network.projection)
        self._kept[arrangement.network.projection] = arrangement
        self.changed.emit(before is None or before.network is not arrangement.network)


def _arrange(
    network: Network,
    begin: Begin,
    how: dict[str, Any],
    fields_of: Callable[[Arrangement], Fields | None],
    *,
    token: CancelToken,
    progress: Progress,
    on_partial: Callable[[tuple[Arrangement, Fields | None]], None],
) -> tuple[Arrangement, Fields | None]:
    """Lay a network out; with each picture come its fields, where the raster draws it."""
    start, is_pinned = begin()
    busy_until_s = 0.0

    def tell(arrangement: Arrangement) -> None:
        nonlocal busy_until_s
        begun_s = time.monotonic()
        if begun_s < busy_until_s:
            return
        on_partial((arrangement, fields_of(arrangement)))
        # Fields of very many ties take their time, which is taken from the layout's.
        busy_until_s = time.monotonic() + _REST_BY_WORK * (time.monotonic() - begun_s)

    arrangement = arrange(
        network,
        start=start,
        is_pinned=is_pinned,
        **how,
        token=token,
        progress=progress,
        on_partial=tell,
    )
    return arrangement, fields_of(arrangement)


def _carried(
    kept: Arrangement,
    network: Network,
    fields_of: Callable[[Arrangement], Fields | None],
    *,
    token: CancelToken,
    progress: Progress,
) -> Carried:
    start, pinned = kept.carried_to(network)
    arrangement = kept.provisionally_on(network)
    begin = partial(_places, start, pinned) if np.isnan(start).any() else None
    token.raise_if_cancelled()
    return arrangement, fields_of(arrangement), begin


def _make_fields(
    fields_of: Callable[[Arrangement], Fields | None],
    arrangement: Arrangement,
    *,
    token: CancelToken,
    progress: Progress,
) -> Fields | None:
    return fields_of(arrangement)


def _recolour(
    fields: Fields,
    hues: NodeHues | None,
    shown_on: Callable[[Network], ShownNetwork | None],
    *,
    token: CancelToken,
    progress: Progress,
) -> Fields:
    return fields.recoloured(hues, shown_on(fields.crowd.arrangement.network))
