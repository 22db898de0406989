"""GDELT's tables of events, 1.0 and 2.0, and of mentions, row by row."""

from __future__ import annotations

import csv
import json
import math
from typing import TYPE_CHECKING, Final

from explorer.exchange.feeds.codes import EventKind, cameo_kind, is_worn_code
from explorer.exchange.feeds.days import NoDay, feed_day, is_a_year_before
from explorer.exchange.feeds.gdelt_actors import ActorCells, gdelt_actor
from explorer.exchange.feeds.gdelt_layout import (
    MENTION_COLUMNS,
    MENTION_WIDTHS,
    Layout,
    layout_of_headings,
    layout_of_width,
)
from explorer.exchange.feeds.sources import article_source
from explorer.exchange.feeds.worn import NO_KIND, WORN_CODE, WORN_NUMBER, is_rounded
from explorer.exchange.intake.naming import made_title
from explorer.exchange.intake.plain import PlainInteraction
from explorer.exchange.intake.records import ActorRecord, Origin, PlaceRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explorer.exchange.feeds.filtering import FeedFilter
    from explorer.exchange.feeds.lines import Part
    from explorer.exchange.feeds.merging import Retellings
    from explorer.exchange.intake.problems import Problems
    from explorer.exchange.intake.records import SourceRecord, Term

_YEAR_BACK: Final = (
    "The day lies exactly a year before the report: GDELT does so where an article says “last "
    "year”. Do not rely on it."
)
_NOBODY: Final = "A row names no actor and was left out."
_UNLISTED: Final = "A code is not in the code book and is named after the one above it."
_MOST_KEPT: Final = 500_000
_WIDTHS: Final = "57, 58 or 61 columns for events, 14 to 16 for mentions"
_Parts = tuple[tuple["ActorRecord", "Term | str"], ...]

_NUMBERS: Final = ("quad class", "goldstein", "mentions", "sources", "articles", "tone")


