"""What the user has filled in, before it is in the store: frozen values without ids of their own.

Wherever one thing names another it may be given by its id, or as a draft, which is then added in
the same step. Drafts that are equal are the same new thing within one step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Properties = Mapping[str, object]
"""What the format has no column for, as a JSON object."""


@dataclass(frozen=True, slots=True)
class TermDraft:
    """A word of a vocabulary that may be new.

    Attributes
    ----------
    label
        "" for one that is there, or whose name reads well with blanks.
    family
        Of a kind its family, of a role its direction.
    """

    name: str
    label: str = ""
    family: str = "other"


Kind = str | TermDraft
"""The name of a kind or role (`meeting`), or a draft of one that may be new."""


@dataclass(frozen=True, slots=True)
class WhenDraft:
    """A date; see *When* in `docs/store-format.md`.

    Attributes
    ----------
    words
        As the source, or the user, put it.
    earliest, latest
        Day numbers, for bounds known from elsewhere where `edtf` is None.
    basis
        `stated` or `inferred`; None where there is no date.
    """

    edtf: str | None = None
    words: str | None = None
    earliest: int | None = None
    latest: int | None = None
    basis: str | None = None
    reasoning: str | None = None


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """A source; `published` is EDTF."""

    title: str
    author: str | None = None
    author_id: int | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    kind: str | None = None
    language: str | None = None
    reliability: str | None = None
    text: str | None = None
    properties: Properties | None = None


SourceRef = int | SourceDraft


@dataclass(frozen=True, slots=True)
class EvidenceDraft:
    """A passage of a source that supports a fact.

    Attributes
    ----------
    start, end
        Offsets in characters of the source's text.
    aspect
        What of the thing it supports: one of `db.format.schema.ASPECTS`.
    """

    source: SourceRef
    excerpt: str
    start: int | None = None
    end: int | None = None
    aspect: str = "fact"
    confidence: str = "not_assessed"
    note: str | None = None


@dataclass(frozen=True, slots=True)
class NameDraft:
    """Another name of an actor; `id` where it is there already."""

    name: str
    language: str | None = None
    script: str | None = None
    note: str | None = None
    source: SourceRef | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class IdentifierDraft:
    """An actor's number in some register; `id` where it is there already."""

    scheme: str
    value: str
    id: int | None = None


@dataclass(frozen=True, slots=True)
class ActorDraft:
    """An actor with other names and identifiers; `evidence` only of one that is new."""

    name: str
    kind: Kind = "person"
    is_unnamed: bool = False
    names: tuple[NameDraft, ...] = ()
    identifiers: tuple[IdentifierDraft, ...] = ()
    description: str | None = None
    properties: Properties | None = None
    evidence: tuple[EvidenceDraft, ...] = ()


ActorRef = int | ActorDraft


@dataclass(frozen=True, slots=True)
class RelationDraft:
    """What lasts between two actors, from the holder, member or part to the whole."""

    kind: Kind
    from_actor: ActorRef
    to_actor: ActorRef
    title: str | None = None
    when: WhenDraft = WhenDraft()
    description: str | None = None
    properties: Properties | None = None
    evidence: tuple[EvidenceDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceDraft:
    """A place; where one of that name is there already, it is that one."""

    name: str
    parent: int | None = None
    latitude: float | None = None
    longitude: float | None = None


PlaceRef = int | PlaceDraft


@dataclass(frozen=True, slots=True)
class ParticipantDraft:
    """Who took part, as what; `position_id` is the relation in which they acted."""

    actor: ActorRef
    role: Kind = "participant"
    capacity: str | None = None
    position_id: int | None = None
    id: int | None = None
    properties: Properties | None = None


@dataclass(frozen=True, slots=True)
class AmountDraft:
    """A sum or quantity; `unit` is an ISO 4217 code or another unit."""

    value: float
    unit: str
    words: str | None = None
    purpose: str | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """That an interaction was before, after, during or on the same day as another."""

    relation: Literal["before", "after", "during", "same_day"]
    other_id: int
    words: str | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class InteractionDraft:
    """A meeting, call, visit or statement.

    Attributes
    ----------
    title
        "" for one made of the kind and the participants.
    topics
        Ids, or names of topics that may be new.
    evidence
        Only of one that is new.
    """

    kind: Kind = "meeting"
    title: str = ""
    when: WhenDraft = WhenDraft()
    participants: tuple[ParticipantDraft, ...] = ()
    place: PlaceRef | None = None
    topics: tuple[int | str, ...] = ()
    standing: str = "took_place"
    standing_words: str | None = None
    parent_id: int | None = None
    amounts: tuple[AmountDraft, ...] = ()
    order: tuple[OrderDraft, ...] = ()
    description: str | None = None
    properties: Properties | None = None
    evidence: tuple[EvidenceDraft, ...] = ()


InteractionRef = int | InteractionDraft


@dataclass(frozen=True, slots=True)
class AttributionDraft:
    """One link between who spoke and the source at hand; they are given in that order."""

    verb: str
    actor: ActorRef | None = None
    interaction_id: int | None = None
    source: SourceRef | None = None
    date_words: str | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class QuoteDraft:
    """What somebody said.

    Attributes
    ----------
    interaction
        Where it was said.
    about
        Whom it is about.
    start, end
        Offsets in characters of the source's text.
    """

    words: str
    source: SourceRef
    speaker: ActorRef | None = None
    form: str = "verbatim"
    interaction: InteractionRef | None = None
    about: tuple[ActorRef, ...] = ()
    start: int | None = None
    end: int | None = None
    language: str | None = None
    attributions: tuple[AttributionDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class AccountDraft:
    """What one party says happened in an interaction."""

    interaction: InteractionRef
    actor: ActorRef
    words: str
    source: SourceRef
    form: str = "reported"
    summary: str | None = None
    start: int | None = None
    end: int | None = None
    attributions: tuple[AttributionDraft, ...] = ()


Subject = Literal[
    "actor", "relation", "interaction", "participant", "amount", "order", "account", "quote"
]
"""What evidence can be about."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A thing in the store that evidence supports."""

    subject: Subject
    id: int
