"""Damaged and hostile files in window and command line: one sentence each, not a byte changed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication

from tests.ui.command_stand import assert_refused, run
from tests.ui.hostile_window import assert_said, holdings, put_back, window, window_on
from ui.app import Program

Spoil = Callable[[bytes], bytes]


def _put(offset: int, value: bytes) -> Spoil:
    return lambda whole: whole[:offset] + value + whole[offset + len(value) :]


def _with(*statements: str) -> Spoil:
    """Let another program execute statements in the store."""

    def spoil(whole: bytes) -> bytes:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
            connection.deserialize(whole)
            for statement in statements:
                connection.execute(statement)
            return bytes(connection.serialize())

    return spoil


_BOMB = (
    "CREATE VIEW b0 AS SELECT 1 AS x",
    *(f"CREATE VIEW b{n} AS SELECT p.x FROM b{n - 1} p, b{n - 1} q" for n in range(1, 30)),
)
FILES: dict[str, Spoil] = {
    "empty": lambda _: b"",
    "a letter": lambda _: b"Dear reader,\n<b>bold</b>\n",
    "a page of HTML": lambda _: b"<html><script>alert(1)</script></html>" * 100,
    "an archive": lambda _: b"PK\x03\x04" + bytes(5_000),
    "a picture": lambda _: b"\x89PNG\r\n\x1a\n" + bytes(5_000),
    "zeros": lambda whole: bytes(len(whole)),
    "cut in the header": lambda whole: whole[:60],
    "cut in half": lambda whole: whole[: len(whole) // 2],
    "without its end": lambda whole: whole[:-4_000],
    "another program's": _put(68, struct.pack(">I", 252_006_673)),
    "nobody's": _put(68, bytes(4)),
    "of a later version": _put(60, struct.pack(">I", 2 * 65_536)),
    "of another encoding": _put(56, struct.pack(">I", 2)),
    "with a page of noise": lambda whole: whole[:8_192] + b"\xa5" * 4_096 + whole[12_288:],
    "with a trigger": _with("CREATE TRIGGER t AFTER INSERT ON actors BEGIN SELECT 1; END"),
    "with a bomb of views": _with(*_BOMB),
    "with a table of its own": _with("CREATE TABLE notes (a TEXT)"),
    "without a table": _with("PRAGMA foreign_keys = OFF", "DROP TABLE amounts"),
    "with a computed column": _with(
        "ALTER TABLE actors ADD COLUMN x TEXT AS (hex(zeroblob(100000000))) VIRTUAL"
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def shared(
    qapp: QApplication, sample_store: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Program]:
    with window_on(qapp, sample_store, tmp_path_factory) as made:
        yield made


@pytest.fixture
def program(shared: Program, sample_store: Path) -> Program:
    put_back(shared, sample_store)
    return shared


@pytest.fixture
def fresh(qapp: QApplication) -> Iterator[Program]:
    with window(qapp) as made:
        yield made


def _drop(program: Program, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    program.window.dropEvent(QDropEvent(QPointF(9, 9), copy, data, left, none))


def _choose(program: Program, path: Path) -> None:
    program.files.ask_open = lambda *_: str(path)
    program.actions["store.open"].trigger()


WAYS: dict[str, Callable[[Program, Path], None]] = {
    "dropped": _drop,
    "chosen": _choose,
    "recent": lambda program, path: program.first_run.recent_requested.emit(path),
}


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_explained_the_open_store_stays_and_no_byte_changes(
    program: Program, sample_store: Path, tmp_path: Path, name: str
) -> None:
    bad = tmp_path / "bad <b>file</b> & more".replace("/", "∕")
    bad.write_bytes(FILES[name](sample_store.read_bytes()))
    before = holdings(tmp_path)
    way = list(WAYS.values())[list(FILES).index(name) % len(WAYS)]
    way(program, bad)
    assert_said(program, bad.name)
    assert program.document.session is not None
    assert sample_store == program.document.session.path
    assert "26 actors" in program.status.counts_text
    assert before == holdings(tmp_path)
    assert bad not in program.settings.recent()


@pytest.mark.parametrize("way", WAYS)
def test_each_way_of_opening_says_the_same(program: Program, tmp_path: Path, way: str) -> None:
    bad = tmp_path / "letter.actors"
    bad.write_text("Dear reader")
    WAYS[way](program, bad)
    assert_said(program, "letter.actors", "not a store")


def test_a_bad_file_given_at_the_start_leaves_the_first_page(
    fresh: Program, tmp_path: Path
) -> None:
    bad = tmp_path / "letter.actors"
    bad.write_text("Dear reader")
    fresh.start(bad)
    assert_said(fresh, "letter.actors")
    assert fresh.first_run.isVisible()
    assert fresh.document.session is None


@pytest.mark.parametrize(
    "make",
    [
        lambda here: here,
        lambda here: here / "nothing here",
        lambda here: here / ("x" * 5_000),
        lambda here: Path(f"{here}/a\0b"),
        lambda here: Path("/dev/zero"),
        lambda here: here / "letter" / "inside",
    ],
    ids=["folder", "nothing", "long name", "NUL", "device", "inside a file"],
)
def test_what_is_no_file_is_explained(
    program: Program, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    (tmp_path / "letter").write_text("x")
    for suffix in ("", ".png"):
        path = make(tmp_path)
        program.window.notice.hide()
        program.files.open(path.with_name(path.name + suffix) if suffix else path)
        QApplication.processEvents()
        assert program.window.notice.isVisible()
        assert len(program.window.notice.text) < 6_000
    assert program.document.session is not None


def test_a_locked_store_is_said_to_be_and_can_be_tried_again(
    program: Program, sample_store: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(sample_store, tmp_path / "locked.actors"))
    before = path.read_bytes()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        program.files.open(path)
        assert_said(program, "locked.actors")
        assert program.document.session.path == sample_store
        other.execute("ROLLBACK")
    program.window.notice._buttons[0].click()
    assert path == program.document.session.path
    assert before == path.read_bytes()


def test_looking_at_a_store_writes_nothing_into_it(
    program: Program, sample_store: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(sample_store, tmp_path / "seen.actors"))
    before = holdings(tmp_path)
    program.files.open(path)
    program.state.change(projection="interactions")
    program.arranger.pin(1, 2.0, 3.0)
    program.files.open(sample_store)
    assert before == holdings(tmp_path)


# --- the command line -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_every_command_refuses_a_bad_file_and_changes_nothing(
    qapp: QApplication, sample_store: Path, tmp_path: Path, name: str
) -> None:
    bad, notes = tmp_path / "bad.actors", tmp_path / "notes.json"
    bad.write_bytes(FILES[name](sample_store.read_bytes()))
    notes.write_text('{"actors": []}')
    before = holdings(tmp_path)
    out = tmp_path / "out"
    for arguments in (
        ("info", bad),
        ("info", bad, "--json"),
        ("export", bad, out),
        ("import", bad, notes),
        ("snapshot", bad, f"{out}.svg"),
    ):
        result = run(*arguments)
        assert_refused(result, "bad.actors")
        assert 1 == len(result.stderr.strip().splitlines()), result.stderr
        assert len(result.stderr) < 900
        assert before == holdings(tmp_path)


@pytest.mark.parametrize("name", ["with a bomb of views", "of a later version", "cut in half"])
def test_a_process_of_its_own_ends_with_one_line_and_a_one(
    sample_store: Path, tmp_path: Path, name: str
) -> None:
    bad = tmp_path / "bad.actors"
    bad.write_bytes(FILES[name](sample_store.read_bytes()))
    before = holdings(tmp_path)
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-m", "ui", "info", str(bad)],
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (1, b"") == (done.returncode, done.stdout)
    assert done.stderr.startswith(b"error: ")
    assert 1 == len(done.stderr.strip().splitlines())
    assert before == holdings(tmp_path)
