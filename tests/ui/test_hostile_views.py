"""What a stranger may have forged for the window: views in pictures, memories, settings."""

from __future__ import annotations

import json
import os
import shutil
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import platformdirs
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from explorer.summary import summary
from tests.ui.hostile_window import assert_said, holdings, put_back, window, window_on
from ui.app import Program
from ui.memory import ViewMemory
from ui.snapshot.carried_view import KEY
from ui.snapshot.known_stores import KnownStores


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


# --- views carried by pictures --------------------------------------------------------------------


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check


def _picture(path: Path, text: str | bytes, *, side: int = 1, is_packed: bool = False) -> Path:
    """Write a PNG with a text in it, as a stranger would: by hand."""
    words = text.encode("utf-8") if isinstance(text, str) else text
    said = KEY.encode() + (b"\0\0" + zlib.compress(words, 9) if is_packed else b"\0" + words)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
        + _chunk(b"zTXt" if is_packed else b"tEXt", said)
        + _chunk(b"IDAT", zlib.compress(b"\0\xff\xff\xff"))
        + _chunk(b"IEND", b"")
    )
    return path


def _view(sample_store: Path, places: object = None, **view: object) -> str:
    """Return a view of the sample as a picture carries it, with values of a stranger."""
    store = {"name": sample_store.name, "uuid": summary(sample_store).get("uuid", ""), "way": ""}
    data = {"version": 1, "view": view, "places": places or {}, "store": store}
    return json.dumps(data)


VIEWS: dict[str, dict[str, Any]] = {
    "ids that are not there": {"actors": [999_999, -4, 2**63], "interactions": [0, 2**80]},
    "a tie of one": {"actors": [1], "is_tie": True},
    "a tie to nobody": {"actors": [1, 99_999], "is_tie": True},
    "a source that is not there": {"source": 2**70},
    "the focus on nobody": {"focus": [-1, 2**70], "hops": 10**9},
    "endless numbers": {"viewport": [float("nan"), float("inf"), 1e308, 1e308], "hops": 1e308},
    "infinite ids": {"actors": [float("inf")], "focus": [1e400]},
    "not a number": {"actors": [float("nan")], "window": [float("nan"), 1]},
    "a speck": {"viewport": [0, 0, 1e-300, 1e-300]},
    "the far side": {"viewport": [9e8, -9e8, 1, 1]},
    "all of space": {"viewport": [-9e8, -9e8, 9.9e8, 9.9e8]},
    "a window beyond all days": {"window": [-(2**80), 2**80]},
    "a window that ends first": {"window": [5, -5]},
    "a window of one": {"window": [1]},
    "mixed filters": {"filter": {"topics": [1, "x"], "actor_kinds": [1, None, "person"]}},
    "filters of all kinds": {"filter": {"sources": 7, "unnamed": "yes", "nonsense": [1]}},
    "a filter of lists": {"filter": {"places": [[1], {}]}},
    "all of other types": {"actors": {"a": 1}, "lanes": 7, "projection": [], "size_by": {}},
    "words in place of numbers": {"hops": "many", "source": "<b>"},
}  # fmt: skip


@pytest.mark.parametrize("name", VIEWS)
def test_a_forged_view_is_refused_in_words_or_shown_as_far_as_it_makes_sense(
    program: Program, sample_store: Path, tmp_path: Path, name: str
) -> None:
    text = _view(sample_store, **VIEWS[name])
    picture = _picture(tmp_path / "view.png", text)
    shutil.copy(sample_store, tmp_path / sample_store.name)
    before = holdings(tmp_path)
    program.files.open(picture)
    QApplication.processEvents()
    program.details.view.finish()
    program.window.grab()
    program.state.change(dim_others=False)
    program.actions["view.fit"].trigger()
    program.window.grab()
    assert "26 actors" in program.status.counts_text or "of 26" in program.status.counts_text
    if program.window.notice.isVisible():
        assert_said(program, "view.png")
    assert before == holdings(tmp_path)
    # And what it left is kept and comes back like any other view.
    program.document.close()
    program.files.open(sample_store)
    assert not program.window.notice.isVisible()


_PLACES: dict[str, Any] = {
    "words": "far away",
    "a list": [1, 2],
    "columns of other lengths": {"keys": [1, 2], "x": [1.0], "y": []},
    "endless": {"keys": [1, 2, 3], "x": [float("inf"), 1e308, float("nan")], "y": [0, 0, 10**400]},
    "words as numbers": {"keys": ["a"], "x": ["b"], "y": ["c"], "pinned": "all"},
    "all in one place": {"keys": list(range(60)), "x": [0.0] * 60, "y": [0.0] * 60},
    "at the edge of space": {
        "keys": list(range(60)), "x": [9e5] * 60, "y": [-9e4] * 60, "pinned": list(range(60)),
    },
    "pinned to nothing": {"keys": [], "x": [], "y": [], "pinned": [[1], None]},
}  # fmt: skip


@pytest.mark.parametrize("name", _PLACES)
def test_forged_places_leave_a_network_that_can_be_seen(
    program: Program, sample_store: Path, tmp_path: Path, name: str
) -> None:
    shutil.copy(sample_store, tmp_path / sample_store.name)
    text = _view(sample_store, {"ties": _PLACES[name], "interactions": _PLACES[name]})
    program.files.open(_picture(tmp_path / "view.png", text))
    program.state.change(projection="interactions")
    program.window.grab()
    assert program.arranger.arrangement is not None
    assert bool((abs(program.arranger.arrangement.xy) < 1e7).all())
    program.state.change(projection="ties")
    program.window.grab()


