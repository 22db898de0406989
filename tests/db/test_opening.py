"""Opening: paths of all sorts, read-only places, other programs, leftovers; no byte changes."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from db import (
    NotAStore,
    Store,
    StoreDamaged,
    StoreReadOnly,
    StoreTooNew,
    StoreUnavailable,
    create_store,
    open_store,
)
from db.files.connection import file_uri, uri_path
from db.format.schema import FORMAT_VERSION
from tests.db.dumping import dump


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _beside(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.parent.iterdir())


@pytest.mark.parametrize(
    "name",
    [
        "with spaces.actors", "#1.actors", "50%20off?.actors", "a&mode=memory.actors",
        "ստորեր.actors", "مخزن.actors", "存储.actors", "Şuşa.actors", "no ending", "-dash.actors",
        "quote'\".actors", "semi;colon.actors", "new\nline.actors", "b\\slash.actors",
        ":memory:", "file:x.actors",
    ],
)  # fmt: skip
@pytest.mark.parametrize("folder", [".", "a folder #2 ?x=1 %41 ქ"])
def test_a_store_may_be_called_and_lie_as_it_likes(tmp_path: Path, folder: str, name: str) -> None:
    (tmp_path / folder).mkdir(exist_ok=True)
    path = tmp_path / folder / name
    with create_store(path, title="Ť") as store, store.atomic("Add") as writer:
        writer.insert("actors", name="A", kind_id=1)
    with open_store(path) as store:
        assert store.path == Path(os.path.abspath(path))
        assert (store.title, store.counts()["actors"]) == ("Ť", 1)
    assert [entry.name for entry in path.parent.iterdir() if entry.is_file()] == [name]


def test_a_relative_path_keeps_its_meaning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with create_store("s.actors", title="T") as store:
        monkeypatch.chdir("/")
        with store.atomic("Add") as writer:
            writer.insert("actors", name="A", kind_id=1)
        assert store.path == tmp_path / "s.actors"


def test_a_name_that_is_no_text_opens(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.actors"))
    with create_store(path, title="T"):
        pass
    with open_store(path) as store:
        assert store.title == "T"


@pytest.mark.parametrize(
    ("path", "separator", "address"),
    [
        ("/home/ä/a b#1?.actors", "/", "file:///home/%C3%A4/a%20b%231%3F.actors"),
        ("/a\\b:c%.actors", "/", "file:///a%5Cb%3Ac%25.actors"),
        ("C:\\Users\\Şuşa\\a#b.actors", "\\", "file:///C:/Users/%C5%9Eu%C5%9Fa/a%23b.actors"),
        ("\\\\server\\share\\x.actors", "\\", "file:////server/share/x.actors"),
    ],
)
def test_paths_of_all_systems_become_addresses(path: str, separator: str, address: str) -> None:
    assert uri_path(path.encode(), separator=separator) == address


def test_a_doubled_slash_is_no_host(tmp_path: Path) -> None:
    assert file_uri(Path("//host/x"), mode="ro").startswith("file:////host")
    with create_store(f"/{tmp_path}/s.actors", title="T") as store:
        assert store.title == "T"


def test_opening_and_reading_leave_every_byte(told_store: Store, store_path: Path) -> None:
    told_store.close()
    before, beside, changed = (
        _hash(store_path),
        _beside(store_path),
        os.stat(store_path).st_mtime_ns,
    )
    for writable in (True, False):
        with open_store(store_path, writable=writable) as store:
            assert store.is_read_only is not writable
            store.columns()
            store.integrity()
            store.counts()
            assert not store.changed_outside()
    assert (_hash(store_path), _beside(store_path)) == (before, beside)
    assert os.stat(store_path).st_mtime_ns == changed


def test_a_store_opened_for_reading_is_not_written(told_store: Store, store_path: Path) -> None:
    told_store.close()
    with open_store(store_path, writable=False) as store:
        with pytest.raises(StoreReadOnly, match="reading only"), store.atomic("X"):
            pass
        with pytest.raises(StoreReadOnly):
            store.rebuild_search()
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            store.connection.execute("DELETE FROM actors")


def test_a_file_or_folder_marked_read_only_is_opened_for_reading(
    told_store: Store, store_path: Path
) -> None:
    told_store.close()
    for place, writable_mode in ((store_path, 0o644), (store_path.parent, 0o755)):
        before, beside = _hash(store_path), _beside(store_path)
        place.chmod(stat.S_IRUSR | stat.S_IXUSR)
        try:
            with open_store(store_path) as store:
                assert store.is_read_only
                assert len(store.columns().actor_id) == 3
        finally:
            place.chmod(writable_mode)
        assert (_hash(store_path), _beside(store_path)) == (before, beside)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_unavailable(told_store: Store, store_path: Path) -> None:
    told_store.close()
    store_path.chmod(0)
    with pytest.raises(StoreUnavailable, match="permission"):
        open_store(store_path)


@pytest.mark.parametrize("path", ["", "missing/x.actors", "x" * 5_000, "nul\x00.actors"])
def test_what_is_not_there_is_said_to_be_unavailable(tmp_path: Path, path: str) -> None:
    with pytest.raises(StoreUnavailable) as caught:
        open_store(tmp_path / path)
    assert caught.value.path == tmp_path / path
    with pytest.raises(StoreUnavailable):
        create_store(tmp_path / path, title="T")
    assert list(tmp_path.iterdir()) == []


def test_creating_never_replaces_unasked(told_store: Store, store_path: Path) -> None:
    told_store.close()
    before, beside = _hash(store_path), _beside(store_path)
    with pytest.raises(StoreUnavailable, match="exists already"):
        create_store(store_path, title="T")
    assert (_hash(store_path), _beside(store_path)) == (before, beside)
    with create_store(store_path, title="New", overwrite=True) as store:
        assert (store.title, store.counts()["actors"]) == ("New", 0)
    assert _beside(store_path) == beside


def test_each_store_has_an_identity_of_its_own(tmp_path: Path) -> None:
    with create_store(tmp_path / "a", title="T") as a, create_store(tmp_path / "b", title="T") as b:
        assert a.uuid != b.uuid
        assert a.format_version == FORMAT_VERSION


def test_a_newer_minor_version_is_opened_for_reading(told_store: Store, store_path: Path) -> None:
    major, minor = FORMAT_VERSION
    told_store.close()
    with closing(sqlite3.connect(store_path)) as connection:
        connection.execute("ALTER TABLE actors ADD COLUMN mood TEXT")
        connection.execute("CREATE TABLE moods (id INTEGER PRIMARY KEY, name TEXT) STRICT")
        connection.execute(f"PRAGMA user_version = {major * 65_536 + minor + 1}")
    before = _hash(store_path)
    with open_store(store_path) as store:
        assert store.is_read_only
        assert store.format_version == (major, minor + 1)
        assert len(store.columns().actor_id) == 3
    assert _hash(store_path) == before


def test_a_newer_major_version_is_refused_with_what_to_do(
    told_store: Store, store_path: Path
) -> None:
    told_store.close()
    with closing(sqlite3.connect(store_path)) as connection:
        connection.execute(f"PRAGMA user_version = {(FORMAT_VERSION[0] + 1) * 65_536}")
    with pytest.raises(StoreTooNew, match="update the program") as caught:
        open_store(store_path)
    assert caught.value.found_version == (FORMAT_VERSION[0] + 1, 0)


def test_a_backup_is_a_whole_store_of_the_same_identity(told_store: Store, tmp_path: Path) -> None:
    target = tmp_path / "copy of it.actors"
    told_store.back_up(target)
    with open_store(target) as copy:
        assert copy.uuid == told_store.uuid
        assert dump(copy) == dump(told_store)
        assert copy.integrity() == []
    with pytest.raises(StoreUnavailable, match="exists already"):
        told_store.back_up(target)
    with pytest.raises(StoreUnavailable, match="could not be written"):
        told_store.back_up(tmp_path / "no folder" / "x")


def test_an_older_format_is_renewed_after_a_backup(
    told_store: Store, store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlite_utils.db import Database
    from sqlite_utils.migrations import Migrations

    from db.format import migrations

    told_store.close()
    before = store_path.read_bytes()
    longer = Migrations("actor_explorer")
    for step in migrations.STEPS._migrations:
        longer(name=step.name)(step.fn)
    should_fail = True

    @longer(name="format 1.2")
    def later(database: Database) -> None:
        database.conn.execute("UPDATE meta SET value = 'Renewed' WHERE name = 'title'")
        database.conn.execute("PRAGMA user_version = 65538")
        if should_fail:
            raise sqlite3.OperationalError("broken step")

    monkeypatch.setattr(migrations, "STEPS", longer)
    for module in ("header", "opening"):
        monkeypatch.setattr(f"db.files.{module}.FORMAT_VERSION", (1, 2))
    with pytest.raises(sqlite3.OperationalError, match="broken step"):
        open_store(store_path)
    assert store_path.read_bytes() == before
    with open_store(store_path, writable=False) as store:
        assert store.is_read_only
        assert store.title != "Renewed"
    assert store_path.read_bytes() == before
    should_fail = False
    with open_store(store_path) as store:
        assert store.title == "Renewed"
        assert store.format_version == (1, 2)
        assert store.counts()["_sqlite_migrations"] == 3
    backups = sorted(store_path.parent.glob("*before-update*"))
    assert len(backups) == 2
    with closing(sqlite3.connect(backups[0])) as connection:
        assert connection.execute("SELECT count(*) FROM actors").fetchone() == (3,)


def test_a_broken_off_file_is_damaged_and_a_foreign_one_no_store(
    told_store: Store, store_path: Path
) -> None:
    told_store.close()
    whole = store_path.read_bytes()
    store_path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(StoreDamaged, match="breaks off"):
        open_store(store_path)
    store_path.write_bytes(b"PK\x03\x04" + whole[4:])
    with pytest.raises(NotAStore, match="not an SQLite file"):
        open_store(store_path)
