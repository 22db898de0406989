"""Events that a feed tells twice: from both sides, or once per article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from explorer.exchange.feeds.codes import EventKind
    from explorer.exchange.intake.plain import PlainInteraction

MOST_REMEMBERED: Final = 1_000_000
"""So many events at least are looked back over; memory is bounded by twice that."""


class Retellings:
    """Finds rows that tell an event again: same day, actors, kind and place.

    Where the kind is mutual, or a visit that is made and hosted, the direction does not count.
    """

    def __init__(self, most_remembered: int = MOST_REMEMBERED) -> None:
        self.n_found = 0
        self._most = most_remembered
        self._recent: dict[int, str] = {}
        self._older: dict[int, str] = {}

    def marked(self, event: PlainInteraction, kind: EventKind) -> PlainInteraction:
        """Give the event, as one told again where it is."""
        who = [actor.key or actor.name for actor, _ in event.parts]
        if kind.is_mutual:
            who.sort()
        elif kind.code != kind.merges_as:
            who.reverse()
        place = event.place.name if event.place is not None else ""
        # The number alone is kept: of a million events two share one by chance once in 10^7.
        identity = hash((event.edtf, kind.merges_as, place, *who))
        first = self._recent.get(identity) or self._older.get(identity)
        if first is not None:
            if first == event.key:
                return event
            self.n_found += 1
            return event._replace(about=first)
        if len(self._recent) >= self._most:
            self._older, self._recent = self._recent, {}
        self._recent[identity] = event.key
        return event
