"""Adding by hand: one step with all that comes along, a sentence for it, refusals by field."""

from __future__ import annotations

import pytest

from db import Store, StoreReadOnly, history, open_store, reads
from explorer.editing.adding import (
    add_account,
    add_actor,
    add_evidence,
    add_interaction,
    add_name,
    add_participant,
    add_quote,
    add_relation,
    add_source,
    add_topic,
)
from explorer.editing.drafts import (
    AccountDraft,
    ActorDraft,
    AmountDraft,
    AttributionDraft,
    EvidenceDraft,
    Fact,
    IdentifierDraft,
    InteractionDraft,
    NameDraft,
    OrderDraft,
    ParticipantDraft,
    PlaceDraft,
    QuoteDraft,
    RelationDraft,
    SourceDraft,
    TermDraft,
    WhenDraft,
)
from explorer.editing.refusal import EditRefused, NothingThere
from explorer.editing.stored import quote_draft
from explorer.exchange.exporting import export_json
from explorer.model.view import Selection

_SHORT = SourceDraft("S", text="so")


def test_an_interaction_comes_in_one_step_with_everything_new_about_it(store: Store) -> None:
    before = history.n_steps(store)
    guest = ActorDraft("Yuri Kim", names=(NameDraft("Ю Ким", language="ru"),))
    edited = add_interaction(
        store,
        InteractionDraft(
            kind=TermDraft("briefing", "Briefing", "talk"),
            when=WhenDraft("2023-09-27"),
            participants=(
                ParticipantDraft(1, "host", "Administrator"),
                ParticipantDraft(guest, "attendee"),
                ParticipantDraft(guest, "speaker"),
            ),
            place=PlaceDraft("Washington"),
            topics=("observers", "relief"),
            amounts=(AmountDraft(11.5e6, "USD", "$11.5 million"),),
            order=(OrderDraft("after", 1, "a day later"),),
            evidence=(EvidenceDraft(SourceDraft("Press note"), "They met."),),
        ),
    )
    assert history.n_steps(store) == before + 1
    assert edited.title == "Add the briefing of 27 September 2023"
    assert edited.row_id is not None
    assert edited.selection == Selection.interaction(edited.row_id)
    row = reads.interaction(store, edited.row_id)
    assert row is not None
    assert row.title == "Briefing of Samantha Power and Yuri Kim"
    assert (row.kind, row.place_name, row.edtf) == ("briefing", "Washington", "2023-09-27")
    parts = reads.participants_of(store, (edited.row_id,))
    assert [(part.role, part.capacity) for part in parts] == [
        ("host", "Administrator"), ("attendee", None), ("speaker", None),
    ]  # fmt: skip
    assert parts[1].actor_id == parts[2].actor_id, "equal drafts are one new actor"
    assert [row.name for row in reads.actor_names(store, parts[1].actor_id)] == ["Ю Ким"]
    topics = [row.name for row in reads.topics_of(store, (edited.row_id,))]
    assert topics == ["observers", "relief"]
    assert store.counts()["topics"] == 3, "a topic of that name is that topic"
    (evidence,) = reads.evidence_for(store, interaction_ids=(edited.row_id,))
    assert reads.sources(store, (evidence.source_id,))[0].title == "Press note"


