"""What each column of a table is, given what its rows are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from explorer.exchange.tables.guessing_columns import Guesses, separator_in, stem_of
from explorer.exchange.tables.guessing_kinds import actor_kind_of, kind_by_name, relation_by_name
from explorer.exchange.tables.guessing_pairs import pair_of, role_of
from explorer.exchange.tables.guessing_repeats import repeated_id
from explorer.exchange.tables.lexicon import is_said, words_of
from explorer.exchange.tables.mapping import Meaning, Rows, Use
from explorer.exchange.tables.state_names import is_state
from explorer.exchange.tables.terms import known_actor_kind, known_role

if TYPE_CHECKING:
    from explorer.exchange.tables.table import Column

_ONCE: Final = {
    "date": "date", "start": "start", "end": "end", "year": "year", "month": "month", "day": "day",
    "time": "time", "timeset": "timeset", "place": "place", "latitude": "latitude",
    "longitude": "longitude", "title": "title", "kind": "kind", "standing": "standing",
    "amount": "amount", "unit": "unit", "quote": "quote", "source": "source", "url": "source_url",
    "publisher": "publisher", "author": "author", "published": "published",
    "end_year": "end_year", "end_month": "end_month", "end_day": "end_day",
}  # fmt: skip
"""Concepts that one column of a table may be, and the meaning it then has."""
_HALF: Final = 0.5
_FEW_KINDS: Final = 12
_SHORT: Final = 24
_SCHEMES: Final = {"wikidata", "wikidata id", "viaf", "orcid", "lei", "transparency register id"}
_ROLES: Final = {
    "visitor": "visitor", "guest": "attendee", "guests": "attendee", "attendee": "attendee",
    "attendees": "attendee", "host": "host", "speaker": "speaker", "speakers": "speaker",
    "leader": "leader", "besucher": "visitor", "gast": "attendee", "gaste": "attendee",
    "visitante": "visitor", "гость": "attendee", "гости": "attendee", "traveler": "visitor",
    "traveller": "visitor", "caller": "caller", "called": "called",
}  # fmt: skip


def uses_of(guesses: Guesses, rows: Rows) -> tuple[Use, ...]:
    """Guess what the columns are, given what the rows are."""
    match rows:
        case "interactions":
            return _interactions(guesses)
        case "relations":
            return _relations(guesses)
        case "ties":
            return _ties(guesses)
        case "actors":
            return _actors(guesses)
        case _:
            return ()


class _Taken:
    """Uses found so far; each column has one."""

    def __init__(self, guesses: Guesses) -> None:
        self.guesses = guesses
        self.uses: dict[str, Use] = {}
        self.joined: set[str] = set()
        self._done: set[str] = set()

    def take(self, column: Column, meaning: Meaning, **more: object) -> None:
        """Say what a column is."""
        self.uses[column.heading] = Use(meaning, column.heading, **more)  # type: ignore[arg-type]

    def is_free(self, column: Column) -> bool:
        """Tell whether nothing is said of a column yet."""
        return column.heading not in self.uses and column.heading not in self.joined

    def free(self, *concepts: str) -> list[Column]:
        """Give the columns of concepts of which nothing is said yet."""
        return [c for c in self.guesses.columns(*concepts) if self.is_free(c)]

    def once(self, *, but: tuple[str, ...] = ()) -> None:
        """Take one column for each concept that comes once, where there is one."""
        for concept, meaning in _ONCE.items():
            if concept in but:
                continue
            found = self.free(concept)
            # "Event type" says it better than "Disorder type".
            found.sort(key=lambda c: (words_of(c.heading) != concept, not is_said(c.heading)))
            for column in found[:1]:
                self.take(column, meaning)  # type: ignore[arg-type]

    def rest(self, *, skip_empty: bool = True) -> tuple[Use, ...]:
        """Make descriptions and properties of the rest, and give all in the table's order."""
        table = self.guesses.table
        for column in self.free("description"):
            self.take(column, "description")
        for column in table.columns:
            if self.is_free(column) and (column.n_filled or not skip_empty):
                self.take(column, "property")
        return tuple(self.uses[h] for h in table.headings if h in self.uses)


