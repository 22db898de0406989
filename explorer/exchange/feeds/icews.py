"""ICEWS's tables of events: names of actors with their sectors and countries, CAMEO codes."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from explorer.exchange.feeds.codes import cameo_kind, is_worn_code, state_code, states
from explorer.exchange.feeds.days import NoDay, feed_day
from explorer.exchange.feeds.headed import headed_rows
from explorer.exchange.feeds.naming import kind_by_name
from explorer.exchange.feeds.places import place_of
from explorer.exchange.feeds.sources import story_source
from explorer.exchange.feeds.worn import NO_KIND, WORN_CODE, WORN_NUMBER, is_rounded
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

HEADINGS: Final = ("Event ID", "Event Date", "Source Name", "CAMEO Code", "Target Name")
"""Without these a table is none of ICEWS."""

ISO: Final = "iso3166-1-alpha3"
_NOBODY: Final = "A row names no actor and was left out."


class IcewsRows:
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
        code, day_cell = row["cameocode"], row["eventdate"]
        kind = cameo_kind(code)
        if kind is None or is_worn_code(code):
            reason = WORN_CODE if is_worn_code(code) else NO_KIND
            self._problems.refuse(place_in_file, "CAMEO Code", code, reason)
            return None
        if is_rounded(row["eventid"]):
            self._problems.refuse(place_in_file, "Event ID", row["eventid"], WORN_NUMBER)
            return None
        try:
            day = feed_day(day_cell)
        except NoDay as fault:
            self._problems.refuse(place_in_file, "Event Date", day_cell, str(fault))
            return None
        names = (row["sourcename"], row["targetname"])
        countries = (row["sourcecountry"], row["targetcountry"])
        if not self._wanted.is_open and not self._wanted.admits(
            code, day, names, tuple(state_code(country) for country in countries)
        ):
            self.n_left += 1
            return None
        sectors = (row["sourcesectors"], row["targetsectors"])
        parts: list[tuple[ActorRecord, Term | str]] = []
        for i, name in enumerate(names):
            if name:
                origin = Origin(
                    place_in_file, " | ".join(filter(None, (name, sectors[i], countries[i]))),
                    part.file_index,
                )  # fmt: skip
                part_of = (self._actor(name, sectors[i], countries[i], origin), kind.roles[i])
                if part_of not in parts:
                    parts.append(part_of)
        if not parts:
            self._problems.remark(_NOBODY)
            return None
        place = place_of(
            (row["city"], row["district"], row["province"], row["country"]),
            row["latitude"], row["longitude"],
        )  # fmt: skip
        event = PlainInteraction(
            f"icews:{row['eventid']}", kind.term,
            made_title(kind.label, [actor.name for actor, _ in parts]), day, day_cell, place,
            tuple(parts), _properties(row, kind), place_in_file,
            " | ".join(filter(None, (day_cell, names[0], row["eventtext"], code, names[1],
                                     row["publisher"]))),
            story_source("icews", row["publisher"], row["storyid"]),
            f"sentence {row['sentencenumber']}" if row["sentencenumber"] else None,
            part.file_index,
        )  # fmt: skip
        return event if self._retellings is None else self._retellings.marked(event, kind)

    def _actor(self, name: str, sectors: str, country: str, origin: Origin) -> ActorRecord:
        known = self._actors.get((name, country))
        if known is None:
            known = self._actors[(name, country)] = _actor(name, sectors, country, origin)
        return known


def _actor(name: str, sectors: str, country: str, origin: Origin) -> ActorRecord:
    code = state_code(name)
    if code and not sectors:
        return ActorRecord(
            states().get(code, name), kind="state", identifiers=((ISO, code),), origin=origin
        )
    properties = {
        key: value for key, value in (("sectors", sectors), ("country", country)) if value
    }
    return ActorRecord(
        name, f"icews:{name}", kind_by_name(name, sectors), properties=properties or None,
        origin=origin,
    )  # fmt: skip


def _properties(row: Mapping[str, str], kind: EventKind) -> str:
    told: dict[str, object] = {"cameo": kind.code}
    with suppress(ValueError):
        told["intensity"] = float(row["intensity"])
    return json.dumps(told)
