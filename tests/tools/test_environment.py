"""The private environment is made once, mended when it is broken, and never taken from others."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tools import bootstrap, environment


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder that passes for a checkout, with the steps that need the network noted only."""
    for name in environment.MADE_FROM:
        (tmp_path / name).write_text(name, "utf-8")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "STAMP", tmp_path / ".venv" / "stamp.json")
    return tmp_path


@pytest.fixture
def steps(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which steps are taken instead of taking them."""
    taken: list[str] = []

    def make_venv() -> None:
        taken.append("make")
        python = environment.venv_python()
        python.parent.mkdir(parents=True, exist_ok=True)
        if not python.exists():
            python.symlink_to(sys.executable)

    def install_libraries(*, with_tests: bool) -> None:
        taken.append("install tests" if with_tests else "install")

    def ensure_qt(python: Path, *, with_windows: bool) -> bool:
        taken.append("look for windows" if with_windows else "look")
        return with_windows

    monkeypatch.setattr(environment, "make_venv", make_venv)
    monkeypatch.setattr(environment, "install_libraries", install_libraries)
    monkeypatch.setattr(environment, "is_sound", lambda: environment.venv_python().exists())
    monkeypatch.setattr(environment.system_packages, "ensure_qt", ensure_qt)
    return taken


def test_second_call_does_nothing(steps: list[str]) -> None:
    environment.prepare(with_tests=True, with_windows=True)
    assert ["make", "install tests", "look for windows"] == steps
    steps.clear()
    environment.prepare(with_tests=True, with_windows=True)
    environment.prepare(with_tests=False, with_windows=False)
    assert [] == steps


def test_testing_after_running_adds_only_the_test_tools(steps: list[str]) -> None:
    environment.prepare(with_tests=False, with_windows=False)
    steps.clear()
    environment.prepare(with_tests=True, with_windows=False)
    assert ["install tests"] == steps


@pytest.mark.parametrize("name", environment.MADE_FROM)
def test_changed_lists_make_a_new_environment(steps: list[str], checkout: Path, name: str) -> None:
    environment.prepare(with_tests=False, with_windows=False)
    steps.clear()
    (checkout / name).write_text("something else", "utf-8")
    environment.prepare(with_tests=False, with_windows=False)
    assert ["make", "install", "look"] == steps


def test_broken_stamp_counts_as_none(steps: list[str]) -> None:
    environment.prepare(with_tests=False, with_windows=False)
    steps.clear()
    environment.STAMP.write_text('{"fingerprint": ', "utf-8")
    environment.prepare(with_tests=False, with_windows=False)
    assert ["install", "look"] == steps


def test_failed_installation_leaves_no_stamp(
    steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*, with_tests: bool) -> None:
        raise environment.EnvironmentFault("no network")

    monkeypatch.setattr(environment, "install_libraries", fail)
    with pytest.raises(environment.EnvironmentFault):
        environment.prepare(with_tests=False, with_windows=False)
    assert not environment.STAMP.exists()


def test_folder_that_is_no_environment_is_left_alone(checkout: Path) -> None:
    mine = checkout / ".venv" / "mine.txt"
    mine.parent.mkdir()
    mine.write_text("precious", "utf-8")
    with pytest.raises(environment.EnvironmentFault, match="in the way"):
        environment.remove_venv()
    assert "precious" == mine.read_text("utf-8")


def test_half_made_environment_is_removed(checkout: Path) -> None:
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / "pyvenv.cfg").touch()
    environment.remove_venv()
    assert not (checkout / ".venv").exists()


def test_fault_is_told_in_words_with_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(**_: bool) -> None:
        raise environment.EnvironmentFault("The libraries could not be installed.")

    monkeypatch.setattr(environment, "prepare", fail)
    assert 1 == environment.main([])
    assert "error: The libraries could not be installed.\n" == capsys.readouterr().err


def test_newer_python_is_found_behind_a_dead_shim(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "python3.13").write_text("#!/bin/sh\nexit 127\n", "utf-8")
    (tmp_path / "python3.12").symlink_to(sys.executable)
    (tmp_path / "python3.13").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert str(tmp_path / "python3.12") == bootstrap.newer_python()
