"""Reads about who is who: the judgements on pairs of actors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.reads.asking import ASKED_IDS, Ids, as_ids, ask

if TYPE_CHECKING:
    from db.store import Store


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """What somebody decided about two actors.

    Attributes
    ----------
    verdict
        `same`: the actor is shown as part of the other; `different` or `unsure`.
    """

    id: int
    key: str | None
    actor_id: int
    other_id: int
    verdict: str
    note: str | None
    decided_by: str
    decided_at: str


_JUDGEMENTS = (
    "SELECT id, key, actor_id, other_id, verdict, note, decided_by, decided_at FROM judgements"
)


def judgements(store: Store) -> list[JudgementRow]:
    """Give all judgements by id."""
    return ask(store, JudgementRow, f"{_JUDGEMENTS} ORDER BY id")


def judgements_on(store: Store, actor_ids: Ids) -> list[JudgementRow]:
    """Give the judgements on pairs to which an actor, or any of several, belongs, by id."""
    sql = (
        f"{_JUDGEMENTS} WHERE actor_id IN {ASKED_IDS}"
        f" UNION {_JUDGEMENTS} WHERE other_id IN {ASKED_IDS} ORDER BY 1"
    )
    asked = as_ids(actor_ids)
    return ask(store, JudgementRow, sql, (asked, asked))
