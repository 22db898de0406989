"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from explorer.errors import ExportFailed, OutputExists
from explorer.exchange.atomic_file import write_atomically


def _names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_bytes_arrive_as_given_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.json", b"\x00\xffwords\r\n")
    assert (tmp_path / "a.json").read_bytes() == b"\x00\xffwords\r\n"
    assert _names(tmp_path) == ["a.json"]


def test_a_function_writes_to_a_file_of_the_same_suffix(tmp_path: Path) -> None:
    seen: list[Path] = []

    def draw(part: Path) -> None:
        seen.append(part)
        part.write_bytes(b"picture")

    write_atomically(tmp_path / "view.png", draw)
    assert (tmp_path / "view.png").read_bytes() == b"picture"
    assert seen[0].suffix == ".png"
    assert seen[0].parent == tmp_path
    assert _names(tmp_path) == ["view.png"]


def test_an_existing_file_is_not_replaced_unasked(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    target.write_bytes(b"old")
    with pytest.raises(OutputExists, match="exists already and was not replaced"):
        write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert _names(tmp_path) == ["a.json"]


def test_a_file_that_appears_while_writing_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "a.json"

    def write(part: Path) -> None:
        part.write_bytes(b"mine")
        target.write_bytes(b"theirs")

    with pytest.raises(OutputExists):
        write_atomically(target, write)
    assert target.read_bytes() == b"theirs"
    assert _names(tmp_path) == ["a.json"]


def test_a_file_is_replaced_when_asked_and_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    target.write_bytes(b"old")
    target.chmod(0o640)
    write_atomically(target, b"new", overwrite=True)
    assert target.read_bytes() == b"new"
    if os.name != "nt":
        assert target.stat().st_mode & 0o777 == 0o640


def test_a_failure_half_way_leaves_the_former_file_and_no_other(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    target.write_bytes(b"old")

    def fail(part: Path) -> None:
        part.write_bytes(b"half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_atomically(target, fail, overwrite=True)
    assert target.read_bytes() == b"old"
    assert _names(tmp_path) == ["a.json"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_still_points_to_the_file_after_replacing(tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_atomically(link, b"new", overwrite=True)
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="there are no hard links to refuse")
def test_a_folder_without_hard_links_still_takes_the_file_and_still_refuses_to_replace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    target = tmp_path / "a.json"
    write_atomically(target, b"new")
    assert target.read_bytes() == b"new"
    with pytest.raises(OutputExists):
        write_atomically(target, b"newer")
    assert target.read_bytes() == b"new"
    assert _names(tmp_path) == ["a.json"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "is a folder"),
        ("missing/a.json", "there is no folder"),
        ("file/a.json", "is a file, not a folder"),
        ("x" * 300, "its name is too long|was not written"),
        ("a\0b", "cannot be the name of a file"),
    ],
)
def test_a_place_that_takes_no_file_is_named_in_a_sentence(
    tmp_path: Path, name: str, words: str
) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ExportFailed, match=words):
        write_atomically(tmp_path / name, b"new")
    assert _names(tmp_path) == ["file"]


def test_names_with_spaces_and_of_other_scripts_are_written(tmp_path: Path) -> None:
    target = tmp_path / "Ղարաբաղ 中文 ärger.json"
    write_atomically(target, b"words")
    assert target.read_bytes() == b"words"
