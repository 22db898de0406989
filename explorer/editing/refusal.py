"""Why an edit is not made: the field at fault, and what mends it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from db.errors import InvalidRow
from explorer.errors import ExplorerError

if TYPE_CHECKING:
    from collections.abc import Iterator


class EditRefused(ExplorerError):
    """What was filled in cannot be taken; the store is as it was.

    Attributes
    ----------
    field
        Path of the field within the draft, as ``title`` or ``participants.1.actor`` (counted
        from 0); "" where the draft as a whole is at fault.
    """

    def __init__(self, field: str, what: str) -> None:
        super().__init__(what)
        self.field = field


class EditConflict(EditRefused):
    """The store has meanwhile changed where the user changed it, too."""


class NothingThere(EditRefused):
    """What was to be changed is not in the store any more."""


#: Columns of the store that are called otherwise in a draft.
_FIELDS = {
    "kind_id": "kind", "role_id": "role", "actor_id": "actor", "place_id": "place",
    "speaker_id": "speaker", "source_id": "source", "from_actor_id": "from_actor",
    "to_actor_id": "to_actor", "edtf": "when", "date_words": "when", "earliest": "when",
    "latest": "when", "date_basis": "when", "date_reasoning": "when",
    "interaction_id": "interaction",
}  # fmt: skip


def field_of_column(column: str) -> str:
    """Give the field of a draft that fills a column."""
    return _FIELDS.get(column, column)


@contextmanager
def refusing(field: str = "") -> Iterator[None]:
    """Let what the store refuses be known by the field of the draft.

    Parameters
    ----------
    field
        Path of the part of the draft that is written within, "" for the draft itself.
    """
    try:
        yield
    except InvalidRow as error:
        name = field_of_column(error.column)
        path = ".".join(part for part in (field, name) if part)
        mend = error.mend[:1].upper() + error.mend[1:]
        raise EditRefused(path, f"{mend}.") from error


def demand(is_right: object, field: str, what: str) -> None:
    """Refuse an edit unless a condition holds."""
    if not is_right:
        raise EditRefused(field, what)
