"""Cells that seem to name several and are kept whole, since nobody said to split them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explorer.exchange.tables.row import Layout

_BETWEEN: Final = (" and ", " & ", " und ", " et ", " y ", " и ", " e ")
_SEEN: Final = 1_000
_FEWEST: Final = 2


def kept_whole(layout: Layout) -> Iterator[tuple[str, int]]:
    """Give a sentence for each column of participants whose cells seem to name several."""
    for use in layout.uses("participant", "from", "to"):
        column = layout.table.column(use.heading)
        if column is None or use.separator or use.is_by_id or use.joined:
            continue
        for mark in _BETWEEN:
            named = [text for text in islice(column.values, _SEEN) if _are_several(text, mark)]
            if len(named) >= _FEWEST:
                yield (
                    f"{layout.table.name}: {use.heading}: cells such as “{named[0]}” were kept as "
                    f"one name; to split them, say separator “{mark.strip()}” in the mapping.",
                    len(named),
                )
                break


def _are_several(text: str, mark: str) -> bool:
    """Tell whether what stands around the mark are two people: each two words with capitals."""
    parts = text.split(mark)
    return len(parts) > 1 and all(
        len(words := part.split()) > 1 and all(word[:1].isupper() for word in words)
        for part in parts
    )
