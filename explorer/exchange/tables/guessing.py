"""What tables mean, guessed from the names of their columns and from what stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.exchange.tables.guessing_columns import Guesses
from explorer.exchange.tables.guessing_joins import join
from explorer.exchange.tables.guessing_rows import uses_of
from explorer.exchange.tables.guessing_sorts import rows_of
from explorer.exchange.tables.mapping import Mapping, Rows, TableMapping

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.exchange.tables.table import Table


def guess(tables: Sequence[Table]) -> Mapping:
    """Guess what tables mean that are taken in together."""
    return Mapping(join([(table, guess_table(table)) for table in tables]))


def guess_table(table: Table, rows: Rows | None = None) -> TableMapping:
    """Guess what one table means.

    Parameters
    ----------
    rows
        What its rows are, where the user has said so.
    """
    guesses = Guesses(table)
    found = rows or rows_of(guesses)
    uses = uses_of(guesses, found)
    has = {use.meaning for use in uses}
    if rows is None and found in ("relations", "ties") and not {"from", "to"} <= has:
        # Half a relation would be refused; who is named can still be taken in.
        found = "interactions" if "from" in has else "actors"
        uses = uses_of(guesses, found)
    return TableMapping(table.name, found, uses)
