"""The pieces that profiles are made of: actors, dates, interactions, words and their evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from explorer.model.plain_text import shown_line
from explorer.model.properties import Property
from explorer.model.timespan import date_words

CONFIDENCE_WORDS: Mapping[str, str] = {
    "certain": "certain",
    "probable": "probable",
    "possible": "possible",
    "doubtful": "doubtful",
    "not_assessed": "confidence not assessed",
}


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """An actor as a link.

    Attributes
    ----------
    record
        The record under which a thing is told of it, where that is shown as part of this actor.
    """

    id: int
    name: str
    kind: str
    is_unnamed: bool
    record: str = ""

    @property
    def shown(self) -> str:
        """The name, and under which one a thing is told of it, safe to show on one line."""
        name = shown_line(self.name)
        return f"{name} (as {shown_line(self.record)})" if self.record else name


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source as a link; `published` is an EDTF value or None."""

    id: int
    title: str
    author: str | None
    author_id: int | None
    publisher: str | None
    published: str | None
    url: str | None
    kind: str | None
    language: str | None
    reliability: str | None
    has_text: bool

    @property
    def date(self) -> str:
        """When it was published, in words."""
        return date_words(self.published) if self.published else "date not given"

    @property
    def label(self) -> str:
        """Short form for a link: `Castillo, 28 September 2023`."""
        who = self.author or self.publisher
        if who:
            name = shown_line(who)
            surname = name.rsplit(" ", 1)[-1] if self.author and len(name) > 12 else name
            return f"{surname}, {self.date}" if self.published else surname
        return shown_line(self.title, 60)


@dataclass(frozen=True, slots=True)
class When:
    """A date in words, long and short, with its certainty and where it comes from.

    Attributes
    ----------
    short
        For a narrow column; without the year unless that changes in the list it stands in.
    precision
        A word for the tag beside it ("day"), empty where there is no date.
    stated
        The words of the source, or None.
    """

    words: str
    short: str
    precision: str
    stated: str | None
    basis: str | None
    reasoning: str | None
    is_given: bool
    is_bounds_only: bool


@dataclass(frozen=True, slots=True)
class Named:
    """An interaction as a link."""

    id: int
    title: str
    kind: str
    kind_label: str
    family: str

    @property
    def shown(self) -> str:
        """The title, safe to show on one line."""
        return shown_line(self.title)


@dataclass(frozen=True, slots=True)
class InteractionEntry:
    """An interaction as a row of a list.

    Attributes
    ----------
    actors
        The first few who took part, in the store's order; `n_actors` counts all.
    is_uncertain
        Not stated as having taken place on a known day, or without any date: drawn hollow.
    """

    named: Named
    standing: str
    standing_words: str | None
    when: When
    place: str | None
    actors: tuple[ActorEntry, ...]
    n_actors: int
    topics: tuple[str, ...]
    n_accounts: int
    parent: Named | None
    is_uncertain: bool

    @property
    def id(self) -> int:
        """The interaction's id in the store."""
        return self.named.id


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage of a source that supports one fact.

    Attributes
    ----------
    fact, detail
        What it supports, in words: the sort of fact ("Date", "Took part"), and of several such
        facts which one (the name of who took part).
    """

    source: SourceEntry
    excerpt: str
    start: int | None
    end: int | None
    fact: str
    confidence: str
    note: str | None
    recorded_by: str
    recorded_at: str
    id: int = 0
    detail: str = ""

    @property
    def confidence_words(self) -> str:
        """How sure whoever recorded it was."""
        return CONFIDENCE_WORDS.get(self.confidence, self.confidence)

    @property
    def recorded(self) -> str:
        """Who recorded it and when: `Actor Explorer sample, 24 November 2026`."""
        day = date_words(self.recorded_at[:10]) if len(self.recorded_at) >= 10 else ""
        return f"{shown_line(self.recorded_by, 60)}, {day}".rstrip(", ")


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One who passed words on: from the first who spoke to the source at hand.

    Attributes
    ----------
    carrier
        The statement or announcement that carried the words.
    when
        The date of the carrier, or of this link, in words; "date not given" where there is none.
    """

    actor: ActorEntry | None
    verb: str
    carrier: Named | None
    source: SourceEntry | None
    when: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody, or somebody's account of an interaction, with their way to us.

    Attributes
    ----------
    speaker
        Who said it, or who gives the account; None where the source names nobody.
    form
        `verbatim` or `reported`. In both cases `words` are the source's own.
    interaction
        Where it was said, or what the account is about.
    has_origin
        Whether somebody between the speaker and the writer is named, or the words are verbatim.
    """

    id: int
    is_account: bool
    form: str
    words: str
    summary: str | None
    speaker: ActorEntry | None
    about: tuple[ActorEntry, ...]
    interaction: Named | None
    chain: tuple[ChainLink, ...]
    source: SourceEntry
    start: int | None
    end: int | None
    evidence: tuple[Evidence, ...] = ()

    @property
    def has_origin(self) -> bool:
        """Whether the source says from whom it has the words."""
        return self.is_account or self.form == "verbatim" or len(self.chain) != 2


@dataclass(frozen=True, slots=True)
class RelationEntry:
    """A lasting relation, seen from one of its ends.

    Attributes
    ----------
    label
        How it reads from the holder, member or part to the whole ("is part of").
    is_outgoing
        Whether this end is the holder, member or part.
    record
        The actor under which it is recorded, where that is shown as part of this one; else empty.
    properties
        What the store tells of it beyond its columns.
    """

    id: int
    kind: str
    family: str
    label: str
    title: str | None
    other: ActorEntry
    is_outgoing: bool
    when: str
    reasoning: str | None
    description: str | None
    evidence: tuple[Evidence, ...]
    record: str = ""
    properties: tuple[Property, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactEntry:
    """Somebody an actor dealt with: how often, and when last."""

    actor: ActorEntry
    n_interactions: int
    last: When


@dataclass(frozen=True, slots=True)
class SourceUse:
    """A source and how much of what is shown rests on it; `is_passages` tells what is counted."""

    source: SourceEntry
    n: int
    is_passages: bool
