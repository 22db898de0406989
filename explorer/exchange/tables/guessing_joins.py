"""Which columns of tables taken in together are the ids of each other's rows."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from explorer.exchange.tables.guessing_columns import Guesses
from explorer.exchange.tables.guessing_rows import of_another, uses_of
from explorer.exchange.tables.lexicon import words_of
from explorer.exchange.tables.mapping import WHO, Meaning, Rows, TableMapping, Use

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.exchange.tables.table import Column, Table

_MOSTLY: Final = 0.85
_SOME: Final = 0.5
_FEW_SEEN: Final = 0.05
_SAMPLE: Final = 500
_WHO_ID: Final = frozenset({"id", "ids", "key", "code", "no", "nr"})

_Pair = tuple["Table", TableMapping]


def join(pairs: Sequence[_Pair]) -> tuple[TableMapping, ...]:
    """Let columns that hold ids of another table's rows point to them."""
    if len(pairs) < 2:
        return tuple(mapping for _, mapping in pairs)
    found = [(table, _identified(table, mapping, pairs)) for table, mapping in pairs]
    return tuple(_pointed(table, mapping, found) for table, mapping in found)


def _identified(table: Table, mapping: TableMapping, pairs: Sequence[_Pair]) -> TableMapping:
    """Find the column that other tables of the import know the rows by."""
    if mapping.rows not in ("actors", "interactions") or mapping.of("id", "part_of"):
        return mapping
    for column in table.columns:
        if not column.is_unique or column.n_filled < table.n_rows:
            continue
        for other, _ in pairs:
            if not _are_alike(table, other) and any(
                _likeness(column.heading, c.heading, table.name) and _points(c, column)
                for c in other.columns
            ):
                return mapping.with_use(Use("id", column.heading))
    return mapping


def _pointed(table: Table, mapping: TableMapping, pairs: Sequence[_Pair]) -> TableMapping:
    """Say which columns of a table hold ids of others."""
    for column in table.columns:
        use = mapping.use_of(column.heading)
        best: tuple[int, Rows] = (0, "nothing")
        for other, others in pairs:
            id_use = next(iter(others.of("id")), None)
            if (
                _are_alike(table, other)
                or id_use is None
                or others.rows not in ("actors", "interactions")
            ):
                continue
            ids = other.column(id_use.heading)
            if ids is None or not _points(column, ids):
                continue
            if use is not None and use.meaning == "id" and column.is_unique and _is_bare(column):
                # Two tables that both number their rows from 1 know nothing of each other.
                continue
            is_side = use is not None and use.meaning in WHO and mapping.rows != "interactions"
            likeness = _likeness(ids.heading, column.heading, other.name)
            if is_side and others.rows == "actors":
                likeness = max(likeness, _LIKE)
            best = max(best, (likeness, others.rows))
        if not best[0] and _is_side_of_many(column, use, mapping, pairs):
            best = (_LIKE, "actors")
        if best[0] and best[1] == "interactions":
            mapping = _part(table, mapping, column)
        elif best[0]:
            mapping = _by_id(table, mapping, column, use)
    return mapping


def _is_side_of_many(
    column: Column, use: Use | None, mapping: TableMapping, pairs: Sequence[_Pair]
) -> bool:
    """Tell a side of pairs whose ids stand in several tables of actors."""
    if use is None or use.meaning not in ("from", "to") or mapping.rows == "interactions":
        return False
    ids: set[str] = set()
    has_more = False
    for table, other in pairs:
        for id_use in other.of("id") if other.rows == "actors" else ():
            if (found := table.column(id_use.heading)) is not None:
                ids.update(found.values)
                has_more |= found.has_more
    share = column.share(lambda text: text.strip() in ids)
    return share >= (_FEW_SEEN if has_more else _SOME)


def _are_alike(table: Table, other: Table) -> bool:
    """Tell whether two tables are one, or go on with each other as the sheets of years do."""
    return other is table or table.headings == other.headings