class GdeltRows:
    """Makes interactions of rows; keeps what it has met before, as most is met again."""

    def __init__(
        self, problems: Problems, wanted: FeedFilter, retellings: Retellings | None
    ) -> None:
        self._problems = problems
        self._wanted = wanted
        self._retellings = retellings
        self._actors: dict[tuple[str, ...], ActorRecord | None] = {}
        self._places: dict[str, PlaceRecord] = {}
        self._titles: dict[tuple[object, ...], tuple[str, _Parts]] = {}
        self._url = ""
        self._source = article_source("-")
        self.n_left = 0

    def read(self, part: Part) -> Iterator[PlainInteraction]:
        """Give the interactions of one table of events or mentions."""
        layout: Layout | None = None
        lines = iter(enumerate(part.lines, 1))
        is_first = True
        for number, line in lines:
            if not line:
                continue
            cells = line.split("\t")
            if is_first:
                is_first = False
                separator = "\t" if len(cells) > 1 else ","
                headings = next(csv.reader([line], delimiter=separator))
                layout = layout_of_headings(headings)
                if layout is not None:
                    if separator == ",":
                        yield from self._quoted(part, lines, layout)
                        return
                    continue
                if headings[0].strip().lower() == MENTION_COLUMNS[0].lower():
                    continue
            event = self._row(part, number, cells, layout)
            if event is not None:
                yield event

    def _quoted(
        self, part: Part, lines: Iterator[tuple[int, str]], layout: Layout
    ) -> Iterator[PlainInteraction]:
        """Give the interactions of a table with commas and quotes, which another program made."""
        number = 1

        def text() -> Iterator[str]:
            nonlocal number
            for number, line in lines:  # noqa: B007 - told to the loop below
                yield f"{line}\n"

        for cells in csv.reader(text()):
            if cells and (event := self._row(part, number, cells, layout)) is not None:
                yield event

    def _row(
        self, part: Part, number: int, cells: list[str], layout: Layout | None
    ) -> PlainInteraction | None:
        width = len(cells)
        its_own = layout if layout is not None and width == layout.width else None
        if its_own is None:
            its_own = layout_of_width(width) if layout is None else None
        if its_own is not None:
            return self._event(part, number, cells, its_own)
        if layout is None and width in MENTION_WIDTHS and len(cells[2]) == len("20230926120000"):
            return self._mention(part, number, cells)
        wanted = f"{layout.width} as its headings" if layout is not None else _WIDTHS
        self._refuse(part, number, "", None, f"It has {width:,} columns; rows have {wanted}.")
        return None

    def _refuse(self, part: Part, number: int, column: str, value: object, reason: str) -> None:
        self._problems.refuse(f"{part.label} {number}", column, value, reason)

    # --- events -------------------------------------------------------------------------------

    def _event(
        self, part: Part, number: int, cells: list[str], at: Layout
    ) -> PlainInteraction | None:
        if at.width == len(cells):
            cells.append("")
        code, day_cell, added = cells[at.code], cells[at.day], cells[at.added]
        kind = cameo_kind(code)
        if kind is None or is_worn_code(code) or len(cells[at.root]) == 1:
            is_worn = is_worn_code(code) or len(cells[at.root]) == 1
            self._refuse(part, number, "EventCode", code, WORN_CODE if is_worn else NO_KIND)
            return None
        if is_rounded(added) or is_rounded(cells[at.key]):
            self._refuse(part, number, "DATEADDED", added or cells[at.key], WORN_NUMBER)
            return None
        try:
            day = feed_day(day_cell)
        except NoDay as fault:
            self._refuse(part, number, "SQLDATE", day_cell, str(fault))
            return None
        first, second = at.first, at.second
        if not self._wanted.is_open and not self._wanted.admits(
            code,
            day,
            (cells[first[0]], cells[first[1]], cells[second[0]], cells[second[1]]),
            (cells[first[2]], cells[second[2]]),
        ):
            self.n_left += 1
            return None
        row = f"{part.label} {number}"
        actors = (
            self._actor(cells, first, row, part.file_index),
            self._actor(cells, second, row, part.file_index),
        )
        parts = [(actor, kind.roles[i]) for i, actor in enumerate(actors) if actor is not None]
        if not parts:
            self._problems.remark(_NOBODY)
            return None
        if len(parts) > 1 and parts[0] == parts[1]:
            del parts[1]
        if not kind.is_known:
            self._problems.remark(_UNLISTED)
        if added and is_a_year_before(day, added):
            self._problems.remark(_YEAR_BACK)
        place_name = cells[at.place[0]]
        excerpt = " | ".join(
            filter(None, (day_cell, *(cells[i] for i in (*first[:2], *second[:2])), code,
                          place_name))
        )  # fmt: skip
        title, shared_parts = self._titled(kind, parts)
        event = PlainInteraction(
            f"gdelt:{cells[at.key]}",
            kind.term,
            title,
            day,
            day_cell,
            self._place(cells, at) if place_name else None,
            shared_parts,
            self._properties(cells, at, code),
            row,
            excerpt,
            self._article(cells[at.url]) if cells[at.url] else None,
            None,
            part.file_index,
        )
        if self._retellings is None:
            return event
        return self._retellings.marked(event, kind)

    def _actor(
        self, cells: list[str], at: tuple[int, ...], row: str, file_index: int
    ) -> ActorRecord | None:
        code, name, country, group, *types = (cells[index] for index in at)
        known = (code, name, country, group)
        if known in self._actors:
            return self._actors[known]
        excerpt = " | ".join(filter(None, (code, name, country)))
        made = gdelt_actor(
            ActorCells(code, name, country, group, tuple(types)), Origin(row, excerpt, file_index)
        )
        if len(self._actors) >= _MOST_KEPT:
            self._actors.clear()
        self._actors[known] = made
        return made

    def _titled(
        self, kind: EventKind, parts: list[tuple[ActorRecord, Term | str]]
    ) -> tuple[str, _Parts]:
        """Give the title of an event and who took part, the same objects for the same people."""
        # Actors are told apart by identity here: the same one is the same object while kept.
        known = (kind.code, *(id(actor) for actor, _ in parts))
        found = self._titles.get(known)
        if found is None:
            if len(self._titles) >= _MOST_KEPT:
                self._titles.clear()
            title = made_title(kind.label, [actor.name for actor, _ in parts])
            found = self._titles[known] = (title, tuple(parts))
        return found

    def _place(self, cells: list[str], at: Layout) -> PlaceRecord:
        name = cells[at.place[0]]
        place = self._places.get(name)
        if place is None:
            latitude, longitude = (_coordinate(cells[at.place[i]]) for i in (2, 3))
            if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
                latitude = longitude = None
            _, comma, within = name.partition(", ")
            country = within.rpartition(", ")[2] if comma else None
            place = PlaceRecord(name, latitude, longitude, within=country)
            if len(self._places) >= _MOST_KEPT:
                self._places.clear()
            self._places[name] = place
        return place

    def _article(self, url: str) -> SourceRecord:
        if url != self._url:
            self._url, self._source = url, article_source(url)
        return self._source

    @staticmethod
    def _properties(cells: list[str], at: Layout, code: str) -> str:
        told = [f'"cameo": "{code}"']
        columns = (at.quad, at.goldstein, at.mentions, at.sources, at.articles, at.tone)
        for name, column in zip(_NUMBERS, columns, strict=True):
            value = _number(cells[column])
            if value:
                told.append(f'"{name}": {value}')
        if country := cells[at.place[1]]:
            told.append(f'"country of the place (FIPS 10-4)": {json.dumps(country)}')
        return f"{{{', '.join(told)}}}"

    # --- mentions -----------------------------------------------------------------------------

    def _mention(self, part: Part, number: int, cells: list[str]) -> PlainInteraction | None:
        key, name, sentence, confidence = cells[0], cells[5], cells[6], cells[11]
        if is_rounded(key) or is_rounded(cells[2]):
            self._refuse(part, number, "MentionTimeDate", cells[2], WORN_NUMBER)
            return None
        if not key.isdecimal() or not name:
            self._refuse(part, number, "GLOBALEVENTID", key, "A mention names an event and a text.")
            return None
        about = f"gdelt:{key}"
        note = ", ".join(
            (f"sentence {sentence}", f"confidence of the coding {confidence} %", cells[4])
        )
        return PlainInteraction(
            f"gdelt:{key}:{name}:{sentence}", "other", "", "", "", None, (), None,
            f"{part.label} {number}", " | ".join((key, cells[2], cells[4], name)),
            article_source(name), note, part.file_index, about,
        )  # fmt: skip


def _number(cell: str) -> str:
    """Give a cell as JSON writes numbers, "" if it holds none."""
    if cell.isdecimal() and (cell == "0" or cell[0] != "0") and cell.isascii():
        return cell
    value = _coordinate(cell)
    return "" if value is None else repr(round(value, 4))


def _coordinate(cell: str) -> float | None:
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if math.isfinite(value) else None
