"""Whether a file's tables are those of a store and nothing besides."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING, Final

from db.errors import StoreDamaged, StoreHostile
from db.format.creation import create_everything
from db.format.schema import FORMAT_VERSION, TABLES

if TYPE_CHECKING:
    from pathlib import Path

    from db.format.tables import Version

_ROWS_READ: Final = 2_000
"""Several times what a store of this format has."""

_SQLITES_OWN: Final = frozenset({"sqlite_stat1", "sqlite_stat4"})
"""What ANALYZE leaves behind: figures for the query planner, which SQLite itself checks."""

_TOKEN: Final = re.compile(
    r"""--[^\n]*|/\*.*?\*/|\s+
    |(?P<text>'(?:[^']|'')*')
    |(?P<name>"(?:[^"]|"")*"|\[[^]]*\]|`[^`]*`)
    |(?P<word>\w+)
    |(?P<sign>.)""",
    re.DOTALL | re.VERBOSE,
)

Tokens = tuple[str, ...]


def check_schema(connection: sqlite3.Connection, path: Path, version: Version) -> None:
    """Compare the file's schema with that of its version of the format, statement by statement.

    A newer minor version may have more columns, tables and indexes, which are then never touched;
    triggers, views and computed columns it may not have either.

    Raises
    ------
    StoreHostile
        For what no store has.
    StoreDamaged
        For what every store has and this one lacks.
    """
    expected = _expected(min(version, FORMAT_VERSION))
    is_newer_minor = version > FORMAT_VERSION
    found: set[str] = set()
    rows = connection.execute(
        f"SELECT type, name, tbl_name, sql FROM sqlite_schema LIMIT {_ROWS_READ}"  # noqa: S608
    ).fetchall()
    if len(rows) == _ROWS_READ:
        raise StoreHostile(f"{path} is refused: it has thousands of tables, as no store has.", path)
    for kind, name, table, sql in rows:
        if kind not in ("table", "index"):
            raise StoreHostile(
                f"{path} is refused: it has the {kind} “{_shown(name)}”, which could act by "
                "itself, and stores have none; remove it if you trust who made the file.",
                path,
            )
        if not isinstance(name, str) or not isinstance(table, str):
            raise StoreDamaged(f"{path} is damaged in its list of tables.", path)
        if (kind == "index" and sql is None) or name in _SQLITES_OWN:
            continue
        found.add(name)
        if name in expected and _tokens(str(sql)) == expected[name]:
            continue
        if not is_newer_minor or str(sql).upper().lstrip().startswith("CREATE VIRTUAL"):
            raise StoreHostile(
                f"{path} is refused: its {kind} “{_shown(name)}” is not one of a store; "
                "remove it if you trust who made the file.",
                path,
            )
    missing = sorted(expected.keys() - found)
    if missing:
        raise StoreDamaged(
            f"{path} lacks the table or index “{missing[0]}” that every store has; "
            "restore a backup of it.",
            path,
        )
    if is_newer_minor:
        _check_columns(connection, path)


def _check_columns(connection: sqlite3.Connection, path: Path) -> None:
    for table in TABLES:
        columns = connection.execute(
            "SELECT name, hidden FROM pragma_table_xinfo(?)", (table.name,)
        )
        kinds = dict(columns.fetchall())
        if any(hidden for hidden in kinds.values()):
            raise StoreHostile(
                f"{path} is refused: its table “{table.name}” has computed columns.", path
            )
        lacking = set(table.all_columns) - kinds.keys()
        if lacking:
            raise StoreDamaged(
                f"{path} lacks the column “{table.name}.{min(lacking)}” that every store has.", path
            )


@cache
def _expected(version: Version) -> dict[str, Tokens]:
    """Give the statements of an empty store, as this SQLite notes them."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        create_everything(connection, version)
        return {
            name: _tokens(sql)
            for name, sql in connection.execute(
                "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
            )
        }


def _tokens(sql: str) -> Tokens:
    """Take a statement apart, so that spacing, comments and quoting make no difference."""
    tokens = []
    for match in _TOKEN.finditer(sql):
        if match.lastgroup == "name":
            tokens.append(match["name"][1:-1].lower())
        elif match.lastgroup == "word":
            tokens.append(match["word"].lower())
        elif match.lastgroup is not None:
            tokens.append(match[match.lastgroup])
    return tuple(tokens)


def _shown(name: object) -> str:
    words = str(name)
    printable = words if words.isprintable() else ascii(words)
    return printable if len(printable) <= 40 else printable[:39] + "…"
