"""Which rows of a feed are wanted: kinds, days, actors, countries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.folding import fold
from explorer.errors import ImportFailed, ImportProblem
from explorer.exchange.feeds.choices import KINDS_BY_NAME
from explorer.exchange.feeds.codes import state_code, states

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DAY = re.compile(r"(\d{4})(?:-?(\d\d)(?:-?(\d\d))?)?")
_NAMES = ("kinds", "since", "until", "actors", "countries")


@dataclass(frozen=True, slots=True)
class FeedFilter:
    """What is taken in; empty parts let everything through.

    Attributes
    ----------
    kinds
        Beginnings of codes: CAMEO's (``04``, ``042``) or PLOVER's (``CONSULT``).
    since, until
        Days as ``2023-09-26``, both included.
    actors
        Folded words of which one must be in an actor's name or code.
    countries
        Three-letter codes of which one must be an actor's.
    """

    kinds: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    actors: tuple[str, ...] = ()
    countries: frozenset[str] = frozenset()

    @property
    def is_open(self) -> bool:
        """Whether it lets everything through."""
        return not (self.kinds or self.since or self.until or self.actors or self.countries)

    def admits(
        self, code: str, day: str, actors: tuple[str, ...], countries: tuple[str, ...]
    ) -> bool:
        """Tell whether a row is wanted, from its code, day, and its actors' names and countries."""
        if self.kinds and not code.startswith(self.kinds):
            return False
        if (self.since and day < self.since) or (self.until and day > self.until):
            return False
        if self.countries and self.countries.isdisjoint(countries):
            return False
        if self.actors:
            named = fold(" ".join(actors))
            return any(word in named for word in self.actors)
        return True


def filter_of(options: Mapping[str, Any]) -> FeedFilter:
    """Make the filter that options ask for.

    Raises
    ------
    ImportFailed
        If one of them makes no sense.
    """
    return FeedFilter(
        tuple(_kinds(options.get("kinds"))),
        _day(options, "since", "-01", "-01"),
        _day(options, "until", "-12", "-31"),
        tuple(fold(actor) for actor in _several(options.get("actors"))),
        frozenset(_country(name) for name in _several(options.get("countries"))),
    )


def _several(value: object) -> list[str]:
    if value is None:
        return []
    parts = value.split(",") if isinstance(value, str) else [str(part) for part in value]  # type: ignore[attr-defined]
    return [part.strip() for part in parts if part.strip()]


def _kinds(value: object) -> Iterator[str]:
    for kind in _several(value):
        yield from KINDS_BY_NAME.get(kind.lower(), (kind.upper(),))


def _day(options: Mapping[str, Any], name: str, month: str, day: str) -> str:
    value = str(options.get(name) or "").strip()
    if not value:
        return ""
    found = _DAY.fullmatch(value)
    if found is None:
        raise _refused(f"“{value}” is not a day for “{name}”; write it as 2023-09-26.")
    year, its_month, its_day = found.groups()
    return f"{year}-{its_month or month[1:]}-{its_day or day[1:]}"


def _country(name: str) -> str:
    code = name.upper() if name.upper() in states() else state_code(name)
    if not code:
        raise _refused(f"“{name}” is no country that is known; use its name or a code as ARM.")
    return code


def _refused(what: str) -> ImportFailed:
    return ImportFailed("The choice of rows", [ImportProblem(what)])
