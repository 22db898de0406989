"""Changing by hand: only what was changed is written, and others' changes stay."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db import Store, history, open_store, reads
from explorer.editing.adding import add_account, add_evidence, add_quote, add_source
from explorer.editing.changing import (
    change_about,
    change_account,
    change_actor,
    change_evidence,
    change_interaction,
    change_quote,
    change_relation,
    change_source,
)
from explorer.editing.drafts import (
    AccountDraft,
    AttributionDraft,
    EvidenceDraft,
    Fact,
    IdentifierDraft,
    NameDraft,
    ParticipantDraft,
    QuoteDraft,
    RelationDraft,
    SourceDraft,
    WhenDraft,
)
from explorer.editing.merging import merged
from explorer.editing.refusal import EditConflict, EditRefused, NothingThere
from explorer.editing.removing import remove
from explorer.editing.stored import (
    account_draft,
    actor_draft,
    evidence_draft,
    fact_of_evidence,
    interaction_draft,
    quote_draft,
    relation_draft,
    source_draft,
)
from explorer.exchange.exporting import export_json


def _with_words(store: Store) -> None:
    add_source(store, SourceDraft("A report", text="First. She spoke of aid. Then he left."))
    add_quote(
        store,
        QuoteDraft("She spoke of aid.", 1, 1, interaction=1, about=(2,), start=7, end=24,
                   attributions=(AttributionDraft("said", 1), AttributionDraft("wrote", 2))),
    )  # fmt: skip
    add_account(store, AccountDraft(1, 2, "Then he left.", 1, start=25, end=38))
    add_evidence(store, Fact("interaction", 1), EvidenceDraft(1, "First.", 0, 6))


def test_handing_back_what_was_read_changes_nothing(store: Store) -> None:
    _with_words(store)
    with store.atomic("Untidy") as writer:
        writer.update("actors", 1, name=" Samantha  Power ")
        writer.update("interactions", 2, edtf=None, date_words="soon", date_basis="stated")
        writer.insert("relations", kind_id=2, from_actor_id=1, to_actor_id=3, edtf="2020/..")
    before, steps = export_json(store), history.n_steps(store)
    for edited in (
        change_actor(store, 1, actor_draft(store, 1)),
        change_interaction(store, 1, interaction_draft(store, 1)),
        change_interaction(store, 2, interaction_draft(store, 2)),
        change_relation(store, 1, relation_draft(store, 1)),
        change_source(store, 1, source_draft(store, 1)),
        change_quote(store, 1, quote_draft(store, 1)),
        change_account(store, 1, account_draft(store, 1)),
        change_evidence(store, 1, evidence_draft(store, 1)),
    ):
        assert edited.step_id is None
    assert (export_json(store), history.n_steps(store)) == (before, steps)


def test_an_actor_is_renamed_and_names_are_kept_changed_added_and_taken_out(store: Store) -> None:
    was = actor_draft(store, 1)
    names = tuple(NameDraft(name) for name in ("S. Power", "Пауэр", "Power"))
    change_actor(store, 1, replace(was, names=names))
    there = actor_draft(store, 1)
    kept, changed, _ = there.names
    edited = change_actor(
        store,
        1,
        replace(
            there,
            names=(kept, replace(changed, language="ru"), NameDraft("Samantha Jane Power")),
            identifiers=(IdentifierDraft("wikidata", "Q1"),),
        ),
        was=there,
    )
    assert edited.title == "Change the other names and the identifiers of Samantha Power"
    assert [(row.id, row.name, row.language) for row in reads.actor_names(store, 1)] == [
        (kept.id, "S. Power", None), (changed.id, "Пауэр", "ru"), (4, "Samantha Jane Power", None),
    ]  # fmt: skip
    renamed = change_actor(store, 1, replace(actor_draft(store, 1), name="Power"))
    assert renamed.title == "Rename Samantha Power to Power"


def test_an_interaction_gets_a_date_and_other_participants(store: Store) -> None:
    was = interaction_draft(store, 1)
    first, second = was.participants
    wanted = replace(
        was,
        when=WhenDraft("2023-09-25?", "that Monday", basis="inferred", reasoning="the week"),
        participants=(
            replace(second, role="caller", capacity="President"), ParticipantDraft(3, "called"),
        ),
        topics=("aid",),
        place=None,
    )  # fmt: skip
    edited = change_interaction(store, 1, wanted, was)
    assert edited.title == "Change the call of 26 September 2023"
    row = reads.interaction(store, 1)
    assert row is not None
    assert (row.edtf, row.date_words, row.date_basis) == ("2023-09-25?", "that Monday", "inferred")
    assert (row.earliest, row.place_id) == (19_625, None)
    parts = reads.participants_of(store, (1,))
    assert [(part.id, part.actor_id, part.role) for part in parts] == [
        (second.id, 2, "caller"), (4, 3, "called"),
    ]  # fmt: skip
    assert first.id not in {part.id for part in parts}
    assert [topic.name for topic in reads.topics_of(store, (1,))] == ["aid"]


def test_what_another_program_changed_meanwhile_stays(store: Store) -> None:
    was = actor_draft(store, 1)
    with open_store(store.path) as other:
        change_actor(other, 1, replace(actor_draft(other, 1), description="Administrator"))
    change_actor(store, 1, replace(was, name="S. Power"), was)
    now = actor_draft(store, 1)
    assert (now.name, now.description) == ("S. Power", "Administrator")


def test_where_both_changed_the_same_the_edit_is_refused(store: Store) -> None:
    was = actor_draft(store, 1)
    with open_store(store.path) as other:
        change_actor(other, 1, replace(actor_draft(other, 1), name="Somebody else"))
    with pytest.raises(EditConflict, match="changed meanwhile") as caught:
        change_actor(store, 1, replace(was, name="S. Power"), was)
    assert caught.value.field == "name"
    assert actor_draft(store, 1).name == "Somebody else"
    assert merged(was, replace(was, name="Somebody else"), actor_draft(store, 1)).name == (
        "Somebody else"
    )


def test_what_is_gone_is_told(store: Store) -> None:
    was = actor_draft(store, 3)
    remove(store, "actors", (3,))
    with pytest.raises(NothingThere, match="not in the store any more"):
        change_actor(store, 3, replace(was, name="X"), was)


def test_passages_follow_their_words_when_a_text_changes(store: Store) -> None:
    _with_words(store)
    was = source_draft(store, 1)
    edited = change_source(store, 1, replace(was, text="😀 Anew. First. She spoke of aid."), was)
    quote, account, evidence = (
        quote_draft(store, 1),
        account_draft(store, 1),
        evidence_draft(store, 1),
    )
    text = reads.source_text(store, 1) or ""
    assert text[quote.start : quote.end] == "She spoke of aid."
    assert text[evidence.start : evidence.end] == "First."
    assert (account.start, account.end) == (None, None)
    assert edited.step_id is not None
    history.undo_step(store, edited.step_id)
    assert account_draft(store, 1).start == 25


def test_words_and_their_way_to_us_can_be_changed(store: Store) -> None:
    _with_words(store)
    quote = quote_draft(store, 1)
    change_quote(
        store, 1,
        replace(quote, words="She spoke.", end=16, about=(3,), speaker=None,
                attributions=quote.attributions[::-1]),
        quote,
    )  # fmt: skip
    now = quote_draft(store, 1)
    assert (now.words, now.about, now.speaker) == ("She spoke.", (3,), None)
    assert [link.verb for link in now.attributions] == ["wrote", "said"]
    assert {link.id for link in now.attributions} == {1, 2}
    change_account(store, 1, replace(account_draft(store, 1), form="verbatim", actor=3))
    assert account_draft(store, 1).actor == 3
    edited = change_evidence(store, 1, replace(evidence_draft(store, 1), confidence="probable"))
    assert edited.title == "Change the confidence of the evidence “First.”"
    assert fact_of_evidence(store, 1) == Fact("interaction", 1)


def test_a_relation_is_changed_and_refused_by_field(store: Store) -> None:
    with store.atomic("Relate") as writer:
        writer.insert("relations", kind_id=2, from_actor_id=1, to_actor_id=3)
    edited = change_relation(
        store, 1, RelationDraft("position", 1, 3, "Administrator", WhenDraft("2021-05/.."))
    )
    assert edited.title == "Change the relation “Samantha Power is a member of State Department”"
    assert relation_draft(store, 1).title == "Administrator"
    with pytest.raises(EditRefused) as caught:
        change_relation(store, 1, replace(relation_draft(store, 1), from_actor=77))
    assert caught.value.field == "from_actor"


def test_the_store_gets_another_title(store: Store) -> None:
    change_about(store, "Talks", "Who met whom.")
    assert (store.title, store.description) == ("Talks", "Who met whom.")
    with pytest.raises(EditRefused, match="Give the store a title"):
        change_about(store, " ", "")
