"""Whether an open store says the same everywhere: pages, references, derived columns, search."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from db.edtf import InvalidDate
from db.format.schema import TABLES
from db.writing.derived import date_columns, text_sha256
from db.writing.judging import judgements_in_circles
from db.writing.search_index import SUBJECTS

if TYPE_CHECKING:
    import sqlite3

_WHICH_DATABASE: Final = re.compile(r"\*\*\* in database \w+ \*\*\*")
AT_MOST: Final = 100
"""Faults of one sort that are listed; one says as much as a thousand."""


def find_faults(connection: sqlite3.Connection) -> list[str]:
    """List what is wrong, each as a sentence; empty means that all is well."""
    faults = page_faults(connection, AT_MOST)
    if faults:
        # What the pages say cannot be relied upon any further.
        return [f"The file is damaged: {fault}." for fault in faults]
    return [
        *_reference_faults(connection),
        *_word_faults(connection),
        *_date_faults(connection),
        *_hash_faults(connection),
        *_judgement_faults(connection),
        *_search_faults(connection),
    ]


def page_faults(connection: sqlite3.Connection, at_most: int) -> list[str]:
    """List what SQLite finds wrong in pages, indexes and required values; slow for large files."""
    rows = connection.execute(f"PRAGMA quick_check({at_most})").fetchall()
    faults = [" ".join(_WHICH_DATABASE.sub("", str(row[0])).split()) for row in rows]
    # Some releases want to write before they can check a full-text index, which we do not allow.
    return [fault for fault in faults if fault != "ok" and "inverted index" not in fault]


def _reference_faults(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("PRAGMA foreign_key_check").fetchmany(AT_MOST)
    return [
        f"Row {row_id} of {table} points to a row of {target} that is not there."
        for table, row_id, target, _ in rows
    ]


def _word_faults(connection: sqlite3.Connection) -> list[str]:
    """Look for words outside the vocabularies: SQLite skips its own check in read-only files."""
    faults = []
    for table in TABLES:
        for column in table.columns:
            if not column.choices:
                continue
            (count,) = connection.execute(
                f'SELECT count(*) FROM "{table.name}" WHERE "{column.name}" NOT IN '  # noqa: S608
                "(SELECT value FROM json_each(?))",
                (json.dumps(column.choices),),
            ).fetchone()
            if count:
                faults.append(
                    f"{count:,} of {table.name} have a {column.name} that the format does not know."
                )
    return faults


def _date_faults(connection: sqlite3.Connection) -> list[str]:
    faults: list[str] = []
    for table in ("relations", "interactions"):
        cursor = connection.execute(
            f"SELECT id, edtf, earliest, latest, date_flags FROM {table}"  # noqa: S608
        )
        for row_id, edtf, *derived in cursor:
            try:
                wanted = date_columns(edtf, derived[0], derived[1])
            except InvalidDate as error:
                faults.append(f"Row {row_id} of {table}: {error}")
            else:
                if list(wanted) != derived:
                    faults.append(
                        f"Row {row_id} of {table} has other days or flags than its date means."
                    )
            if len(faults) >= AT_MOST:
                return faults
    return faults


def _hash_faults(connection: sqlite3.Connection) -> list[str]:
    cursor = connection.execute("SELECT id, text, text_sha256 FROM sources WHERE text IS NOT NULL")
    return [
        f"The text of source {row_id} is not the one that its hash was taken of."
        for row_id, text, sha256 in cursor
        if sha256 is not None and text_sha256(text) != sha256
    ]


def _judgement_faults(connection: sqlite3.Connection) -> list[str]:
    return [
        f"By judgement {row_id} and others an actor is part of itself."
        for row_id in judgements_in_circles(connection)[:AT_MOST]
    ]


def _search_faults(connection: sqlite3.Connection) -> list[str]:
    (is_stale,) = connection.execute(
        "SELECT count(*) FROM meta WHERE name = 'search_stale' AND value = '1'"
    ).fetchone()
    if is_stale:
        return ["The search index is out of date; the next change renews it."]
    faults = []
    for table, subject in SUBJECTS.items():
        thing = f"t.id * {subject.factor} + {subject.addend}"
        (missing,) = connection.execute(
            f'SELECT count(*) FROM "{table}" t WHERE {thing} NOT IN'  # noqa: S608
            f' (SELECT id FROM "{subject.search_table}_docsize")'
        ).fetchone()
        if missing:
            faults.append(f"{missing:,} of {table} are not in the search index.")
    for search_table in sorted({subject.search_table for subject in SUBJECTS.values()}):
        (found,) = connection.execute(
            f'SELECT count(*) FROM "{search_table}_docsize"'  # noqa: S608
        ).fetchone()
        wanted = sum(
            connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608
            for table, subject in SUBJECTS.items()
            if subject.search_table == search_table
        )
        if found > wanted:
            faults.append(f"{search_table} finds {found - wanted:,} things that are not there.")
    return faults
