"""What an array becomes when a few of its rows change, go or come: the rest is copied as it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from db.positions import Ints
from db.text_column import TextColumn

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.bulk import Numbers

Cut = tuple[int, int, int]
"""Where rows stood, from and to, and how many stand there now."""


@dataclass(frozen=True)
class Splice:
    """Which rows of an array were replaced, by how many.

    Attributes
    ----------
    cuts
        Ascending, none over another. One with as many rows as before changes rows, which stay
        what they were; of others the rows before are gone, and those there now are new.
    """

    n_old: int
    cuts: tuple[Cut, ...] = ()

    @classmethod
    def by_ids(cls, old_ids: Numbers, gone: Iterable[int], there: Iterable[int]) -> Splice:
        """Make the splice of a table in the order of its ids.

        Parameters
        ----------
        gone
            Ids that may have been there and are no more.
        there
            Ids that have come, or that were there and have other values.
        """
        cuts: list[Cut] = []
        going, coming = np.unique(_numbers(gone)), np.unique(_numbers(there))
        rows = np.searchsorted(old_ids, going)
        is_known = _are_at(old_ids, rows, going)
        cuts += [(row, row + 1, 0) for row in rows[is_known].tolist()]
        at = np.searchsorted(old_ids, coming)
        is_known = _are_at(old_ids, at, coming)
        cuts += [(row, row + 1, 1) for row in at[is_known].tolist()]
        places, counts = np.unique(at[~is_known], return_counts=True)
        cuts += [(row, row, n) for row, n in zip(places.tolist(), counts.tolist(), strict=True)]
        return cls(len(old_ids), tuple(sorted(cuts)))

    @property
    def n_new(self) -> int:
        """Number of rows afterwards."""
        return self.n_old + sum(n - (stop - start) for start, stop, n in self.cuts)

    @cached_property
    def keeps_rows(self) -> bool:
        """Whether every row that is still there has the same number as before."""
        return all(
            n == stop - start or (start == self.n_old and stop == start)
            for start, stop, n in self.cuts
        )

    @cached_property
    def put(self) -> Ints:
        """The rows, as they are counted now, that have come or changed."""
        found, shift = [np.zeros(0, np.int64)], 0
        for start, stop, n in self.cuts:
            found.append(np.arange(start + shift, start + shift + n))
            shift += n - (stop - start)
        return np.concatenate(found).astype(np.int32)

    @cached_property
    def taken(self) -> Ints:
        """The rows, as they were counted before, that have gone or changed."""
        found = [np.zeros(0, np.int64), *(np.arange(start, stop) for start, stop, _ in self.cuts)]
        return np.concatenate(found).astype(np.int32)

    def stood(self, rows: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
        """Give where rows of now stood; of what has come, before which row it has come."""
        if not self.cuts:
            return np.asarray(rows, np.int64)
        cuts = np.asarray(self.cuts, np.int64)
        more = cuts[:, 2] - (cuts[:, 1] - cuts[:, 0])
        shift = np.concatenate(([0], np.cumsum(more)))
        begin = cuts[:, 0] + shift[:-1]
        nth = np.searchsorted(begin, rows, side="right")
        at = np.maximum(nth - 1, 0)
        is_within = (nth > 0) & (rows < (begin + cuts[:, 2])[at])
        within = np.where(more[at] == 0, rows - shift[at], cuts[at, 0])
        return np.where(is_within, within, rows - shift[nth])

    def carried(self, values: npt.NDArray[Any]) -> Any:
        """Give what rows in the cuts had before, 0 for those that have come; for `of`."""
        found = [np.zeros(0, values.dtype)]
        for start, stop, n in self.cuts:
            found.append(values[start:stop] if n == stop - start else np.zeros(n, values.dtype))
        return np.concatenate(found)

    def carried_lengths(self, offsets: npt.NDArray[np.int64]) -> Any:
        """Give how long rows in the cuts were, 0 for those that have come; for `offsets`."""
        found = [np.zeros(0, np.int64)]
        for start, stop, n in self.cuts:
            is_same = n == stop - start
            found.append(np.diff(offsets[start : stop + 1]) if is_same else np.zeros(n, np.int64))
        return np.concatenate(found)

    def of(self, values: npt.NDArray[Any], there: Any) -> Any:
        """Give an array with other values in the cuts: those of all cuts, one after the other."""
        if not self.cuts:
            return values
        fresh = np.asarray(there, dtype=values.dtype)
        pieces: list[npt.NDArray[Any]] = []
        at = taken = 0
        for start, stop, n in self.cuts:
            pieces += (values[at:start], fresh[taken : taken + n])
            at, taken = stop, taken + n
        return np.concatenate((*pieces, values[at:]))

    def offsets(self, offsets: npt.NDArray[np.int64], lengths: Sequence[int]) -> Any:
        """Give where each row's part of something begins; `lengths` are those in the cuts."""
        if not self.cuts:
            return offsets
        result = np.empty(self.n_new + 1, np.int64)
        at = row = taken = 0
        shift = 0
        for start, stop, n in self.cuts:
            np.add(offsets[at:start], shift, out=result[row : row + start - at])
            row += start - at
            begin = int(offsets[start]) + shift
            mine = np.asarray(lengths[taken : taken + n], np.int64)
            ends = begin + np.cumsum(mine)
            result[row : row + n] = ends - mine
            end = int(ends[-1]) if n else begin
            shift = end - int(offsets[stop])
            at, row, taken = stop, row + n, taken + n
        np.add(offsets[at:], shift, out=result[row:])
        return result

    def texts(self, column: TextColumn, there: Sequence[bytes]) -> TextColumn:
        """Give a column of texts with others in the cuts."""
        if not self.cuts:
            return column
        whole, offsets = memoryview(column.buffer), column.offsets
        pieces: list[bytes | memoryview] = []
        at = taken = 0
        for start, stop, n in self.cuts:
            pieces += (whole[int(offsets[at]) : int(offsets[start])], *there[taken : taken + n])
            at, taken = stop, taken + n
        pieces.append(whole[int(offsets[at]) : int(offsets[-1])])
        lengths = [len(text) for text in there]
        return TextColumn(b"".join(pieces), self.offsets(offsets, lengths))

    @cached_property
    def _now(self) -> Ints:
        """Where each row is now, -1 for what is gone, and -1 at the end for references to none."""
        now = np.empty(self.n_old + 1, np.int32)
        at = shift = 0
        for start, stop, n in self.cuts:
            now[at:start] = np.arange(at + shift, start + shift, dtype=np.int32)
            is_same = n == stop - start
            now[start:stop] = np.arange(start + shift, stop + shift) if is_same else -1
            shift += n - (stop - start)
            at = stop
        now[at:-1] = np.arange(at + shift, self.n_old + shift, dtype=np.int32)
        now[-1] = -1
        return now

    def rows(self, rows: npt.NDArray[Any]) -> Any:
        """Give where rows are now, -1 for what is gone; -1 stays -1."""
        return rows if self.keeps_rows else self._now[rows]


