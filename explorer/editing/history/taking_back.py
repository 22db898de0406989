"""Taking steps back, also long past ones together with what rests on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db import UndoBlocked, history
from explorer.editing.edited import Edited
from explorer.progress import Progress, no_progress

if TYPE_CHECKING:
    from db import Store
    from explorer.progress import CancelToken


@dataclass(frozen=True, slots=True)
class TakingBack:
    """What taking a step back would need.

    Attributes
    ----------
    step
        The step to be taken back.
    before
        The steps that rest on it and go first, in the order in which they go.
    reasons
        Why, one sentence for each thing that stands in the way of taking it back alone.
    forbidden
        Why it cannot be taken back at all, "" where it can.
    """

    step: history.StepRow
    before: tuple[history.StepRow, ...] = ()
    reasons: tuple[str, ...] = ()
    forbidden: str = ""


class _DryRun(Exception):
    """Ends a transaction whose result nobody wants."""


def take_back_step(
    store: Store,
    step_id: int,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Take one step back; of an undoing: do it again.

    Raises
    ------
    UndoBlocked
        If later steps rest on it; `look_at_taking_back` tells which.
    """
    changes = history.undo_step(store, step_id, token=token, progress=progress)
    newest = None if changes.step_id is None else history.step(store, changes.step_id)
    return Edited("" if newest is None else newest.title, changes)


def take_back_together(
    store: Store,
    step_id: int,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Take a step back and, before it, all that rests on it: all of them or none.

    Raises
    ------
    UndoBlocked
        If it cannot be taken back even so.
    """
    with store.together(token):
        last, _, _ = _taken_back(store, step_id, token, progress)
    return last


def look_at_taking_back(
    store: Store,
    step_id: int,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> TakingBack:
    """Tell which later steps would have to go with a step, and why; nothing is changed.

    Raises
    ------
    ValueError
        If there is no such step.
    db.StoreReadOnly, db.StoreLocked
    """
    step = history.step(store, step_id)
    if step is None:
        raise ValueError(f"there is no step {step_id} in the history")
    order: list[int] = []
    reasons: tuple[str, ...] = ()
    try:
        with store.together(token):
            _, order, reasons = _taken_back(store, step_id, token, progress)
            raise _DryRun
    except _DryRun:
        pass
    except UndoBlocked as blocked:
        return TakingBack(step, reasons=blocked.reasons, forbidden=str(blocked))
    before = [history.step(store, one) for one in order if one != step_id]
    return TakingBack(step, tuple(one for one in before if one is not None), reasons)


def _taken_back(
    store: Store, step_id: int, token: CancelToken | None, progress: Progress
) -> tuple[Edited, list[int], tuple[str, ...]]:
    """Take a step back with all that rests on it; give the order and why others had to go."""
    waiting: list[int] = [step_id]
    done: list[int] = []
    reasons: tuple[str, ...] = ()
    while True:
        try:
            edited = take_back_step(store, waiting[-1], token=token, progress=progress)
        except UndoBlocked as blocked:
            if not done and waiting == [step_id]:
                reasons = blocked.reasons
            fresh = [one for one in blocked.step_ids if one not in waiting]
            if not fresh:
                raise
            # The newest is taken back first: it may be all that stands in the way.
            waiting.append(max(fresh))
            continue
        done.append(waiting.pop())
        if not waiting:
            return edited, done, reasons
