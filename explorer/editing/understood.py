"""What a date as typed was understood as, and the fault of one that was not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from db.edtf import DateFlag, parse_edtf
from db.format.schema import OPEN_EARLIEST, OPEN_LATEST
from explorer.model.timespan import date_words, precision_words


class NotUnderstood(ValueError):
    """Words that are no date.

    Attributes
    ----------
    text
        The words.
    mend
        What is wrong, or what would be right, as half a sentence.
    """

    def __init__(self, text: str, mend: str) -> None:
        super().__init__(f"“{text[:40]}” is not understood as a date: {mend}.")
        self.text = text
        self.mend = mend


@dataclass(frozen=True, slots=True)
class Understood:
    """What a date as typed was taken for.

    Attributes
    ----------
    edtf
        EDTF level 1, None where only bounds are known or there is no date.
    earliest, latest
        Of bounds alone ("between 3 and 5 May 2022") the first and last day, in days since
        1970-01-01; else None, since `edtf` says it.
    words
        As every view says it.
    precision
        The tag beside it: `day`, `month`, `range`; "" where there is no date.
    note
        What had to be assumed, as a sentence without its full stop; "" for nothing.
    other
        The EDTF of another reading ("9/8/23" with the month first), "" where there is none.
    is_inferred
        A part, such as the year, was not in the words but came from `base`.
    """

    edtf: str | None
    earliest: int | None
    latest: int | None
    words: str
    precision: str
    note: str = ""
    other: str = ""
    is_inferred: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether there is a date or a bound at all."""
        return self.edtf is not None or self.earliest is not None or self.latest is not None

    @property
    def is_uncertain(self) -> bool:
        """Whether views draw it hollow: the day is not sure."""
        if self.edtf is None:
            return True
        return bool(parse_edtf(self.edtf).flags & (DateFlag.UNCERTAIN | DateFlag.UNSPECIFIED))


NO_DATE: Final = Understood(None, None, None, date_words(None), "")


def of_edtf(edtf: str, *, note: str = "", other: str = "") -> Understood:
    """Say what a value of EDTF was understood as."""
    parsed = parse_edtf(edtf)
    earliest = OPEN_EARLIEST if parsed.earliest is None else parsed.earliest
    latest = OPEN_LATEST if parsed.latest is None else parsed.latest
    words = date_words(edtf, earliest, latest, parsed.flags)
    return Understood(edtf, None, None, words, precision_words(edtf, parsed.flags), note, other)


def of_bounds(first: int, last: int, *, note: str = "", is_inferred: bool = False) -> Understood:
    """Say that it was some day from the first to the last, in days since 1970-01-01."""
    flags = int(DateFlag.BOUNDS_ONLY)
    words = date_words(None, first, last, flags)
    precision = precision_words(None, flags)
    return Understood(None, first, last, words, precision, note, "", is_inferred)
