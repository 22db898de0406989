"""What a table is made of, as data, and the SQL that creates it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final, Literal

Rule = Literal[
    "text", "long_text", "key", "edtf", "utc", "json_object", "language", "flag", "number",
    "integer", "day", "offset", "reference", "choice", "latitude", "longitude", "derived",
]  # fmt: skip
OnDelete = Literal["CASCADE", "SET NULL", "RESTRICT"]
Version = tuple[int, int]
"""Major and minor version of the format."""

FIRST_VERSION: Final[Version] = (1, 0)

_TYPE_OF_RULE: Final[dict[str, str]] = {
    "flag": "INTEGER",
    "number": "REAL",
    "integer": "INTEGER",
    "day": "INTEGER",
    "offset": "INTEGER",
    "reference": "INTEGER",
    "latitude": "REAL",
    "longitude": "REAL",
    "derived": "INTEGER",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column besides the id.

    Attributes
    ----------
    rule
        What `db.writing.validation` asks of a value; it implies the type.
    may_be_empty
        Whether a required text may be without a character.
    default
        Value where none is given; None means that there is none.
    choices
        The admitted words of a "choice".
    target, on_delete
        Of a "reference": the table, and what its row's deletion does to this row.
    since
        The version of the format that brought it; later ones stand at the end of their table.
    """

    name: str
    rule: Rule = "text"
    is_required: bool = False
    is_unique: bool = False
    may_be_empty: bool = False
    default: str | int | None = None
    choices: tuple[str, ...] = ()
    target: str = ""
    on_delete: OnDelete = "CASCADE"
    since: Version = FIRST_VERSION

    @property
    def sql_type(self) -> str:
        """The type of the column in the file."""
        return _TYPE_OF_RULE.get(self.rule, "TEXT")

    def create_sql(self) -> str:
        """Give the column's line of CREATE TABLE."""
        parts = [f'"{self.name}"', self.sql_type]
        if self.is_required:
            parts.append("NOT NULL")
        if self.is_unique:
            parts.append("UNIQUE")
        if self.default is not None:
            parts.append(f"DEFAULT {_literal(self.default)}")
        if self.target:
            parts.append(f'REFERENCES "{self.target}" ("id") ON DELETE {self.on_delete}')
        if self.choices:
            parts.append(f'CHECK ("{self.name}" IN ({", ".join(map(_literal, self.choices))}))')
        elif self.rule == "flag":
            parts.append(f'CHECK ("{self.name}" IN (0, 1))')
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes
    ----------
    key
        Columns of the primary key: ``("id",)``, or the columns that identify a row without id.
    unique
        Further combinations that occur once.
    exactly_one_of
        Columns of which exactly one has a value.
    extra_indexes
        Columns of the indexes beside those for references, keys and unique columns.
    differing
        Two columns that never hold the same, or none.
    since
        The version of the format that brought it.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)
    unique: tuple[tuple[str, ...], ...] = ()
    exactly_one_of: tuple[str, ...] = ()
    extra_indexes: tuple[tuple[str, ...], ...] = ()
    differing: tuple[str, ...] = ()
    since: Version = FIRST_VERSION
    column_of_name: dict[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "column_of_name", {column.name: column for column in self.columns})

    @property
    def has_id(self) -> bool:
        """Whether rows have an id of their own."""
        return self.key == ("id",)

    @property
    def all_columns(self) -> tuple[str, ...]:
        """Names of all columns in the order of the file, the id first."""
        names = tuple(column.name for column in self.columns)
        return ("id", *names) if self.has_id else names

    @property
    def references(self) -> tuple[Column, ...]:
        """The columns that point to another table."""
        return tuple(column for column in self.columns if column.target)

    def at(self, version: Version) -> Table:
        """Give the table as a version of the format had it, which had the table at all."""
        columns = tuple(column for column in self.columns if column.since <= version)
        return self if columns == self.columns else replace(self, columns=columns)

    @property
    def indexes(self) -> dict[str, tuple[str, ...]]:
        """Names and columns of all indexes that are created by statement."""
        led_by_a_key = {columns[0] for columns in (self.key, *self.unique, *self.extra_indexes)}
        chosen: list[tuple[str, ...]] = [
            (column.name,)
            for column in self.references
            if column.name not in led_by_a_key and not column.is_unique
        ]
        chosen += self.extra_indexes
        return {f"index_{self.name}_{'_'.join(columns)}": columns for columns in chosen}

    def create_sql(self) -> str:
        """Give the CREATE TABLE statement."""
        lines = [column.create_sql() for column in self.columns]
        if self.has_id:
            lines.insert(0, '"id" INTEGER PRIMARY KEY')
        else:
            lines.append(f"PRIMARY KEY ({_names(self.key)})")
        lines += [f"UNIQUE ({_names(columns)})" for columns in self.unique]
        if self.exactly_one_of:
            present = " + ".join(f'("{name}" IS NOT NULL)' for name in self.exactly_one_of)
            lines.append(f"CHECK ({present} = 1)")
        if self.differing:
            lines.append("CHECK ({} <> {})".format(*(f'"{name}"' for name in self.differing)))
        if "earliest" in self.column_of_name:
            lines.append('CHECK ("earliest" <= "latest")')
        body = ",\n  ".join(lines)
        ending = "STRICT" if self.has_id else "STRICT, WITHOUT ROWID"
        return f'CREATE TABLE "{self.name}" (\n  {body}\n) {ending}'

    def create_index_sql(self) -> list[str]:
        """Give the CREATE INDEX statements."""
        return [
            f'CREATE INDEX "{name}" ON "{self.name}" ({_names(columns)})'
            + self._where_present(columns)
            for name, columns in self.indexes.items()
        ]

    def _where_present(self, columns: tuple[str, ...]) -> str:
        """Leave rows without the reference out of its index: they are most of the rows."""
        column = self.column_of_name["last_row_id" if "last_row_id" in columns else columns[0]]
        if column.is_required or not (column.target or column.name == "last_row_id"):
            return ""
        return f' WHERE "{column.name}" IS NOT NULL'


@dataclass(frozen=True, slots=True)
class SearchTable:
    """One full-text table; its `rowid` is the thing's id.

    Attributes
    ----------
    prefix_lengths
        Beginnings of words, in characters, that are indexed for search as one types.
    """

    name: str
    prefix_lengths: tuple[int, ...] = (2, 3)

    def create_sql(self) -> str:
        """Give the CREATE VIRTUAL TABLE statement."""
        prefixes = " ".join(map(str, self.prefix_lengths))
        return (
            f'CREATE VIRTUAL TABLE "{self.name}" USING fts5 '
            f"(words, tokenize = 'unicode61 remove_diacritics 0', prefix = '{prefixes}')"
        )


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _literal(value: str | int) -> str:
    if isinstance(value, int):
        return str(value)
    return "'" + value.replace("'", "''") + "'"
