"""What is known of a source's text already: passages that facts rest on, quotes, names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from db import reads
from db.folding import fold
from explorer.model.locating import span_of
from explorer.model.plain_text import shown_line
from explorer.model.view import Selection
from explorer.session import Session

MarkKind = Literal["evidence", "quote", "account", "name"]

_MOST_NAMES = 3_000
_SHORTEST_NAME = 3
_WIDEST_GAP = 3
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of a text of which something is known.

    Attributes
    ----------
    start, end
        In code points of the stored text.
    words
        What is known, in words.
    selection
        What it is about; None where that is nothing that can be selected.
    thing
        Table and id of the row behind it; of a name the actor.
    """

    start: int
    end: int
    kind: MarkKind
    words: str
    selection: Selection | None
    thing: tuple[str, int]


def passage_marks(
    session: Session, source_id: int, text: str, facts: Mapping[int, tuple[str, Selection | None]]
) -> list[Mark]:
    """Return the passages, quotes and accounts that stand in a text; store lane.

    Parameters
    ----------
    facts
        By id of a piece of evidence: what it supports in words, and what to select for it.
    """
    store, marks = session.store, []
    for row in reads.evidence_in_source(store, source_id, len(facts) or 1):
        span = span_of(text, row.excerpt, row.start, row.end)
        if span is not None and row.id in facts:
            words, selection = facts[row.id]
            marks.append(Mark(*span, "evidence", words, selection, ("evidence", row.id)))
    for quote in reads.quotes_in_source(store, source_id, -1):
        span = span_of(text, quote.words, quote.start, quote.end)
        if span is None:
            continue
        selection = None
        if quote.interaction_id is not None:
            selection = Selection.interaction(quote.interaction_id)
        elif quote.speaker_id is not None:
            selection = Selection.actor(quote.speaker_id)
        who = _name(session, quote.speaker_id) or "speaker not named"
        marks.append(Mark(*span, "quote", f"Quote: {who}", selection, ("quotes", quote.id)))
    for account in reads.accounts_in_source(store, source_id):
        span = span_of(text, account.words, account.start, account.end)
        if span is not None:
            words = f"Account: {_name(session, account.actor_id)}"
            selection = Selection.interaction(account.interaction_id)
            marks.append(Mark(*span, "account", words, selection, ("accounts", account.id)))
    return sorted(marks, key=lambda mark: (mark.start, -mark.end))


def name_marks(session: Session, text: str) -> list[Mark]:
    """Return where actors of the store are named in a text, under any of their names."""
    columns = session.dataset.columns
    names = [(columns.actor_name[row], int(i)) for row, i in enumerate(columns.actor_id)]
    others = reads.actor_names(session.store, [actor_id for _, actor_id in names])
    names += [(row.name, row.actor_id) for row in others]
    return [
        Mark(start, end, "name", _name(session, actor_id), Selection.actor(actor_id),
             ("actors", actor_id))
        for start, end, actor_id in find_names(text, names)
    ]  # fmt: skip


def find_names(text: str, names: Iterable[tuple[str, int]]) -> list[tuple[int, int, int]]:
    """Find names in a text: where each begins and ends, and whose it is; the longest count.

    Accents and case do not matter but in names of one word, which must begin as the name does.
    After a person's full name has stood in the text, its last word alone is the person as well,
    where no other name in the text ends so.

    Examples
    --------
    >>> find_names("Then Samantha Power spoke. Power left.", [("Samantha Power", 3)])
    [(5, 19, 3), (27, 32, 3)]
    """
    found: list[tuple[int, int, int]] = []
    folded = _Folded()
    tokens = [(match.start(), match.end(), folded[match[0]]) for match in _WORD.finditer(text)]
    index = _index(names, frozenset(token[2] for token in tokens))
    last_words: dict[str, set[int]] = {}
    free: list[int] = []
    at = 0
    while at < len(tokens) and len(found) < _MOST_NAMES:
        hit = _longest(text, tokens, at, index.get(tokens[at][2]))
        if hit is None:
            free.append(at)
            at += 1
            continue
        length, actor_id = hit
        found.append((tokens[at][0], tokens[at + length - 1][1], actor_id))
        if length > 1:
            last_words.setdefault(tokens[at + length - 1][2], set()).add(actor_id)
        at += length
    for place in free:
        start, end, word = tokens[place]
        whose = last_words.get(word, set())
        if len(whose) == 1 and len(word) > _SHORTEST_NAME and text[start].isupper():
            found.append((start, end, next(iter(whose))))
    return sorted(found)[:_MOST_NAMES]


_Names = dict[tuple[str, ...], tuple[int, str]]
"""Of the names that begin with one word: actor and name by the folded words, the longest first."""


class _Folded(dict[str, str]):
    """Folded words; each is folded once."""

    def __missing__(self, word: str) -> str:
        self[word] = folded = fold(word)
        return folded


def _index(
    names: Iterable[tuple[str, int]], words_of_text: frozenset[str]
) -> dict[str, tuple[list[int], _Names]]:
    """Return by first word the lengths of its names, the longest first, and the names."""
    index: dict[str, _Names] = {}
    for name, actor_id in names:
        # Of a hundred thousand names few begin with a word of the text.
        first = _WORD.search(name)
        if first is None:
            continue
        word = first[0]
        if (word.lower() if word.isascii() else fold(word)) not in words_of_text:
            continue
        words = tuple(fold(word) for word in _WORD.findall(name))
        if sum(map(len, words)) >= _SHORTEST_NAME:
            index.setdefault(words[0], {}).setdefault(words, (actor_id, name))
    return {
        word: (sorted({len(words) for words in found}, reverse=True), found)
        for word, found in index.items()
    }


def _longest(
    text: str,
    tokens: Sequence[tuple[int, int, str]],
    at: int,
    known: tuple[list[int], _Names] | None,
) -> tuple[int, int] | None:
    lengths, names = known if known is not None else ([], {})
    for n in lengths:
        run = tokens[at : at + n]
        hit = names.get(tuple(token[2] for token in run))
        if hit is None:
            continue
        actor_id, name = hit
        gaps = (text[run[i][1] : run[i + 1][0]] for i in range(n - 1))
        if not all(len(gap) <= _WIDEST_GAP and "\n" not in gap for gap in gaps):
            continue
        if n == 1 and text[run[0][0]] != name.strip()[0]:
            continue
        return n, actor_id
    return None


def _name(session: Session, actor_id: int | None) -> str:
    if actor_id is None:
        return ""
    row = session.dataset.actor_row(actor_id)
    return shown_line(session.dataset.actor_name(row)) if row >= 0 else ""
