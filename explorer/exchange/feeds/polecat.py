"""POLECAT's tables of events: names of actors, PLOVER types and modes."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from explorer.exchange.feeds.codes import plover_kind, state_code, states
from explorer.exchange.feeds.days import NoDay, feed_day
from explorer.exchange.feeds.headed import headed_rows
from explorer.exchange.feeds.icews import ISO
from explorer.exchange.feeds.naming import kind_by_name
from explorer.exchange.feeds.places import place_of
from explorer.exchange.feeds.sources import story_source
from explorer.exchange.feeds.worn import WORN_NUMBER, is_rounded
from explorer.exchange.intake.naming import made_title
from explorer.exchange.intake.plain import PlainInteraction
from explorer.exchange.intake.records import ActorRecord, Origin

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from explorer.exchange.feeds.codes import EventKind
    from explorer.exchange.feeds.filtering import FeedFilter
    from explorer.exchange.feeds.lines import Part
    from explorer.exchange.feeds.merging import Retellings
    from explorer.exchange.intake.problems import Problems
    from explorer.exchange.intake.records import Term

HEADINGS: Final = ("Event ID", "Event Date", "Event Type", "Actor Name", "Recipient Name")
"""Without these a table is none of POLECAT."""

_NO_TYPE: Final = "No such type of event is known; PLOVER has CONSULT, AGREE, ACCUSE and others."
_NOBODY: Final = "A row names no actor and was left out."
_COUNTRY: Final = re.compile(r"[A-Z]{3}")


class PolecatRows:
    """Makes interactions of rows; keeps the actors it has met."""

    def __init__(
        self, problems: Problems, wanted: FeedFilter, retellings: Retellings | None
    ) -> None:
        self._problems = problems
        self._wanted = wanted
        self._retellings = retellings
        self._actors: dict[tuple[str, str], ActorRecord] = {}
        self.n_left = 0

    def read(self, part: Part) -> Iterator[PlainInteraction]:
        """Give the interactions of one table."""
        for number, row in headed_rows(part, HEADINGS, self._problems):
            event = self._event(part, number, row)
            if event is not None:
                yield event

    def _event(self, part: Part, number: int, row: Mapping[str, str]) -> PlainInteraction | None:
        place_in_file = f"{part.label} {number}"
        day_cell = row["eventdate"]
        kind = plover_kind(row["eventtype"], row["eventmode"])
        if kind is None:
            self._problems.refuse(place_in_file, "Event Type", row["eventtype"], _NO_TYPE)
            return None
        if is_rounded(row["eventid"]):
            self._problems.refuse(place_in_file, "Event ID", row["eventid"], WORN_NUMBER)
            return None
        try:
            day = feed_day(day_cell)
        except NoDay as fault:
            self._problems.refuse(place_in_file, "Event Date", day_cell, str(fault))
            return None
        sides = [self._side(row, side, part, place_in_file) for side in ("actor", "recipient")]
        countries = tuple(
            code for side in ("actor", "recipient") for code in _codes(row[f"{side}country"])
        )
        names = tuple(actor.name for side in sides for actor in side)
        if not self._wanted.is_open and not self._wanted.admits(kind.code, day, names, countries):
            self.n_left += 1
            return None
        parts: dict[tuple[str, object], tuple[ActorRecord, Term | str]] = {}
        for side, role in zip(sides, kind.roles, strict=True):
            for actor in side:
                parts.setdefault((actor.key or actor.name, role), (actor, role))
        if not parts:
            self._problems.remark(_NOBODY)
            return None
        place = place_of(
            (row["city"] or row["placename"], row["district"], row["province"], row["country"]),
            row["latitude"], row["longitude"],
        )  # fmt: skip
        event = PlainInteraction(
            f"polecat:{row['eventid']}", kind.term, made_title(kind.label, names), day, day_cell,
            place, tuple(parts.values()), _properties(row, kind), place_in_file,
            " | ".join(filter(None, (day_cell, row["actorname"], row["eventtype"],
                                     row["eventmode"], row["recipientname"], row["source"]))),
            story_source("polecat", row["source"], row["publicationdate"]), None,
            part.file_index,
        )  # fmt: skip
        return event if self._retellings is None else self._retellings.marked(event, kind)

    def _side(
        self, row: Mapping[str, str], side: str, part: Part, place_in_file: str
    ) -> list[ActorRecord]:
        """Give the actors of one side; several are parted by semicolons."""
        names = [name.strip() for name in row[f"{side}name"].split(";") if name.strip()]
        countries = row[f"{side}country"].split(";")
        sectors = row[f"{side}sectors"] or row[f"primary{side}sector"]
        known = []
        for at, name in enumerate(names):
            country = countries[at].strip() if len(countries) == len(names) else ""
            actor = self._actors.get((name, country))
            if actor is None:
                excerpt = " | ".join(filter(None, (name, sectors, country)))
                actor = self._actors[(name, country)] = _actor(
                    row, side, name, country, sectors, is_alone=len(names) == 1,
                    origin=Origin(place_in_file, excerpt, part.file_index),
                )  # fmt: skip
            known.append(actor)
        return known


def _actor(
    row: Mapping[str, str],
    side: str,
    name: str,
    country: str,
    sectors: str,
    *,
    is_alone: bool,
    origin: Origin,
) -> ActorRecord:
    code = state_code(name)
    if code:
        return ActorRecord(
            states().get(code, name), kind="state", identifiers=((ISO, code),), origin=origin
        )
    told = {"sectors": sectors, "country": country}
    page = ""
    if is_alone:
        told["title"] = row[f"{side}title"]
        page = row[f"wikipedia{side}id"]
    return ActorRecord(
        name, f"polecat:{name}",
        kind_by_name(name, sectors, has_title=bool(told.get("title"))),
        identifiers=(("wikipedia", page),) if page else (),
        properties={key: value for key, value in told.items() if value} or None, origin=origin,
    )  # fmt: skip


def _codes(cell: str) -> list[str]:
    return [c if _COUNTRY.fullmatch(c) else state_code(c) for c in cell.replace(";", " ; ").split()]


def _properties(row: Mapping[str, str], kind: EventKind) -> str:
    told: dict[str, object] = {"plover": kind.code}
    intensity = row["intensity"] or row["eventintensity"]
    with suppress(ValueError):
        told["intensity"] = float(intensity)
    for name, column in (("contexts", "contexts"), ("quad code", "quadcode"),
                         ("language", "language")):  # fmt: skip
        if row[column]:
            told[name] = row[column]
    return json.dumps(told, ensure_ascii=False)
