"""How a file of text separates and quotes its cells, found by what makes its rows agree."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

Quoting = Literal["double", "backslash", "none"]

SEPARATORS: Final = ("\t", ";", ",", "|")
"""In the order in which equals are preferred: the later ones are common within cells."""

_SAID: Final = re.compile(r'^"?sep=(.)"?\r?\n?$', re.IGNORECASE)
_PAIR: Final = re.compile(r"\d+ \d+(?: [-+.\deE]+)?", re.ASCII)
_MOST_ROWS: Final = 2_000


@dataclass(frozen=True, slots=True)
class Dialect:
    """How rows and cells are told apart.

    Attributes
    ----------
    says_separator
        Whether the first line is the `sep=;` of a spreadsheet program.
    """

    separator: str = ","
    quoting: Quoting = "double"
    says_separator: bool = False

    def reader_options(self) -> dict[str, Any]:
        """Give the options of `csv.reader`."""
        if self.quoting == "none":
            return {"delimiter": self.separator, "quoting": csv.QUOTE_NONE}
        if self.quoting == "backslash":
            return {"delimiter": self.separator, "doublequote": False, "escapechar": "\\"}
        return {"delimiter": self.separator}


@dataclass(frozen=True, slots=True)
class _Trial:
    """What a dialect makes of a sample."""

    agreement: float
    width: int
    n_rows: int

    @property
    def worth(self) -> float:
        """Rows that agree, more so where they have several cells."""
        if self.width < 2:
            return 0.0
        return self.agreement**2 * (1.0 - 0.5 / self.width)


def find_dialect(sample: str, file_name: str = "", *, is_whole: bool = True) -> Dialect:
    """Find the dialect of a text.

    Parameters
    ----------
    sample
        The beginning of the text; where it is not whole, its last line is left out.
    """
    if not is_whole and "\n" in sample:
        sample = sample[: sample.rindex("\n") + 1]
    first = sample[: sample.find("\n") + 1] or sample
    if said := _SAID.match(first):
        return Dialect(said[1], _quoting(sample[len(first) :], said[1], is_whole), True)
    worths: dict[str, float] = {}
    for separator in SEPARATORS:
        if separator in sample:
            quoting = _quoting(sample, separator, is_whole)
            worths[separator] = _tried(sample, Dialect(separator, quoting)).worth
    if file_name.lower().endswith((".tsv", ".tab")) and "\t" in worths:
        worths["\t"] += 0.2
    if not worths:
        return Dialect(" ") if _are_numbered_pairs(sample) else Dialect()
    best = max(worths, key=lambda separator: round(worths[separator], 2))
    if not worths[best]:
        best = "," if "," in worths else best
    return Dialect(best, _quoting(sample, best, is_whole))


def _are_numbered_pairs(sample: str) -> bool:
    """Tell a list of edges that are nothing but numbers with blanks between."""
    lines = [line for line in sample.splitlines() if line.strip() and line[0] not in "#%"]
    return len(lines) > 1 and all(map(_PAIR.fullmatch, lines))


def _quoting(sample: str, separator: str, is_whole: bool) -> Quoting:
    """Tell whether quotation marks enclose cells, and how such a mark is written within them."""
    if '"' not in sample:
        return "double"
    if _is_strict(sample, Dialect(separator, "double"), is_whole):
        return "double"
    if '\\"' in sample and _is_strict(sample, Dialect(separator, "backslash"), is_whole):
        return "backslash"
    kept = _tried(sample, Dialect(separator, "double"))
    plain = _tried(sample, Dialect(separator, "none"))
    return "none" if plain.agreement > kept.agreement * 0.95 else "double"


def _is_strict(sample: str, dialect: Dialect, is_whole: bool) -> bool:
    """Tell whether every quotation mark of the sample is where it must be."""
    reader = csv.reader(_lines(sample), strict=True, **dialect.reader_options())
    try:
        for _ in reader:
            pass
    except csv.Error as error:
        # A sample may end within a quoted cell.
        return not is_whole and "unexpected end" in str(error)
    return True


def _tried(sample: str, dialect: Dialect) -> _Trial:
    widths: Counter[int] = Counter()
    first = 0
    reader = csv.reader(_lines(sample), **dialect.reader_options())
    try:
        for row in reader:
            if any(row):
                widths[len(row)] += 1
                first = first or len(row)
            if widths.total() >= _MOST_ROWS:
                break
    except csv.Error:
        return _Trial(0.0, 0, 0)
    if not widths:
        return _Trial(0.0, 0, 0)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    # Empty cells at the end are often left out: rows that are shorter agree half.
    shorter = sum(n for w, n in widths.items() if 1 < w < width)
    agreement = (count + shorter / 2) / widths.total()
    # Headings have no decimal commas: where they disagree, so does the separator.
    return _Trial(agreement if first == width else agreement * 0.8, width, widths.total())


def _lines(text: str) -> Iterator[str]:
    return iter(io.StringIO(text, newline=""))
