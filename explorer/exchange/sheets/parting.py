"""The rows that belong to a part of a store, so that no row refers to one that is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from explorer.exchange.exporting import ExportedLists
from explorer.exchange.form import LIST_OF_NAME, LISTS, Field, ListForm
from explorer.exchange.graphs.writing.gathering import members_of
from explorer.exchange.scope import Scope

if TYPE_CHECKING:
    from db import Store

Row = dict[str, Any]
Lists = dict[str, list[Row]]

_MAY_BE_LEFT_OUT: Final = {
    ("interactions", "parent"), ("participants", "position"), ("sources", "author_actor"),
    ("actor_names", "source"), ("attributions", "actor"), ("attributions", "interaction"),
}  # fmt: skip
_ONLY_IF_USED: Final = ("sources", "places", "topics")


def part_of(store: Store, exported: ExportedLists, scope: Scope) -> Lists:
    """Give the rows that belong to a scope; store thread.

    Of actors that are judged to be one, all records belong to it.
    """
    if scope.actors is None and scope.interactions is None:
        return exported.lists
    names = exported.names
    wanted = {
        "actors": _names(names["actors"], _with_members(store, scope.actors)),
        "interactions": _names(names["interactions"], scope.interactions),
    }
    kept: Lists = {}
    known: dict[str, set[Any]] = {}
    for form in LISTS:
        rows = exported.lists.get(form.name, [])
        if form.name in wanted and wanted[form.name] is not None:
            chosen = wanted[form.name] or set()
            rows = [row for row in rows if row["id"] in chosen]
            # Rows of the same list may refer to each other.
            known[form.name] = {row["id"] for row in rows}
        kept[form.name] = [part for row in rows if (part := _part(form, row, known)) is not None]
        known[form.name] = _ids(form, kept[form.name])
    for name in _ONLY_IF_USED:
        kept[name] = _used(LIST_OF_NAME[name], kept)
    return {name: rows for name, rows in kept.items() if rows}


def _with_members(store: Store, actors: frozenset[int] | None) -> frozenset[int] | None:
    if actors is None:
        return None
    members = {part for part, whole in members_of(store).items() if whole in actors}
    return actors | members


def _names(names: Mapping[int, Any], ids: frozenset[int] | None) -> set[Any] | None:
    return None if ids is None else {names[row_id] for row_id in ids if row_id in names}


def _part(form: ListForm, row: Row, known: Mapping[str, set[Any]]) -> Row | None:
    """Give a row without what is left out, None for one that rests on it."""
    left: list[str] = []
    for field in form.fields:
        value = row.get(field.name)
        if value is None or not field.column.target or _is_known(form, field, value, known):
            continue
        if (form.name, field.name) not in _MAY_BE_LEFT_OUT:
            return None
        left.append(field.name)
    return {name: value for name, value in row.items() if name not in left} if left else row


def _is_known(form: ListForm, field: Field, value: Any, known: Mapping[str, set[Any]]) -> bool:
    target = field.column.target
    if LIST_OF_NAME[target].is_vocabulary or target not in known:
        # A list that refers to itself and is not narrowed holds all of its rows.
        return LIST_OF_NAME[target].is_vocabulary or target == form.name
    return (tuple(value) if isinstance(value, list) else value) in known[target]


def _ids(form: ListForm, rows: Sequence[Row]) -> set[Any]:
    if form.name == "participants":
        return {(row["interaction"], row["actor"], row["role"]) for row in rows}
    return {row["id"] for row in rows if "id" in row}


def _used(form: ListForm, kept: Lists) -> list[Row]:
    """Give the rows of a list that others refer to, with those that they lie in."""
    used = {
        row[field.name]
        for other in LISTS
        if other.name != form.name
        for field in other.fields
        if field.column.target == form.name
        for row in kept[other.name]
        if field.name in row
    }
    by_id = {row["id"]: row for row in kept[form.name]}
    own = form.own_reference
    if own is not None:
        waiting = list(used)
        while waiting:
            above = by_id.get(waiting.pop(), {}).get(own.name)
            if above is not None and above not in used:
                used.add(above)
                waiting.append(above)
    return [row for row in kept[form.name] if row["id"] in used]
