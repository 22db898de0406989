"""The columns of a row as a draft fills them; what it names is asked of whoever places it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from explorer.editing.refusal import demand
from explorer.model.plain_text import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.editing.drafts import (
        AccountDraft,
        ActorDraft,
        ActorRef,
        AmountDraft,
        AttributionDraft,
        EvidenceDraft,
        IdentifierDraft,
        InteractionDraft,
        InteractionRef,
        Kind,
        NameDraft,
        OrderDraft,
        ParticipantDraft,
        PlaceRef,
        QuoteDraft,
        RelationDraft,
        SourceDraft,
        SourceRef,
        WhenDraft,
    )  # fmt: skip

Values = dict[str, Any]


class References(Protocol):
    """Gives ids for what drafts name."""

    def actor(self, ref: ActorRef, field: str) -> int:
        """Give the id of an actor."""
        ...

    def source(self, ref: SourceRef, field: str) -> int:
        """Give the id of a source."""
        ...

    def interaction(self, ref: InteractionRef, field: str) -> int:
        """Give the id of an interaction."""
        ...

    def place(self, ref: PlaceRef | None, field: str) -> int | None:
        """Give the id of a place."""
        ...

    def term(self, table: str, kind: Kind, field: str) -> int:
        """Give the id of a term."""
        ...

    def title(self, kind_id: int, who: Sequence[int]) -> str:
        """Make a title of kind and participants."""
        ...

    def check_passage(self, source_id: int, start: int | None, end: int | None, field: str) -> None:
        """Refuse a passage outside its source."""
        ...


def actor_values(refs: References, draft: ActorDraft, field: str = "") -> Values:
    """Give the columns of an actor."""
    return {
        "name": text(draft.name, path(field, "name"), "Give the actor a name."),
        "kind_id": refs.term("actor_kinds", draft.kind, path(field, "kind")),
        "is_unnamed": int(draft.is_unnamed),
        "description": draft.description,
        "properties": properties(draft.properties),
    }


def name_values(refs: References, draft: NameDraft, field: str) -> Values:
    """Give the columns of another name."""
    source = draft.source
    return {
        "name": text(draft.name, f"{field}.name", "Write the name, or take the line out."),
        "language": draft.language,
        "script": draft.script,
        "note": draft.note,
        "source_id": None if source is None else refs.source(source, f"{field}.source"),
    }


def identifier_values(_refs: References, draft: IdentifierDraft, field: str) -> Values:
    """Give the columns of an identifier."""
    return {
        "scheme": text(draft.scheme, f"{field}.scheme", "Say which register it is of."),
        "value": text(draft.value, f"{field}.value", "Write the number or code."),
    }


def source_values(refs: References, draft: SourceDraft, field: str = "") -> Values:
    """Give the columns of a source."""
    return {
        "title": text(draft.title, path(field, "title"), "Give the source a title."),
        "author": draft.author,
        "author_id": draft.author_id,
        "publisher": draft.publisher,
        "published": draft.published,
        "url": draft.url,
        "kind": draft.kind,
        "language": draft.language,
        "reliability": draft.reliability,
        "text": draft.text,
        "properties": properties(draft.properties),
    }


def relation_values(refs: References, draft: RelationDraft, field: str = "") -> Values:
    """Give the columns of a relation."""
    return {
        "kind_id": refs.term("relation_kinds", draft.kind, path(field, "kind")),
        "from_actor_id": refs.actor(draft.from_actor, path(field, "from_actor")),
        "to_actor_id": refs.actor(draft.to_actor, path(field, "to_actor")),
        "title": draft.title,
        **when_values(draft.when),
        "description": draft.description,
        "properties": properties(draft.properties),
    }


def interaction_values(
    refs: References, draft: InteractionDraft, field: str = "", who: Sequence[int] = ()
) -> Values:
    """Give the columns of an interaction; `who` took part, for a title."""
    kind_id = refs.term("interaction_kinds", draft.kind, path(field, "kind"))
    return {
        "kind_id": kind_id,
        "title": draft.title.strip() or refs.title(kind_id, who),
        "standing": draft.standing,
        "standing_words": draft.standing_words,
        "place_id": refs.place(draft.place, path(field, "place")),
        "parent_id": draft.parent_id,
        **when_values(draft.when),
        "description": draft.description,
        "properties": properties(draft.properties),
    }


def participant_values(refs: References, draft: ParticipantDraft, field: str) -> Values:
    """Give the columns of a participant."""
    return {
        "actor_id": refs.actor(draft.actor, f"{field}.actor"),
        "role_id": refs.term("roles", draft.role, f"{field}.role"),
        "capacity": draft.capacity,
        "position_id": draft.position_id,
        "properties": properties(draft.properties),
    }


def amount_values(_refs: References, draft: AmountDraft, field: str) -> Values:
    """Give the columns of a sum."""
    return {
        "value": draft.value,
        "unit": text(draft.unit, f"{field}.unit", "Give the currency or the unit."),
        "words": draft.words,
        "purpose": draft.purpose,
    }


def order_values(_refs: References, draft: OrderDraft, _field: str = "") -> Values:
    """Give the columns of an order."""
    return {"relation": draft.relation, "other_id": draft.other_id, "words": draft.words}


def quote_values(refs: References, draft: QuoteDraft, field: str = "") -> Values:
    """Give the columns of a quote."""
    speaker, carrier = draft.speaker, draft.interaction
    source_id = refs.source(draft.source, path(field, "source"))
    refs.check_passage(source_id, draft.start, draft.end, field)
    return {
        "speaker_id": None if speaker is None else refs.actor(speaker, path(field, "speaker")),
        "form": draft.form,
        "words": text(draft.words, path(field, "words"), "Give the words that were said."),
        "interaction_id": (
            None if carrier is None else refs.interaction(carrier, path(field, "interaction"))
        ),
        "source_id": source_id,
        "start": draft.start,
        "end": draft.end,
        "language": draft.language,
    }


def account_values(refs: References, draft: AccountDraft, field: str = "") -> Values:
    """Give the columns of an account."""
    source_id = refs.source(draft.source, path(field, "source"))
    refs.check_passage(source_id, draft.start, draft.end, field)
    return {
        "interaction_id": refs.interaction(draft.interaction, path(field, "interaction")),
        "actor_id": refs.actor(draft.actor, path(field, "actor")),
        "form": draft.form,
        "words": text(draft.words, path(field, "words"), "Give the words of the account."),
        "summary": draft.summary,
        "source_id": source_id,
        "start": draft.start,
        "end": draft.end,
    }


def attribution_values(refs: References, draft: AttributionDraft, field: str) -> Values:
    """Give the columns of a link between who spoke and the source."""
    actor, source = draft.actor, draft.source
    return {
        "verb": text(draft.verb, f"{field}.verb", "Say how it was passed on, as “said”."),
        "actor_id": None if actor is None else refs.actor(actor, f"{field}.actor"),
        "interaction_id": draft.interaction_id,
        "source_id": None if source is None else refs.source(source, f"{field}.source"),
        "date_words": draft.date_words,
    }


def evidence_values(refs: References, draft: EvidenceDraft, field: str) -> Values:
    """Give the columns of evidence."""
    source_id = refs.source(draft.source, path(field, "source"))
    refs.check_passage(source_id, draft.start, draft.end, field)
    return {
        "source_id": source_id,
        "excerpt": text(draft.excerpt, path(field, "excerpt"), "Give the passage that says so."),
        "start": draft.start,
        "end": draft.end,
        "aspect": draft.aspect,
        "confidence": draft.confidence,
        "note": draft.note,
    }


def path(field: str, name: str) -> str:
    """Give the path of a field within another."""
    return f"{field}.{name}" if field else name


def text(value: str, field: str, what: str) -> str:
    """Give a required text without blanks around it, or refuse."""
    stripped = value.strip()
    demand(stripped, field, what)
    return stripped


def properties(values: object) -> object:
    """Give properties as the writer takes them; none at all for an empty object."""
    return values or None


def when_values(when: WhenDraft) -> Values:
    """Give the columns of a date."""
    has_date = when.edtf is not None or when.earliest is not None or when.latest is not None
    values: Values = {
        "date_words": when.words,
        "edtf": when.edtf,
        "date_basis": (when.basis or "stated") if has_date else None,
        "date_reasoning": when.reasoning,
    }
    if when.edtf is None:
        values |= {"earliest": when.earliest, "latest": when.latest}
    return values


def made_title(kind_label: str, names: Sequence[str]) -> str:
    """Make a title of what it was and who took part.

    Examples
    --------
    >>> made_title("Call", ["Samantha Power", "Nikol Pashinyan"])
    'Call of Samantha Power and Nikol Pashinyan'
    """
    return f"{kind_label} of {listed(list(names))}" if names else kind_label
