"""The sentences of a snapshot's page: what is shown, what is left out, where it comes from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from db import SourceRow
from db.format.schema import STANDINGS
from explorer.model.dataset import Dataset
from explorer.model.plain_text import counted, quoted, shown_line
from explorer.model.property_columns import NOT_STATED, PropertyColumn
from explorer.model.timespan import date_words, span_words
from explorer.model.view import property_in
from explorer.network.filters import NONE_STATED, STANDING_WORDS, FilterSpec
from explorer.network.measures import MEASURE_WORDS
from ui.snapshot.subject import Subject

_MOST_NAMED = 3
#: Kinds of which the label is a plural, or has none.
_UNCOUNTED = ("talks", "fighting", "other")


def what_words(subject: Subject) -> str:
    """Return what the picture shows: `Who dealt with whom, 25–26 September 2023, calls only`."""
    facts, dataset = subject.facts, subject.dataset
    ties = facts.projection == "ties"
    parts = ["Who dealt with whom" if ties else "Who took part in what"]
    if facts.focus:
        parts[0] += f" around {_around(dataset, facts.focus)}"
        if facts.hops > 1:
            parts[0] += f", up to {facts.hops} steps away"
    if facts.window is not None:
        parts.append(span_words(facts.window.first, facts.window.last))
    elif subject.day_span is not None:
        parts.append(span_words(*subject.day_span))
    parts += filter_words(dataset, facts.filter)
    if ties and facts.filter.least_behind_tie > 1:
        parts.append(f"ties of {facts.filter.least_behind_tie:,} and more interactions")
    if facts.size_by != "interactions":
        name = property_in(facts.size_by) or MEASURE_WORDS[facts.size_by][0].lower()
        parts.append(f"actors sized by {shown_line(name, 40)}")
    return ", ".join(parts)


def filter_words(dataset: Dataset, spec: FilterSpec) -> list[str]:
    """Return each filter in force in a few words: `meetings only`, `without groups`."""
    c = dataset.columns
    kinds = {k.name: k.label for k in c.interaction_kinds}
    used_kinds = _used(c.interaction_kind, [k.name for k in c.interaction_kinds])
    used_actors = _used(c.actor_kind, [k.name for k in c.actor_kinds])
    actor_kinds = {k.name: k.label for k in c.actor_kinds}
    standings = {name: STANDING_WORDS[name].lower() for name in STANDINGS}
    used_standings = _used(c.standing, list(STANDINGS))
    topics = {t.id: t.name for t in c.topics} | {NONE_STATED: "no topic"}
    places = {p.id: p.name for p in c.places} | {NONE_STATED: "no place stated"}
    used_places = {p.id for i, p in enumerate(c.places) if (c.place == i).any()}
    used_places |= {NONE_STATED} if (c.place < 0).any() else set()
    sources = {s.id: s.title for s in c.sources} | {NONE_STATED: "no source given"}
    words = [
        _narrowed(_plurals(kinds), used_kinds, spec.interaction_kinds, "{} only", "without {}"),
        _narrowed(standings, used_standings, spec.standings, "{} only", "without what is {}"),
        _narrowed(topics, set(topics), spec.topics, "topic: {}", "without the topic {}"),
        _narrowed(places, used_places, spec.places, "place: {}", "without the place {}"),
        _narrowed(sources, set(sources), spec.sources, "source: {}", "without the source {}"),
        _narrowed(_plurals(actor_kinds), used_actors, spec.actor_kinds, "{} only", "without {}"),
        "only actors with a name" if spec.unnamed else "",
        *(_property_words(column, spec) for column in dataset.properties if column.values),
    ]
    return [said for said in words if said]


def _property_words(column: PropertyColumn, spec: FilterSpec) -> str:
    hidden = frozenset(value for name, value in spec.properties if name == column.name)
    used = {column.values[i] if i < len(column.values) else NOT_STATED for i in set(column.index)}
    words = {value: value or "not stated" for value in used}
    name = shown_line(column.name, 40).replace("{", "{{").replace("}", "}}")
    return _narrowed(words, used, hidden, f"{name}: {{}}", f"without {name}: {{}}")


def nothing_words(subject: Subject) -> str:
    """Return what stands in the place of a network of which nothing is left."""
    if not subject.dataset.n_actors:
        return "This store has no actors yet."
    window = subject.facts.window
    if window is not None and not subject.shown.n_interactions:
        words = span_words(window.first, window.last)
        return f"Nothing on {words}." if window.first == window.last else f"Nothing from {words}."
    return "Nothing is left by these filters."


def outlined_words(subject: Subject, *, has_outlined: bool, has_bars: bool) -> str:
    """Return what the bars of activity mean and what they leave out, as sentences."""
    dataset, shown = subject.dataset, subject.shown
    said = []
    if has_outlined:
        said.append("Outlined: uncertain, or day uncertain or approximate.")
    n_undated = int(np.count_nonzero(shown.is_shown & ~dataset.has_date))
    if n_undated:
        where = "Not in the bars: " if has_bars else ""
        said.append(f"{where}{counted(n_undated, 'interaction')} without a date.")
    if shown.n_undated_hidden:
        said.append(f"Not shown: {counted(shown.n_undated_hidden, 'interaction')} without a date.")
    return " ".join(said)


def source_words(subject: Subject) -> str:
    """Return where the shown facts come from: one source in full, of several the first two."""
    sources = shown_sources(subject)
    if not sources:
        return ""
    if len(sources) == 1:
        return f"Source: {citation(sources[0])}"
    named = "; ".join(citation(source, has_date=False) for source in sources[:2])
    more = "" if len(sources) == 2 else " and others"
    return f"{len(sources):,} sources: {named}{more}"


def shown_sources(subject: Subject) -> list[SourceRow]:
    """Return the sources of the shown interactions, those with most of them first."""
    dataset, c = subject.dataset, subject.dataset.columns
    grouped = dataset.sources_of
    owner = np.repeat(np.arange(dataset.n_interactions), grouped.counts)
    n = np.bincount(grouped.rows[subject.shown.is_shown[owner]], minlength=len(c.sources))
    order = sorted(np.flatnonzero(n).tolist(), key=lambda i: (-int(n[i]), i))
    if not order and not subject.shown.is_narrowed:
        # A store of positions alone has sources all the same.
        order = list(range(len(c.sources)))
    return [c.sources[i] for i in order]


def citation(source: SourceRow, *, has_date: bool = True) -> str:
    """Return author, title, publisher and date of a source."""
    parts = [source.author or "", quoted(source.title), source.publisher or ""]
    if has_date and source.published:
        parts.append(date_words(source.published))
    return ", ".join(shown_line(part) for part in parts if part.strip())


def imprint_words(subject: Subject, drawn_on: str) -> str:
    """Return store, day of drawing and program: the line at the lower right."""
    drawn = f"drawn {drawn_on}" if drawn_on else ""
    parts = (shown_line(subject.store_name), drawn, "Actor Explorer")
    return " · ".join(part for part in parts if part)


def _around(dataset: Dataset, focus: frozenset[int]) -> str:
    rows = [row for row in (dataset.actor_row(i) for i in sorted(focus)) if row >= 0]
    return _listed([shown_line(dataset.actor_name(row)) for row in rows])


def _used(index: np.typing.NDArray[np.generic], names: Sequence[str]) -> set[str]:
    return {names[i] for i in np.unique(index).tolist()}


def _plurals(labels: dict[str, str]) -> dict[str, str]:
    return {name: _plural(name, label) for name, label in labels.items()}


def _plural(name: str, label: str) -> str:
    word = shown_line(label).lower()
    if name in _UNCOUNTED or word.endswith("s"):
        return word
    is_ies = word.endswith("y") and word[-2:-1] not in "aeiou"
    return f"{word[:-1]}ies" if is_ies else f"{word}s"


def _narrowed(
    labels: dict[str, str] | dict[int, str],
    used: set[str] | set[int],
    hidden: frozenset[str] | frozenset[int],
    only: str,
    without: str,
) -> str:
    """Say what is left if that is the shorter list, else what is left out."""
    out = [shown_line(words) for value, words in labels.items() if value in hidden & used]
    left = [shown_line(words) for value, words in labels.items() if value in used - hidden]
    if not out:
        return ""
    if left and len(left) <= min(len(out), _MOST_NAMED):
        return only.format(_listed(left))
    return without.format(_listed(out))


def _listed(words: list[str]) -> str:
    if len(words) > _MOST_NAMED:
        return f"{', '.join(words[: _MOST_NAMED - 1])} and {len(words) - _MOST_NAMED + 1} others"
    return (
        words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""
    )
