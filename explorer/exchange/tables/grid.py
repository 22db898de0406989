"""A grid of text cells as a file holds it, before anything is asked of its columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

Row = tuple[int, list[str]]
"""The line on which a row begins, as an editor counts, and its cells as text."""

Told = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows that can be read as often as needed.

    Attributes
    ----------
    name
        Of the file or, within a workbook or archive, of the sheet or member.
    path
        The file it is in.
    read
        Gives the rows anew; told how far into the file (in bytes) the reading is.
    remarks
        What the user should know about the reading; sentences.
    encoding, separator
        As found, "" where there is no such thing.
    """

    name: str
    path: Path
    read: Callable[[Told | None], Iterator[Row]]
    remarks: tuple[str, ...] = ()
    encoding: str = ""
    separator: str = ""
