"""What the rows of a table are: interactions, relations, pairs or actors."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from db.edtf import parse_edtf
from explorer.editing.dates import understand
from explorer.exchange.tables.cells import without_midnight
from explorer.exchange.tables.guessing_columns import Guesses
from explorer.exchange.tables.guessing_pairs import pair_of
from explorer.exchange.tables.guessing_repeats import repeated_id
from explorer.exchange.tables.lexicon import concepts_of

if TYPE_CHECKING:
    from explorer.exchange.tables.mapping import Rows
    from explorer.exchange.tables.table import Column

_SOMEBODY: Final = ("person", "organisation", "state", "name", "nameish")
_DATED: Final = ("date", "start", "year", "timeset")
_LIFE: Final = ("life", "actor_kind", "other_name")
_HAPPENING: Final = ("place", "topic", "title", "kind", "quote")
_SEEN_ROWS: Final = 200
_BRIEF_DAYS: Final = 45


def rows_of(guesses: Guesses) -> Rows:
    """Guess what the rows of a table are."""
    somebody = guesses.columns(*_SOMEBODY)
    is_dated = guesses.has(*_DATED)
    if (pair := pair_of(guesses)) is not None:
        return _rows_of_pairs(guesses, pair)
    if repeated_id(guesses) is not None:
        return "interactions"
    if _is_register(guesses):
        return "relations"
    if is_dated and len(guesses.columns("first_name")) > 1:
        # Two are named in each row: who came, and to whom.
        return "interactions"
    if guesses.has("first_name", "last_name") and not guesses.has("date", "topic", "title"):
        return "actors"
    if _is_directory(guesses):
        return "actors"
    if guesses.has("date"):
        return "interactions"
    if is_dated and (guesses.has(*_HAPPENING) or _is_brief(guesses)):
        return "interactions"
    if is_dated and len(somebody) > 1:
        return "relations" if guesses.has("start") else "interactions"
    names = guesses.columns("name", "person", "organisation", "nameish", "state")
    if not names:
        return "interactions" if guesses.has("title", "topic", "place") else "nothing"
    if len(names) == 2 and len(guesses.table.columns) <= 4 and not _has_ids(guesses):
        return "relations"
    if guesses.has("topic", "place") and len(names) > 1:
        return "interactions"
    return "actors"


def _is_directory(guesses: Guesses) -> bool:
    """Tell a list of somebody with what is known of each, be it their birth or their sort."""
    is_somebody = guesses.has("name", "first_name", "last_name")
    happens = guesses.has("date", "start", "topic", "place", "quote", "event_id")
    return is_somebody and guesses.has(*_LIFE) and not happens


def _has_ids(guesses: Guesses) -> bool:
    """Tell whether each row has an id of its own: it is somebody, not what ties two together."""
    return any(column.is_unique for column in guesses.columns("id", "actor_id"))


def _rows_of_pairs(guesses: Guesses, pair: tuple[Column, Column]) -> Rows:
    n_rows = guesses.table.n_rows
    if guesses.has("date") and min(side.n_filled for side in pair) < n_rows:
        # Where a side may be missing it is no pair, but still somebody who took part.
        return "interactions"
    is_spanned = guesses.has("start") and guesses.has("end")
    is_spanned = is_spanned or (guesses.has("year") and guesses.has("end_year"))
    lasts = is_spanned and not guesses.has("date")
    return "relations" if lasts and not _is_brief(guesses) else "ties"


def _is_register(guesses: Guesses) -> bool:
    """Tell a list of who held which position from when to when."""
    has_time = guesses.has("start", "end")
    has_somebody = guesses.has("person", "name", "nameish", "first_name", "last_name")
    dates = [c for c in guesses.columns("date") if "date" in concepts_of(c.heading)]
    happens = bool(dates) or guesses.has("topic", "place", "kind")
    has_post = guesses.has("capacity") or (guesses.has("role") and guesses.has("organisation"))
    is_of_both = guesses.has("start") and guesses.has("end") and guesses.has("state")
    is_held = (has_post or is_of_both) and not _is_brief(guesses)
    return has_time and has_somebody and is_held and not happens


def _is_brief(guesses: Guesses) -> bool:
    """Tell whether what has a start and an end is over within weeks, as a visit is."""
    starts, ends = guesses.columns("start"), guesses.columns("end")
    if not starts or not ends:
        return False
    headings = guesses.table.headings
    first, last = headings.index(starts[0].heading), headings.index(ends[0].heading)
    n_brief = n_seen = 0
    for _, cells in islice(guesses.table.rows(), _SEEN_ROWS):
        days = _days_between(cells[first], cells[last])
        if days is not None:
            n_seen += 1
            n_brief += days <= _BRIEF_DAYS
    return n_brief > 0.8 * n_seen


def _days_between(first: str, last: str) -> int | None:
    try:
        start, end = understand(without_midnight(first)), understand(without_midnight(last))
        if start.edtf is None or end.edtf is None:
            return None
        earliest, latest = parse_edtf(start.edtf).earliest, parse_edtf(end.edtf).latest
    except ValueError:
        return None
    return None if earliest is None or latest is None else latest - earliest