def _interactions(guesses: Guesses) -> tuple[Use, ...]:
    taken = _Taken(guesses)
    table = guesses.table
    if (repeated := repeated_id(guesses)) is not None:
        taken.take(repeated, "part_of")
    taken.once(but=("title",))
    _identify(taken)
    for column in taken.free("topic"):
        taken.take(column, "topic", separator=separator_in(column))
    people = _participants(taken)
    _place_states(taken, people)
    headings = [column.heading for column in people]
    for column in people:
        words = words_of(column.heading)
        last = words.split()[-1] if words else ""
        taken.take(
            column,
            "participant",
            separator=separator_in(column),
            actor_kind=actor_kind_of(guesses, column, separator_in(column)),
            role=_ROLES.get(words, _ROLES.get(last, "")),
        )
    titles = sorted(taken.free("title"), key=lambda c: words_of(c.heading) != "title")
    for column in titles[:1]:
        taken.take(column, "title")
    for concept in ("role", "capacity", "code"):
        for column in taken.free(concept):
            meaning = of_another(concept, column)
            of = _neighbour(taken, column, headings)
            has_one = any(u.meaning == meaning and u.of == of for u in taken.uses.values())
            if meaning == "identifier" and not _is_id_of(column, of):
                continue
            if of and not has_one:
                label = _scheme(column) if meaning == "identifier" else ""
                taken.take(column, meaning, of=of, label=label)
    uses = taken.rest()
    if not any(use.meaning == "kind" for use in uses):
        is_vote = any(words_of(use.heading) == "vote" for use in uses)
        kind = kind_by_name(table.name, table.headings) or ("decision" if is_vote else "meeting")
        uses = (*uses, Use("kind", value=kind))
    return uses


def _participants(taken: _Taken) -> list[Column]:
    guesses = taken.guesses
    found = [*taken.free("person", "organisation", "nameish")]
    found += [c for c in taken.free("name", "state") if c not in found]
    if not found:
        found = [c for c in taken.free("from", "to") if not _is_id(c.heading)]
    if not found:
        # Titles taken apart: `title_from`, `title_with`.
        found = [
            c for c in taken.free("title")
            if {"from", "with", "to", "by", "who"} & set(words_of(c.heading).split())
        ]  # fmt: skip
    for column in taken.free("from", "to"):
        # `from` beside a visitor is the country that sends.
        if column not in found and not _is_id(column.heading) and _says_who(column):
            found.append(column)
    order = list(guesses.table.headings)
    return sorted(
        (c for c in found if not _is_told_twice(c, found)), key=lambda c: order.index(c.heading)
    )


def of_another(concept: str, column: Column) -> Meaning:
    """Tell what a column says of the participants beside it."""
    if concept == "code":
        return "identifier"
    # "President" in a column of roles is what somebody was there as, not a part in the meeting.
    is_role = concept == "role" and column.share(lambda text: bool(known_role(text))) >= 0.5
    return "role" if is_role else "capacity"


def _place_states(taken: _Taken, people: list[Column]) -> None:
    """Let a country beside a place, where others take part, be where the place lies."""
    has_place = any(use.meaning == "place" for use in taken.uses.values())
    countries = [
        c for c in people if words_of(c.heading) in ("country", "land", "pays", "pais", "state")
    ]
    n_others = len(people) - len(countries)
    for column in countries[:1] if has_place else ():
        # "Iowa" beside "Davenport" is no state that takes part.
        if n_others > 1 or (n_others and column.share(is_state) < _HALF):
            people.remove(column)
            taken.take(column, "within")


def _says_who(column: Column) -> bool:
    return column.share(lambda text: text[:1].isupper()) > 0.8


def _is_told_twice(column: Column, others: list[Column]) -> bool:
    """Tell codes and slugs of another column (`albright-madeleine`) from names."""
    if column.share(lambda text: " " not in text and text == text.lower()) < 0.9:
        return False
    return any(
        other is not column and abs(len(other.values) - len(column.values)) <= 2 for other in others
    )


def _is_id(heading: str) -> bool:
    return words_of(heading).split()[-1:] in (["id"], ["ids"], ["key"])


def _identify(taken: _Taken) -> None:
    """Take the column that numbers the rows."""
    for column in taken.free("id", "event_id"):
        if column.is_unique and column.n_filled >= taken.guesses.table.n_rows:
            taken.take(column, "id")
            return


def _relations(guesses: Guesses) -> tuple[Use, ...]:
    taken = _Taken(guesses)
    taken.once(but=("title", "kind", "place"))
    _identify(taken)
    if (pair := pair_of(guesses)) is not None:
        for column, side in zip(pair, ("from", "to"), strict=True):
            taken.take(column, side, actor_kind=actor_kind_of(guesses, column))  # type: ignore[arg-type]
    elif not _join_names(taken, "from"):
        for column in taken.free("person", "name", "nameish", "from"):
            taken.take(column, "from", actor_kind="person")
            break
    wholes = (
        taken.free("organisation") or taken.free("group") or taken.free("state") or taken.free("to")
    )
    for column in wholes[:1] if pair is None else ():
        kind = actor_kind_of(guesses, column) or "organisation"
        taken.take(column, "to", actor_kind=kind, separator=separator_in(column))
    capacities = taken.free("capacity")
    if capacities and not any(u.meaning == "to" for u in taken.uses.values()):
        # Who holds an office that no organisation is named for holds it all the same.
        taken.take(capacities[0], "to", actor_kind="office")
    for column in taken.free("capacity", "title", "role")[:1]:
        taken.take(column, "title")
    kinds = taken.free("kind")
    for column in kinds[:1]:
        taken.take(column, "kind")
    if not any(u.meaning == "from" for u in taken.uses.values()):
        for column in taken.free("organisation", "state", "name", "person"):
            taken.take(column, "from", actor_kind=actor_kind_of(guesses, column))
            break
    uses = taken.rest()
    if not kinds:
        value = "position" if guesses.has("capacity", "role") else "membership"
        if pair is not None:
            value = relation_by_name(guesses.table.name) or "contact"
        uses = (*uses, Use("kind", value=value))
    return uses


