"""Some thousand plain interactions, column by column: how they travel and land.

Actors, places and terms come again and again: each is told once and goes by a number from then on.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from itertools import compress
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from explorer.exchange.intake.plain import PlainInteraction, is_text_sound
from explorer.exchange.intake.problems import faults_of
from explorer.exchange.intake.records import SourceRecord, source_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from explorer.exchange.intake.problems import Problems
    from explorer.exchange.intake.records import ActorRecord, PlaceRecord, Term

NONE: Final = -1
"""In a column of numbers: there is none."""


def _numbers() -> array[int]:
    return array("i")


class Retelling(NamedTuple):
    """A row that tells again of an interaction, `about` by its key: a further passage of it.

    `source` is a position among the sources of its block, `NONE` where the row names none.
    """

    key: str
    about: str
    excerpt: str
    row: str
    file_index: int
    source: int
    note: str | None


@dataclass(slots=True)
class EventBlock:
    """Interactions in the order of the file, and what they name for the first time.

    Attributes
    ----------
    new_actors, new_places, new_terms
        What is told here first; numbers go on from one block of a reading to the next.
    sources
        All that the rows of this block come from, once each, as values of `records.SOURCE_FIELDS`.
    key, title, …
        One value for each interaction; see `PlainInteraction`.
    kind, place
        Numbers of terms and places.
    source
        Positions among `sources`.
    part_of, part_actor, part_role
        One value for each who took part: the position of the interaction in this block, numbers.
    retold
        Rows that tell again of what came before.
    alike
        Kinds that are another one seen from the other side, by their names, as a visit that is
        hosted; None where no row is to be taken for one that the store has already.
    """

    new_actors: list[ActorRecord] = field(default_factory=list)
    new_places: list[PlaceRecord] = field(default_factory=list)
    new_terms: list[Term | str] = field(default_factory=list)
    sources: list[tuple[Any, ...]] = field(default_factory=list)
    key: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    edtf: list[str] = field(default_factory=list)
    date_words: list[str] = field(default_factory=list)
    properties: list[str | None] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    excerpt: list[str] = field(default_factory=list)
    note: list[str | None] = field(default_factory=list)
    file_index: array[int] = field(default_factory=_numbers)
    kind: array[int] = field(default_factory=_numbers)
    place: array[int] = field(default_factory=_numbers)
    source: array[int] = field(default_factory=_numbers)
    part_of: array[int] = field(default_factory=_numbers)
    part_actor: array[int] = field(default_factory=_numbers)
    part_role: array[int] = field(default_factory=_numbers)
    retold: list[Retelling] = field(default_factory=list)
    alike: Mapping[str, str] | None = None

    @property
    def n_rows(self) -> int:
        """How many rows of the file it holds."""
        return len(self.key) + len(self.retold)

    def only(self, wanted: Sequence[bool]) -> EventBlock:
        """Give a block of some of the interactions, with the same sources and retellings."""
        new_position = array("i", [NONE]) * len(wanted)
        for position, old in enumerate(compress(range(len(wanted)), wanted)):
            new_position[old] = position
        parts = [new_position[old] for old in self.part_of]
        is_wanted = [position != NONE for position in parts]
        chosen: dict[str, Any] = {
            name: type(column)("i", compress(column, wanted))
            if isinstance(column := getattr(self, name), array)
            else list(compress(column, wanted))
            for name in _OF_INTERACTIONS
        }
        return EventBlock(
            **chosen,
            sources=self.sources,
            part_of=array("i", compress(parts, is_wanted)),
            part_actor=array("i", compress(self.part_actor, is_wanted)),
            part_role=array("i", compress(self.part_role, is_wanted)),
            retold=self.retold,
            alike=self.alike,
        )


_OF_INTERACTIONS: Final = (
    "key", "title", "edtf", "date_words", "properties", "row", "excerpt", "note", "file_index",
    "kind", "place", "source",
)  # fmt: skip


class BlockMaker:
    """Turns plain interactions into blocks; one for a whole reading, as it gives out the numbers.

    Parameters
    ----------
    problems
        Where rows are noted that no store takes in; they are left out.
    alike
        See `EventBlock`.
    """

    def __init__(self, problems: Problems, alike: Mapping[str, str] | None) -> None:
        self._problems = problems
        self._alike = alike
        # What has a number is kept here, so that its identity stays its own.
        self._actors: dict[int, tuple[int, ActorRecord]] = {}
        self._terms: dict[int, tuple[int, Term | str]] = {}
        self._places: dict[str, int] = {}

    def block(self, events: Sequence[PlainInteraction]) -> EventBlock:
        """Give rows in the order of the file as a block."""
        if not is_text_sound(events):
            events = [event for event in events if self._is_sound(event)]
        made = EventBlock(alike=self._alike)
        sources = _Sources()
        told = [event for event in events if not event.about]
        if told:
            self._tell(made, told, sources)
        made.retold = [
            Retelling(
                event.key, event.about, event.excerpt, event.row, event.file_index,
                sources.position(event.source), event.note,
            )
            for event in events
            if event.about
        ]  # fmt: skip
        made.sources = sources.rows
        return made

    def _tell(self, made: EventBlock, told: Sequence[PlainInteraction], sources: _Sources) -> None:
        (keys, kinds, titles, days, words, places, parts, properties, rows, excerpts, articles,
         notes, files, _) = zip(*told, strict=True)  # fmt: skip
        made.key, made.title, made.edtf, made.date_words = map(list, (keys, titles, days, words))
        made.properties, made.row, made.excerpt = list(properties), list(rows), list(excerpts)
        made.note, made.file_index = list(notes), array("i", files)
        made.kind = array("i", [self._term(kind, made) for kind in kinds])
        made.place = array("i", [self._place(place, made) for place in places])
        made.source = array("i", [sources.position(source) for source in articles])
        for position, its_parts in enumerate(parts):
            for actor, role in its_parts:
                made.part_of.append(position)
                made.part_actor.append(self._actor(actor, made))
                made.part_role.append(self._term(role, made))

    def _actor(self, actor: ActorRecord, made: EventBlock) -> int:
        found = self._actors.get(id(actor))
        if found is None:
            found = self._actors[id(actor)] = (len(self._actors), actor)
            made.new_actors.append(actor)
        return found[0]

    def _term(self, term: Term | str, made: EventBlock) -> int:
        found = self._terms.get(id(term))
        if found is None:
            found = self._terms[id(term)] = (len(self._terms), term)
            made.new_terms.append(term)
        return found[0]

    def _place(self, place: PlaceRecord | None, made: EventBlock) -> int:
        if place is None:
            return NONE
        found = self._places.get(place.name)
        if found is None:
            found = self._places[place.name] = len(self._places)
            made.new_places.append(place)
        return found

    def _is_sound(self, event: PlainInteraction) -> bool:
        faults = list(faults_of(event.as_record()))
        for name, value, reason in faults:
            self._problems.refuse(event.row, name, value, reason)
        return not faults


class _Sources:
    """The sources of a block, once each."""

    def __init__(self) -> None:
        self.rows: list[tuple[Any, ...]] = []
        self._positions: dict[str, int] = {}

    def position(self, source: SourceRecord | None) -> int:
        if source is None:
            return NONE
        found = self._positions.get(source.key)
        if found is None:
            found = self._positions[source.key] = len(self.rows)
            self.rows.append(source_row(source))
        return found


class FirstEvents:
    """Interactions out of blocks as they come, for a look at the first."""

    def __init__(self) -> None:
        self._actors: list[ActorRecord] = []
        self._places: list[PlaceRecord] = []
        self._terms: list[Term | str] = []

    def of(self, block: EventBlock, most: int) -> Iterator[PlainInteraction]:
        """Give the first interactions of a block; blocks must come in their order."""
        self._actors += block.new_actors
        self._places += block.new_places
        self._terms += block.new_terms
        parts: dict[int, list[tuple[ActorRecord, Term | str]]] = {}
        for at, actor, role in zip(block.part_of, block.part_actor, block.part_role, strict=True):
            if at < most:
                parts.setdefault(at, []).append((self._actors[actor], self._terms[role]))
        for at in range(min(most, len(block.key))):
            place, source = block.place[at], block.source[at]
            yield PlainInteraction(
                block.key[at], self._terms[block.kind[at]], block.title[at], block.edtf[at],
                block.date_words[at], None if place == NONE else self._places[place],
                tuple(parts.get(at, ())), block.properties[at], block.row[at], block.excerpt[at],
                None if source == NONE else SourceRecord(*block.sources[source]), block.note[at],
                block.file_index[at],
            )  # fmt: skip
