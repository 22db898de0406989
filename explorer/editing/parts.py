"""Parts of a thing: kept, changed, added and taken out as a draft has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from db import reads
from explorer.editing.refusal import NothingThere, refusing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from db import Store, Writer


class Part(Protocol):
    """A draft of a part."""

    @property
    def id(self) -> int | None:
        """Id of a part that is there already."""
        ...


_Passage = reads.EvidenceRow | reads.QuoteRow | reads.AccountRow
AnyPart = TypeVar("AnyPart", bound=Part)


def keep_parts(
    writer: Writer,
    table: str,
    owner: dict[str, Any],
    now: Sequence[AnyPart],
    wanted: Sequence[AnyPart],
    values_of: Callable[[AnyPart, str], dict[str, Any]],
    field: str,
    *,
    is_ordered: bool = False,
) -> None:
    """Make a thing's rows of one table those that are wanted.

    What goes is deleted first, so that what stays or comes may take over its unique values.

    Parameters
    ----------
    owner
        Columns that say whose parts they are.
    values_of
        Gives the columns of a part, for messages with the path of its field.
    is_ordered
        Whether a part that is itself unchanged may have another place among the parts.
    """
    if now == wanted:
        return
    there = {part.id for part in now}
    kept = {part.id for part in wanted if part.id is not None}
    if not kept <= there:
        raise NothingThere(field, "A part of this is not there any more; open the form again.")
    writer.delete_many(table, sorted(row_id for row_id in there - kept if row_id is not None))
    for at, part in enumerate(wanted):
        if part.id is not None and part in now and not is_ordered:
            continue
        path = f"{field}.{at}"
        values = values_of(part, path)
        with refusing(path):
            if part.id is None:
                writer.insert(table, **owner, **values)
            else:
                writer.update(table, part.id, **values)


def move_passages(store: Store, writer: Writer, source_id: int, old: str, new: str) -> None:
    """Let the offsets of a source's passages follow its changed text; lost ones go without."""
    passages: list[tuple[str, _Passage]] = [
        *(("evidence", row) for row in reads.evidence_in_source(store, source_id)),
        *(("quotes", row) for row in reads.quotes_in_source(store, source_id)),
        *(("accounts", row) for row in reads.accounts_in_source(store, source_id)),
    ]
    for table, row in passages:
        if row.start is None or row.end is None:
            continue
        start, end = _found_again(old[row.start : row.end], row.start, new)
        if (start, end) != (row.start, row.end):
            writer.update(table, row.id, start=start, end=end)


def _found_again(passage: str, start: int, text: str) -> tuple[int, int] | tuple[None, None]:
    """Find where a passage stands now: the occurrence nearest to where it stood."""
    if not passage:
        return None, None
    before = text.rfind(passage, 0, start + len(passage))
    after = text.find(passage, start)
    found = [at for at in (before, after) if at >= 0]
    if not found:
        return None, None
    at = min(found, key=lambda at: abs(at - start))
    return at, at + len(passage)
