"""A passage marked in a source, as forms are opened with it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """Words of a source.

    Attributes
    ----------
    words
        As they stand in the stored text, to the letter.
    start, end
        Offsets in code points of the stored text.
    """

    source_id: int
    words: str
    start: int
    end: int
