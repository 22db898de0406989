"""Fifty and more damaged and hostile files: a clear sentence each, and not one byte changed."""

from __future__ import annotations

import hashlib
import os
import random
import sqlite3
import struct
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from db import StoreError, StoreHostile, create_store, open_store
from db.files.connection import connect
from db.format.schema import STANDINGS
from tests.building import build_store, generate_store
from tests.db.conftest import ACTORS, INTERACTIONS

Spoil = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("healthy") / "store.actors"
    build_store(path, actors=ACTORS, interactions=INTERACTIONS).close()
    return path.read_bytes()


def _cut(length: int | float) -> Spoil:
    return lambda whole: whole[: int(length if length > 1 else len(whole) * length)]


def _put(offset: int, value: bytes) -> Spoil:
    return lambda whole: whole[:offset] + value + whole[offset + len(value) :]


def _flipped(seed: int) -> Spoil:
    def flip(whole: bytes) -> bytes:
        chance, spoiled = random.Random(seed), bytearray(whole)
        for _ in range(chance.choice((1, 20, 2_000))):
            spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
        return bytes(spoiled)

    return flip


def _page_of_noise(number: int) -> Spoil:
    noise = random.Random(number).randbytes(4_096)
    return lambda whole: whole[: number * 4_096] + noise + whole[(number + 1) * 4_096 :]


FILES: dict[str, Spoil] = {
    "empty": _cut(0),
    "one byte": _cut(1.5),
    **{f"cut at {length}": _cut(length) for length in (15, 16, 50, 99, 100, 101, 4_095, 4_096)},
    **{f"cut at {share:.0%}": _cut(share) for share in (0.1, 0.5, 0.9, 0.999)},
    "without its last byte": lambda whole: whole[:-1],
    "text": lambda _: "Name;Datum\nŞuşa;26.9.2023\n".encode(),
    "zip": lambda _: b"PK\x03\x04" + bytes(1_000),
    "zeros": lambda whole: bytes(len(whole)),
    "noise": lambda whole: random.Random(1).randbytes(len(whole)),
    "UTF-16 text": lambda _: "SQLite format 3\x00".encode("utf-16") * 100,
    "magic only": lambda _: b"SQLite format 3\x00",
    "no application id": _put(68, bytes(4)),
    "other application id": _put(68, struct.pack(">I", 252_006_673)),
    "newer major": _put(60, struct.pack(">I", 2 * 65_536)),
    "far newer": _put(60, b"\xff\xff\xff\xff"),
    "version zero": _put(60, bytes(4)),
    "encoding UTF-16": _put(56, struct.pack(">I", 2)),
    "encoding nonsense": _put(56, b"\xff\xff\xff\xff"),
    "page size 3": _put(16, b"\x00\x03"),
    "page size zero": _put(16, b"\x00\x00"),
    "other page size": _put(16, b"\x20\x00"),
    "write version 9": _put(18, b"\x09"),
    "read version 0": _put(19, b"\x00"),
    "reserved space 255": _put(20, b"\xff"),
    "payload fractions": _put(21, b"\x00\x00\x00"),
    "freelist beyond the end": _put(32, b"\x7f\xff\xff\xff\x00\x00\x00\x10"),
    "schema format 9": _put(44, struct.pack(">I", 9)),
    "largest root page": _put(52, b"\x00\xff\xff\xff\x00\x00\x00\x01"),
    "first page cleared": lambda whole: whole[:100] + bytes(3_996) + whole[4_096:],
    **{f"page {number} of noise": _page_of_noise(number) for number in (1, 2, 5, 30, 60)},
}


def _assert_refused_unchanged(path: Path) -> None:
    before, beside = hashlib.sha256(path.read_bytes()).hexdigest(), sorted(os.listdir(path.parent))
    for writable in (True, False):
        with pytest.raises(StoreError) as caught:
            open_store(path, writable=writable)
        message = str(caught.value)
        assert caught.value.path == path
        assert message.endswith(".")
        assert len(message) < 400 + len(str(path))
        assert "Traceback" not in message
        assert "SELECT" not in message
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert sorted(os.listdir(path.parent)) == beside