def _ties(guesses: Guesses) -> tuple[Use, ...]:
    taken = _Taken(guesses)
    pair = pair_of(guesses)
    if pair is not None:
        kinds = [actor_kind_of(guesses, column) for column in pair]
        roles = [role_of(column.heading) for column in pair]
        for at, (column, side) in enumerate(zip(pair, ("from", "to"), strict=True)):
            taken.take(
                column,
                side,  # type: ignore[arg-type]
                separator=separator_in(column).strip("|/\n•"),
                role=roles[at],
                actor_kind=kinds[at],
            )
    for column in guesses.columns("kind", "direction"):
        if column.share(lambda t: t.casefold() in ("directed", "undirected", "mutual")) > 0.9:
            taken.take(column, "direction")
    _identify(taken)
    for column in taken.free("name"):
        # Gephi's `Label` of an edge.
        if words_of(column.heading) == "label":
            taken.take(column, "title")
    taken.once()
    for column in taken.free("topic"):
        taken.take(column, "topic", separator=separator_in(column))
    uses = taken.rest()
    if not any(use.meaning == "kind" for use in uses):
        headings = [column.heading for column in pair or ()]
        uses = (*uses, Use("kind", value=kind_by_name(guesses.table.name, headings) or "contact"))
    return uses


def _actors(guesses: Guesses) -> tuple[Use, ...]:
    taken = _Taken(guesses)
    for column in taken.free("id", "actor_id"):
        if column.is_unique:
            taken.take(column, "id")
            break
    firsts, lasts = taken.free("first_name"), taken.free("last_name")
    if firsts and lasts:
        taken.take(firsts[0], "first_name")
        taken.take(lasts[0], "last_name")
    order = ("name", "person", "nameish", "organisation", "address", "state", "title")
    kind = ""
    for concept in order if not (firsts and lasts) else ():
        if found := taken.free(concept):
            kind = actor_kind_of(guesses, found[0])
            taken.take(found[0], "name")
            break
    else:
        kind = "person"
    for column in taken.free("actor_kind", "kind")[:1]:
        if guesses.is_(column, "actor_kind") or _are_kinds(column):
            taken.take(column, "actor_kind")
            kind = ""
    for column in taken.free("other_name"):
        taken.take(column, "other_name", separator=separator_in(column))
    for column in (taken.free("organisation") or taken.free("group"))[:1]:
        taken.take(column, "member_of", separator=separator_in(column), actor_kind="organisation")
    if any(use.meaning == "member_of" for use in taken.uses.values()):
        for concept in ("capacity", "start", "end"):
            for column in taken.free(concept)[:1]:
                taken.take(column, concept)  # type: ignore[arg-type]
    for column in taken.free("code"):
        taken.take(column, "identifier", label=_scheme(column))
    uses = taken.rest()
    return (*uses, Use("actor_kind", value=kind)) if kind else uses


def _are_kinds(column: Column) -> bool:
    """Tell sorts of actors from phrases that say something of each."""
    if column.share(lambda text: bool(known_actor_kind(text))) >= 0.5:
        return True
    return len(column.values) <= _FEW_KINDS and all(len(v) <= _SHORT for v in column.values)


def _join_names(taken: _Taken, meaning: Meaning) -> bool:
    """Take a first and a last name together."""
    firsts, lasts = taken.free("first_name"), taken.free("last_name")
    if not firsts or not lasts:
        return False
    taken.take(firsts[0], meaning, joined=(lasts[0].heading,), actor_kind="person")
    # Its cells are told with those of the first name.
    taken.joined.add(lasts[0].heading)
    return True


def _neighbour(taken: _Taken, column: Column, headings: list[str]) -> str:
    """Give the participants that a column of roles or capacities says something of."""
    if not headings:
        return ""
    stem = stem_of(column.heading)
    for heading in headings:
        if stem and stem in words_of(heading):
            return heading
    order = list(taken.guesses.table.headings)
    at = order.index(column.heading)
    return min(headings, key=lambda h: (abs(order.index(h) - at), order.index(h) > at))


def _is_id_of(column: Column, heading: str) -> bool:
    """Tell a code of somebody (`country_code` beside `country`) from any other code."""
    stem = stem_of(column.heading)
    return words_of(column.heading) in _SCHEMES or (bool(stem) and stem in words_of(heading))


def _scheme(column: Column) -> str:
    return words_of(column.heading).replace(" ", "_")
