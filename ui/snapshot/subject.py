"""What a snapshot shows: the network under a view, at its places; immutable, for any thread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from explorer.drawing.network.crowding import crowd_of
from explorer.drawing.network.hues import node_hues
from explorer.drawing.network.scene import NodeHues
from explorer.drawing.raster.crowd import Crowd
from explorer.drawing.timeline.marks import build_marks
from explorer.model.dataset import Dataset
from explorer.model.view import Selection, ViewFacts
from explorer.network.arrangement import Arrangement
from explorer.network.filters import Shown, show
from explorer.network.projection import Network, ShownNetwork, show_network


@dataclass(frozen=True, eq=False)
class Subject:
    """A store's network as it is to be drawn.

    Attributes
    ----------
    title
        The store's title.
    store_name
        How the store's file is called, without its ending.
    hues
        Colours of actors instead of those of their kinds, None for none.
    crowd
        The network as fields, if it has so many links that a raster draws them.
    """

    title: str
    store_name: str
    facts: ViewFacts
    network: ShownNetwork
    arrangement: Arrangement
    hues: NodeHues | None = None
    crowd: Crowd | None = None

    @property
    def dataset(self) -> Dataset:
        """The dataset of the store."""
        return self.network.network.dataset

    @property
    def shown(self) -> Shown:
        """What filter, window and focus leave of it."""
        return self.network.shown

    @cached_property
    def day_span(self) -> tuple[int, int] | None:
        """First and last day: of the time window, else of what is shown, else of the store."""
        window = self.facts.window
        if window is not None:
            return window.first, window.last
        # The days that marks reach, as in the timeline: "about" reaches no further than said.
        marks = build_marks(self.dataset)
        everything = np.ones(self.dataset.n_interactions, dtype=bool)
        return marks.span(self.shown.is_shown) or marks.span(everything)

    def without_selection(self) -> Subject:
        """Return the same with nothing selected, hence nothing dimmed."""
        if self.facts.selection.is_empty:
            return self
        return replace(self, facts=replace(self.facts, selection=Selection()))


def whole_view(facts: ViewFacts) -> ViewFacts:
    """Return the view of everything in the store, in the same projection and selection."""
    plain = ViewFacts()
    return replace(
        facts,
        window=plain.window,
        include_undated=plain.include_undated,
        filter=plain.filter,
        focus=plain.focus,
        hops=plain.hops,
        viewport=None,
    )


def subject_of(
    title: str,
    store_name: str,
    network: Network,
    arrangement: Arrangement,
    facts: ViewFacts,
    actor_measure: npt.NDArray[np.float64] | None = None,
) -> Subject:
    """Put a network under a view. Cost is linear in the store.

    Parameters
    ----------
    actor_measure
        What `facts.size_by` asks for; None for the number of interactions.
    """
    shown = show(
        network.dataset,
        facts.filter,
        facts.window,
        include_undated=facts.include_undated,
        focus=facts.focus,
        hops=facts.hops,
    )
    drawn = show_network(
        network, shown, show_positions=facts.show_positions, actor_measure=actor_measure
    )
    hues = node_hues(arrangement, facts.colour_by)
    crowd = crowd_of(arrangement, hues)
    return Subject(title, store_name, facts, drawn, arrangement, hues, crowd)
