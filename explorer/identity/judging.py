"""Deciding that two actors are the same, are not, or that it is open; and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import reads
from db.joining import shown_as
from explorer.editing.edited import Edited, Step, one_step
from explorer.editing.titles import actor_words
from explorer.errors import ExplorerError
from explorer.model.view import Selection
from explorer.progress import CancelToken, Progress, no_progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db import Store
    from db.reads import JudgementRow


class NotThere(ExplorerError):
    """An actor or a judgement that was to be decided on is no longer in the store."""


def join_actors(
    store: Store,
    part_ids: Sequence[int],
    whole_id: int,
    note: str = "",
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Show actors as part of another one; store thread.

    Nothing else of the store changes, and `take_apart` undoes it at any time. Actors that are part
    of others already bring those with them.

    Raises
    ------
    NotThere
        If one of the actors is gone.
    db.StoreError
        If the store cannot be written.
    """
    _require(store, (*part_ids, whole_id))
    representative_of = _shown_as(store)
    whole = representative_of.get(whole_id, whole_id)
    parts = dict.fromkeys(representative_of.get(i, i) for i in part_ids)
    parts.pop(whole, None)
    names = [f"“{actor_words(store, part)}”" for part in parts]
    what = names[0] if len(names) == 1 else f"{len(names)} actors"
    title = f"Show {what} as part of “{actor_words(store, whole)}”"
    with one_step(store, title, "merge", token=token) as step:
        for part in parts:
            _judge(store, step, part, whole, "same", note)
        step.selection = Selection.actor(whole)
    return step.edited()


def tell_apart(
    store: Store,
    first_id: int,
    other_id: int,
    note: str = "",
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Remember that two actors are not the same; they are not proposed again."""
    names = _both(store, first_id, other_id)
    with one_step(store, f"Tell {names} apart", token=token) as step:
        _judge(store, step, first_id, other_id, "different", note)
    return step.edited()


def leave_open(
    store: Store,
    first_id: int,
    other_id: int,
    note: str = "",
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Remember that nobody can tell whether two actors are the same; they are proposed last."""
    names = _both(store, first_id, other_id)
    with one_step(store, f"Leave open whether {names} are the same", token=token) as step:
        _judge(store, step, first_id, other_id, "unsure", note)
    return step.edited()


def take_apart(
    store: Store,
    member_id: int,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Let an actor that is shown as part of another one stand for itself again; store thread.

    What was joined to it before goes with it. All that was changed since stays.

    Raises
    ------
    NotThere
        If it is not part of another one (any more).
    """
    every = [row for row in reads.judgements_on(store, member_id) if row.verdict == "same"]
    holding = [row for row in every if row.actor_id == member_id]
    if not holding and _shown_as(store).get(member_id, member_id) != member_id:
        # Two wholes of one part, as after joining stores: what they share goes with the other.
        holding = every
    if not holding:
        raise NotThere(
            f"“{actor_words(store, member_id)}” is not shown as part of another actor any more; "
            "close the panel and look again."
        )
    others = (row.other_id if row.actor_id == member_id else row.actor_id for row in holding)
    wholes = " and ".join(f"“{actor_words(store, other)}”" for other in others)
    title = f"Take “{actor_words(store, member_id)}” and {wholes} apart"
    with one_step(store, title, token=token) as step:
        step.writer.delete_many("judgements", [row.id for row in holding])
        step.selection = Selection.actor(member_id)
    return step.edited()


def withdraw(
    store: Store,
    judgement_id: int,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Take back one judgement, whatever it says; store thread.

    Raises
    ------
    NotThere
        If it is gone.
    """
    row = next((j for j in reads.judgements(store) if j.id == judgement_id), None)
    if row is None:
        raise NotThere("That decision was taken back already; look at the list again.")
    names = _both(store, row.actor_id, row.other_id)
    with one_step(store, f"Take back the decision on {names}", token=token) as step:
        step.writer.delete("judgements", judgement_id)
    return step.edited()


def _judge(store: Store, step: Step, actor_id: int, other_id: int, verdict: str, note: str) -> None:
    """Write a judgement in the place of an earlier one on the same pair."""
    pair = {actor_id, other_id}
    for row in reads.judgements_on(store, actor_id):
        if {row.actor_id, row.other_id} == pair:
            if _says(row, actor_id, verdict, note):
                return
            step.writer.delete("judgements", row.id)
    step.row_id = step.writer.insert(
        "judgements", actor_id=actor_id, other_id=other_id, verdict=verdict, note=note or None
    )


def _says(row: JudgementRow, actor_id: int, verdict: str, note: str) -> bool:
    is_same_way = row.actor_id == actor_id or verdict != "same"
    return row.verdict == verdict and is_same_way and (row.note or "") == note


def _both(store: Store, first_id: int, other_id: int) -> str:
    _require(store, (first_id, other_id))
    return f"“{actor_words(store, first_id)}” and “{actor_words(store, other_id)}”"


def _require(store: Store, ids: Sequence[int]) -> None:
    there = {row.id for row in reads.actors(store, ids)}
    if not there.issuperset(ids):
        raise NotThere("One of these actors is no longer in the store; look for duplicates again.")


def _shown_as(store: Store) -> dict[int, int]:
    same = [row for row in reads.judgements(store) if row.verdict == "same"]
    return shown_as([(row.actor_id, row.other_id) for row in same])
