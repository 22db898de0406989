"""Tables with a column for each who may have taken part, as rows of who did."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from explorer.exchange.tables.cells import is_date
from explorer.exchange.tables.lexicon import concepts_of, words_of
from explorer.exchange.tables.marks import are_presence, are_votes, folded_mark, is_away, is_mark
from explorer.exchange.tables.state_names import is_state
from explorer.exchange.tables.table import look_through

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explorer.exchange.tables.grid import Row, Told
    from explorer.exchange.tables.table import Column, Table
    from explorer.progress import CancelToken

PART_OF: Final = "Part of"
PARTICIPANT: Final = "Participant"
VOTE: Final = "Vote"
_LEAST: Final = 3
_LEAST_FLAGS: Final = 4
_MOST_MARKS: Final = 12
_CODE: Final = re.compile(r"[a-z]{1,10}[ _.-]?\d{1,4}", re.IGNORECASE)
_STATE_CODE: Final = re.compile(r"[A-Z]{2,3}")
_ACTORS: Final = frozenset(
    {"person", "name", "first_name", "last_name", "state", "organisation", "actor_id", "group"}
)
_EVENTS: Final = frozenset({"date", "title", "topic", "kind", "event_id", "place", "start"})
_SAID_OF_ALL: Final = _ACTORS | _EVENTS | {"id", "description", "area", "year", "end", "time"}
_FLAG: Final = frozenset({"is", "has", "was", "can", "not", "any"})


def taken_apart(table: Table, token: CancelToken | None = None) -> list[Table]:
    """Give a table of marks as a row for each who took part; other tables as they are.

    Where the rows are actors, what else they tell stays a table of its own.
    """
    marked = _marked(table.columns)
    others = [column for column in table.columns if column not in marked]
    if not marked or not others or not table.headings_line:
        return [table]
    words = {folded_mark(value) for column in marked for value in column.values}
    about = words_of(f"{table.name.rsplit('.', 1)[0]} {' '.join(table.headings)}").split()
    is_vote = are_votes(words, about)
    if not is_vote and not (are_presence(words) and _are_only_marks(others, marked)):
        return [table]
    at = [table.headings.index(column.heading) for column in marked]
    beside = [i for i in range(len(table.columns)) if i not in at]
    rows_act = _rows_are_actors(others, marked)
    wide = _Wide(table, tuple(at), tuple(beside), is_vote, rows_act)
    what = "who voted how" if is_vote else "who took part"
    remark = (
        f"{table.name} has a column for each {'vote' if is_vote else 'occasion'}"
        if rows_act
        else f"{table.name} has a column for each participant"
    )
    remarks = (*table.grid.remarks, f"{remark}; it is read as rows of {what}.")
    name = f"{table.name} (marks)" if rows_act and len(beside) > 1 else table.name
    grid = replace(table.grid, name=name, read=wide.rows, remarks=remarks)
    tables = [look_through(grid, 0, token).with_headings(wide.headings)]
    if name != table.name:
        plain = replace(table.grid, read=wide.beside_rows)
        headings = [table.headings[i] for i in beside]
        tables.insert(0, look_through(plain, 0, token).with_headings(headings))
    return tables


@dataclass(frozen=True, slots=True)
class _Wide:
    table: Table
    at: tuple[int, ...]
    beside: tuple[int, ...]
    is_vote: bool
    rows_act: bool

    @property
    def headings(self) -> list[str]:
        """The headings of what is given."""
        vote = [VOTE] if self.is_vote else []
        if self.rows_act:
            dates = all(is_date(self.table.headings[i]) for i in self.at)
            return [PART_OF, "Date" if dates else "Title", PARTICIPANT, *vote]
        taken = [self.table.headings[i] for i in self.beside]
        names = (PART_OF, PARTICIPANT, *vote)
        return [*taken, *(f"{name} (2)" if name in taken else name for name in names)]

    def rows(self, told: Told | None = None) -> Iterator[Row]:
        """Give a row for each who took part; one without anybody for what nobody took part in."""
        headings = self.table.headings
        for line, cells in self.table.rows(told):
            own = [cells[i] for i in self.beside]
            is_met = False
            for i in self.at:
                mark = cells[i].strip()
                if not mark or is_away(mark, is_vote=self.is_vote):
                    continue
                is_met = True
                vote = [mark] if self.is_vote else []
                if self.rows_act:
                    yield line, [headings[i], headings[i], own[0], *vote]
                else:
                    yield line, [*own, f"{self.table.name} {line}", headings[i], *vote]
            if not is_met and not self.rows_act:
                yield line, [*own, f"{self.table.name} {line}", "", *([""] if self.is_vote else [])]

    def beside_rows(self, told: Told | None = None) -> Iterator[Row]:
        """Give the rows without the marks."""
        for line, cells in self.table.rows(told):
            yield line, [cells[i] for i in self.beside]


def _marked(columns: Sequence[Column]) -> list[Column]:
    """Give the longest run of columns that hold nothing but marks."""
    best: list[Column] = []
    run: list[Column] = []
    for column in columns:
        if _is_marked(column):
            run.append(column)
            if len(run) > len(best):
                best = list(run)
        else:
            run = []
    return best if sum(column.n_filled > 0 for column in best) >= _LEAST else []


def _is_marked(column: Column) -> bool:
    words = words_of(column.heading).split()
    if column.has_more or len(column.values) > _MOST_MARKS or (words and words[0] in _FLAG):
        return False
    if concepts_of(column.heading) & _SAID_OF_ALL and not is_date(column.heading):
        return False
    return all(map(is_mark, column.values))


def _are_only_marks(others: Sequence[Column], marked: Sequence[Column]) -> bool:
    """Tell a table of who was where from one of yes and no about each."""
    if len(marked) < _LEAST_FLAGS and not all(is_date(c.heading) for c in marked):
        return False
    if len(others) > 1 + len(_EVENTS):
        return False
    if all(concepts_of(column.heading) & _SAID_OF_ALL for column in others[1:]):
        has_codes = _are_codes_or_dates([column.heading for column in marked])
        first = concepts_of(others[0].heading)
        if first & _EVENTS:
            return not has_codes
        # "Country, NATO, EU, G20" tells what each is; codes and dates are of occasions.
        return has_codes or not first & _ACTORS
    return False


def _rows_are_actors(others: Sequence[Column], marked: Sequence[Column]) -> bool:
    labels = others[0]
    headings = [column.heading for column in marked]
    concepts = concepts_of(labels.heading)
    if concepts & _EVENTS:
        return False
    if _are_states(headings):
        return False
    if concepts & _ACTORS or _are_codes_or_dates(headings):
        return True
    return labels.share(is_state) > 0.5


def _are_states(headings: Sequence[str]) -> bool:
    if all(map(_STATE_CODE.fullmatch, headings)):
        return True
    return sum(map(is_state, headings)) > len(headings) / 2


def _are_codes_or_dates(headings: Sequence[str]) -> bool:
    return all(_CODE.fullmatch(text) or text.isdigit() or is_date(text) for text in headings)
