"""The sample drawn as a network, without Qt, for tests."""

from __future__ import annotations

import datetime
from functools import lru_cache

import numpy as np

from explorer.drawing.network.framing import fitting_camera
from explorer.drawing.network.picture import LinkMark, NetworkPicture
from explorer.drawing.network.scene import prepare
from explorer.drawing.network.styling import compose
from explorer.model.view import ViewFacts
from explorer.network.arrangement import Arrangement, arrange
from explorer.network.filters import show
from explorer.network.projection import LinkKind, Network, ShownNetwork, show_network
from explorer.session import Session
from tests.explorer.plain_measure import PlainMeasure

MEASURE = PlainMeasure()
SIZE = (900.0, 600.0)


def day(month: int, number: int) -> int:
    return (datetime.date(2023, month, number) - datetime.date(1970, 1, 1)).days


@lru_cache(maxsize=4)
def arranged(network: Network) -> Arrangement:
    """Lay a network out once for all tests."""
    return arrange(network)


class Drawn:
    """The sample drawn with some view facts."""

    def __init__(self, session: Session, **facts: object) -> None:
        self.session = session
        self.facts = ViewFacts(**facts)  # type: ignore[arg-type]
        network = session.network(self.facts.projection)
        looked = show(session.dataset, self.facts.filter, self.facts.window)
        self.shown: ShownNetwork = show_network(
            network, looked, show_positions=self.facts.show_positions
        )
        self.arrangement = arranged(network)
        self.camera = fitting_camera(prepare(self.shown, self.arrangement), *SIZE, MEASURE)

    def picture(self, **how: object) -> NetworkPicture:
        return compose(
            self.shown,
            self.arrangement,
            self.camera,
            self.facts,
            MEASURE,
            **how,  # type: ignore[arg-type]
        )

    def id_of(self, name: str) -> int:
        return actor_id(self.session, name)

    def node(self, name: str) -> int:
        return self.session.dataset.actor_row(self.id_of(name))


def actor_id(session: Session, name: str) -> int:
    dataset = session.dataset
    return next(
        int(dataset.actor_id(row))
        for row in range(dataset.n_actors)
        if dataset.actor_name(row) == name
    )


def two_accounts(session: Session) -> int:
    dataset = session.dataset
    return int(dataset.interaction_id(int(np.flatnonzero(dataset.accounts_differ)[0])))


def mark_between(picture: NetworkPicture, a: int, b: int, kind: LinkKind) -> LinkMark:
    scene = picture.scene
    return next(
        mark
        for mark in picture.links
        if mark.kind == kind and {int(scene.a[mark.at]), int(scene.b[mark.at])} == {a, b}
    )


def opacity_of(picture: NetworkPicture, node: int) -> float:
    return float(picture.nodes.opacity[picture.nodes.node == node][0])
