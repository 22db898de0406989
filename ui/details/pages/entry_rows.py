"""Rows for what profiles are made of: interactions, actors, passages, sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from explorer.model.plain_text import counted, listed, quoted, shown_line, shown_passage
from explorer.model.profile.entries import (
    ActorEntry,
    Evidence,
    InteractionEntry,
    Named,
    Quote,
    SourceUse,
)
from explorer.model.view import Selection
from explorer.network.filters import STANDING_WORDS
from ui.details.intents import ReadSource, Select
from ui.details.quotes.chain import actor_sign, source_sign
from ui.details.rows.row import Line, Row, Sign, Span

_MOST_NAMES = 3
_MOST_TOPICS = 4
_MOST_DETAILS = 4
_EXCERPT_CHARACTERS = 600
_DAY_MONTH = re.compile(r"(\d) ([A-Z][a-z]{2}\b)")


def actor_span(actor: ActorEntry, *, is_quiet: bool = True) -> Span:
    """Return an actor's name as a link."""
    return Span(actor.shown, Select(Selection.actor(actor.id)), is_quiet=is_quiet)


def actor_spans(actors: Sequence[ActorEntry], n_all: int | None = None) -> list[Span]:
    """Return names as links: `A, B and 4 others`."""
    shown = actors[:_MOST_NAMES] if len(actors) > _MOST_NAMES + 1 else actors
    n_left = (n_all if n_all is not None else len(actors)) - len(shown)
    spans: list[Span] = []
    for at, actor in enumerate(shown):
        spans += [Span(", ")] if at else []
        spans.append(actor_span(actor))
    if n_left > 0:
        spans.append(Span(f" and {counted(n_left, 'other')}"))
    return spans


def interaction_sign(named: Named) -> Sign:
    """Return the pictogram of an interaction in its family's colour."""
    return Sign("interaction", named.kind, named.family)


def interaction_row(
    entry: InteractionEntry,
    *,
    without: frozenset[int] = frozenset(),
    is_told: bool = True,
    is_brief: bool = False,
) -> Row:
    """Return an interaction as a row with its date.

    Parameters
    ----------
    without
        Actors that need not be named: those whose page it is.
    is_told
        Whether names that the title itself says are left out of the line below.
    is_brief
        Whether the topics are left out.
    """
    line = interaction_line(entry, without=without, is_told=is_told, is_brief=is_brief)
    return Row(
        title=(Span(entry.named.shown),),
        intent=Select(Selection.interaction(entry.id)),
        sign=interaction_sign(entry.named),
        when=unbroken(entry.when.short),
        lines=(line,) if line else (),
        most_lines=2,
        hover_key=-entry.id,
        tooltip=entry.when.words,
    )


def unbroken(date: str) -> str:
    """Return a short date that never breaks between day and month."""
    return _DAY_MONTH.sub("\\1\u00a0\\2", date)


def interaction_line(
    entry: InteractionEntry,
    *,
    without: frozenset[int] = frozenset(),
    is_told: bool = True,
    is_brief: bool = False,
) -> Line:
    """Return who, where, how sure and about what, on one line."""
    parts: list[list[Span]] = []
    # As shown: what stands behind that is not read beside it, and may be megabytes.
    title = shown_line(entry.named.title)
    others = [a for a in entry.actors if a.id not in without]
    if is_told:
        others = [a for a in others if not _is_named_in(title, a.name)]
    n_left = entry.n_actors - len(entry.actors)
    if others:
        lead = [Span("with ")] if without else []
        parts.append([*lead, *actor_spans(others, len(others) + n_left)])
    if entry.place and entry.place.casefold() not in title.casefold():
        parts.append([Span(shown_line(entry.place))])
    if entry.n_accounts >= 2:
        parts.append([Span(f"{_small(entry.n_accounts)} accounts")])
    if entry.standing != "took_place":
        parts.append([Span(STANDING_WORDS.get(entry.standing, entry.standing).lower())])
    if entry.when.is_bounds_only:
        parts.append([Span(_some_day(entry))])
    elif not entry.when.is_given and entry.when.stated:
        parts.append([Span(quoted(shown_line(entry.when.stated, 60)))])
    if entry.topics and not is_brief:
        topics = [shown_line(topic) for topic in entry.topics[:_MOST_TOPICS]]
        text = ", ".join(topics)
        if len(entry.topics) > _MOST_TOPICS:
            text += f" and {len(entry.topics) - _MOST_TOPICS} more"
        parts.append([Span(text)])
    spans: list[Span] = []
    for at, part in enumerate(parts):
        spans += [Span(" · "), *part] if at else part
    return tuple(spans)


def passage_text(text: str) -> str:
    """Return a passage between quotation marks, cut to what a row can show."""
    words, _ = shown_passage(text, _EXCERPT_CHARACTERS)
    return quoted(words)


