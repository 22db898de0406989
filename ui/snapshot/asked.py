"""What a command line asks to see, in the store's own terms: actors by name, days by date."""

from __future__ import annotations

from db import InvalidDate, Store, reads
from db.edtf import Edtf, parse_edtf
from db.folding import fold
from db.format.schema import OPEN_EARLIEST, OPEN_LATEST
from db.search import search
from explorer.errors import ExplorerError
from explorer.model.dataset import Dataset
from explorer.model.plain_text import quoted, shown_line
from explorer.model.timespan import span_words
from explorer.network.filters import TimeWindow

_MOST_CANDIDATES = 50
_MOST_NAMED = 5


class NotInStore(ExplorerError):
    """The store holds nothing of what was asked for, or more than one thing of that name."""


def window_of(dataset: Dataset, first: str | None, last: str | None) -> TimeWindow | None:
    """Return the time window between two dates; one left out means the store's own end.

    Raises
    ------
    NotInStore
        If a text is no date, or the window would end before it begins.
    """
    if first is None and last is None:
        return None
    span = dataset.day_span
    if span is None:
        raise NotInStore("No interaction in this store has a date; leave --from and --to out.")
    begin, end = span
    if first is not None:
        begin = _bound(_date("--from", first).earliest, OPEN_EARLIEST, begin)
    if last is not None:
        end = _bound(_date("--to", last).latest, OPEN_LATEST, end)
    if begin > end:
        if first is None or last is None:
            raise NotInStore(
                f"The store's dates are {span_words(*span)}; nothing is left of them by "
                f"{'--to ' + str(last) if first is None else '--from ' + str(first)}."
            )
        raise NotInStore(f"--to {last} lies before --from {first}; exchange them.")
    return TimeWindow(begin, end)


def actor_of(store: Store, dataset: Dataset, name: str) -> int:
    """Return the id of the actor with a name, another spelling or a key; store thread.

    Case and accents do not matter where only one actor is meant without them.

    Raises
    ------
    NotInStore
        If there is none or more than one; the sentence names those that come near.
    """
    wanted = name.strip()
    c = dataset.columns
    if not wanted:
        raise NotInStore("--actor needs a name.")
    rows = [row for row in range(dataset.n_actors) if c.actor_name[row] == wanted]
    exact = [int(c.actor_id[row]) for row in rows]
    if len(exact) == 1:
        return exact[0]
    if exact:
        keys = [row.key or f"(without key, {row.kind})" for row in reads.actors(store, exact)]
        raise NotInStore(
            f"{len(exact)} actors are named {quoted(wanted)}; give one of their keys: "
            f"{', '.join(keys[:_MOST_NAMED])}."
        )
    hits = search(store, wanted, limit=_MOST_CANDIDATES).actors
    by_key = [row.id for row in reads.actors(store, c.actor_id.tolist()) if row.key == wanted]
    folded = fold(wanted)
    spelled: list[int] = []
    alike: list[int] = []
    for hit in hits:
        names = [hit.text, *(row.name for row in reads.actor_names(store, hit.id))]
        if wanted in names:
            spelled.append(hit.id)
        elif folded in map(fold, names):
            alike.append(hit.id)
    for found in (spelled, by_key, alike, [hit.id for hit in hits]):
        if len(found) == 1:
            return found[0]
        if found:
            break
    if not hits:
        raise NotInStore(
            f"No actor is called {quoted(wanted)}. Spelling and accents do not matter."
        )
    near = [quoted(shown_line(hit.text)) for hit in hits[:_MOST_NAMED]]
    more = f" and {len(hits) - len(near)} more" if len(hits) > len(near) else ""
    raise NotInStore(
        f"{quoted(wanted)} may be {', '.join(near)}{more}; give the whole name of one of them."
    )


def _date(option: str, text: str) -> Edtf:
    try:
        return parse_edtf(text.strip())
    except InvalidDate as error:
        raise NotInStore(f"{option}: {error}") from error


def _bound(day: int | None, unbounded: int, end: int) -> int:
    return end if day is None or day == unbounded else day
