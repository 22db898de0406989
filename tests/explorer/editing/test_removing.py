"""Deleting by hand: what goes along is told before, and all comes back."""

from __future__ import annotations

import pytest

from db import InvalidRow, Store, history, reads
from explorer.editing.adding import add_actor, add_quote, add_source
from explorer.editing.drafts import ActorDraft, QuoteDraft, SourceDraft
from explorer.editing.refusal import NothingThere
from explorer.editing.removing import look_at_removal, remove
from explorer.exchange.exporting import export_json
from explorer.model.view import Selection


def _told(store: Store) -> None:
    add_source(store, SourceDraft("A report", author_id=1))
    add_quote(store, QuoteDraft("Aid.", 1, 1, interaction=1, about=(1,)))
    with store.atomic("Relate") as writer:
        writer.insert("relations", kind_id=1, from_actor_id=1, to_actor_id=3, title="Administrator")
        writer.insert("actor_names", actor_id=1, name="S. Power")
        writer.insert("evidence", actor_id=1, source_id=1, excerpt="x")


def test_what_would_go_along_is_told_before(store: Store) -> None:
    _told(store)
    before = export_json(store)
    removal = look_at_removal(store, "actors", (1,))
    assert removal.what == "Samantha Power"
    assert removal.goes_along == (
        "2 participations", "1 relation", "1 piece of evidence", "1 other name",
        "1 mention in a quote",
    )  # fmt: skip
    assert set(removal.loses) == {
        "1 source would lose its author",
        "1 quote would lose its speaker",
    }
    assert not removal.is_harmless
    assert export_json(store) == before


def test_nobody_need_be_asked_where_nothing_rests_on_it(store: Store) -> None:
    edited = add_actor(store, ActorDraft("Nobody"))
    assert edited.row_id is not None
    assert look_at_removal(store, "actors", (edited.row_id,)).is_harmless


def test_a_deletion_is_one_step_that_gives_all_back(store: Store) -> None:
    _told(store)
    before, steps = export_json(store), history.n_steps(store)
    edited = remove(store, "actors", (1, 2))
    assert edited.title == "Delete Samantha Power and İlham Əliyev"
    assert edited.selection == Selection()
    assert history.n_steps(store) == steps + 1
    assert store.counts()["participants"] == 0
    assert edited.step_id is not None
    history.undo_step(store, edited.step_id)
    assert export_json(store) == before


def test_a_part_is_deleted_and_its_whole_selected(store: Store) -> None:
    edited = remove(store, "participants", (2,))
    assert edited.title == "Delete the part of İlham Əliyev in the call of 26 September 2023"
    assert edited.selection == Selection.interaction(1)
    assert len(reads.participants_of(store, (1,))) == 1


def test_what_is_not_there_is_not_deleted_silently(store: Store) -> None:
    with pytest.raises(NothingThere):
        look_at_removal(store, "actors", (99,))
    with pytest.raises(NothingThere):
        remove(store, "actors", (1, 99))
    assert store.counts()["actors"] == 3


def test_a_kind_in_use_cannot_go(store: Store) -> None:
    assert "2 actors of the store use it" in look_at_removal(store, "actor_kinds", (1,)).forbidden
    with pytest.raises(InvalidRow, match="use it"):
        remove(store, "actor_kinds", (1,))