def _is_bare(column: Column) -> bool:
    return words_of(column.heading) in ("id", "nr", "no", "key")


_LIKE: Final = 1
_ALIKE: Final = 2


def _likeness(id_heading: str, heading: str, table_name: str) -> int:
    """Tell how much a heading is that of another table's ids.

    `person_id` (or `person`) for the `id` of `people.csv`, and equal names, say it clearly;
    any other `… id` says it somewhat.
    """
    mine, theirs = words_of(id_heading), words_of(heading)
    if mine == theirs:
        return _ALIKE
    parts = theirs.split()
    if not parts:
        return 0
    is_id = parts[-1] in _WHO_ID
    stem = " ".join(parts[:-1]) if is_id else theirs
    table_words = words_of(table_name.rsplit(".", 1)[0])
    if stem and _singular(stem) in {_singular(word) for word in table_words.split()}:
        return _ALIKE
    is_other_id = mine in ("id", "key", "nr", "no") or mine.split()[-1:] == parts[-1:]
    return _LIKE if is_id and is_other_id else 0


def _singular(word: str) -> str:
    if word in ("people", "persons"):
        return "person"
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("s")


def _points(column: Column, ids: Column) -> bool:
    """Tell whether what stands in a column are ids of another table."""
    if ids.has_more:
        # Not all ids were kept; those of one look are believed.
        seen = list(islice(column.values, _SAMPLE))
        look = {len(text) for text in ids.values}
        return bool(seen) and sum(len(t) in look for t in seen) / len(seen) >= _MOSTLY
    # A column whose name says so may have some faults; they are told later, row by row.
    enough = _SOME if words_of(column.heading).split()[-1:] == ["id"] else _MOSTLY
    return column.share(lambda text: text.strip() in ids.values) >= enough


def _part(table: Table, mapping: TableMapping, column: Column) -> TableMapping:
    """Let rows be parts of interactions that another table tells of."""
    if mapping.rows == "ties":
        return mapping
    mapping = _of_interactions(table, mapping)
    uses = tuple(
        Use("topic", use.heading) if _is_topic(use) else use
        for use in mapping.uses
        if not (not use.heading and use.meaning == "kind") and use.meaning != "property"
    )
    return replace(mapping, uses=uses).with_use(Use("part_of", column.heading))


def _of_interactions(table: Table, mapping: TableMapping) -> TableMapping:
    """Let the rows of a table tell of interactions."""
    if mapping.rows == "interactions":
        return mapping
    kept = tuple(use for use in mapping.uses if use.is_by_id)
    mapping = replace(mapping, rows="interactions", uses=uses_of(Guesses(table), "interactions"))
    for use in kept:
        mapping = mapping.with_use(use)
    return mapping


def _with_roles(table: Table, mapping: TableMapping, heading: str) -> TableMapping:
    """Let columns of roles and capacities say something of the participants beside them."""
    guesses = Guesses(table)
    for concept in ("role", "capacity"):
        for column in guesses.columns(concept):
            use = mapping.use_of(column.heading)
            if use is None or use.meaning == "property":
                meaning = of_another(concept, column)
                mapping = mapping.with_use(Use(meaning, column.heading, of=heading))
    return mapping


def _is_topic(use: Use) -> bool:
    return use.meaning == "title"


def _by_id(table: Table, mapping: TableMapping, column: Column, use: Use | None) -> TableMapping:
    """Let a column name actors by their ids."""
    if use is not None and use.meaning in WHO:
        return mapping.with_use(replace(use, is_by_id=True, actor_kind=""))
    if mapping.rows in ("interactions", "nothing"):
        mapping = _of_interactions(table, mapping)
        mapping = mapping.with_use(Use("participant", column.heading, is_by_id=True))
        return _with_roles(table, mapping, column.heading)
    sides: tuple[Meaning, ...] = ("from", "to")
    free = next((side for side in sides if not mapping.of(side)), None)
    if mapping.rows in ("relations", "ties") and free is not None:
        return mapping.with_use(Use(free, column.heading, is_by_id=True))
    return mapping
