"""The history in sentences: names instead of ids, before and after field by field."""

from __future__ import annotations

from dataclasses import replace

from db import Store, history
from explorer.editing.adding import add_actor, add_interaction
from explorer.editing.changing import change_interaction
from explorer.editing.drafts import ActorDraft, InteractionDraft, ParticipantDraft, WhenDraft
from explorer.editing.edited import Edited
from explorer.editing.history.sentences import FieldWords, StepWords, made_words, read_step
from explorer.editing.removing import remove
from explorer.editing.stored import interaction_draft
from explorer.model.view import Selection


def _words(store: Store, edited: Edited) -> StepWords:
    assert edited.step_id is not None
    words = read_step(store, edited.step_id)
    assert words is not None
    return words


def test_a_change_tells_before_and_after_in_words(store: Store) -> None:
    was = interaction_draft(store, 1)
    wanted = replace(was, kind="meeting", when=WhenDraft("2023-09~", "that month"), place=None)
    words = _words(store, change_interaction(store, 1, wanted, was))
    (change,) = words.changes
    assert change.sentence == "Changed the meeting about September 2023"
    assert change.fields == (
        FieldWords("kind", "Call", "Meeting"),
        FieldWords("place", "the place Yerevan", ""),
        FieldWords("date, as worded", "", "that month"),
        FieldWords("date", "26 September 2023", "about September 2023"),
        FieldWords("date is", "", "stated"),
    )
    assert change.selection == Selection.interaction(1)
    assert words.n_changes == 1


def test_what_was_added_and_what_went_is_named_though_it_is_gone(store: Store) -> None:
    added = add_interaction(
        store, InteractionDraft(participants=(ParticipantDraft(ActorDraft("New"), "host"),))
    )
    assert added.row_id is not None
    remove(store, "interactions", (added.row_id,))
    removed = remove(store, "actors", (4,))
    sentences = [change.sentence for change in _words(store, added).changes]
    assert sentences == [
        "Added New",
        "Added the meeting “Meeting of New”",
        "Added the part of New in the meeting “Meeting of New”",
    ]
    (gone,) = _words(store, removed).changes
    assert gone.sentence == "Removed New"
    assert gone.fields == (FieldWords("kind", "Person", ""),)
    assert gone.selection is None


def test_runs_are_told_by_their_number_and_long_texts_by_their_length(store: Store) -> None:
    with store.atomic("Import", kind="import") as writer:
        writer.insert_many("actors", ("name", "kind_id"), [(f"A{n}", 1) for n in range(1_200)])
        writer.insert("sources", title="Long", text="word " * 2_000)
    run, source = _words(store, Edited("", writer.changes)).changes
    assert run.sentence == "Added 1,200 actors"
    assert FieldWords("text", "", "10,000 characters") in source.fields
    with store.atomic("Delete") as writer:
        writer.delete_many("actors", range(4, 9))
    (gone,) = _words(store, Edited("", writer.changes)).changes
    assert gone.sentence == "Removed 5 actors"
    assert gone.fields[0] == FieldWords("", "A0", "")


def test_a_long_step_is_read_in_parts(store: Store) -> None:
    with store.atomic("Many") as writer:
        for number in range(70):
            writer.insert("topics", name=f"Topic {number}")
    step_id = writer.changes.step_id
    assert step_id is not None
    part = read_step(store, step_id, limit=30, offset=60)
    assert part is not None
    assert (len(part.changes), part.n_changes) == (10, 70)
    assert part.changes[0].sentence == "Added the topic Topic 60"
    assert read_step(store, 99) is None


def test_steps_are_found_by_words_without_minding_case_and_accents(store: Store) -> None:
    add_actor(store, ActorDraft("Zaur Ələsgərov"))
    add_actor(store, ActorDraft("Nikol Pashinyan"))
    assert [step.title for step in history.steps(store, words="alasgarov ADD")] == [
        "Add Zaur Ələsgərov"
    ]
    assert history.n_steps(store, words="pashin") == 1
    assert history.n_steps(store, words="100%") == 0


def test_every_table_can_be_told(store: Store) -> None:
    with store.atomic("All") as writer:
        kind = writer.insert("interaction_kinds", name="briefing", label="Briefing")
        place = writer.insert("places", name="Here", latitude=1.5)
        source = writer.insert("sources", title="S")
        relation = writer.insert("relations", kind_id=2, from_actor_id=1, to_actor_id=3)
        writer.insert("actor_names", actor_id=1, name="SP")
        writer.insert("actor_identifiers", actor_id=1, scheme="wikidata", value="Q1")
        meeting = writer.insert("interactions", kind_id=kind, title="B", place_id=place)
        writer.insert("interaction_topics", interaction_id=meeting, topic_id=1)
        writer.insert("interaction_order", interaction_id=meeting, relation="same_day", other_id=1)
        part = writer.insert("participants", interaction_id=meeting, actor_id=2, role_id=1)
        writer.insert("amounts", interaction_id=meeting, value=5, unit="USD")
        quote = writer.insert("quotes", form="verbatim", words="Yes.", source_id=source)
        writer.insert("quote_actors", quote_id=quote, actor_id=1)
        writer.insert(
            "accounts", interaction_id=1, actor_id=2, form="reported", words="No.", source_id=source
        )
        writer.insert("attributions", quote_id=quote, position=1, verb="said")
        writer.insert("evidence", source_id=source, excerpt="so", participant_id=part)
        writer.insert("judgements", actor_id=1, other_id=2, verdict="different")
        writer.update("relations", relation, title="Member")
        writer.set_meta("description", "About.")
    sentences = [change.sentence for change in _words(store, Edited("", writer.changes)).changes]
    assert sentences == [
        "Added the kind “Briefing”",
        "Added the place Here",
        "Added the source “S”",
        "Added the relation “Samantha Power is a member of State Department”",
        "Added the name SP of Samantha Power",
        "Added wikidata Q1 of Samantha Power",
        "Added the briefing “B”",
        "Added the topic humanitarian access of the briefing “B”",
        "Added that the briefing “B” was on the same day as the call of 26 September 2023",
        "Added the part of İlham Əliyev in the briefing “B”",
        "Added 5 USD of the briefing “B”",
        "Added the quote “Yes.”",
        "Added Samantha Power as whom the quote “Yes.” is about",
        "Added the account of İlham Əliyev on the call of 26 September 2023",
        "Added the link “said” of the quote",
        "Added the evidence “so”",
        "Added the judgement “different” on Samantha Power and İlham Əliyev",
        "Changed “Member” (Samantha Power, State Department)",
        "Changed the store’s description",
    ]


def test_the_time_is_told_in_words() -> None:
    assert made_words("2023-09-28T12:00:00Z").endswith(":00")
    assert "September 2023" in made_words("2023-09-28T12:00:00Z")
