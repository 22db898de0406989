"""Properties of actors as columns: to filter by, and to map to colours and sizes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from db.positions import ActorPositions
from db.table_rows import table_rows
from explorer.model.properties import property_words

if TYPE_CHECKING:
    from db import Store, StoreColumns
    from explorer.progress import CancelToken

MOST_PROPERTIES: Final = 24
MOST_VALUES: Final = 60
"""A property of more values tells things apart rather than groups them; numbers aside."""

NOT_STATED: Final = ""
"""Stands for "has none" among the values of a property."""

_LONGEST_NAME: Final = 120
_CHECK_EVERY: Final = 5_000


@dataclass(frozen=True, eq=False)
class PropertyColumn:
    """One property of all actors.

    Attributes
    ----------
    values
        Its values in words, the most frequent first; none where they are too many to group by.
    index : (n_actors,) int32
        Which value each actor has, `len(values)` for none or another.
    numbers : (n_actors,) float64 or None
        Where all values are numbers: these, NaN for actors without.
    """

    name: str
    values: tuple[str, ...]
    index: npt.NDArray[np.int32]
    numbers: npt.NDArray[np.float64] | None


def read_property_columns(
    store: Store, columns: StoreColumns, token: CancelToken | None = None
) -> tuple[PropertyColumn, ...]:
    """Read the properties of actors that can be grouped or measured; store thread.

    Those that most actors have come first. Actors that are shown as part of another one count
    with that one only where it says nothing itself.
    """
    told: dict[str, dict[int, object]] = {}
    shown = ActorPositions(columns.actor_id, columns.member_id, columns.member_of)
    texts: dict[int, str] = {}
    told_rows = table_rows(store, "actors", ("id", "properties"), having="properties")
    for at, (actor_id, text) in enumerate(told_rows):
        if at % _CHECK_EVERY == 0 and token is not None:
            token.raise_if_cancelled()
        if text:
            texts[actor_id] = text
    rows = shown.of(np.fromiter(texts, np.int64, count=len(texts))).tolist()
    for row, text in zip(rows, texts.values(), strict=True):
        if row < 0:
            continue
        found = _object(text)
        for name, value in found.items():
            if len(name) <= _LONGEST_NAME and value is not None:
                told.setdefault(name, {}).setdefault(row, value)
    ranked = sorted(told, key=lambda name: (-len(told[name]), name))
    made = (_column(name, told[name], len(columns.actor_id)) for name in ranked)
    return tuple(column for column in made if column is not None)[:MOST_PROPERTIES]


def column_named(columns: Iterable[PropertyColumn], name: str) -> PropertyColumn | None:
    """Give the column of a property, None where there is none."""
    return next((column for column in columns if column.name == name), None)


def _object(text: str) -> dict[str, object]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _column(name: str, told: dict[int, object], n_actors: int) -> PropertyColumn | None:
    numbers: npt.NDArray[np.float64] | None = None
    if all(
        isinstance(value, int | float) and not isinstance(value, bool) for value in told.values()
    ):
        numbers = np.full(n_actors, np.nan)
        for row, value in told.items():
            numbers[row] = float(value)  # type: ignore[arg-type]
    words = {row: property_words(value) for row, value in told.items()}
    counts = Counter(words.values())
    is_measured = numbers is not None and bool(np.any(numbers % 1 > 0))
    is_grouping = (
        not is_measured
        and len(counts) <= MOST_VALUES
        and len(counts) < len(words)
        and len(counts) + (len(words) < n_actors) > 1
    )
    if numbers is None and not is_grouping:
        return None
    values = tuple(value for value, _ in sorted(counts.items(), key=lambda c: (-c[1], c[0])))
    values = values if is_grouping else ()
    rank = {value: at for at, value in enumerate(values)}
    index = np.full(n_actors, len(values), dtype=np.int32)
    for row, word in words.items():
        index[row] = rank.get(word, len(values))
    return PropertyColumn(name, values, index, numbers)
