"""What each column of a table is, given what its rows are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from explorer.exchange.tables.cells_above import columns_said_once
from explorer.exchange.tables.guessing_columns import Guesses, separator_in, stem_of
from explorer.exchange.tables.guessing_kinds import (
    actor_kind_of,
    kind_by_name,
    kind_of_pair,
    relation_by_name,
)
from explorer.exchange.tables.guessing_pairs import pair_of, role_of
from explorer.exchange.tables.guessing_participants import (
    join_participants,
    participants_in,
    place_states,
)
from explorer.exchange.tables.guessing_repeats import repeated_id
from explorer.exchange.tables.guessing_taken import Taken
from explorer.exchange.tables.lexicon import words_of
from explorer.exchange.tables.mapping import Meaning, Rows, Use
from explorer.exchange.tables.terms import known_actor_kind, known_role

if TYPE_CHECKING:
    from explorer.exchange.tables.table import Column

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


def _interactions(guesses: Guesses) -> tuple[Use, ...]:
    taken = Taken(guesses)
    table = guesses.table
    if (repeated := repeated_id(guesses)) is not None:
        taken.take(repeated, "part_of")
    taken.once(but=("title",))
    _identify(taken)
    for column in taken.free("topic"):
        taken.take(column, "topic", separator=separator_in(column))
    n_joined = join_participants(taken)
    people = participants_in(taken) if not n_joined or taken.free("person", "organisation") else []
    place_states(taken, people)
    headings = [column.heading for column in people]
    above = columns_said_once(table)
    for column in people:
        words = words_of(column.heading)
        last = words.split()[-1] if words else ""
        taken.take(
            column,
            "participant",
            separator=separator_in(column),
            actor_kind=actor_kind_of(guesses, column, separator_in(column)),
            role=_ROLES.get(words, _ROLES.get(last, "")),
            is_from_above=column.heading in above,
        )
    titles = sorted(taken.free("title", "name"), key=lambda c: words_of(c.heading) != "title")
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


def of_another(concept: str, column: Column) -> Meaning:
    """Tell what a column says of the participants beside it."""
    if concept == "code":
        return "identifier"
    # "President" in a column of roles is what somebody was there as, not a part in the meeting.
    is_role = concept == "role" and column.share(lambda text: bool(known_role(text))) >= 0.5
    return "role" if is_role else "capacity"


def _identify(taken: Taken) -> None:
    """Take the column that numbers the rows."""
    for column in taken.free("id", "event_id"):
        if column.is_unique and column.n_filled >= taken.guesses.table.n_rows:
            taken.take(column, "id")
            return


def _relations(guesses: Guesses) -> tuple[Use, ...]:
    taken = Taken(guesses)
    taken.once(but=("title", "kind", "place"))
    _identify(taken)
    if (pair := pair_of(guesses)) is not None:
        for column, side in zip(pair, ("from", "to"), strict=True):
            kind = kind_of_pair(guesses, pair, column)
            taken.take(column, side, actor_kind=kind)  # type: ignore[arg-type]
    elif not _join_names(taken, "from"):
        for column in taken.free("person", "name", "nameish", "from"):
            taken.take(column, "from", actor_kind="person")
            break
    wholes = (
        taken.free("organisation") or taken.free("group") or taken.free("state") or taken.free("to")
    )
    if not wholes and not guesses.has("capacity"):
        wholes = taken.free("person", "nameish")
    for column in wholes[:1] if pair is None else ():
        kind = actor_kind_of(guesses, column) or (
            "organisation" if guesses.is_(column, "organisation", "group", "to") else ""
        )
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
    taken = Taken(guesses)
    pair = pair_of(guesses)
    if pair is not None:
        kinds = [kind_of_pair(guesses, pair, column) for column in pair]
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
    taken = Taken(guesses)
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


def _join_names(taken: Taken, meaning: Meaning) -> bool:
    """Take a first and a last name together."""
    firsts, lasts = taken.free("first_name"), taken.free("last_name")
    if not firsts or not lasts:
        return False
    taken.take(firsts[0], meaning, joined=(lasts[0].heading,), actor_kind="person")
    # Its cells are told with those of the first name.
    taken.joined.add(lasts[0].heading)
    return True


def _neighbour(taken: Taken, column: Column, headings: list[str]) -> str:
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