@pytest.mark.parametrize(
    ("text", "is_packed"),
    [
        ("", False),
        ("null", False),
        ("[" * 200_000, False),
        ('{"version": 1, "view": ' + "[" * 5_000 + "]" * 5_000 + "}", False),
        ('{"version": 99, "view": {}, "store": {}}', False),
        ('{"version": 1, "view": {"hops": 1' + "0" * 5_000 + "}}", False),
        ("{'version': 1}", False),
        (b"\xff\xfe\x00\x80" * 50, False),
        (b" " * 300_000_000, True),
    ],
    ids=["nothing", "null", "deep", "deep inside", "later", "long number", "quotes", "noise",
         "a bomb"],
)  # fmt: skip
def test_a_picture_whose_words_are_no_view_is_refused(
    program: Program, sample_store: Path, tmp_path: Path, text: str | bytes, is_packed: bool
) -> None:
    picture = _picture(tmp_path / "view.png", text, is_packed=is_packed)
    before = picture.read_bytes()
    program.files.open(picture)
    assert_said(program, "view.png")
    assert sample_store == program.document.session.path
    assert before == picture.read_bytes()


def test_pictures_of_others_and_of_absurd_size_are_refused(
    program: Program, tmp_path: Path
) -> None:
    plain = tmp_path / "plain.png"
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(0)
    image.save(str(plain))
    letter = tmp_path / "letter.png"
    letter.write_text("<svg onload=alert(1)>")
    for picture in (plain, letter, _picture(tmp_path / "huge.png", "", side=2**31 - 1)):
        program.window.notice.hide()
        program.files.open(picture)
        assert_said(program, picture.name)


def test_a_stranger_s_name_of_a_store_is_asked_for_in_one_short_line(
    program: Program, tmp_path: Path
) -> None:
    store = {"name": "<b>\u202e" + "long\n" * 9_000, "uuid": "x", "way": "../" * 9_000}
    text = json.dumps({"version": 1, "view": {}, "places": {}, "store": store})
    asked: list[str] = []
    program.snapshot.ask_store = lambda title, *_: asked.append(title) or ""
    program.files.open(_picture(tmp_path / "view.png", text))
    assert_said(program, "view.png")
    for said in (*asked, program.window.notice.text):
        assert not set(said) & {"\u202e", "\n"}
        assert len(said) < 400


# --- what is kept for the next time ---------------------------------------------------------------

GARBAGE = (b"", b"\0" * 999, b"{", b"[" * 200_000, b"\xff\xfe", b'{"version": 1, "view": 7}', b"1")


@pytest.mark.parametrize("kept", GARBAGE, ids=range(len(GARBAGE)))
def test_a_spoilt_memory_of_views_is_passed_over(kept: bytes, tmp_path: Path) -> None:
    (tmp_path / "u.json").write_bytes(kept)
    assert ViewMemory(tmp_path).read("u") is None
    (tmp_path / "pictured-stores.json").write_bytes(kept)
    known = KnownStores(tmp_path)
    assert known.find("u") is None
    known.note("u", tmp_path / "u.json")
    assert tmp_path / "u.json" == known.find("u")


def test_a_store_whose_own_name_is_a_path_keeps_its_view_in_its_folder(tmp_path: Path) -> None:
    views = tmp_path / "views"
    memory = ViewMemory(views)
    for uuid in ("../../escaped", "/etc/x", "a\0b", "", "x" * 10_000_000, "C:\\x", "\ud800"):
        found = memory.read(uuid)
        assert found is None or isinstance(found, tuple)
        memory._file(uuid).relative_to(views)
        assert len(memory._file(uuid).name) < 100


@pytest.mark.qt_log_ignore("QVariant::load: unknown user type")
@pytest.mark.parametrize(
    "words",
    [
        "\0\1\2 nonsense ]][[ = =",
        "[General]\ntheme=<b>\ntext_scale=nan\nreduced_motion=@Variant(\\0\\0\\0\\x7f)\n",
        "[General]\ntext_scale=1e400\nrecent=7\n",
        f"[General]\nrecent=/{'x' * 5_000}, /a\\0b, /proc/1/cwd/x, 7\n",
        "[General]\nrecent=@Variant(\\0\\0\\0\\b\\0\\0\\0\\1)\n",
        "[window]\ngeometry=@ByteArray(\\xff\\xff)\nsizes=filters=nan|=|details=-3|timeline\nfolded=|x|<b>",
        "[window]\ngeometry=7\nsizes=8\nfolded=@Invalid()\n",
    ],
    ids=range(7),
)
def test_garbage_in_the_settings_starts_with_the_defaults(
    qapp: QApplication, own_home: Path, words: str
) -> None:
    file = own_home / "config" / "ActorExplorer" / "Actor Explorer.ini"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(words.encode("utf-8"))
    with window(qapp) as made:
        made.start()
        QApplication.processEvents()
        assert made.first_run.isVisible()
        assert 1.0 == made.appearance.text_scale
        assert [] == made.recent.present


def test_the_platform_s_own_places_are_those_of_the_test() -> None:
    # Else the tests above would read a developer's settings and prove nothing.
    assert os.environ["XDG_DATA_HOME"] in platformdirs.user_data_dir("actor-explorer")
