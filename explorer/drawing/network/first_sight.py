"""The actors of a store at the places where they were left, before their ties have been read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from explorer.compiling.ready import engine_is_ready
from explorer.drawing.network.crowding import MOST_NODES, kind_hues
from explorer.drawing.network.hues import COMMUNITY_KEYS
from explorer.drawing.network.scene import NodeHues
from explorer.drawing.network.staged import Fields, staged
from explorer.drawing.raster.crowd import Crowd
from explorer.network.arrangement import Arrangement, known_places
from explorer.network.filters import show
from explorer.network.plain_places import packed, unpacked
from explorer.network.projection import LinkKind, build_network, show_network
from explorer.network.ties import project_ties

if TYPE_CHECKING:
    from explorer.model.dataset import Dataset
    from explorer.network.projection import Network, ShownNetwork

#: A store of which more actors stand nowhere yet is another than the one that was left.
_MOST_UNPLACED: Final = 0.05

_BY_TIES: Final = 1
_BY_POSITIONS: Final = 2


def plain_sight(network: Network, hues: NodeHues | None) -> dict[str, Any]:
    """Return how large and in what colour actors are, as data that JSON can hold.

    Empty where the network has so few that nothing is shown of it before all has been read.
    """
    if network.projection != "ties" or network.n_nodes <= MOST_NODES:
        return {}
    by_ties, by_positions = (
        np.bincount(
            np.concatenate([network.link_a[run], network.link_b[run]]), minlength=network.n_nodes
        )
        for run in (network.run_of(LinkKind.TIE), network.run_of(LinkKind.RELATION))
    )
    linked = (by_ties > 0) * _BY_TIES | (by_positions > 0) * _BY_POSITIONS
    sight = {
        "packed_keys": packed(network.node_key.astype("<i8")),
        "packed_sizes": packed(network.measure.astype("<i4")),
        "packed_linked": packed(linked.astype("<u1")),
        "most_ties": int((by_ties + by_positions).max(initial=0)),
    }
    if hues is not None and not hues.property_name:
        sight["packed_hues"] = packed(hues.index.astype("<u1"))
    return sight


def first_sight(
    dataset: Dataset, places: dict[str, Any], sight: dict[str, Any], *, show_positions: bool
) -> tuple[ShownNetwork, Fields] | None:
    """Show the actors of a dataset without interactions as they were left; any thread.

    Parameters
    ----------
    places, sight
        What `Arrangement.to_json` and `plain_sight` gave.

    Returns
    -------
    None where they are few, where no raster can draw them, or where too many stand nowhere.
    """
    n = dataset.n_actors
    if n <= MOST_NODES or not engine_is_ready():
        return None
    network = build_network(dataset, project_ties(dataset), "ties")
    xy, is_pinned = known_places(network, places)
    read = _by_node(network, sight, show_positions)
    if read is None:
        return None
    size, is_linked, hue, most_ties = read
    is_placed = ~np.isnan(xy[:, 0])
    if np.count_nonzero(~is_placed) > _MOST_UNPLACED * n:
        return None
    xy[~is_placed] = 0.0
    shown = show(dataset)
    looked = show_network(network, shown, show_positions=False)
    looked = replace(
        looked,
        node_is_shown=looked.node_is_shown & is_placed & is_linked,
        # Who is linked to whom is not known yet; that they are is.
        n_links=is_linked.astype(np.int64),
        actor_measure=size,
    )
    hues = None if hue is None else NodeHues(COMMUNITY_KEYS, hue)
    arrangement = Arrangement(network, xy, is_pinned)
    degree = size / max(1.0, float(size.max())) * most_ties
    crowd = Crowd.of(arrangement, kind_hues(network) if hue is None else hue, degree)
    return looked, Fields(crowd, hues, staged(looked, crowd, hues))


def _by_node(
    network: Network, sight: dict[str, Any], show_positions: bool
) -> (
    tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_], npt.NDArray[np.uint8] | None, int] | None
):
    """Give sizes, whether linked, and hues by node of a network; None where that is not usable."""
    try:
        keys = unpacked(sight["packed_keys"], "<i8")
        sizes = unpacked(sight["packed_sizes"], "<i4").astype(np.float64)
        wanted = _BY_TIES | (_BY_POSITIONS if show_positions else 0)
        linked = (unpacked(sight["packed_linked"], "<u1") & wanted) > 0
        most_ties = max(1, int(sight["most_ties"]))
        hues = unpacked(sight["packed_hues"], "<u1") if "packed_hues" in sight else None
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    if len({len(keys), len(sizes), len(linked), len(keys if hues is None else hues)}) > 1:
        return None
    if not len(keys) or (np.diff(keys) <= 0).any() or (sizes < 0).any():
        return None
    if hues is not None and hues.max() >= len(COMMUNITY_KEYS):
        return None
    at = np.minimum(np.searchsorted(keys, network.node_key), len(keys) - 1)
    is_known = keys[at] == network.node_key
    hue = None if hues is None else np.where(is_known, hues[at], len(COMMUNITY_KEYS) - 1)
    return (
        np.where(is_known, sizes[at], 0.0),
        is_known & linked[at],
        None if hue is None else hue.astype(np.uint8),
        most_ties,
    )
