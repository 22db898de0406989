"""Adding things by hand, each in one step of the history with all that comes with it.

Every function works in the store's thread and raises `EditRefused` with the field at fault, or a
`db.StoreError`; in either case the store is as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import reads
from explorer.editing import titles
from explorer.editing.drafts import (
    AccountDraft,
    ActorDraft,
    AmountDraft,
    EvidenceDraft,
    Fact,
    IdentifierDraft,
    InteractionDraft,
    NameDraft,
    ParticipantDraft,
    QuoteDraft,
    RelationDraft,
    SourceDraft,
)
from explorer.editing.edited import Edited, one_step
from explorer.editing.placing import Placing
from explorer.editing.refusal import demand
from explorer.editing.subjects import fact_words, selection_of_fact
from explorer.model.view import Selection
from explorer.progress import Progress, no_progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db import Store
    from explorer.progress import CancelToken


def add_actor(
    store: Store,
    draft: ActorDraft,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Add an actor."""
    demand(draft.name.strip(), "name", "Give the actor a name.")
    with one_step(store, f"Add {titles.name_of(draft.name)}", token=token) as step:
        step.row_id = Placing(store, step.writer).actor(draft, "")
        step.selection = Selection.actor(step.row_id)
    return step.edited()


def add_relation(
    store: Store,
    draft: RelationDraft,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Add what lasts between two actors; either may be new."""
    words = titles.relation_words(store, draft.kind, draft.title, draft.from_actor, draft.to_actor)
    with one_step(store, f"Add {words}", token=token) as step:
        placing = Placing(store, step.writer)
        step.row_id = placing.add_relation(draft)
        step.selection = Selection.actor(placing.actor(draft.from_actor, "from_actor"))
    return step.edited()


def add_interaction(
    store: Store,
    draft: InteractionDraft,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Add an interaction with participants, place, topics, amounts and evidence, new or known."""
    with one_step(store, f"Add {titles.interaction_words(store, draft)}", token=token) as step:
        step.row_id = Placing(store, step.writer).add_interaction(draft)
        step.selection = Selection.interaction(step.row_id)
    return step.edited()


def add_source(
    store: Store,
    draft: SourceDraft,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Add a source, with its text or without."""
    demand(draft.title.strip(), "title", "Give the source a title.")
    with one_step(store, f"Add {titles.source_words(draft.title)}", token=token) as step:
        step.row_id = Placing(store, step.writer).source(draft, "")
        step.selection = Selection.of_source(step.row_id)
    return step.edited()


def add_quote(
    store: Store,
    draft: QuoteDraft,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Add a quote; its speaker, source and interaction may be new."""
    speaker = titles.actor_words(store, draft.speaker)
    title = f"Add the quote {titles.passage_words(draft.words)} of {speaker}"
    with one_step(store, title, token=token) as step:
        step.row_id = Placing(store, step.writer).add_quote(draft)
    return step.edited()


def add_account(
    store: Store,
    draft: AccountDraft,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Add what one party says happened."""
    who = titles.actor_words(store, draft.actor)
    what = titles.interaction_words(store, draft.interaction)
    with one_step(store, f"Add the account of {who} on {what}", token=token) as step:
        placing = Placing(store, step.writer)
        step.row_id = placing.add_account(draft)
        step.selection = Selection.interaction(placing.interaction(draft.interaction, ""))
    return step.edited()


def add_evidence(
    store: Store,
    fact: Fact,
    draft: EvidenceDraft | Sequence[EvidenceDraft],
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Add passages that support a fact which is there already; the source may be new."""
    drafts = (draft,) if isinstance(draft, EvidenceDraft) else tuple(draft)
    title = f"Add evidence for {fact_words(store, fact)}"
    with one_step(store, title, token=token) as step:
        ids = Placing(store, step.writer).add_evidence(fact, drafts)
        step.row_id = ids[0] if ids else None
        step.selection = selection_of_fact(store, fact)
    return step.edited()


def add_name(
    store: Store,
    actor_id: int,
    draft: NameDraft,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Add another name of an actor."""
    title = f"Add the name {titles.name_of(draft.name)} to {titles.actor_words(store, actor_id)}"
    with one_step(store, title, token=token) as step:
        placing = Placing(store, step.writer)
        (step.row_id,) = placing.add_names(placing.actor(actor_id, ""), (draft,))
        step.selection = Selection.actor(actor_id)
    return step.edited()


def add_identifier(
    store: Store,
    actor_id: int,
    draft: IdentifierDraft,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Add an identifier of an actor."""
    number = titles.name_of(f"{draft.scheme} {draft.value}")
    title = f"Add {number} to {titles.actor_words(store, actor_id)}"
    with one_step(store, title, token=token) as step:
        placing = Placing(store, step.writer)
        (step.row_id,) = placing.add_identifiers(placing.actor(actor_id, ""), (draft,))
        step.selection = Selection.actor(actor_id)
    return step.edited()


def add_participant(
    store: Store,
    interaction_id: int,
    draft: ParticipantDraft,
    evidence: Sequence[EvidenceDraft] = (),
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Let an actor, new or known, take part in an interaction."""
    who = titles.actor_words(store, draft.actor)
    what = titles.interaction_words(store, interaction_id)
    with one_step(store, f"Add {who} to {what}", token=token) as step:
        placing = Placing(store, step.writer)
        (step.row_id,) = placing.add_participants(placing.interaction(interaction_id, ""), (draft,))
        placing.add_evidence(Fact("participant", step.row_id), evidence)
        step.selection = Selection.interaction(interaction_id)
    return step.edited()


def add_amount(
    store: Store,
    interaction_id: int,
    draft: AmountDraft,
    evidence: Sequence[EvidenceDraft] = (),
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Add a sum or quantity to an interaction."""
    what = titles.interaction_words(store, interaction_id)
    amount = titles.name_of(draft.words or f"{draft.value:,g} {draft.unit}")
    with one_step(store, f"Add {amount} to {what}", token=token) as step:
        placing = Placing(store, step.writer)
        (step.row_id,) = placing.add_amounts(placing.interaction(interaction_id, ""), (draft,))
        placing.add_evidence(Fact("amount", step.row_id), evidence)
        step.selection = Selection.interaction(interaction_id)
    return step.edited()


def add_topic(
    store: Store,
    interaction_id: int,
    topic: int | str,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Add a topic, new or known, to an interaction."""
    what = titles.interaction_words(store, interaction_id)
    with one_step(store, f"Add a topic to {what}", token=token) as step:
        placing = Placing(store, step.writer)
        there = [row.topic_id for row in reads.topics_of(store, (interaction_id,))]
        placing.set_topics(placing.interaction(interaction_id, ""), (*there, topic))
        step.selection = Selection.interaction(interaction_id)
    return step.edited()
