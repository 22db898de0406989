"""The store: one SQLite file of actors, interactions and evidence, and the only home of SQL."""

from db.columns import StoreColumns
from db.edtf import InvalidDate
from db.errors import (
    InvalidRow,
    NotAStore,
    StoreDamaged,
    StoreError,
    StoreHostile,
    StoreLocked,
    StoreReadOnly,
    StoreTooNew,
    StoreUnavailable,
    UndoBlocked,
)
from db.files.connection import sqlite_version
from db.files.opening import create_store, open_store
from db.records import PlaceRow, SourceRow, Term, TopicRow
from db.store import Store
from db.text_column import TextColumn
from db.writing.changes import Changes
from db.writing.writes import Writer

__all__ = [
    "Changes",
    "InvalidDate",
    "InvalidRow",
    "NotAStore",
    "PlaceRow",
    "SourceRow",
    "Store",
    "StoreColumns",
    "StoreDamaged",
    "StoreError",
    "StoreHostile",
    "StoreLocked",
    "StoreReadOnly",
    "StoreTooNew",
    "StoreUnavailable",
    "Term",
    "TextColumn",
    "TopicRow",
    "UndoBlocked",
    "Writer",
    "create_store",
    "open_store",
    "sqlite_version",
]
