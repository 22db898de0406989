"""What a reader of any format hands over: actors, relations, interactions and where each stands.

Readers yield these in any order. Things are named by keys, which are stable from one import of a
file to the next, so that importing again adds nothing; what refers to a key may come before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Final

Properties = Mapping[str, object]
"""What a format tells beyond our columns: text, numbers, truth values, and lists of them."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a vocabulary: a kind or a role, added to the store where it is new.

    Attributes
    ----------
    name
        As ``board_meeting``: what programs go by.
    label
        What people read; "" is the name with blanks.
    family
        Of a kind its family, of a role its direction (`docs/store-format.md`).
    """

    name: str
    label: str = ""
    family: str = "other"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where in the file a record stands, and what it says there.

    Attributes
    ----------
    place
        As ``row 17`` (a line as an editor counts it) or ``node n3``.
    excerpt
        The values that were used, verbatim; becomes the passage of the evidence.
    file_index
        Which of the files that are taken in together.
    """

    place: str
    excerpt: str
    file_index: int = 0


@dataclass(frozen=True, slots=True)
class When:
    """A date; see the section *When* of `docs/store-format.md`.

    Attributes
    ----------
    edtf
        None where no date can be given: then there are words, or bounds.
    earliest, latest
        Only without `edtf`, which has its own: the first and the last day that it can be, as days
        since 1970-01-01; some day between the two. None: not bounded on that side.
    """

    edtf: str | None = None
    words: str | None = None
    basis: str = "stated"
    reasoning: str | None = None
    earliest: int | None = None
    latest: int | None = None


@dataclass(frozen=True, slots=True)
class NameRecord:
    """Another name of an actor."""

    name: str
    language: str | None = None
    script: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ActorRecord:
    """An actor.

    Attributes
    ----------
    key
        "" for one that goes by its name: it is then whoever in the store has that very name, if
        that is exactly one, and the same throughout the import.
    kind
        "" where the file does not tell: a new actor is then a person.
    citations
        Sources named by a key must have come before.
    """

    name: str
    key: str = ""
    kind: Term | str = "person"
    is_unnamed: bool = False
    names: tuple[NameRecord, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    description: str | None = None
    properties: Properties | None = None
    origin: Origin | None = None
    citations: tuple[Citation, ...] = ()


ActorReference = str | ActorRecord
"""The key of an actor that is told elsewhere in the file or store, or the actor itself."""


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source that the file names, such as the article behind an event."""

    key: str
    title: str
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    kind: str | None = None
    language: str | None = None
    reliability: str | None = None
    text: str | None = None
    properties: Properties | None = None


SourceReference = str | SourceRecord

SOURCE_FIELDS: Final = tuple(field.name for field in fields(SourceRecord))
source_row = attrgetter(*SOURCE_FIELDS)
"""A source as values of `SOURCE_FIELDS`; the key is the first."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage of a source, other than the file itself, on which a record rests."""

    source: SourceReference
    excerpt: str
    note: str | None = None
    confidence: str = "not_assessed"
    aspect: str = ""


@dataclass(frozen=True, slots=True)
class RelationRecord:
    """What lasts between two actors, from the holder, member or part to the whole."""

    key: str
    kind: Term | str
    from_actor: ActorReference
    to_actor: ActorReference
    title: str | None = None
    when: When | None = None
    description: str | None = None
    properties: Properties | None = None
    citations: tuple[Citation, ...] = ()
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class ParticipantRecord:
    """Who took part, as what, and in which capacity."""

    actor: ActorReference
    role: Term | str = "participant"
    capacity: str | None = None
    properties: Properties | None = None


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """A place; the same name is the same place."""

    name: str
    latitude: float | None = None
    longitude: float | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True)
class AmountRecord:
    """A sum or quantity."""

    value: float
    unit: str
    words: str | None = None
    purpose: str | None = None


@dataclass(frozen=True, slots=True)
class QuoteRecord:
    """What somebody said; without a source it stands in the file itself."""

    words: str
    form: str = "verbatim"
    speaker: ActorReference | None = None
    source: SourceReference | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """What one party says happened; without a source it stands in the file itself."""

    actor: ActorReference
    words: str
    form: str = "reported"
    summary: str | None = None
    source: SourceReference | None = None


@dataclass(frozen=True, slots=True)
class InteractionRecord:
    """A meeting, call, visit, statement, with whoever took part.

    Attributes
    ----------
    title
        "" lets one be made from the kind and the participants.
    parent
        The key of another interaction of the file or store.
    """

    key: str
    kind: Term | str
    participants: tuple[ParticipantRecord, ...] = ()
    title: str = ""
    standing: str = "took_place"
    standing_words: str | None = None
    when: When | None = None
    place: PlaceRecord | None = None
    topics: tuple[str, ...] = ()
    parent: str = ""
    amounts: tuple[AmountRecord, ...] = ()
    quotes: tuple[QuoteRecord, ...] = ()
    accounts: tuple[AccountRecord, ...] = ()
    description: str | None = None
    properties: Properties | None = None
    citations: tuple[Citation, ...] = ()
    origin: Origin | None = None


Record = ActorRecord | SourceRecord | RelationRecord | InteractionRecord
