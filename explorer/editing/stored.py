"""What is in the store as drafts, to be changed and handed back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, cast

from db import reads
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
    Properties,
    QuoteDraft,
    RelationDraft,
    SourceDraft,
    Subject,
    WhenDraft,
)
from explorer.editing.refusal import NothingThere

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeVar

    from db import Store

    Row = TypeVar("Row")

_GONE = "This {} is not in the store any more; it may have been deleted meanwhile."
_SUBJECTS: tuple[Subject, ...] = (
    "actor", "relation", "interaction", "participant", "amount", "order", "account", "quote",
)  # fmt: skip


def actor_draft(store: Store, actor_id: int) -> ActorDraft:
    """Give an actor as it stands.

    Raises
    ------
    NothingThere
    """
    row = _there(reads.actors(store, (actor_id,)), "actor")
    return ActorDraft(
        name=row.name,
        kind=row.kind,
        is_unnamed=row.is_unnamed,
        names=tuple(
            NameDraft(one.name, one.language, one.script, one.note, one.source_id, one.id)
            for one in reads.actor_names(store, actor_id)
        ),
        identifiers=tuple(
            IdentifierDraft(one.scheme, one.value, one.id)
            for one in reads.actor_identifiers(store, actor_id)
        ),
        description=row.description,
        properties=_properties(row.properties),
    )


def relation_draft(store: Store, relation_id: int) -> RelationDraft:
    """Give a relation as it stands.

    Raises
    ------
    NothingThere
    """
    row = _there(reads.relations(store, (relation_id,)), "relation")
    return RelationDraft(
        kind=row.kind,
        from_actor=row.from_actor_id,
        to_actor=row.to_actor_id,
        title=row.title,
        when=_when(row),
        description=row.description,
        properties=_properties(row.properties),
    )


def interaction_draft(store: Store, interaction_id: int) -> InteractionDraft:
    """Give an interaction as it stands.

    Raises
    ------
    NothingThere
    """
    asked = (interaction_id,)
    row = _there(reads.interactions(store, asked), "interaction")
    return InteractionDraft(
        kind=row.kind,
        title=row.title,
        when=_when(row),
        participants=tuple(
            ParticipantDraft(
                one.actor_id, one.role, one.capacity, one.position_id, one.id,
                _properties(one.properties),
            )
            for one in reads.participants_of(store, asked)
        ),
        place=row.place_id,
        topics=tuple(one.topic_id for one in reads.topics_of(store, asked)),
        standing=row.standing,
        standing_words=row.standing_words,
        parent_id=row.parent_id,
        amounts=tuple(
            AmountDraft(one.value, one.unit, one.words, one.purpose, one.id)
            for one in reads.amounts_of(store, asked)
        ),
        order=tuple(
            OrderDraft(
                cast("Literal['before', 'after', 'during', 'same_day']", one.relation),
                one.other_id, one.words, one.id,
            )
            for one in reads.order_of(store, interaction_id)
            if one.interaction_id == interaction_id
        ),
        description=row.description,
        properties=_properties(row.properties),
    )  # fmt: skip


def source_draft(store: Store, source_id: int) -> SourceDraft:
    """Give a source as it stands, with its text.

    Raises
    ------
    NothingThere
    """
    row = _there(reads.sources(store, (source_id,)), "source")
    return SourceDraft(
        title=row.title,
        author=row.author,
        author_id=row.author_id,
        publisher=row.publisher,
        published=row.published,
        url=row.url,
        kind=row.kind,
        language=row.language,
        reliability=row.reliability,
        text=reads.source_text(store, source_id) if row.has_text else None,
        properties=_properties(row.properties),
    )


def quote_draft(store: Store, quote_id: int) -> QuoteDraft:
    """Give a quote as it stands.

    Raises
    ------
    NothingThere
    """
    row = _there(reads.quotes(store, (quote_id,)), "quote")
    return QuoteDraft(
        words=row.words,
        source=row.source_id,
        speaker=row.speaker_id,
        form=row.form,
        interaction=row.interaction_id,
        about=tuple(actor_id for _, actor_id in reads.quote_actors(store, (quote_id,))),
        start=row.start,
        end=row.end,
        language=row.language,
        attributions=_chain(reads.attributions(store, quote_ids=(quote_id,))),
    )


def account_draft(store: Store, account_id: int) -> AccountDraft:
    """Give an account as it stands.

    Raises
    ------
    NothingThere
    """
    row = _there(reads.accounts(store, (account_id,)), "account")
    return AccountDraft(
        interaction=row.interaction_id,
        actor=row.actor_id,
        words=row.words,
        source=row.source_id,
        form=row.form,
        summary=row.summary,
        start=row.start,
        end=row.end,
        attributions=_chain(reads.attributions(store, account_ids=(account_id,))),
    )


def evidence_draft(store: Store, evidence_id: int) -> EvidenceDraft:
    """Give evidence as it stands; `fact_of_evidence` tells what it supports.

    Raises
    ------
    NothingThere
    """
    row = _there(reads.evidence(store, (evidence_id,)), "evidence")
    return EvidenceDraft(
        row.source_id, row.excerpt, row.start, row.end, row.aspect, row.confidence, row.note
    )


def fact_of_evidence(store: Store, evidence_id: int) -> Fact:
    """Give what a piece of evidence supports.

    Raises
    ------
    NothingThere
    """
    row = _there(reads.evidence(store, (evidence_id,)), "evidence")
    for subject in _SUBJECTS:
        row_id = getattr(row, f"{subject}_id")
        if row_id is not None:
            return Fact(subject, row_id)
    raise NothingThere("", _GONE.format("evidence"))


def _there(rows: list[Row], what: str) -> Row:
    if not rows:
        raise NothingThere("", _GONE.format(what))
    return rows[0]


def _when(row: reads.RelationRow | reads.InteractionRow) -> WhenDraft:
    is_bounded = row.edtf is None
    return WhenDraft(
        edtf=row.edtf,
        words=row.date_words,
        earliest=row.earliest if is_bounded else None,
        latest=row.latest if is_bounded else None,
        basis=row.date_basis,
        reasoning=row.date_reasoning,
    )


def _chain(rows: Iterable[reads.AttributionRow]) -> tuple[AttributionDraft, ...]:
    return tuple(
        AttributionDraft(
            row.verb, row.actor_id, row.interaction_id, row.source_id, row.date_words, row.id
        )
        for row in rows
    )


def _properties(text: str | None) -> Properties | None:
    if text is None:
        return None
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        # Not ours to mend: a change leaves alone what its draft leaves as it was read.
        return None
    return values if isinstance(values, dict) else None
