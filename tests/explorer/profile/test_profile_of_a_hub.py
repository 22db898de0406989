"""A profile of an actor of many relations and interactions brings the first of them only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from explorer.model.profile.actor import ActorProfile
from explorer.model.profile.listing import FIRST_ROWS, read_relations
from explorer.model.profile.ordering import contacts_of, newest_first, oldest_first
from explorer.model.profile.request import ProfileRequest, build_profile
from explorer.model.view import Selection
from explorer.network.filters import FilterSpec, show
from explorer.session import Session
from tests.building import build_store, generate_store

_N_HELD, _N_STAFF = 40, 75


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Session]:
    """One actor that holds forty positions and at which seventy-five others hold one."""
    staff = [f"Person {number:03}" for number in range(_N_STAFF)]
    store = build_store(tmp_path / "office.actors", actors=("Office", *staff), interactions=())
    kinds = dict(store.connection.execute("SELECT name, id FROM relation_kinds").fetchall())
    with store.atomic("Employ") as writer:
        for number in range(_N_STAFF):
            writer.insert(
                "relations",
                kind_id=kinds["position"],
                from_actor_id=number + 2,
                to_actor_id=1,
                title=f"Clerk {number:03}",
            )
        for number in range(_N_HELD):
            writer.insert(
                "relations",
                kind_id=kinds["position"],
                from_actor_id=1,
                to_actor_id=number + 2,
                title=f"Adviser {number:03}",
            )
    store.close()
    session = Session.load(tmp_path / "office.actors")
    yield session
    session.close()


def _actor(session: Session, actor_id: int) -> ActorProfile:
    shown = show(session.dataset, FilterSpec())
    found = build_profile(session, ProfileRequest(Selection.actor(actor_id), shown))
    assert isinstance(found, ActorProfile)
    return found


def test_positions_and_other_relations_are_counted_whole_and_read_page_by_page(
    office: Session,
) -> None:
    found = _actor(office, 1)
    assert (len(found.positions), len(found.other_relations)) == (_N_HELD, _N_STAFF)
    for listing, title, n in (
        (found.positions, "Adviser", _N_HELD),
        (found.other_relations, "Clerk", _N_STAFF),
    ):
        assert len(listing.first) == FIRST_ROWS
        rest = read_relations(office, listing.ids, listing.seen_from, FIRST_ROWS, n)
        titles = [relation.title for relation in (*listing.first, *rest)]
        assert titles == [f"{title} {number:03}" for number in range(n)]


def test_a_position_is_seen_from_both_its_ends(office: Session) -> None:
    assert [r.is_outgoing for r in _actor(office, 2).positions.first] == [True]
    assert [r.other.name for r in _actor(office, 2).other_relations.first] == ["Office"]


def test_orders_by_time_mirror_each_other_and_contacts_come_with_their_newest(
    tmp_path: Path,
) -> None:
    generate_store(tmp_path / "g.actors", 60, 900).close()
    session = Session.load(tmp_path / "g.actors")
    dataset = session.dataset
    hub = int(np.argmax(dataset.n_interactions_of))
    rows = newest_first(dataset, dataset.interactions_of.of(hub))
    dated = [row for row in rows.tolist() if dataset.has_date[row]]
    assert rows.tolist()[: len(dated)] == dated
    days = dataset.columns.latest[dated].tolist()
    assert days == sorted(days, reverse=True)
    whole = newest_first(dataset, np.arange(dataset.n_interactions, dtype=np.int32))
    of_hub = set(rows.tolist())
    assert [row for row in whole.tolist() if row in of_hub] == rows.tolist()
    assert sorted(oldest_first(dataset, rows).tolist()) == sorted(rows.tolist())
    contacts = contacts_of(dataset, hub, rows)
    for actor, count, last in zip(contacts.actors, contacts.counts, contacts.last, strict=True):
        shared = [row for row in rows.tolist() if actor in dataset.actors_of.of(row)]
        assert (int(count), int(last)) == (len(shared), shared[0])
    session.close()
