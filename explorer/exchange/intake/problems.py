"""What an import refuses, row by row, and what it only remarks."""

from __future__ import annotations

import math
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, Final

from db.edtf import InvalidDate, parse_edtf
from explorer.errors import ImportFailed, ImportProblem, shown
from explorer.exchange.intake.records import When

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from explorer.exchange.intake.records import Record

_ENOUGH: Final = 1_000
"""After so many problems an import that takes all or nothing is given up."""


class Problems:
    """Collects what is refused; readers and the landing share one.

    Attributes
    ----------
    is_skipping
        Whether what is refused is left out and the rest taken in.
    """

    def __init__(self, origin: str, *, is_skipping: bool = False) -> None:
        self.origin = origin
        self.is_skipping = is_skipping
        self._refused: list[ImportProblem] = []
        self._remarks: dict[str, int] = {}

    @property
    def refused(self) -> tuple[ImportProblem, ...]:
        """All that was refused so far, in the order of the file."""
        return tuple(self._refused)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the user should know although nothing was refused; sentences."""
        return tuple(
            words if count == 1 else f"{words} ({count:,} times)"
            for words, count in self._remarks.items()
        )

    def refuse(self, place: str, column: str, value: object, reason: str) -> None:
        """Note that a row (or node, or line) is left out, and why.

        Parameters
        ----------
        place
            As ``meetings.csv, row 17``.
        reason
            A sentence that says what is wrong and what mends it.

        Raises
        ------
        ImportFailed
            After very many, when nothing may be left out.
        """
        what = f"{shown(value)}: {reason}" if value is not None else reason
        self._refused.append(ImportProblem(what, place, None, column))
        if not self.is_skipping and len(self._refused) >= _ENOUGH:
            self.raise_if_any()

    def remark(self, words: str, count: int = 1) -> None:
        """Note something the user should know; the same words are counted."""
        self._remarks[words] = self._remarks.get(words, 0) + count

    @property
    def counted_remarks(self) -> dict[str, int]:
        """The remarks, each with how often it was made."""
        return dict(self._remarks)

    def take_over(self, refused: Iterable[ImportProblem], remarks: Mapping[str, int]) -> None:
        """Note what was collected elsewhere."""
        self._refused += refused
        for words, count in remarks.items():
            self.remark(words, count)

    def raise_if_any(self) -> None:
        """End an import that takes all or nothing.

        Raises
        ------
        ImportFailed
        """
        if self._refused and not self.is_skipping:
            raise ImportFailed(self.origin, self._refused)


def faults_of(record: Record) -> Iterator[tuple[str, object, str]]:
    """Find what no store takes in: (field, value, reason) for each fault of a record."""
    for field in fields(record):
        yield from _faults(field.name, getattr(record, field.name))


def _faults(name: str, value: Any) -> Iterator[tuple[str, object, str]]:
    match value:
        case str():
            if "\x00" in value:
                yield name, value, "It holds a NUL character; remove it."
            elif not value.isascii():
                try:
                    value.encode()
                except UnicodeEncodeError:
                    yield name, value, "It holds half a character; read it with its right encoding."
        case float():
            if not math.isfinite(value):
                yield name, value, "It is not a finite number."
        case tuple() | list():
            for item in value:
                yield from _faults(name, item)
        case dict():
            for key, item in value.items():
                yield from _faults(name, key)
                yield from _faults(str(key), item)
        case When():
            if value.edtf is not None:
                try:
                    parse_edtf(value.edtf)
                except InvalidDate as error:
                    yield "when", value.edtf, f"{error.mend}."
            elif (
                value.earliest is not None
                and value.latest is not None
                and value.earliest > value.latest
            ):
                yield "when", value.words, "It ends before it begins; exchange the two."
            yield from _faults("when", value.words)
        case _ if is_dataclass(value) and not isinstance(value, type):
            for field in fields(value):
                yield from _faults(field.name, getattr(value, field.name))
