"""What Undo and Redo would do next: read off the history, so that it outlasts closing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db import history

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db import Store


@dataclass(frozen=True, slots=True)
class ChainStep:
    """The step that Undo or Redo would take back.

    Attributes
    ----------
    title
        What is undone or done again, as it was called when it was first done.
    kind
        What it first was: `edit`, `import` or `merge`.
    """

    step_id: int
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class UndoChain:
    """What Undo and what Redo would do next; None where there is nothing."""

    undo: ChainStep | None = None
    redo: ChainStep | None = None


def undo_chain(store: Store) -> UndoChain:
    """Read the history for what Undo and Redo would do next; store thread.

    Undo takes back the newest step that stands, Redo the newest undoing, until something else is
    done. A step of long ago that was taken back on its own is itself a step to be undone.
    """
    undo, redo = _stacks(history.links(store))
    return UndoChain(_named(store, undo[-1:]), _named(store, redo[-1:], is_redo=True))


def _stacks(links: Iterable[tuple[int, int | None]]) -> tuple[list[int], list[int]]:
    undo: list[int] = []
    redo: list[int] = []
    for step_id, undoes_id in links:
        if undoes_id is not None and undo and undo[-1] == undoes_id:
            undo.pop()
            redo.append(step_id)
        elif undoes_id is not None and redo and redo[-1] == undoes_id:
            redo.pop()
            undo.append(step_id)
        else:
            undo.append(step_id)
            redo.clear()
    return undo, redo


def _named(store: Store, ids: list[int], *, is_redo: bool = False) -> ChainStep | None:
    if not ids:
        return None
    origin, n_undoings = history.origin_of(store, ids[0])
    is_undoing = n_undoings % 2 == 1
    # An undoing that is not Redo's was asked for in the history, of a step further back.
    title = f"Take back “{origin.title}”" if is_undoing and not is_redo else origin.title
    return ChainStep(ids[0], title, origin.kind)
