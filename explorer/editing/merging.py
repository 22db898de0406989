"""What the user changed, laid upon what the store holds by now."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

from explorer.editing.refusal import EditConflict

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Draft = TypeVar("Draft", bound=DataclassInstance)

_WORDS = {
    "is_unnamed": "name", "from_actor": "first actor", "to_actor": "second actor", "when": "date",
    "standing_words": "standing", "parent_id": "larger interaction", "author_id": "author",
    "url": "address", "names": "other names", "order": "order in time", "start": "passage",
    "end": "passage", "attributions": "chain of attribution",
    "interaction": "interaction", "about": "actors it is about",
}  # fmt: skip


def changed_fields(before: DataclassInstance, after: DataclassInstance) -> tuple[str, ...]:
    """Name the fields in which two drafts of one kind differ."""
    return tuple(
        field.name
        for field in fields(before)
        if getattr(before, field.name) != getattr(after, field.name)
    )


def merged(was: Draft | None, wanted: Draft, now: Draft) -> Draft:
    """Take over what the user changed and keep what others changed meanwhile.

    Parameters
    ----------
    was
        The draft as the user was given it; None where `wanted` is to stand as a whole.
    now
        The draft as the store has it.

    Raises
    ------
    EditConflict
        If both changed the same field to something else.
    """
    if was is None:
        return wanted
    changes: dict[str, Any] = {}
    for name in changed_fields(was, wanted):
        mine, theirs = getattr(wanted, name), getattr(now, name)
        if theirs not in (getattr(was, name), mine):
            raise EditConflict(
                name,
                f"The {field_words(name)} was changed meanwhile by another program; close the "
                "form, look at what is there now, and change it again.",
            )
        changes[name] = mine
    return replace(now, **changes)


def field_words(name: str) -> str:
    """Give a field as it is called in sentences."""
    return _WORDS.get(name, name.replace("_", " "))


def field_list(names: tuple[str, ...]) -> list[str]:
    """Give fields as they are called in sentences, each once."""
    return list(dict.fromkeys(field_words(name) for name in names))
