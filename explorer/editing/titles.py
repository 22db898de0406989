"""What steps are called: sentences such as "Add the call of 26 September 2023"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from db import reads
from db.edtf import InvalidDate, parse_edtf
from db.format.schema import OPEN_EARLIEST, OPEN_LATEST
from explorer.editing.drafts import ActorDraft, InteractionDraft, TermDraft, WhenDraft
from explorer.model.plain_text import shown_line
from explorer.model.timespan import date_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from db import Store
    from explorer.editing.drafts import ActorRef, Kind

_LONGEST_NAME: Final = 80
_NAMED_FIELDS: Final = 2
_WITHOUT_OF: Final = ("about ", "after ", "before ", "by ", "from ", "until ")


def name_of(words: str) -> str:
    """Give a name short enough for a title."""
    return shown_line(words, _LONGEST_NAME)


def kind_words(store: Store, table: str, kind: Kind) -> str:
    """Give the label of a kind as it stands within a sentence."""
    draft = TermDraft(kind) if isinstance(kind, str) else kind
    known = {term.name: term.label for term in reads.terms(store, table)}
    label = known.get(draft.name) or draft.label or draft.name.replace("_", " ")
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def actor_words(store: Store, ref: ActorRef | None) -> str:
    """Give the name of an actor."""
    if ref is None:
        return "somebody"
    if isinstance(ref, ActorDraft):
        return name_of(ref.name)
    rows = reads.actors(store, (ref,))
    return name_of(rows[0].name) if rows else "an actor"


def interaction_words(store: Store, ref: InteractionDraft | int) -> str:
    """Name an interaction: by kind and date, or by its title where it has no date."""
    if isinstance(ref, InteractionDraft):
        return _interaction(store, ref.kind, ref.title, ref.when)
    rows = reads.interactions(store, (ref,))
    if not rows:
        return "an interaction"
    row = rows[0]
    when = WhenDraft(edtf=row.edtf, earliest=row.earliest, latest=row.latest)
    return _interaction(store, row.kind, row.title, when)


def interaction_words_of(store: Store, kind: Kind, row: Mapping[str, object]) -> str:
    """Name an interaction by its columns, whether it is still there or not."""
    edtf, earliest, latest = row.get("edtf"), row.get("earliest"), row.get("latest")
    when = WhenDraft(
        edtf=edtf if isinstance(edtf, str) else None,
        earliest=earliest if isinstance(earliest, int) else None,
        latest=latest if isinstance(latest, int) else None,
    )
    return _interaction(store, kind, str(row.get("title") or ""), when)


def relation_words(
    store: Store, kind: Kind, title: str | None, from_actor: ActorRef, to_actor: ActorRef
) -> str:
    """Name a relation by what it is and its two ends."""
    ends = actor_words(store, from_actor), actor_words(store, to_actor)
    return relation_words_of(store, kind, title, *ends)


def relation_words_of(store: Store, kind: Kind, title: str | None, first: str, other: str) -> str:
    """Name a relation whose two ends are named already."""
    if title:
        return f"“{name_of(title)}” ({first}, {other})"
    return f"the relation “{first} {kind_words(store, 'relation_kinds', kind)} {other}”"


def source_words(title: str) -> str:
    """Name a source."""
    return f"the source “{name_of(title)}”"


def passage_words(words: str) -> str:
    """Give the beginning of a quote or passage."""
    return f"“{shown_line(words, 50)}”"


def changed_words(fields: Sequence[str]) -> str:
    """Say which fields were changed: "the date and the place", or "" for many."""
    named = [f"the {field}" for field in fields]
    return " and ".join(named) if len(named) <= _NAMED_FIELDS else ""


def _interaction(store: Store, kind: Kind, title: str, when: WhenDraft) -> str:
    what = kind_words(store, "interaction_kinds", kind)
    earliest, latest, flags = when.earliest, when.latest, 0
    if when.edtf is not None:
        try:
            date = parse_edtf(when.edtf)
        except InvalidDate:
            return f"the {what}"
        earliest, latest, flags = date.earliest, date.latest, int(date.flags)
    if earliest is not None or latest is not None:
        words = date_words(
            when.edtf,
            OPEN_EARLIEST if earliest is None else earliest,
            OPEN_LATEST if latest is None else latest,
            flags,
        ).removeprefix("some day, ")
        joint = " " if words.startswith(_WITHOUT_OF) else " of "
        return f"the {what}{joint}{words}"
    return f"the {what} “{name_of(title)}”" if title else f"the {what}"
