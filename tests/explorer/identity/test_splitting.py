"""One actor becomes two: what was chosen goes along, the rest stays, and it can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import history, reads
from explorer.exchange.interchange import export_json
from explorer.identity.judging import NotThere, join_actors
from explorer.identity.splitting import CannotSplit, Part, SplitDraft, read_parts, split_actor
from explorer.sample import create_sample
from explorer.session import Session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    create_sample(tmp_path / "s.actors").close()
    loaded = Session.load(tmp_path / "s.actors")
    yield loaded
    loaded.close()


def _power(session: Session) -> int:
    c = session.dataset.columns
    row = list(c.actor_name).index("Samantha Power")
    return int(c.actor_id[row])


def _chosen(parts: tuple[Part, ...]) -> tuple:  # type: ignore[type-arg]
    return tuple((part.table, part.id) for part in parts)


def test_all_that_is_told_of_an_actor_is_offered(session: Session) -> None:
    power = _power(session)
    parts = read_parts(session, power)
    store = session.store
    n_of = {
        "actor_names": len(reads.actor_names(store, power)),
        "relations": len(reads.relations_of(store, power)),
        "participants": len(reads.participations_of(store, power)),
        "quotes": reads.n_quotes_by(store, power),
        "quote_actors": reads.n_quotes_about(store, power),
        "accounts": len(reads.accounts_by(store, power)),
        "evidence": len(reads.evidence_for(store, actor_ids=[power])),
    }
    assert {table: sum(p.table == table for p in parts) for table in n_of} == n_of
    assert all(part.words for part in parts)
    assert read_parts(session, 9_999) == ()


def test_what_was_chosen_goes_to_the_new_one_and_the_rest_stays(session: Session) -> None:
    power = _power(session)
    parts = read_parts(session, power)
    going = parts[::2]
    done = split_actor(session.store, SplitDraft(power, " S. Power ", _chosen(going)))
    assert done.title == "Split “S. Power” off “Samantha Power”"
    assert done.row_id is not None
    fresh = session.reread()
    told = {(p.table, p.id) for p in read_parts(fresh, done.row_id)}
    assert told == set(_chosen(going))
    assert {(p.table, p.id) for p in read_parts(fresh, power)} == set(_chosen(parts)) - told
    assert session.store.integrity() == []
    assert [
        (row.actor_id, row.other_id, row.verdict) for row in reads.judgements(session.store)
    ] == [(done.row_id, power, "different")]


def test_of_joined_records_any_part_can_go(session: Session) -> None:
    power = _power(session)
    other = next(i for i in session.dataset.columns.actor_id.tolist() if i != power)
    join_actors(session.store, [other], power)
    joined = session.reread()
    parts = read_parts(joined, power)
    done = split_actor(session.store, SplitDraft(power, "Somebody", _chosen(parts)))
    assert done.row_id is not None
    fresh = session.reread()
    assert len(read_parts(fresh, done.row_id)) == len(parts)
    assert read_parts(fresh, power) == ()


def test_a_split_without_a_name_or_of_nobody_is_refused(session: Session) -> None:
    power = _power(session)
    before = export_json(session.store)
    with pytest.raises(CannotSplit, match="no name"):
        split_actor(session.store, SplitDraft(power, " ", ()))
    with pytest.raises(NotThere):
        split_actor(session.store, SplitDraft(9_999, "X", ()))
    with pytest.raises(NotThere, match="gone meanwhile"):
        split_actor(session.store, SplitDraft(power, "X", (("quotes", 9_999),)))
    assert export_json(session.store) == before


@settings(max_examples=15)
@given(data=st.data())
def test_any_split_taken_back_restores_the_exported_text(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("split") / "s.actors"
    create_sample(path).close()
    loaded = Session.load(path)
    try:
        before = export_json(loaded.store)
        actor = data.draw(st.sampled_from(loaded.dataset.columns.actor_id.tolist()))
        parts = _chosen(read_parts(loaded, actor))
        chosen = tuple(part for part in parts if data.draw(st.booleans()))
        done = split_actor(loaded.store, SplitDraft(actor, "New", chosen))
        assert loaded.store.integrity() == []
        assert done.step_id is not None
        history.undo_step(loaded.store, done.step_id)
        assert export_json(loaded.store) == before
    finally:
        loaded.close()
