"""What each command does, says and refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from db import create_store, open_store
from explorer.sample import create_sample, sample_text
from tests.ui.command_stand import assert_refused, run
from ui import command_line
from ui.command_line import main

_KEYS = {
    "actors",
    "relations",
    "interactions",
    "participants",
    "sources",
    "quotes",
    "accounts",
    "first_date",
    "last_date",
    "schema_version",
    "integrity",
}
_COMMANDS = ["open", "sample", "info", "import", "export", "snapshot"]


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "us karabakh #1 100% Արցախ.actors"
    create_sample(path).close()
    return path


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- help and usage ------------------------------------------------------------------------------


@pytest.mark.parametrize("command", _COMMANDS)
def test_every_command_explains_itself_with_an_example(command):
    result = run(command, "--help")
    assert 0 == result.exit_code
    assert "Example" in result.output
    assert f"actor-explorer {command}" in result.output


def test_the_program_lists_its_commands():
    for option in ("--help", "-h"):
        result = run(option)
        assert 0 == result.exit_code
        assert all(name in result.output for name in _COMMANDS)
    assert 0 == run("--version").exit_code


@pytest.mark.parametrize(
    "arguments",
    [
        ("info",),
        ("info", "a", "b"),
        ("import", "a.actors"),
        ("snapshot", "a.actors"),
        ("snapshot", "a.actors", "a.png", "--theme", "pink"),
        ("snapshot", "a.actors", "a.png", "--width", "0"),
        ("snapshot", "a.actors", "a.png", "--scale", "2", "--dpi", "300"),
        ("snapshot", "a.actors", "a.png", "--hops", "2"),
        ("--nonsense",),
        ("--sample", "a.actors"),
    ],
)
def test_wrong_usage_ends_with_two(arguments):
    result = run(*arguments)
    assert 2 == result.exit_code
    assert "Usage:" in result.stderr


# --- sample and info -----------------------------------------------------------------------------


def test_the_sample_is_written_and_told(here):
    result = run("sample", "a b.actors")
    assert 0 == result.exit_code
    assert "Wrote a b.actors: " in result.output
    with open_store(here / "a b.actors") as opened:
        assert f"{opened.counts()['actors']} actors" in result.output
    assert_refused(run("sample", "a b.actors"), "exists already")
    assert 0 == run("sample", "a b.actors", "--overwrite").exit_code


def test_info_gives_figures_to_people_and_programs(store):
    facts = json.loads(run("info", store, "--json").output)
    assert _KEYS | {"title"} == set(facts)
    assert ("ok", "1.1") == (facts["integrity"], facts["schema_version"])
    said = run("info", store).output
    assert "US engagement over Karabakh" in said
    assert f"{facts['actors']}  actors" in said
    assert f"to {facts['last_date']}" in said


def test_info_of_an_empty_store_has_null_dates(here):
    create_store(here / "a.actors", title="Nothing").close()
    facts = json.loads(run("info", "a.actors", "--json").output)
    assert (None, None) == (facts["first_date"], facts["last_date"])
    assert "no date given" in run("info", "a.actors").output


def test_a_stranger_s_title_cannot_steer_the_terminal(here):
    create_store(here / "a.actors", title="\x1b[2J\u202eevil\x9b1m").close()
    said = run("info", "a.actors").output
    assert not {"\x1b", "\u202e", "\x9b"} & set(said)
    text = run("info", "a.actors", "--json").output
    assert not {"\x1b", "\u202e", "\x9b"} & set(text)
    assert "\x1b[2J\u202eevil\x9b1m" == json.loads(text)["title"]


# --- import and export ---------------------------------------------------------------------------


def test_export_and_import_are_inverse(store, here):
    assert 0 == run("export", store, "a.json").exit_code
    result = run("import", "copy.actors", "a.json")
    assert 0 == result.exit_code, result.output
    assert "Made copy.actors." in result.output
    run("export", "copy.actors", "b.json")
    assert (here / "a.json").read_bytes() == (here / "b.json").read_bytes()
    assert sample_text().encode() == (here / "a.json").read_bytes()


def test_export_writes_to_the_standard_output(store):
    assert sample_text() == run("export", store, "-").output


def test_export_does_not_replace_unasked(store, here):
    (here / "a.json").write_text("mine")
    assert_refused(run("export", store, "a.json"), "exists already")
    assert "mine" == (here / "a.json").read_text()
    assert 0 == run("export", store, "a.json", "--overwrite").exit_code


def test_nothing_is_written_over_the_store_that_is_read(here):
    create_sample(here / "a.actors").close()
    before = (here / "a.actors").read_bytes()
    (here / "link.png").symlink_to(here / "a.actors")
    assert_refused(run("export", "a.actors", "a.actors", "--overwrite"), "the store itself")
    assert_refused(run("snapshot", "a.actors", "link.png", "--overwrite"), "the store itself")
    assert before == (here / "a.actors").read_bytes()


def test_a_bad_file_makes_no_store(store, here):
    run("export", store, "a.json")
    (here / "bad.json").write_text('{"format": "actor-explorer", "version": [1, 0], "actors": 5}')
    assert_refused(run("import", "new.actors", "a.json", "bad.json"), "bad.json")
    assert not (here / "new.actors").exists()
    assert_refused(run("import", "new.actors", "nowhere.json"), "nowhere.json")
    assert ["a.json", "bad.json"] == sorted(entry.name for entry in here.iterdir())


def test_importing_into_a_store_keeps_it_where_a_file_is_wrong(here):
    create_sample(here / "a.actors").close()
    before = run("export", "a.actors", "-").output
    (here / "bad.json").write_text("{")
    assert_refused(run("import", "a.actors", "bad.json"), "bad.json")
    assert before == run("export", "a.actors", "-").output


# --- files that are no stores --------------------------------------------------------------------


def hostile_files(folder: Path) -> list[Path]:
    create_sample(folder / "whole.actors").close()
    data = (folder / "whole.actors").read_bytes()
    contents = {
        "empty.actors": b"",
        "letter.actors": b"Dear Sir",
        "cut.actors": data[: len(data) // 2],
        "header.actors": data[:60],
        "foreign.actors": data[:68] + b"\0\0\0\1" + data[72:],
        "newer.actors": data[:60] + b"\x00\x63\x00\x00" + data[64:],
        "flipped.actors": data[:5000] + bytes(b ^ 0xFF for b in data[5000:9000]) + data[9000:],
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    (folder / "folder.actors").mkdir()
    return [folder / name for name in (*contents, "folder.actors", "nowhere.actors")]


def test_what_is_no_store_is_refused_by_every_command_and_left_alone(here):
    for file in hostile_files(here):
        before = file.read_bytes() if file.is_file() else None
        for arguments in (
            ("info", file),
            ("info", file, "--json"),
            ("export", file, "out.json"),
            ("snapshot", file, "out.png"),
            ("open", file),
            (file,),
        ):
            assert_refused(run(*arguments), file.name)
        if file.exists():
            (here / "in.json").write_text(sample_text(), encoding="utf-8")
            assert_refused(run("import", file, "in.json"), file.name)
        assert before == (file.read_bytes() if file.is_file() else None)
    assert not (here / "out.json").exists()
    assert not (here / "out.png").exists()


def test_a_path_with_a_nul_byte_is_refused(here):
    assert_refused(run("info", "a\0b"))
    assert_refused(run("sample", "a\0b"))


def test_a_fault_of_our_own_is_told_without_a_traceback(monkeypatch, store):
    def broken(_path: Path) -> dict[str, object]:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr("explorer.summary.summary", broken)
    assert_refused(run("info", store), "inside the program", "by nought", "--debug")
    assert isinstance(run("--debug", "info", store).exception, ZeroDivisionError)


def test_the_module_is_the_same_command():
    assert command_line.main is main
