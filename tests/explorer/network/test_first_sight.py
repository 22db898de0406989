"""What was kept of a large store's picture is used only where it fits the store."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from explorer.compiling.warm import fill_cache
from explorer.drawing.network import first_sight as room
from explorer.drawing.network.first_sight import first_sight, plain_sight
from explorer.drawing.network.hues import COMMUNITY_KEYS
from explorer.drawing.network.scene import NodeHues
from explorer.model.dataset import Dataset
from explorer.network.arrangement import Arrangement
from explorer.session import Session
from tests.building import generate_store


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a small store count as a large one."""
    fill_cache()
    monkeypatch.setattr(room, "MOST_NODES", 20)


def opened(path: Path) -> tuple[Session, Dataset]:
    """Open a store; with what is known of it when the actors have been read."""
    known: list[Dataset] = []
    session = Session.load(path, on_actors=lambda _, actors: known.append(actors))
    return session, known[0]


def kept(session: Session, hues: NodeHues | None = None) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give what is kept of a picture in which all actors stand in a row."""
    network = session.network("ties")
    n = network.n_nodes
    xy = np.stack([np.arange(n, dtype=float), np.arange(n, dtype=float) % 7], axis=1)
    arrangement = Arrangement(network, xy, np.zeros(n, dtype=bool))
    data = (arrangement.to_json(), plain_sight(network, hues))
    return json.loads(json.dumps(data[0])), json.loads(json.dumps(data[1]))


def test_actors_are_known_before_anything_else(tmp_path: Path) -> None:
    generate_store(tmp_path / "a.actors", 60, 200).close()
    session, actors = opened(tmp_path / "a.actors")
    whole = session.dataset
    assert actors.n_interactions == 0
    assert list(actors.columns.actor_name) == list(whole.columns.actor_name)
    np.testing.assert_array_equal(actors.columns.actor_id, whole.columns.actor_id)
    np.testing.assert_array_equal(actors.n_interactions_of, np.zeros(60))
    session.close()


def test_sizes_and_colours_are_those_of_the_picture_that_was_left(
    tmp_path: Path, few: None
) -> None:
    generate_store(tmp_path / "a.actors", 60, 200).close()
    session, actors = opened(tmp_path / "a.actors")
    network = session.network("ties")
    hues = NodeHues(COMMUNITY_KEYS, (np.arange(60) % 5).astype(np.uint8))
    seen = first_sight(actors, *kept(session, hues), show_positions=True)
    assert seen is not None
    shown, fields = seen
    np.testing.assert_array_equal(shown.actor_measure, network.measure)
    tied = np.zeros(60, dtype=bool)
    tied[network.link_a] = tied[network.link_b] = True
    np.testing.assert_array_equal(shown.node_is_shown, tied)
    assert not shown.is_unconnected.any()
    by_ties = first_sight(actors, *kept(session, hues), show_positions=False)
    assert by_ties is not None
    tied = np.zeros(60, dtype=bool)
    tied[session.ties.a] = tied[session.ties.b] = True
    np.testing.assert_array_equal(by_ties[0].node_is_shown, tied)
    assert fields.hues is not None
    np.testing.assert_array_equal(fields.hues.index, hues.index)
    ends = np.bincount(np.concatenate([network.link_a, network.link_b]))
    assert fields.crowd.nodes.degree.max() == ends.max()
    session.close()


def test_actors_that_are_new_or_gone_do_not_keep_the_others_from_standing(
    tmp_path: Path, few: None
) -> None:
    path = tmp_path / "a.actors"
    with generate_store(path, 60, 200) as store:
        session, _ = opened(path)
        places, sight = kept(session)
        session.close()
        with store.atomic("Change") as writer:
            writer.delete("actors", 7)
            new = writer.insert("actors", name="New here", kind_id=1)
    session, actors = opened(path)
    seen = first_sight(actors, places, sight, show_positions=True)
    assert seen is not None
    assert not seen[0].node_is_shown[actors.actor_row(new)]
    assert seen[0].node_is_shown.sum() > 40
    assert seen[1].crowd.arrangement.xy[actors.actor_row(30), 0] == 29.0
    session.close()


@pytest.mark.parametrize(
    "change",
    [
        {"packed_sizes": "AAAA"},
        {"packed_keys": "not base64!"},
        {"packed_hues": "/" * 80},
        {"most_ties": None},
        {"packed_linked": 5},
    ],
)
def test_what_does_not_fit_is_not_used(tmp_path: Path, few: None, change: dict[str, Any]) -> None:
    generate_store(tmp_path / "a.actors", 60, 200).close()
    session, actors = opened(tmp_path / "a.actors")
    places, sight = kept(session)
    assert first_sight(actors, places, sight, show_positions=True) is not None
    assert first_sight(actors, places, {**sight, **change}, show_positions=True) is None
    assert first_sight(actors, {}, sight, show_positions=True) is None
    session.close()


def test_nothing_is_kept_of_a_small_network(tmp_path: Path) -> None:
    generate_store(tmp_path / "a.actors", 60, 200).close()
    with Session.load(tmp_path / "a.actors").store as store:
        session = Session.of(store)
        assert {} == plain_sight(session.network("ties"), None)
