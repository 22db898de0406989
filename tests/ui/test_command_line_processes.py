"""The command as a process of its own: what it loads, prints and survives."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from explorer.sample import create_sample, sample_text

_ROOT = Path(__file__).resolve().parents[2]
_HEAVY = ("PySide6", "shiboken6", "pyqtgraph", "numba", "networkx", "scipy")
_SEVERAL_S = 60


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "ui", *(str(argument) for argument in arguments)]


def environment(**changed: str) -> dict[str, str]:
    kept = {**os.environ, "PYTHONPATH": str(_ROOT), **changed}
    return {name: value for name, value in kept.items() if value}


def run(*arguments: object, cwd: Path, **changed: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        command(*arguments),
        cwd=cwd,
        env=environment(**changed),
        capture_output=True,
        timeout=_SEVERAL_S,
        check=False,
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.actors"
    create_sample(path).close()
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        ["info", "STORE"],
        ["info", "STORE", "--json"],
        ["export", "STORE", "-"],
        ["import", "new.actors", "in.json"],
        ["sample", "sample.actors"],
        ["--help"],
        ["snapshot", "--help"],
    ],
)
def test_what_needs_no_window_loads_neither_qt_nor_compilers(store, tmp_path, arguments):
    (tmp_path / "in.json").write_text(sample_text(), encoding="utf-8")
    given = [str(store) if word == "STORE" else word for word in arguments]
    code = (
        "import sys\n"
        "from ui.command_line import main\n"
        f"try:\n    main({given!r}, standalone_mode=False)\n"
        "except SystemExit:\n    pass\n"
        f"heavy = [m for m in {_HEAVY!r} if m in sys.modules]\n"
        "sys.stderr.write(','.join(heavy))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        timeout=_SEVERAL_S,
        check=False,
    )
    assert (0, b"") == (done.returncode, done.stderr)


def test_a_terminal_of_ascii_gets_escapes_and_no_fault(store, tmp_path):
    path = tmp_path / "Արցախ ' # %.actors"
    path.write_bytes(store.read_bytes())
    for changed in (
        {"LC_ALL": "C", "LANG": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
    ):
        # The old variables would win over those of the test.
        done = run("info", path, cwd=tmp_path, **changed)
        assert (0, b"") == (done.returncode, done.stderr), changed
        done = run("info", path, "--json", cwd=tmp_path, **changed)
        assert "ok" == json.loads(done.stdout)["integrity"]
        done = run("export", path, "-", cwd=tmp_path, **changed)
        assert sample_text().encode() == done.stdout
        done = run("sample", path, cwd=tmp_path, **changed)
        assert 1 == done.returncode
        assert done.stderr.startswith(b"error: ")
        assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="file names are text there")
def test_a_file_name_that_is_no_text_is_no_fault(tmp_path):
    name = b"caf\xe9.actors"
    done = subprocess.run(
        [sys.executable.encode(), b"-m", b"ui", b"sample", name],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        timeout=_SEVERAL_S,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode in (0, 1)


@pytest.mark.skipif(sys.platform == "win32", reason="needs pipes of a shell")
def test_a_reader_that_goes_away_is_no_fault(store, tmp_path):
    reading, writing = os.pipe()
    os.close(reading)
    for arguments in (["export", store, "-"], ["info", store], ["info", store, "--json"]):
        done = subprocess.run(
            command(*arguments),
            cwd=tmp_path,
            env=environment(),
            stdout=writing,
            stderr=subprocess.PIPE,
            timeout=_SEVERAL_S,
            check=False,
        )
        assert b"" == done.stderr, done.stderr
        assert 1 == done.returncode
    os.close(writing)


def test_a_store_named_like_a_command_is_opened_by_its_path(store, tmp_path):
    (tmp_path / "info").write_bytes(store.read_bytes())
    plain = {"QT_QPA_PLATFORM": "", "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    done = run("./info", cwd=tmp_path, **plain)
    assert 0 == done.returncode, done.stderr
    assert b"There is no display" in done.stdout
    assert (tmp_path / "info.png").exists()
    done = run("info", "info", "--json", cwd=tmp_path)
    assert "ok" == json.loads(done.stdout)["integrity"]


def test_a_snapshot_needs_no_display(store, tmp_path):
    plain = {"QT_QPA_PLATFORM": "", "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    done = run("snapshot", store, "a b.png", "--theme", "dark", cwd=tmp_path, **plain)
    assert (0, b"Wrote a b.png.\n") == (done.returncode, done.stdout), done.stderr
    assert b"" == done.stderr
    assert (tmp_path / "a b.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="needs permissions that root ignores"
)
def test_in_a_folder_that_may_not_be_written_the_picture_goes_elsewhere(tmp_path):
    folder, spare = tmp_path / "locked", tmp_path / "spare"
    folder.mkdir()
    spare.mkdir()
    folder.chmod(0o500)
    plain = {"QT_QPA_PLATFORM": "", "DISPLAY": "", "WAYLAND_DISPLAY": "", "TMPDIR": str(spare)}
    done = run(cwd=folder, **plain)
    folder.chmod(0o700)
    assert 0 == done.returncode, done.stderr
    assert (spare / "us-karabakh-2023-09.png").exists()
