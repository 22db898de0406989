"""What the colours of actors stand for: finds communities beside, gives nodes their hues."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from explorer.drawing.network.hues import node_hues
from explorer.model.view import property_in
from explorer.network.colouring import colours_communities

if TYPE_CHECKING:
    from explorer.drawing.network.scene import NodeHues
    from explorer.model.view import Colouring
    from explorer.network.arrangement import Arrangement
    from explorer.network.projection import Network
    from explorer.progress import CancelToken, Progress
    from ui.arranger import Arranger
    from ui.jobs import JobRunner
    from ui.lens import Lens
    from ui.state import ViewState


class NetworkColouring(QObject):
    """Keeps the hues of the network that is looked at; main thread.

    Signals
    -------
    changed()
        `hues` are others.
    """

    changed = Signal()

    def __init__(
        self,
        state: ViewState,
        lens: Lens,
        arranger: Arranger,
        jobs: JobRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._state, self._lens, self._arranger, self._jobs = state, lens, arranger, jobs
        self._hues: tuple[Network, Colouring, NodeHues] | None = None
        state.changed.connect(self._on_state_changed)
        arranger.changed.connect(self._on_arrangement_changed)

    @property
    def hues(self) -> NodeHues | None:
        """Hues of the nodes of the current network; None where each has that of its kind."""
        network = self._network
        if self._hues is None or network is None or not self._is_known(network):
            return None
        return self._hues[2] if self._is_wanted(network) else None

    @property
    def _network(self) -> Network | None:
        look = self._lens.look
        return None if look is None else look.network.network

    def _is_wanted(self, network: Network) -> bool:
        colour_by = self._state.facts.colour_by
        return bool(property_in(colour_by)) or colours_communities(colour_by, network.n_nodes)

    def _is_known(self, network: Network) -> bool:
        if self._hues is None or self._hues[0] is not network:
            return False
        # Communities are the same whether they were asked for by name or came by themselves.
        asked, known = self._state.facts.colour_by, self._hues[1]
        return property_in(asked) == property_in(known)

    def _on_state_changed(self, names: frozenset[str]) -> None:
        if "colour_by" in names:
            self._find()
            self._tell()

    def _on_arrangement_changed(self, is_other: bool) -> None:
        self._find()

    def _find(self) -> None:
        """Have communities found and coloured, as far as they are wanted and not known."""
        network, arrangement = self._network, self._arranger.arrangement
        if network is None or arrangement is None or not self._is_wanted(network):
            return
        if self._is_known(network):
            return
        if self._jobs.is_running("communities"):
            return
        job = partial(_find_hues, arrangement, self._state.facts.colour_by)
        self._jobs.run("communities", job, lane="drawing", on_done=self._take)

    def _take(self, found: tuple[Network, Colouring, NodeHues | None]) -> None:
        network, colour_by, hues = found
        self._hues = None if hues is None else (network, colour_by, hues)
        is_asked = property_in(colour_by) == property_in(self._state.facts.colour_by)
        if network is not self._network or not is_asked:
            self._find()
        self._tell()

    def _tell(self) -> None:
        self._arranger.colour(self.hues)
        self.changed.emit()


def _find_hues(
    arrangement: Arrangement, colour_by: Colouring, *, token: CancelToken, progress: Progress
) -> tuple[Network, Colouring, NodeHues | None]:
    hues = node_hues(arrangement, colour_by, token=token, progress=progress)
    return arrangement.network, colour_by, hues
