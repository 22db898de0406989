"""A dossier as plain data: a head, facts, sections of entries and quotations, numbered sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Role = Literal["plain", "strong", "faint", "said", "cite"]
"""How a run of words is set; a `cite` is the number of a source, which it leads to."""

SIGNS = "Line: interactions they share; hollow line: not certain; dashed: a position or membership."
"""What the lines of the picture stand for."""


@dataclass(frozen=True, slots=True)
class Run:
    """Some words in one setting; plain text, safe to show, to be escaped by whoever writes it."""

    text: str
    role: Role = "plain"


Words = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running words; `is_faint` for what we say about the dossier itself."""

    words: Words
    is_faint: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what is said under it, as `Place`, `Yerevan, Armenia`."""

    name: str
    words: Words


@dataclass(frozen=True, slots=True)
class Facts:
    """A table of facts."""

    facts: tuple[Fact, ...]


def named_once(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Let a name that several facts in a row share stand at the first of them only."""
    found: list[Fact] = []
    name = ""
    for fact in facts:
        is_same = bool(name) and fact.name in {name, ""}
        found.append(Fact("", fact.words) if is_same else fact)
        name = fact.name or name
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of somebody with their way to us.

    Attributes
    ----------
    by
        Who speaks, and in which form.
    way
        Through whom the words came, and the number of the source.
    """

    said: str
    by: Words
    way: Words
    is_account: bool = False


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Accounts of one interaction that stand beside each other."""

    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with a date: an interaction, a position.

    Attributes
    ----------
    sign
        `solid` where it is stated as having taken place on a known day, else `hollow`; None for
        what has no such sign.
    below
        Quotations and accounts that belong to it.
    """

    date: str
    sign: Literal["solid", "hollow"] | None
    title: Words
    lines: tuple[Words, ...] = ()
    below: tuple[Quotation | SideBySide, ...] = ()


Block = Paragraph | Facts | Quotation | SideBySide | Entry


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its blocks; `note` stands beside the heading."""

    heading: str
    blocks: tuple[Block, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class NumberedSource:
    """A source in the list at the end.

    Attributes
    ----------
    citation
        Without the address, if there is one.
    address
        Where it is on the web, only if that is an address of the web; else empty.
    """

    number: int
    citation: str
    address: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """All of a dossier but its picture.

    Attributes
    ----------
    over, under
        A line above the title, and lines below it.
    focus
        The actors around whom the picture is drawn.
    picture_words
        What the picture shows, for who cannot see it.
    notes
        What was left out, as sentences.
    """

    title: str
    over: str
    under: tuple[Words, ...]
    figures: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    sources: tuple[NumberedSource, ...]
    focus: tuple[int, ...]
    picture_words: str
    store_title: str
    made_on: str
    notes: tuple[str, ...] = ()