def find(values: npt.NDArray[Any], wanted: npt.NDArray[Any], side: Any = "left") -> Any:
    """Find where in ascending numbers others stand, without making the many like the few."""
    return np.searchsorted(values, wanted.astype(values.dtype, copy=False), side=side)


def splice_of_runs(
    n_rows: int,
    gone: tuple[npt.NDArray[Any], npt.NDArray[Any]],
    now: npt.NDArray[Any],
    at: npt.NDArray[Any],
    counts: npt.NDArray[Any],
) -> Splice:
    """Make the splice of rows in the order of their owners, of which some have others now.

    Parameters
    ----------
    gone
        Where the runs of rows that go begin and end.
    now, at, counts
        Owners, ascending, that have others instead: before which row they come, and how many.
    """
    # What comes goes first, then what stood there goes: so all keep the order of their owners.
    cuts = [
        (start, start, owner, n)
        for start, owner, n in zip(at.tolist(), now.tolist(), counts.tolist(), strict=True)
        if n
    ]
    cuts += [
        (start, stop, -1, 0)
        for start, stop in zip(gone[0].tolist(), gone[1].tolist(), strict=True)
        if stop > start
    ]
    cuts.sort()
    return Splice(n_rows, tuple((start, stop, n) for start, stop, _, n in cuts))


def splice_by_owner(
    owners: Ints, before: npt.NDArray[Any], now: Ints, stood: npt.NDArray[Any], fresh: Ints
) -> Splice:
    """Make the splice of rows in the order of their owners, by columns of these.

    Parameters
    ----------
    owners
        Of each row, as owners were counted before; ascending.
    before
        Owners, as they were counted before, of which all rows go.
    now, stood
        Owners of now that may have rows instead, ascending, and where they stood.
    fresh
        Of each row that comes, its owner of now; ascending.
    """
    gone = (find(owners, before), find(owners, before, "right"))
    counts = find(fresh, now, "right") - find(fresh, now)
    return splice_of_runs(len(owners), gone, now, find(owners, stood), counts)


def _numbers(ids: Iterable[int]) -> Numbers:
    return np.fromiter(ids, np.int64)


def _are_at(ids: Numbers, rows: npt.NDArray[np.intp], wanted: Numbers) -> npt.NDArray[np.bool_]:
    if not len(ids):
        return np.zeros(len(wanted), bool)
    return np.asarray(ids[np.minimum(rows, len(ids) - 1)] == wanted)
