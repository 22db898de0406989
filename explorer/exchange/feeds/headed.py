"""Tables of events with headings: ICEWS and POLECAT."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from explorer.exchange.feeds.lines import Part
    from explorer.exchange.intake.problems import Problems

MISSING: Final = frozenset({"", "NA", "None", "NULL", "N/A"})
"""What stands in a cell where nothing is known."""


def normal(heading: str) -> str:
    """Give a heading as it is compared: small letters and figures alone.

    Examples
    --------
    >>> normal("CAMEO Code") == normal("cameo_code")
    True
    """
    return "".join(c for c in heading.strip().lower() if c.isalnum())


def separator_of(line: str) -> str:
    """Tell by what the cells of a line of headings are parted."""
    return max("\t,;|", key=line.count)


def headed_rows(
    part: Part, needed: tuple[str, ...], problems: Problems
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Give the rows below the headings, each with the line it begins on, by normal heading.

    Missing values are empty texts. With tabs, quotes are characters like others.
    """
    lines = iter(part.lines)
    head = next(lines, "")
    separator = separator_of(head)
    is_plain = separator == "\t"
    number = 1

    def text() -> Iterator[str]:
        nonlocal number
        for number, line in enumerate(lines, 2):  # noqa: B007 - told to the loop below
            yield f"{line}\n"

    names = [normal(cell) for cell in next(csv.reader([head], delimiter=separator), [])]
    lacking = [name for name in needed if normal(name) not in names]
    if lacking:
        problems.refuse(
            f"{part.label} 1", "", None, f"There is no column “{lacking[0]}” among the headings."
        )
        return
    csv.field_size_limit(1 << 24)
    begin = 2
    rows = (
        (line[:-1].split(separator) for line in text())
        if is_plain
        else csv.reader(text(), delimiter=separator)
    )
    for cells in rows:
        if len(cells) == len(names):
            yield begin, _Row(zip(names, cells, strict=True))
        elif cells and not (len(cells) == 1 and not cells[0].strip()):
            problems.refuse(
                f"{part.label} {begin}", "", None,
                f"It has {len(cells):,} columns; the headings are {len(names):,}.",
            )  # fmt: skip
        begin = number + 1


class _Row(dict[str, str]):
    """The cells of a row; what is missing, or what the table has not, is an empty text."""

    def __getitem__(self, name: str) -> str:
        value = super().get(name, "")
        return "" if value in MISSING else value.strip()

    def raw(self, name: str) -> str:
        """Give a cell as it stands."""
        return super().get(name, "")
