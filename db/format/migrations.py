"""The steps that make and renew the tables; published ones are never edited.

Each runs in one transaction with its record and the new version number, so that a step that fails
or is killed leaves the older format whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

from db.format.creation import create_everything, create_table
from db.format.schema import APPLICATION_ID, TABLE_OF_NAME
from db.format.vocabularies import BUILT_IN_TERMS

if TYPE_CHECKING:
    import sqlite3

    from db.format.tables import Version

STEPS: Final = Migrations("actor_explorer")


@STEPS(name="format 1.0")
def _format_1_0(database: Database) -> None:
    connection = database.conn
    create_everything(connection, (1, 0), besides=STEPS.migrations_table)
    for table, (columns, rows) in BUILT_IN_TERMS.items():
        marks = ", ".join("?" * (len(columns) + 1))
        connection.executemany(
            f'INSERT INTO "{table}" (id, {", ".join(columns)}) VALUES ({marks})',  # noqa: S608
            [(number, *row) for number, row in enumerate(rows, start=1)],
        )
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    _set_version(connection, (1, 0))


@STEPS(name="format 1.1")
def _format_1_1(database: Database) -> None:
    """Bring judgements on who is who, and properties of participants."""
    connection = database.conn
    create_table(connection, TABLE_OF_NAME["judgements"].at((1, 1)))
    properties = TABLE_OF_NAME["participants"].column_of_name["properties"].create_sql()
    connection.execute(f'ALTER TABLE "participants" ADD COLUMN {properties}')
    _set_version(connection, (1, 1))


def migrate(connection: sqlite3.Connection, have: tuple[int, int] = (0, 0)) -> None:
    """Apply the steps that a file has not had; foreign keys must be off.

    Parameters
    ----------
    have
        (major, minor) of the file. What led to it counts as done even without a record: other
        programs make stores, too.
    """
    # Made here in the format's own words: what sqlite-utils makes differs between its versions.
    record = TABLE_OF_NAME[STEPS.migrations_table].create_sql()
    connection.execute(record.replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS", 1))
    # Without plugins, which would otherwise be handed the connection.
    database = Database(connection, recursive_triggers=False, execute_plugins=False)
    for step in STEPS.pending(database):
        if _version_of(step.name) <= have:
            connection.execute(
                "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
                " VALUES (?, ?, 'before')",
                (STEPS.name, step.name),
            )
    STEPS.apply(database)


def _set_version(connection: sqlite3.Connection, version: Version) -> None:
    connection.execute(f"PRAGMA user_version = {version[0] * 65_536 + version[1]}")


def _version_of(step_name: str) -> Version:
    major, _, minor = step_name.removeprefix("format ").partition(".")
    return int(major), int(minor)
