"""Deleting things, with what rests on them, in one step; what would go is told before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.writing.removal import consequences
from explorer.editing.edited import Edited, one_step
from explorer.editing.refusal import NothingThere
from explorer.editing.subjects import row_words, selection_of_row
from explorer.model.plain_text import counted, listed
from explorer.model.view import Selection
from explorer.progress import Progress, no_progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db import Store
    from explorer.progress import CancelToken

#: Nouns of what may go along, in the order in which they are told.
_NOUNS = {
    "interactions": ("interaction", "interactions"),
    "participants": ("participation", "participations"),
    "relations": ("relation", "relations"),
    "quotes": ("quote", "quotes"),
    "accounts": ("account", "accounts"),
    "evidence": ("piece of evidence", "pieces of evidence"),
    "attributions": ("link of attribution", "links of attribution"),
    "actor_names": ("other name", "other names"),
    "actor_identifiers": ("identifier", "identifiers"),
    "amounts": ("amount", "amounts"),
    "interaction_order": ("order in time", "orders in time"),
    "interaction_topics": ("topic", "topics"),
    "quote_actors": ("mention in a quote", "mentions in quotes"),
    "judgements": ("judgement on duplicates", "judgements on duplicates"),
}
#: What stays and loses something: who or what it points to.
_LOSSES = {
    ("sources", "author_id"): ("source would lose its author", "sources would lose their author"),
    ("actor_names", "source_id"): ("name would lose its source", "names would lose their source"),
    ("places", "parent_id"): (
        "place would lose the place it lies in", "places would lose the place they lie in",
    ),
    ("interactions", "place_id"): (
        "interaction would lose its place", "interactions would lose their place",
    ),
    ("interactions", "parent_id"): (
        "interaction would no longer be part of another one",
        "interactions would no longer be part of another one",
    ),
    ("participants", "position_id"): (
        "participation would lose its position", "participations would lose their position",
    ),
    ("attributions", "actor_id"): (
        "link of attribution would lose who it names",
        "links of attribution would lose whom they name",
    ),
    ("attributions", "interaction_id"): (
        "link of attribution would lose what carried it",
        "links of attribution would lose what carried them",
    ),
    ("attributions", "source_id"): (
        "link of attribution would lose its source", "links of attribution would lose their source",
    ),
    ("quotes", "speaker_id"): ("quote would lose its speaker", "quotes would lose their speaker"),
    ("quotes", "interaction_id"): (
        "quote would lose where it was said", "quotes would lose where they were said",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Removal:
    """What a deletion would do, for the user to agree to.

    Attributes
    ----------
    what
        What is deleted, as within a sentence.
    goes_along
        What would go with it, as ``("3 participations", "2 quotes")``.
    loses
        What stays and would lose something, as sentences without a full stop.
    forbidden
        Why it cannot be deleted, "" where it can.
    """

    table: str
    ids: tuple[int, ...]
    what: str
    goes_along: tuple[str, ...]
    loses: tuple[str, ...]
    forbidden: str = ""

    @property
    def is_harmless(self) -> bool:
        """Whether nothing else is touched, so that nobody need be asked."""
        return not (self.goes_along or self.loses or self.forbidden)


def look_at_removal(
    store: Store,
    table: str,
    ids: Sequence[int],
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Removal:
    """Tell what deleting rows of a table would take with it; nothing is changed.

    Raises
    ------
    NothingThere
        If none of the rows is there.
    """
    found = consequences(store, table, ids)
    n_own = len(set(ids))
    if not found.deleted.get(table):
        raise NothingThere("", "This is not in the store any more; it was deleted meanwhile.")
    goes = []
    for name, nouns in _NOUNS.items():
        count = found.deleted.get(name, 0) - (n_own if name == table else 0)
        if count > 0:
            goes.append(counted(count, *nouns))
    for name in sorted(found.deleted.keys() - _NOUNS.keys() - {table}):
        words = name.replace("_", " ")
        goes.append(counted(found.deleted[name], words, words))
    loses = []
    for where, count in found.cleared.items():
        one, many = _LOSSES.get(
            where, ("other row would point to nothing", "other rows would point to nothing")
        )
        loses.append(counted(count, one, many))
    forbidden = "; ".join(
        f"{counted(count, *_NOUNS.get(name, (name, name)))} of the store use it; "
        "give them another one first"
        for (name, _), count in found.refused.items()
    )
    return Removal(
        table, tuple(ids), _words_of(store, table, ids), tuple(goes), tuple(loses), forbidden
    )


def remove(
    store: Store,
    table: str,
    ids: Sequence[int],
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Delete rows of a table and what rests on them, in one step.

    Raises
    ------
    NothingThere
        If one of the rows is not there.
    db.InvalidRow
        If it is a term that is in use.
    """
    with one_step(store, f"Delete {_words_of(store, table, ids)}", token=token) as step:
        for row_id in ids:
            if step.writer.row(table, row_id) is None:
                raise NothingThere("", "This is not in the store any more; it may be gone already.")
        if len(ids) == 1 and table not in ("actors", "interactions", "sources"):
            step.selection = selection_of_row(store, table, ids[0])
        else:
            step.selection = Selection()
        step.writer.delete_many(table, ids)
    return step.edited()


def _words_of(store: Store, table: str, ids: Sequence[int]) -> str:
    if len(ids) > 4:
        return counted(len(ids), *_NOUNS.get(table, (table[:-1], table)))
    return listed([row_words(store, table, row_id) for row_id in ids])
