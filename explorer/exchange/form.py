"""The interchange form as data: which lists a file has and which fields their rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from db.format.schema import TABLES, UNRECORDED, VOCABULARIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.format.tables import Column, Table

FORMAT: Final = "actor-explorer"
VERSION: Final = (1, 1)
"""The newest version of the form; a file bears the oldest that can tell what it tells."""

HEAD: Final = ("format", "version", "store")
STORE_FIELDS: Final = ("title", "description", "created")

LOCAL: Final = "#"
"""Begins the id of a row without key; such an id means something within its file only."""

_WITH_LOCAL_IDS: Final = {"amounts", "interaction_order"}
"""Tables without keys whose rows are referred to all the same."""

_NEVER_REFERRED_TO: Final = {"evidence", "judgements"}
"""Tables with keys whose rows need no other name."""

_COMPUTED: Final = {"date_flags"}
_NAME_OF_COLUMN: Final = {("sources", "author_id"): "author_actor"}
_FIRST_FIELDS: Final = {
    "evidence": (
        "actor", "relation", "interaction", "participant", "amount", "order", "account", "quote",
        "aspect",
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a row, and the column it stands for."""

    name: str
    column: Column

    @property
    def is_triple(self) -> bool:
        """Whether it refers to a participation, as [interaction, actor, role]."""
        return self.column.target == "participants"


@dataclass(frozen=True, slots=True)
class ListForm:
    """One list of the form, and the table it stands for.

    Attributes
    ----------
    fields
        In the order of the file, without the id.
    has_ids
        Whether its rows bear an ``id``: a key, or ``#`` and the rank.
    is_vocabulary
        Whether its rows are referred to by their name.
    """

    table: Table
    fields: tuple[Field, ...]
    has_ids: bool
    is_vocabulary: bool

    @property
    def name(self) -> str:
        """Name of the list and of the table."""
        return self.table.name

    @property
    def has_keys(self) -> bool:
        """Whether rows may bear a key."""
        return "key" in self.table.column_of_name

    @property
    def is_referred_to(self) -> bool:
        """Whether other rows may refer to its rows, which then bear an id even without a key."""
        return self.has_ids and self.name not in _NEVER_REFERRED_TO

    def follows_from_another(self, field: Field, values: Mapping[str, object]) -> bool:
        """Tell whether a row's value follows from its date or text, and is not written."""
        if field.column.rule == "day":
            return values.get("edtf") is not None
        return field.name == "text_sha256" and values.get("text") is not None

    @property
    def own_reference(self) -> Field | None:
        """The field that points to another row of the same list."""
        return next((f for f in self.fields if f.column.target == self.name), None)

    def field(self, name: str) -> Field | None:
        """Return the field of a name, None if there is none."""
        return next((field for field in self.fields if field.name == name), None)


def _list_form(table: Table) -> ListForm:
    fields = [
        Field(_field_name(table.name, column), column)
        for column in table.columns
        if column.name not in _COMPUTED and column.rule != "key"
    ]
    first = _FIRST_FIELDS.get(table.name, ())
    fields.sort(key=lambda field: first.index(field.name) if field.name in first else len(first))
    return ListForm(
        table,
        tuple(fields),
        has_ids="key" in table.column_of_name or table.name in _WITH_LOCAL_IDS,
        is_vocabulary=table.name in VOCABULARIES,
    )


def _field_name(table_name: str, column: Column) -> str:
    if renamed := _NAME_OF_COLUMN.get((table_name, column.name)):
        return renamed
    return column.name.removesuffix("_id") if column.target else column.name


LISTS: Final = tuple(
    _list_form(table) for table in TABLES if table.name not in UNRECORDED | {"meta"}
)
"""In the order of the file: what is referred to comes before what refers to it."""

LIST_OF_NAME: Final = {form.name: form for form in LISTS}
