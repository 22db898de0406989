"""Finding actors, interactions, quotes and sources by a few letters of their words."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from db import search as store_search
from db.folding import fold
from explorer.model.plain_text import shown_line
from explorer.model.timespan import date_words
from explorer.model.view import Selection
from explorer.progress import CancelToken, Progress, no_progress
from explorer.session import Session

Group = Literal["actors", "interactions", "quotes", "sources"]
_PER_GROUP = 12


@dataclass(frozen=True)
class Found:
    """One result.

    Attributes
    ----------
    selection
        What choosing it selects.
    text
        Name, title or the beginning of words, as it may be shown.
    reason
        Why it is there when the text does not show it (another spelling), or what sets it
        apart from others (a date, a speaker).
    kind, family
        Kind of the actor or interaction, and its colour family.
    is_hollow
        An actor without a name.
    """

    group: Group
    selection: Selection
    text: str
    reason: str = ""
    kind: str = ""
    family: str = ""
    is_hollow: bool = False


def find(
    session: Session,
    query: str,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> tuple[Found, ...]:
    """Return the best results of each group, actors first; store thread.

    Every word of the query must begin a word of what is found; case, accents and the order of
    words do not matter.
    """
    hits = store_search.search(session.store, query, limit=_PER_GROUP)
    dataset, columns = session.dataset, session.dataset.columns
    found: list[Found] = []
    told: set[int] = set()
    for hit in hits.actors:
        row = dataset.actor_row(hit.id)
        if row < 0 or row in told:
            continue
        told.add(row)
        actor_id = dataset.actor_id(row)
        found.append(
            Found(
                "actors",
                Selection.actor(actor_id),
                shown_line(dataset.actor_name(row)),
                # Of one that is shown as part of another it was its own name that matched.
                _reason(hit) if actor_id == hit.id else shown_line(hit.reason or hit.text),
                dataset.actor_kind(row),
                is_hollow=bool(columns.actor_is_unnamed[row]),
            )
        )
    for hit in hits.interactions:
        row = dataset.interaction_row(hit.id)
        if row < 0:
            continue
        when = interaction_day_words(session, row)
        found.append(
            Found(
                "interactions",
                Selection.interaction(hit.id),
                shown_line(dataset.title(row)),
                ", ".join(part for part in (when, _reason(hit)) if part),
                dataset.interaction_kind(row),
                dataset.interaction_family(row),
            )
        )
    for hit in (*hits.quotes, *hits.accounts):
        found.append(Found("quotes", _place_of(hit, session), shown_line(hit.text), _reason(hit)))
    for hit in hits.sources:
        found.append(
            Found("sources", Selection.of_source(hit.id), shown_line(hit.text), _reason(hit))
        )
    if token is not None:
        token.raise_if_cancelled()
    return tuple(found)


def interaction_day_words(session: Session, row: int) -> str:
    """Return a short date of an interaction from the columns alone."""
    c = session.dataset.columns
    if not session.dataset.has_date[row]:
        return "no date"
    return date_words(
        c.interaction_edtf[row] or None,
        int(c.earliest[row]),
        int(c.latest[row]),
        int(c.date_flags[row]),
        short=True,
    )


def _reason(hit: store_search.Hit) -> str:
    return shown_line(hit.reason) if hit.reason else ""


def _place_of(hit: store_search.Hit, session: Session) -> Selection:
    """Words are shown where they were said; without that, with who said them, or the source."""
    if hit.interaction_id is not None:
        return Selection.interaction(hit.interaction_id)
    if hit.actor_id is not None:
        row = session.dataset.actor_row(hit.actor_id)
        return Selection.actor(hit.actor_id if row < 0 else session.dataset.actor_id(row))
    return Selection.of_source(hit.source_id) if hit.source_id is not None else Selection()


def matching_spans(text: str, query: str) -> list[tuple[int, int]]:
    """Return where words of the query stand in a text, as (start, end) of characters.

    Folding changes lengths, so each character is folded by itself and traced back.
    """
    folded: list[str] = []
    origin: list[int] = []
    for at, character in enumerate(text):
        piece = fold(character).strip() or (" " if not unicodedata.combining(character) else "")
        folded.append(piece)
        origin.extend([at] * len(piece))
    haystack = "".join(folded)
    spans: list[tuple[int, int]] = []
    for word in fold(query).split():
        start = haystack.find(word)
        while start >= 0 and start > 0 and haystack[start - 1].isalnum():
            start = haystack.find(word, start + 1)
        if start >= 0:
            end = start + len(word) - 1
            spans.append((origin[start], origin[end] + 1))
    return _merged(spans)


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
