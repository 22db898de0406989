"""Several decisions on pairs written down one after the other, each a step of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from explorer.editing.edited import Edited
from explorer.identity.judging import NotThere, join_actors, leave_open, tell_apart
from explorer.progress import CancelToken, Progress, no_progress

if TYPE_CHECKING:
    from db import Store

Verdict = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided on a pair; of the same, the first is shown as part of the other."""

    verdict: Verdict
    actor_id: int
    other_id: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decided(Edited):
    """What came of several decisions.

    Attributes
    ----------
    steps
        Of each decision its step in the history, None where nothing had to be written.
    problems
        Why decisions could not be written, one sentence each.
    """

    steps: tuple[int | None, ...] = ()
    problems: tuple[str, ...] = ()


_WRITE: Final[dict[Verdict, Callable[..., Edited]]] = {
    "same": lambda store, decision: join_actors(
        store, [decision.actor_id], decision.other_id, decision.note
    ),
    "different": lambda store, decision: tell_apart(
        store, decision.actor_id, decision.other_id, decision.note
    ),
    "unsure": lambda store, decision: leave_open(
        store, decision.actor_id, decision.other_id, decision.note
    ),
}


def decide(
    store: Store,
    decisions: Sequence[Decision],
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Decided:
    """Write decisions; store thread. What went before one that fails or is stopped stays.

    Raises
    ------
    ValueError
        If there is none.
    db.StoreError
        If the store cannot be written.
    """
    if not decisions:
        raise ValueError("there is nothing to decide")
    last: Edited | None = None
    steps: list[int | None] = []
    problems: list[str] = []
    for done, decision in enumerate(decisions):
        if token is not None and done:
            token.raise_if_cancelled()
        progress(done, len(decisions), "Writing decisions")
        try:
            last = _WRITE[decision.verdict](store, decision)
        except NotThere as fault:
            problems.append(str(fault))
            steps.append(None)
        else:
            steps.append(last.step_id)
    if last is None:
        raise NotThere(problems[0])
    # Nothing is selected: who goes through a list would be torn away from it.
    return Decided(last.title, last.changes, steps=tuple(steps), problems=tuple(problems))
