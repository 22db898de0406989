"""What an edit did, and the one step in which it does it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db import Changes
from explorer.model.view import Selection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db import Store, Writer
    from explorer.progress import CancelToken


@dataclass(frozen=True, slots=True)
class Edited:
    """What one edit did.

    Attributes
    ----------
    title
        What the step is called.
    changes
        The rows that were touched; `step_id` is None where nothing was to be changed.
    selection
        What to select afterwards: what was made or changed. None: as it is.
    row_id
        Id of the thing that was added or changed, None where there is no single one.
    is_whole
        Whether the store as a whole is another, so that its history does not tell.
    """

    title: str
    changes: Changes
    selection: Selection | None = None
    row_id: int | None = None
    is_whole: bool = False

    @property
    def step_id(self) -> int | None:
        """The step in the history."""
        return self.changes.step_id


@dataclass(slots=True)
class Step:
    """An edit under way."""

    title: str
    writer: Writer
    selection: Selection | None = None
    row_id: int | None = None

    def edited(self) -> Edited:
        """Say what was done; after the block of `one_step`."""
        return Edited(self.title, self.writer.changes, self.selection, self.row_id)


@contextmanager
def one_step(
    store: Store, title: str, kind: str = "edit", *, token: CancelToken | None = None
) -> Iterator[Step]:
    """Change the store in one transaction and one step of its history."""
    with store.atomic(title, kind, token=token) as writer:
        yield Step(title, writer)
