"""Several whole numbers of a row in one, and apart again: each that is read alone costs time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

Numbers = npt.NDArray[np.int64]

WORD_BITS: Final = 63
"""What SQLite's numbers have beside their sign."""


@dataclass(frozen=True, slots=True)
class Field:
    """One whole number of each row.

    Attributes
    ----------
    sql
        Its expression, never NULL.
    low, high
        Bounds that hold for every row.
    """

    sql: str
    low: int
    high: int

    @property
    def bits(self) -> int:
        """How many bits tell its values apart."""
        return (self.high - self.low).bit_length()


class Packing:
    """How fields share as few words as simply can be.

    Parameters
    ----------
    most_bits
        Of a word; a field that needs more has one for itself, as it is.
    """

    def __init__(self, fields: Sequence[Field], most_bits: int = WORD_BITS) -> None:
        self._fields = tuple(fields)
        self._most_bits = most_bits
        self._words: list[list[int]] = []
        used: list[int] = []
        for at, field in enumerate(self._fields):
            for index, word in enumerate(self._words):
                if used[index] + field.bits <= most_bits:
                    word.append(at)
                    used[index] += field.bits
                    break
            else:
                self._words.append([at])
                used.append(field.bits)
        self.bits = tuple(used)
        """How many bits each word needs."""

    @property
    def words(self) -> tuple[str, ...]:
        """The expression of each word, 0 or more where it needs no more bits than it may."""
        return tuple(self._word_sql([self._fields[at] for at in word]) for word in self._words)

    def unpacked(self, words: Sequence[Numbers]) -> list[Numbers]:
        """Give the values of each field from those of each word."""
        columns: dict[int, Numbers] = {}
        for word, values in zip(self._words, words, strict=True):
            shift = 0
            for at in word:
                field = self._fields[at]
                if field.bits > self._most_bits:
                    columns[at] = values
                elif len(word) == 1:
                    columns[at] = values + field.low
                else:
                    columns[at] = (values >> shift & (1 << field.bits) - 1) + field.low
                shift += field.bits
        return [columns[at] for at in range(len(self._fields))]

    def _word_sql(self, fields: Sequence[Field]) -> str:
        if fields[0].bits > self._most_bits:
            return fields[0].sql
        parts, shift = [], 0
        for field in fields:
            # In SQLite << and | bind alike, from left to right.
            value = f"(({field.sql}) - ({field.low}))" if field.low else f"({field.sql})"
            parts.append(f"({value} << {shift})" if shift else value)
            shift += field.bits
        return " | ".join(parts)