@pytest.mark.parametrize("name", FILES)
def test_a_spoiled_file_is_refused_and_left_as_it_is(
    healthy: bytes, store_path: Path, name: str
) -> None:
    store_path.write_bytes(FILES[name](healthy))
    _assert_refused_unchanged(store_path)


@pytest.mark.parametrize("seed", range(60))
def test_a_file_with_flipped_bits_is_refused_or_read_and_left_as_it_is(
    healthy: bytes, store_path: Path, seed: int
) -> None:
    spoiled = _flipped(seed)(healthy)
    store_path.write_bytes(spoiled)
    try:
        with open_store(store_path, writable=seed % 2 == 0) as store:
            store.columns()
            store.integrity()
            store.counts()
    except StoreError as error:
        assert str(error).endswith(".")  # noqa: PT017
    assert store_path.read_bytes() == spoiled
    assert os.listdir(store_path.parent) == [store_path.name]


_VIEW = "CREATE VIEW v AS SELECT load_extension('x')"
_HUGE_CHECK = "CREATE TABLE t (a INTEGER CHECK (" + " + ".join(["a"] * 900) + " > 0))"
STATEMENTS: dict[str, list[str]] = {
    "trigger": [
        "CREATE TRIGGER t AFTER INSERT ON actors BEGIN DELETE FROM interactions; END"
    ],
    "trigger on deletion": [
        "CREATE TRIGGER t BEFORE DELETE ON participants BEGIN SELECT RAISE(ROLLBACK, 'x'); END"
    ],
    "view": [_VIEW],
    "view in place of a table": ["DROP TABLE amounts", "CREATE VIEW amounts AS SELECT 1 AS id"],
    "view bomb": [
        "CREATE VIEW v0 AS SELECT 1 AS a",
        *(
            f"CREATE VIEW v{n} AS SELECT a.a FROM v{n - 1} a, v{n - 1} b, v{n - 1} c"
            for n in range(1, 40)
        ),
    ],
    "foreign virtual table": ["CREATE VIRTUAL TABLE x USING fts5(a)"],
    "spatial table": ["CREATE VIRTUAL TABLE x USING rtree(id, a, b)"],
    "statistics table": ["CREATE VIRTUAL TABLE x USING dbstat(main)"],
    "search table of another tokenizer": [
        "DROP TABLE search_actors",
        "CREATE VIRTUAL TABLE search_actors USING fts5(words, tokenize = trigram)",
    ],
    "plain table in place of the search": [
        "DROP TABLE search_actors",
        "CREATE TABLE search_actors (words TEXT)",
    ],
    "table of another program": ["CREATE TABLE notes (a TEXT)"],
    "computed column": [
        "ALTER TABLE actors ADD COLUMN x TEXT AS (hex(zeroblob(1000000000))) VIRTUAL"
    ],
    "default expression": ["ALTER TABLE actors ADD COLUMN x TEXT DEFAULT 'x'"],
    "index on an expression": ["CREATE INDEX x ON actors (hex(zeroblob(length(name) * 1000000)))"],
    "partial index": ["CREATE INDEX x ON actors (name) WHERE length(name) > 3"],
    "missing index": ["DROP INDEX index_actors_name"],
    "missing table": ["DROP TABLE attributions"],
    "renamed column": ["ALTER TABLE actors RENAME COLUMN description TO descriptions"],
    "check with a slow expression": [_HUGE_CHECK],
    "thousands of tables": [f"CREATE TABLE t{n} (a)" for n in range(3_000)],
    "WITHOUT STRICT": [
        "DROP TABLE amounts",
        "CREATE TABLE amounts (id INTEGER PRIMARY KEY, interaction_id INTEGER, value REAL, "
        "unit TEXT, words TEXT, purpose TEXT)",
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_store_with_foreign_parts_is_refused_and_left_as_it_is(
    healthy: bytes, store_path: Path, name: str
) -> None:
    store_path.write_bytes(healthy)
    with closing(sqlite3.connect(store_path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("BEGIN")
        for statement in STATEMENTS[name]:
            connection.execute(statement)
        connection.execute("COMMIT")
    start = time.monotonic()
    _assert_refused_unchanged(store_path)
    assert time.monotonic() - start < 10


def _with_schema_rows(path: Path, changes: list[tuple[str, tuple[object, ...]]]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        for statement, values in changes:
            connection.execute(statement, values)


@pytest.mark.parametrize(
    ("statement", "values"),
    [
        ("UPDATE sqlite_schema SET sql = 'nonsense' WHERE name = 'actors'", ()),
        ("UPDATE sqlite_schema SET sql = NULL WHERE name = 'actors'", ()),
        ("UPDATE sqlite_schema SET rootpage = 3 WHERE name = 'actors'", ()),
        ("UPDATE sqlite_schema SET rootpage = 999999 WHERE name = 'actors'", ()),
        ("UPDATE sqlite_schema SET name = 'act\x07ors' WHERE name = 'actors'", ()),
        ("UPDATE sqlite_schema SET type = 'view' WHERE name = 'actors'", ()),
        ("UPDATE sqlite_schema SET tbl_name = 'roles' WHERE name = 'index_actors_name'", ()),
        ("UPDATE sqlite_schema SET sql = replace(sql, 'TEXT', 'BLOB') WHERE name = 'actors'", ()),
        (
            "UPDATE sqlite_schema SET sql = replace(sql, '= 1)', '>= 0)') WHERE name = 'evidence'",
            (),
        ),
        (
            "UPDATE sqlite_schema SET sql = sql || ? WHERE name = 'topics'",
            ("/*" + "x" * 9_000_000,),
        ),
        ("DELETE FROM sqlite_schema WHERE name = 'topics'", ()),
        ("INSERT INTO sqlite_schema VALUES ('table', 'x', 'x', 2, 'CREATE TABLE x (a)')", ()),
    ],
)  # fmt: skip
def test_a_forged_list_of_tables_is_refused_and_left_as_it_is(
    healthy: bytes, store_path: Path, statement: str, values: tuple[object, ...]
) -> None:
    store_path.write_bytes(healthy)
    _with_schema_rows(store_path, [(statement, values)])
    _assert_refused_unchanged(store_path)


def test_a_newer_minor_version_may_not_bring_what_acts_by_itself(
    healthy: bytes, store_path: Path
) -> None:
    for statement in (
        "CREATE TRIGGER t AFTER INSERT ON actors BEGIN SELECT 1; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE VIRTUAL TABLE x USING fts5(a)",
        "ALTER TABLE actors ADD COLUMN x TEXT AS (hex(name)) VIRTUAL",
        "ALTER TABLE actors RENAME COLUMN description TO d",
    ):
        store_path.write_bytes(healthy)
        with closing(sqlite3.connect(store_path, isolation_level=None)) as connection:
            connection.execute(statement)
            connection.execute("PRAGMA user_version = 65537")
        _assert_refused_unchanged(store_path)


def test_spacing_quoting_and_comments_make_no_difference(healthy: bytes, store_path: Path) -> None:
    store_path.write_bytes(healthy)
    statement = """UPDATE sqlite_schema SET sql = 'create table topics (id integer primary key,
        [key] text unique, /* readable */ `name` TEXT NOT NULL UNIQUE) strict'
        WHERE name = 'topics'"""
    _with_schema_rows(store_path, [(statement, ())])
    with open_store(store_path) as store:
        assert store.counts()["topics"] == 2


def test_a_folder_a_pipe_and_a_device_are_no_files(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (tmp_path, pipe, Path("/dev/zero"), Path("/dev/null"), tmp_path / "store" / "x"):
        start = time.monotonic()
        with pytest.raises(StoreError):
            open_store(path)
        assert time.monotonic() - start < 1
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(StoreError):
        open_store(tmp_path / "loop")


def test_a_store_behind_a_link_is_opened(healthy: bytes, store_path: Path) -> None:
    store_path.write_bytes(healthy)
    link = store_path.with_name("link.actors")
    link.symlink_to(store_path)
    with open_store(link) as store, store.atomic("Add") as writer:
        writer.insert("actors", name="A", kind_id=1)
    assert link.is_symlink()


def test_other_programs_databases_in_write_ahead_mode_are_left_alone(store_path: Path) -> None:
    with closing(sqlite3.connect(store_path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE t (a)")
    _assert_refused_unchanged(store_path)


def test_a_hostile_journal_is_not_played_into_a_refused_file(store_path: Path) -> None:
    store_path.write_bytes(b"SQLite format 3\x00" + bytes(4_080))
    journal = store_path.with_name(f"{store_path.name}-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(4_088))
    _assert_refused_unchanged(store_path)


def _faults_of(path: Path) -> list[str]:
    try:
        with open_store(path, writable=False) as store:
            store.columns()
            return store.integrity()
    except StoreError as error:
        return [str(error)]


def test_a_large_damaged_store_fails_in_words_when_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.files.opening.WHOLE_CHECK_BYTES", 0)
    path = tmp_path / "g.actors"
    generate_store(path, 300, 3_000).close()
    whole = path.read_bytes()
    for seed in range(10):
        chance, spoiled = random.Random(seed), bytearray(whole)
        for _ in range(40):
            page = chance.randrange(1, len(whole) // 4_096)
            spoiled[page * 4_096 : page * 4_096 + 64] = chance.randbytes(64)
        path.write_bytes(spoiled)
        assert _faults_of(path)
        assert path.read_bytes() == spoiled


def test_text_that_looks_like_markup_or_commands_is_text(store_path: Path) -> None:
    texts = [
        "<img src=x onerror=alert(1)>", "<script>alert('x')</script>", "'; DROP TABLE actors; --",
        "\u202eevil\u202c", "=1+1", "{{7*7}}", "%s%n", "\ufeff", "a\u0300" * 1_000,
        "../../etc/passwd",
    ]  # fmt: skip
    with create_store(store_path, title=texts[0]) as store, store.atomic(texts[1]) as writer:
        writer.insert_many("actors", ("name", "kind_id"), [(text, 1) for text in texts])
    with open_store(store_path) as store:
        assert store.title == texts[0]
        assert list(store.columns().actor_name) == texts
        assert store.integrity() == []


def test_connections_are_hardened(healthy: bytes, store_path: Path) -> None:
    store_path.write_bytes(healthy)
    with closing(connect(store_path, for_writing=False)) as connection:
        settings = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("trusted_schema", "cell_size_check", "query_only", "foreign_keys")
        }
        assert settings == {
            "trusted_schema": 0, "cell_size_check": 1, "query_only": 1, "foreign_keys": 1,
        }  # fmt: skip
        for statement in (
            "ATTACH DATABASE 'x' AS x",
            "SELECT load_extension('x')",
            "SELECT zeroblob(900000000)",
            f"SELECT {'+'.join('1' * 300)}",
        ):
            with pytest.raises(sqlite3.Error):
                connection.execute(statement).fetchall()


def test_a_trigger_says_its_name(healthy: bytes, store_path: Path) -> None:
    store_path.write_bytes(healthy)
    with closing(sqlite3.connect(store_path)) as connection:
        connection.execute(
            "CREATE TRIGGER evil AFTER INSERT ON actors BEGIN DELETE FROM quotes; END"
        )
    with pytest.raises(StoreHostile, match="trigger “evil”"):
        open_store(store_path)


def test_a_word_outside_the_vocabulary_is_read_as_unclear_and_told(
    healthy: bytes, store_path: Path
) -> None:
    store_path.write_bytes(healthy)
    with closing(sqlite3.connect(store_path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE interactions SET standing = 'x' WHERE id = 1")
    with open_store(store_path, writable=False) as store:
        assert STANDINGS[store.columns().standing[0]] == "unclear"
        assert "standing" in store.integrity()[0]
