"""A store that nobody has looked at shows its relations unless they would cover what happened."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from explorer.model.view import first_view
from explorer.network.colouring import communities_of
from explorer.session import Session
from tests.building import build_store


def built(path: Path, n_actors: int, n_talks: int, n_relations: int) -> Session:
    names = [f"P{n}" for n in range(n_actors)]
    talks = [{"title": "Talk", "participants": names[:2]} for _ in range(n_talks)]
    with (
        closing(build_store(path, actors=names, interactions=talks)) as store,
        store.atomic("Relate them") as writer,
    ):
        kind = writer.term("relation_kinds", "other")
        for n in range(n_relations):
            half = n_actors // 2 * (n % 2)
            first, second = 1 + half + n // 2 % 5, 1 + half + (n // 2 + 1 + n // 10) % 5
            writer.insert("relations", kind_id=kind, from_actor_id=first, to_actor_id=second)
    return Session.load(path)


@pytest.mark.parametrize(
    ("n_actors", "n_talks", "n_relations", "is_shown"),
    [(201, 5, 4, False), (201, 4, 5, True), (200, 5, 4, True), (201, 0, 3, True)],
)
def test_relations_stay_where_they_are_most_of_a_store(
    tmp_path: Path, n_actors: int, n_talks: int, n_relations: int, is_shown: bool
) -> None:
    session = built(tmp_path / "s.actors", n_actors, n_talks, n_relations)
    assert is_shown == first_view(session.dataset).show_positions
    session.close()


def test_a_store_of_relations_alone_has_communities_too(tmp_path: Path) -> None:
    session = built(tmp_path / "s.actors", 10, 0, 40)
    community = communities_of(session.network("ties"))
    assert 2 == len(np.unique(community))
    assert 1 == len(np.unique(community[:5]))
    session.close()
