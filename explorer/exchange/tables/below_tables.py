"""What stands below the rows of a table and is none of them: totals, and notes on the whole."""

from __future__ import annotations

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
_FEWEST_COLUMNS: Final = 3


def passed_over(layout: Layout, cells: list[str]) -> str:
    """Tell why a row is none of its table's, "" if it is one.

    Only where the table has dates, and this row has words in the place of one: elsewhere “Total”
    may be a company.
    """
    dates = [layout.at[use.heading] for use in layout.uses("date", "start") if use.heading]
    word = next((cells[at].strip() for at in dates if cells[at].strip()), "")
    if not word:
        return ""
    if fold(word).strip(" :.") in _TOTALS:
        return "a row of totals was passed over"
    is_alone = sum(map(bool, cells)) == 1 and len(cells) >= _FEWEST_COLUMNS
    if is_alone and " " in word and not (is_date(word) or is_year(word)):
        return "a row with nothing but a note was passed over"
    return ""