def test_undoing_what_was_added_restores_the_exported_store(store: Store) -> None:
    before = export_json(store)
    edited = add_interaction(
        store,
        InteractionDraft(
            participants=(ParticipantDraft(ActorDraft("New"), TermDraft("guest", "Guest")),),
            place=PlaceDraft("Here"),
        ),
    )
    assert edited.step_id is not None
    history.undo_step(store, edited.step_id)
    assert export_json(store) == before


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (InteractionDraft(when=WhenDraft("2023-13-40")), "when"),
        (InteractionDraft(participants=(ParticipantDraft(1), ParticipantDraft(1))),
         "participants.1.actor"),
        (InteractionDraft(participants=(ParticipantDraft(99),)), "participants.0.actor"),
        (InteractionDraft(participants=(ParticipantDraft(ActorDraft(" ")),)),
         "participants.0.actor.name"),
        (InteractionDraft(amounts=(AmountDraft(1, " "),)), "amounts.0.unit"),
        (InteractionDraft(amounts=(AmountDraft(float("nan"), "USD"),)), "amounts.0.value"),
        (InteractionDraft(topics=("",)), "topics.0"),
        (InteractionDraft(standing="maybe"), "standing"),
        (InteractionDraft(title="a\x00b"), "title"),
        (InteractionDraft(place=PlaceDraft("Nowhere", latitude=99)), "place.latitude"),
        (InteractionDraft(evidence=(EvidenceDraft(_SHORT, "so", 0, 3),)), "evidence.0.start"),
        (InteractionDraft(evidence=(EvidenceDraft(_SHORT, "so", 0),)), "evidence.0.start"),
        (InteractionDraft(kind=" "), "kind"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_names_the_field_and_changes_nothing(
    store: Store, draft: InteractionDraft, field: str
) -> None:
    before, steps = export_json(store), history.n_steps(store)
    with pytest.raises(EditRefused) as caught:
        add_interaction(store, draft)
    assert caught.value.field == field
    assert str(caught.value).endswith(".")
    assert (export_json(store), history.n_steps(store)) == (before, steps)


def test_each_step_is_called_by_a_sentence(store: Store) -> None:
    source = SourceDraft("A report", text="She spoke of aid.")
    said = [
        add_actor(store, ActorDraft("Nikol Pashinyan", identifiers=(IdentifierDraft("wd", "Q2"),))),
        add_name(store, 4, NameDraft("Նիկոլ Փաշինյան", language="hy")),
        add_relation(store, RelationDraft("position", 4, ActorDraft("Armenia", "state"), "PM")),
        add_relation(store, RelationDraft("membership", 4, 3)),
        add_source(store, source),
        add_quote(
            store,
            QuoteDraft("She spoke of aid.", 1, 4, "reported", 1, (1,), 0, 17,
                       attributions=(AttributionDraft("said", 4), AttributionDraft("wrote"))),
        ),
        add_account(store, AccountDraft(1, 4, "It was short.", 1)),
        add_evidence(store, Fact("actor", 4), EvidenceDraft(1, "She spoke", 0, 9)),
        add_participant(store, 2, ParticipantDraft(4, "host"), (EvidenceDraft(1, "aid"),)),
        add_topic(store, 2, "aid"),
        add_interaction(store, InteractionDraft("statement", "A statement")),
        add_interaction(store, InteractionDraft("call", when=WhenDraft(latest=19_600))),
    ]  # fmt: skip
    assert [edited.title for edited in said] == [
        "Add Nikol Pashinyan",
        "Add the name Նիկոլ Փաշինյան to Nikol Pashinyan",
        "Add “PM” (Nikol Pashinyan, Armenia)",
        "Add the relation “Nikol Pashinyan is a member of State Department”",
        "Add the source “A report”",
        "Add the quote “She spoke of aid.” of Nikol Pashinyan",
        "Add the account of Nikol Pashinyan on the call of 26 September 2023",
        "Add evidence for Nikol Pashinyan",
        "Add Nikol Pashinyan to the arrival of 22–25 September 2023",
        "Add a topic to the arrival of 22–25 September 2023",
        "Add the statement “A statement”",
        "Add the call before 31 August 2023",
    ]
    assert [step.title for step in history.steps(store, limit=12)] == [
        edited.title for edited in reversed(said)
    ]
    links = reads.attributions(store, quote_ids=(1,))
    assert [(link.position, link.verb) for link in links] == [(1, "said"), (2, "wrote")]


def test_a_store_for_reading_only_refuses(store: Store) -> None:
    store.close()
    with open_store(store.path, writable=False) as again, pytest.raises(StoreReadOnly):
        add_actor(again, ActorDraft("X"))


def test_evidence_needs_a_fact_that_is_there(store: Store) -> None:
    add_source(store, SourceDraft("S"))
    with pytest.raises(EditRefused):
        add_evidence(store, Fact("amount", 5), EvidenceDraft(1, "x"))
    with pytest.raises(NothingThere):
        quote_draft(store, 77)
