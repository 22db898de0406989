"""A crowd with all that its first picture asks for, made where nobody waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.drawing.network.crowding import crowd_of, is_crowd, kind_hues
from explorer.drawing.network.legend import legend_entries
from explorer.drawing.network.link_geometry import link_geometry
from explorer.drawing.network.scene import prepare
from explorer.drawing.raster.crowd import CrowdShown

if TYPE_CHECKING:
    from explorer.drawing.network.scene import NodeHues, Scene
    from explorer.drawing.raster.crowd import Crowd
    from explorer.network.arrangement import Arrangement
    from explorer.network.projection import ShownNetwork


@dataclass(frozen=True, eq=False)
class Staged:
    """A scene, and the crowd of it."""

    scene: Scene
    crowd: CrowdShown

    def is_of(self, shown: ShownNetwork, arrangement: Arrangement, hues: NodeHues | None) -> bool:
        """Whether it is the scene of a shown network at its places, in these colours."""
        scene = self.scene
        same = scene.shown is shown and scene.arrangement is arrangement
        return same and scene.hues is hues


@dataclass(frozen=True, eq=False)
class Fields:
    """A network for the raster.

    Attributes
    ----------
    hues
        The colours that the crowd has, None for those of kinds.
    staged
        What is shown of it, where that is known.
    """

    crowd: Crowd
    hues: NodeHues | None
    staged: Staged | None

    def recoloured(self, hues: NodeHues | None, shown: ShownNetwork | None) -> Fields:
        """Give the same in other colours; any thread."""
        network = self.crowd.arrangement.network
        crowd = self.crowd.with_hues(kind_hues(network) if hues is None else hues.index)
        return _fields(crowd, hues, shown)


def fields_of(
    arrangement: Arrangement, hues: NodeHues | None, shown: ShownNetwork | None
) -> Fields | None:
    """Make the fields of an arrangement; None where no raster draws it. Any thread.

    Parameters
    ----------
    shown
        What is shown of the network now, None where nobody knows.
    """
    crowd = crowd_of(arrangement, hues)
    if crowd is not None:
        return _fields(crowd, hues, shown)
    network = arrangement.network
    if is_crowd(len(network.link_a), network.n_nodes):
        # Until the kernels are compiled hairlines serve: what they need is kept for them.
        link_geometry(arrangement)
    return None


def _fields(crowd: Crowd, hues: NodeHues | None, shown: ShownNetwork | None) -> Fields:
    is_current = shown is not None and shown.network is crowd.arrangement.network
    return Fields(crowd, hues, staged(shown, crowd, hues) if shown and is_current else None)


def staged(shown: ShownNetwork, crowd: Crowd, hues: NodeHues | None) -> Staged:
    """Work out what is linear in nodes and links of the first picture of a crowd; any thread."""
    scene = prepare(shown, crowd.arrangement, hues=hues)
    of_crowd = CrowdShown(crowd, scene)
    _ = scene.drawn_nodes, scene.typical_px, scene.unconnected, scene.importance
    _ = of_crowd.n_in_block, of_crowd.hidden, of_crowd.size, of_crowd.drawn_places
    # What the legend looks through is kept with the scene.
    legend_entries(scene, is_dense=True)
    return Staged(scene, of_crowd)
