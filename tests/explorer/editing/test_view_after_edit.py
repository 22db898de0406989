"""What the view keeps when the store has changed under it: places, selection, focus."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from db import Store
from explorer.editing.adding import add_actor, add_interaction
from explorer.editing.drafts import ActorDraft, InteractionDraft, ParticipantDraft
from explorer.editing.removing import remove
from explorer.model.presence import present
from explorer.model.view import Selection, ViewFacts
from explorer.network.arrangement import Arrangement
from explorer.session import Session
from tests.building import build_store


def _arranged(session: Session) -> Arrangement:
    network = session.network("ties")
    xy = np.arange(network.n_nodes * 2, dtype=float).reshape(-1, 2)
    return Arrangement(network, xy, np.zeros(network.n_nodes, dtype=bool))


def test_what_stood_stays_and_what_is_new_stands_among_its_contacts(store: Store) -> None:
    session = Session.load(store.path)
    before = _arranged(session)
    add_interaction(
        session.store,
        InteractionDraft(
            participants=(
                ParticipantDraft(1), ParticipantDraft(2), ParticipantDraft(ActorDraft("New")),
            )
        ),
    )  # fmt: skip
    add_actor(session.store, ActorDraft("Lonely"))
    remove(session.store, "actors", (3,))
    fresh = session.reread()
    after = before.provisionally_on(fresh.network("ties"))
    assert not np.isnan(after.xy).any()
    network = after.network
    for key in (1, 2):
        was = before.xy[before.network.node_of(key)]
        assert tuple(after.xy[network.node_of(key)]) == tuple(was)
    middle = after.xy[[network.node_of(1), network.node_of(2)]].mean(axis=0)
    assert tuple(after.xy[network.node_of(4)]) == tuple(middle)
    assert after.xy[network.node_of(5), 1] > after.xy[:-1, 1].max()
    session.close()


def test_a_first_actor_has_a_place_in_an_empty_store(tmp_path: Path) -> None:
    build_store(tmp_path / "empty.actors").close()
    session = Session.load(tmp_path / "empty.actors")
    before = _arranged(session)
    add_actor(session.store, ActorDraft("First"))
    after = before.provisionally_on(session.reread().network("ties"))
    assert after.xy.tolist() == [[0.0, 0.0]]
    session.close()


def test_what_is_gone_is_let_go_of_and_the_rest_stays(store: Store) -> None:
    session = Session.load(store.path)
    facts = ViewFacts(
        selection=Selection.several((1, 3), (2,)), focus=frozenset({2, 3}), include_undated=True
    )
    assert present(facts, session.dataset) is facts
    remove(session.store, "actors", (3,))
    dataset = session.reread().dataset
    kept = present(facts, dataset)
    assert kept.selection == Selection.several((1,), (2,))
    assert kept.focus == {2}
    assert kept.include_undated
    tie = present(ViewFacts(selection=Selection.tie(1, 3)), dataset)
    assert not tie.selection.is_tie
    assert present(ViewFacts(selection=Selection.of_source(9)), dataset).selection.is_empty
    session.close()
