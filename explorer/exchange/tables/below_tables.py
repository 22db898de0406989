"""What stands below the rows of a table and is none of them: totals, and notes on the whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from db.folding import fold
from explorer.exchange.tables.cells import is_date, is_year

if TYPE_CHECKING:
    from explorer.exchange.tables.row import Layout

_TOTALS: Final = frozenset(
    {"total", "totals", "grand total", "subtotal", "sub total", "sum", "summe", "gesamt",
     "gesamtsumme", "insgesamt", "zwischensumme", "total general", "suma", "totale", "totaal",
     "razem", "toplam", "итого", "всего"}
)  # fmt: skip
_NIL: Final = frozenset(
    {"nil", "nil return", "nil returns", "none", "no meetings", "nothing to declare",
     "nothing to report", "no meetings held", "keine", "fehlanzeige", "neant", "ninguna", "нет"}
)  # fmt: skip
_NOTE: Final = re.compile(
    r"(?:\*|†|‡|¹|\(?\d\)|(?:foot)?notes?\b|sources?:|quellen?:|anmerkung|hinweis|remarque|nota\b|"
    r"примечан|источник)"
)
_FEWEST_COLUMNS: Final = 3


def passed_over(layout: Layout, cells: list[str]) -> str:
    """Tell why a row is none of its table's, "" if it is one.

    Only where the table has dates, and this row has words in the place of one: elsewhere “Total”
    may be a company.
    """
    dates = [layout.at[use.heading] for use in layout.uses("date", "start") if use.heading]
    word = next((cells[at].strip() for at in dates if cells[at].strip()), "")
    if not word:
        return _below_undated(cells) if dates else ""
    if word[0].isdigit() and " " not in word:
        return ""
    folded = fold(word)
    if folded.strip(" :.") in _TOTALS:
        return "a row of totals was passed over"
    if folded.strip(" .-") in _NIL:
        return "a row that reports nothing was passed over"
    is_alone = sum(map(bool, cells)) == 1 and len(cells) >= _FEWEST_COLUMNS
    if is_alone and " " in word and not (is_date(word) or is_year(word)):
        return "a row with nothing but a note was passed over"
    return ""


def _below_undated(cells: list[str]) -> str:
    """Tell totals and notes by their first words, where a row has no date."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    first = fold(filled[0]) if filled else ""
    if first.strip(" :.") in _TOTALS and len(filled) > 1:
        return "a row of totals was passed over"
    if len(filled) == 1 and len(cells) >= _FEWEST_COLUMNS and _NOTE.match(first):
        return "a row with nothing but a note was passed over"
    return ""
