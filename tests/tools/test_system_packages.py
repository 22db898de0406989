"""What lacks is found by looking, and the command that mends it is exact."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tools import system_packages
from tools.package_names import FONTS, MANAGERS, PACKAGES_OF_LIBRARY


def put_on_path(folder: Path, name: str, script: str) -> None:
    """Write an executable script."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a search path with nothing on it but what the test puts there."""
    folder = tmp_path / "commands"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.fixture
def as_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run as somebody who is not root."""
    monkeypatch.setattr(os, "geteuid", lambda: 1000)


def test_libraries_the_loader_does_not_find_are_reported(commands: Path) -> None:
    put_on_path(
        commands,
        "ldd",
        "echo '\tlibEGL.so.1 => not found'\n"
        "echo '\tlibc.so.6 => /lib/libc.so.6 (0x0000)'\n"
        "echo '\tlibEGL.so.1 => not found'",
    )
    assert {"libEGL.so.1"} == system_packages.missing_libraries([Path("a.so"), Path("b.so")])


@pytest.mark.usefixtures("commands")
def test_without_a_loader_to_ask_nothing_is_reported() -> None:
    assert set() == system_packages.missing_libraries([Path("a.so")])


def test_each_library_has_a_package_for_each_manager() -> None:
    assert {len(MANAGERS)} == {len(names) for names in [*PACKAGES_OF_LIBRARY.values(), *FONTS]}


def test_an_unknown_library_stands_for_itself() -> None:
    assert ["libegl1", "libnew.so.9"] == system_packages.packages_for(
        {"libnew.so.9", "libEGL.so.1"}, "apt-get"
    )


@pytest.mark.usefixtures("as_user")
def test_user_without_sudo_is_told_the_whole_command(commands: Path) -> None:
    put_on_path(commands, "apt-get", "exit 1")
    with pytest.raises(system_packages.SystemPackageMissing) as fault:
        system_packages.install(["libegl1", "libgl1"], "Qt lacks parts of the system")
    assert (
        "su -c 'apt-get update && "
        "apt-get install --yes --no-install-recommends libegl1 libgl1'" in str(fault.value)
    )


@pytest.mark.usefixtures("as_user")
@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("dnf", "sudo dnf install --assumeyes mesa"),
        ("pacman", "sudo pacman --sync --needed --noconfirm mesa"),
        ("zypper", "sudo zypper --non-interactive install mesa"),
    ],
)
def test_user_whose_sudo_asks_for_a_password_is_told_to_use_it(
    commands: Path, manager: str, command: str
) -> None:
    put_on_path(commands, manager, "echo must not run >&2; exit 0")
    put_on_path(commands, "sudo", "exit 1")
    with pytest.raises(system_packages.SystemPackageMissing) as fault:
        system_packages.install(["mesa"], "Qt lacks parts of the system")
    assert f"\n    {command}\n" in str(fault.value)


@pytest.mark.usefixtures("as_user")
def test_sudo_without_a_password_is_used(commands: Path, tmp_path: Path) -> None:
    done = tmp_path / "done"
    put_on_path(commands, "sudo", 'shift; [ "$1" = true ] || "$@"')
    put_on_path(commands, "apt-get", f'echo "$@" >> {done}')
    system_packages.install(["libegl1"], "Qt lacks parts of the system")
    assert [
        "update -qq",
        "install --yes --no-install-recommends libegl1",
    ] == done.read_text("utf-8").splitlines()


@pytest.mark.usefixtures("as_user", "commands")
def test_on_an_unknown_system_the_lacking_things_are_named() -> None:
    with pytest.raises(system_packages.SystemPackageMissing, match=r"libEGL\.so\.1"):
        system_packages.install(["libEGL.so.1"], "Qt lacks parts of the system")


def test_fonts_in_the_users_own_folder_count(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_packages, "FONT_FOLDERS", ["~/.fonts"])
    assert not system_packages.has_a_font()
    (own_home / ".fonts" / "mine").mkdir(parents=True)
    (own_home / ".fonts" / "mine" / "Mine.TTF").touch()
    assert system_packages.has_a_font()
