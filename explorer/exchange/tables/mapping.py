"""What the rows and columns of tables mean: the values behind `docs/mapping.md`."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from typing import Final, Literal

Rows = Literal["interactions", "relations", "ties", "actors", "nothing"]
Meaning = Literal[
    "participant", "from", "to", "name", "first_name", "last_name", "other_name", "identifier",
    "member_of", "id", "part_of", "title", "kind", "standing", "direction", "role", "capacity",
    "actor_kind", "date", "start", "end", "year", "month", "day", "time", "end_year", "end_month",
    "end_day", "timeset", "place", "within", "latitude", "longitude", "topic", "amount", "unit",
    "description", "quote", "speaker", "account", "account_by", "source", "source_url", "publisher",
    "author", "published", "property",
]  # fmt: skip

ROWS: Final[dict[Rows, str]] = {
    "interactions": "Meetings, calls, visits and other interactions",
    "relations": "Lasting relations: positions, memberships, ownership",
    "ties": "Pairs: an interaction where there is a date, else a relation",
    "actors": "Persons, organisations and other actors",
    "nothing": "Nothing: leave this table out",
}
"""What a row of a table may be, as people read it."""

MEANINGS: Final[dict[Meaning, str]] = {
    "participant": "Participant",
    "from": "From (who has, sends, begins)",
    "to": "To (whole, receiver, target)",
    "name": "Name",
    "first_name": "First name",
    "last_name": "Last name",
    "other_name": "Other name",
    "identifier": "Identifier",
    "member_of": "Organisation it belongs to",
    "id": "Id of the row",
    "part_of": "Id of what it is part of",
    "title": "Title",
    "kind": "Kind",
    "standing": "Standing (took place, planned…)",
    "direction": "Directed or not",
    "role": "Role of a participant",
    "capacity": "Capacity of a participant",
    "actor_kind": "Kind of actor",
    "date": "Date",
    "start": "Start",
    "end": "End",
    "year": "Year",
    "month": "Month",
    "day": "Day of the month",
    "time": "Time of day",
    "end_year": "Year of the end",
    "end_month": "Month of the end",
    "end_day": "Day of the end",
    "timeset": "Spells (Gephi's timeset)",
    "place": "Place",
    "within": "What the place lies in",
    "latitude": "Latitude",
    "longitude": "Longitude",
    "topic": "Topics",
    "amount": "Amount",
    "unit": "Unit or currency",
    "description": "Description",
    "quote": "Quote",
    "speaker": "Who is quoted",
    "account": "Account of what happened",
    "account_by": "Whose account it is",
    "source": "Source",
    "source_url": "Address of the source",
    "publisher": "Publisher of the source",
    "author": "Author of the source",
    "published": "Date of the source",
    "property": "Property",
}
"""What a column may be, as people read it."""

_TELLING: Final[tuple[Meaning, ...]] = (
    "id", "title", "kind", "date", "start", "end", "year", "month", "day", "time", "end_year",
    "end_month", "end_day", "timeset", "description", "source", "source_url", "publisher",
    "author", "published", "property",
)  # fmt: skip
_HAPPENING: Final[tuple[Meaning, ...]] = (
    "part_of", "standing", "role", "capacity", "identifier", "place", "within", "latitude",
    "longitude", "topic", "amount", "unit", "quote", "speaker", "account", "account_by",
)  # fmt: skip

MEANINGS_OF_ROWS: Final[dict[Rows, tuple[Meaning, ...]]] = {
    "interactions": ("participant", *_TELLING, *_HAPPENING),
    "relations": ("from", "to", "capacity", "identifier", *_TELLING),
    "ties": ("from", "to", "direction", *_TELLING, *_HAPPENING),
    "actors": (
        "name", "first_name", "last_name", "id", "actor_kind", "other_name", "identifier",
        "member_of", "capacity", "start", "end", "description", "property",
    ),
    "nothing": (),
}  # fmt: skip
"""Which meanings columns may have, by what the rows are."""

WHO: Final[frozenset[Meaning]] = frozenset(
    {"participant", "from", "to", "member_of", "speaker", "account_by"}
)
"""Meanings that name an actor."""

OF_ANOTHER: Final[frozenset[Meaning]] = frozenset({"role", "capacity", "identifier", "actor_kind"})
"""Meanings that say something of the actor in another column."""

SPLIT: Final[frozenset[Meaning]] = WHO | {"topic", "other_name"}
"""Meanings of which a cell may hold several."""


@dataclass(frozen=True, slots=True)
class Use:
    """What is made of one column, or of one and the same value in every row.

    Attributes
    ----------
    heading
        Of the column; "" for a value that holds for every row.
    value
        That value; with a heading, what an empty cell stands for.
    joined
        Further columns whose cells follow, with a blank between: a first and a last name.
    separator
        What stands between several in a cell; "" never splits. A name in words (`and`) must stand
        alone.
    role
        In which role these actors take part.
    actor_kind
        What kind of actors they are.
    is_by_id
        Whether cells hold ids of a table of actors instead of names.
    of
        The heading of the actors that this column says something of; "" for all in the row.
    words
        What the words of the cells mean: ``{"Mtg": "meeting"}``.
    is_from_above
        Whether an empty cell says what stands above it.
    label
        Name of a property, scheme of an identifier, unit of an amount; "" takes the heading.
    """

    meaning: Meaning
    heading: str = ""
    value: str = ""
    joined: tuple[str, ...] = ()
    separator: str = ""
    role: str = ""
    actor_kind: str = ""
    is_by_id: bool = False
    of: str = ""
    words: Dictionary[str, str] = field(default_factory=dict)
    label: str = ""
    is_from_above: bool = False


@dataclass(frozen=True, slots=True)
class TableMapping:
    """What one table means.

    Attributes
    ----------
    table
        Name of the file, sheet or member of an archive; `*` stands for anything.
    rows
        What a row is.
    uses
        Of columns and of values for every row; columns that are not here are left out.
    headings_line
        The line of the headings, 0 for none (columns are then `column 1`, `column 2`), None to
        find it out.
    encoding, separator
        "" finds them out.
    day_first
        How `3/4/2021` is read; None lets the whole column decide.
    decimal_comma
        Whether `1,5` is one and a half; None lets the whole column decide.
    """

    table: str
    rows: Rows
    uses: tuple[Use, ...] = ()
    headings_line: int | None = None
    encoding: str = ""
    separator: str = ""
    day_first: bool | None = None
    decimal_comma: bool | None = None

    def of(self, *meanings: Meaning) -> tuple[Use, ...]:
        """Give the uses of these meanings, in their order."""
        return tuple(use for use in self.uses if use.meaning in meanings)

    def use_of(self, heading: str) -> Use | None:
        """Give the use of a column, None where it is left out."""
        return next((use for use in self.uses if use.heading == heading), None)

    def value_of(self, meaning: Meaning) -> str:
        """Give the value that holds for every row, "" for none."""
        return next((u.value for u in self.uses if u.meaning == meaning and not u.heading), "")

    def with_use(self, use: Use) -> TableMapping:
        """Give the mapping with another use of a column or another value for every row."""

        def is_replaced(other: Use) -> bool:
            if use.heading:
                return other.heading == use.heading
            return not other.heading and other.meaning == use.meaning

        if any(map(is_replaced, self.uses)):
            uses = tuple(use if is_replaced(other) else other for other in self.uses)
        else:
            uses = (*self.uses, use)
        return replace(self, uses=uses)

    def without(self, heading: str, meaning: Meaning | None = None) -> TableMapping:
        """Give the mapping with a column left out, or without a value for every row."""
        return replace(
            self,
            uses=tuple(
                use
                for use in self.uses
                if use.heading != heading or (not heading and use.meaning != meaning)
            ),
        )


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the tables of one import mean."""

    tables: tuple[TableMapping, ...] = ()

    def for_table(self, name: str) -> TableMapping | None:
        """Give the one of this very name, else the first whose pattern fits; None for none.

        Large and small letters are not told apart.
        """
        folded = name.casefold()
        for known in self.tables:
            # Names of files may have brackets, which in a pattern mean something else.
            if folded == known.table.casefold():
                return known
        for known in self.tables:
            if fnmatchcase(folded, known.table.casefold()):
                return known
        return None