def evidence_row(passage: Evidence, *, is_record_told: bool = True) -> Row:
    """Return a passage with its source and confidence; a click opens the source at it.

    Parameters
    ----------
    is_record_told
        Whether it is said who recorded it when; else the list says it once for all.
    """
    source = Span(passage.source.label, Select(Selection.of_source(passage.source.id)), False)
    record = f" · {passage.confidence_words}"
    if is_record_told:
        record += f" · recorded by {passage.recorded}"
    lines: list[Line] = [
        (source, Span(f"{record} · "), Span("Open\u00a0source", _read(passage), False))
    ]
    if passage.note:
        lines.append((Span(shown_line(passage.note)),))
    return Row(
        quote=passage_text(passage.excerpt),
        after=tuple(lines),
        is_child=True,
        thing=("evidence", passage.id) if passage.id else None,
    )


def evidence_rows(passages: Iterable[Evidence], *, is_record_told: bool = True) -> tuple[Row, ...]:
    """Return one row for each passage; facts that rest on the same one stand together."""
    groups: dict[tuple[int, str], list[Evidence]] = {}
    for passage in passages:
        groups.setdefault((passage.source.id, passage.excerpt), []).append(passage)
    rows = []
    for group in groups.values():
        row = evidence_row(group[0], is_record_told=is_record_told)
        first = shown_line(group[0].note) if group[0].note else ""
        notes = dict.fromkeys(shown_line(p.note) for p in group[1:] if p.note)
        more: tuple[Line, ...] = tuple((Span(note),) for note in notes if note != first)
        rows.append(replace(row, lines=_facts(group), after=(*row.after, *more)))
    return tuple(rows)


def _facts(group: Sequence[Evidence]) -> tuple[Line, ...]:
    """Return what a passage supports: the sorts of facts in one line, then which of a sort."""
    alone: list[str] = []
    several: dict[str, list[str]] = {}
    for passage in group:
        is_same = passage.confidence == group[0].confidence
        doubt = "" if is_same else f" ({passage.confidence_words})"
        if passage.detail:
            several.setdefault(passage.fact, []).append(passage.detail + doubt)
        else:
            alone.append(passage.fact + doubt)
    lines: list[Line] = []
    if alone:
        first, *others = dict.fromkeys(alone)
        words = ", ".join([first, *(other[:1].lower() + other[1:] for other in others)])
        lines.append((Span(words, is_bold=True),))
    for fact, details in several.items():
        words = listed(list(dict.fromkeys(details)), _MOST_DETAILS)
        lines.append((Span(f"{fact}: ", is_bold=not lines), Span(words)))
    return tuple(lines)


def unfolding(passages: Iterable[Evidence], told: str | None = None) -> tuple[Row, ...]:
    """Return the passages that unfold under the row of one fact.

    Parameters
    ----------
    told
        What the row itself says already: not said again in a note.
    """
    bare = [
        replace(passage, note=None) if passage.note and passage.note in (told or "") else passage
        for passage in passages
    ]
    return tuple(replace(row, lines=()) for row in evidence_rows(bare))


def _read(passage: Evidence) -> ReadSource:
    return ReadSource(passage.source.id, passage.excerpt, passage.start, passage.end)


def actor_row(
    actor: ActorEntry,
    values: tuple[str, ...] = (),
    *,
    children: tuple[Row, ...] = (),
    lines: tuple[Line, ...] = (),
) -> Row:
    """Return an actor as a row."""
    return Row(
        title=(actor_span(actor, is_quiet=False),),
        intent=Select(Selection.actor(actor.id)),
        sign=actor_sign(actor),
        values=values,
        lines=lines,
        hover_key=actor.id,
        children=children,
    )


def source_row(use: SourceUse) -> Row:
    """Return a source with how much rests on it."""
    source = use.source
    what = counted(use.n, "passage" if use.is_passages else "interaction")
    parts = [shown_line(source.author)] if source.author else []
    parts.append(source.date)
    return Row(
        title=(
            Span(shown_line(source.title), Select(Selection.of_source(source.id)), is_quiet=False),
        ),
        intent=Select(Selection.of_source(source.id)),
        sign=source_sign(source),
        lines=((Span(f"{', '.join(parts)} · {what}"),),),
    )


def quote_line_row(quote: Quote, *, is_indented: bool = True) -> Row:
    """Return words as part of a conversation: who said them, the words, and the way."""
    who = (
        actor_span(quote.speaker, is_quiet=False)
        if quote.speaker is not None
        else Span("Speaker not named")
    )
    form = (
        "account"
        if quote.is_account
        else ("reported speech" if quote.form == "reported" else "verbatim")
    )
    read = ReadSource(quote.source.id, quote.words[:4000], quote.start, quote.end)
    return Row(
        lines=((who, Span(f", {form}")),),
        quote=passage_text(quote.words),
        quote_rule="accent" if quote.is_account else "strong",
        after=((Span("Open source", read, is_quiet=False),),) if not is_indented else (),
        hover_key=quote.speaker.id if quote.speaker is not None else None,
        thing=("accounts" if quote.is_account else "quotes", quote.id),
    )


def _is_named_in(title: str, name: str) -> bool:
    words = shown_line(name).replace("’s", "").split()
    return bool(words) and words[-1].casefold() in title.casefold()


def _some_day(entry: InteractionEntry) -> str:
    if entry.parent is not None and entry.parent.family == "movement":
        return f"some day within the {entry.parent.kind_label.lower()}"
    return "day not stated"


def _small(n: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return words[n] if n < len(words) else f"{n:,}"
