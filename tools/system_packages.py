"""Tell which of the system's own packages lack, and install them or say how.

What lacks is found by looking: the loader is asked what Qt's files need and do not get. A package
manager is only used by root or by a user with sudo without a password.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.package_names import FONTS, INSTALL_COMMANDS, MANAGERS, PACKAGES_OF_LIBRARY

QT_MODULES = (
    "Core",
    "DBus",
    "Gui",
    "OpenGL",
    "OpenGLWidgets",
    "PrintSupport",
    "Svg",
    "Test",
    "Widgets",
)
FONT_FOLDERS = [
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
]
FONT_ENDINGS = {".ttf", ".otf", ".ttc", ".pfb"}


class SystemPackageMissing(Exception):
    """A system package lacks and may not be installed from here; the text gives the command."""


def package_manager() -> str | None:
    """Name the package manager this system has, if it is one we know the packages of."""
    return next((name for name in MANAGERS if shutil.which(name)), None)


def missing_libraries(files: list[Path]) -> set[str]:
    """Ask the loader which shared libraries the files need and do not get.

    Without ``ldd`` nothing can be told and nothing is reported: Qt then says it itself.
    """
    if not files or shutil.which("ldd") is None:
        return set()
    told = subprocess.run(["ldd", *files], capture_output=True, text=True, check=False).stdout
    return {line.split()[0] for line in told.splitlines() if line.rstrip().endswith("not found")}


def unloadable_libraries() -> set[str]:
    """Try every library of the table; for when Qt's own files are not there to be asked about."""
    missing = set()
    for name in PACKAGES_OF_LIBRARY:
        if name.startswith("libwayland") and not os.environ.get("WAYLAND_DISPLAY"):
            continue
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.add(name)
    return missing


def has_a_font() -> bool:
    """Tell whether any font that can be scaled lies where fontconfig looks."""
    for folder in FONT_FOLDERS:
        for _, _, names in os.walk(Path(folder).expanduser()):
            if any(Path(name).suffix.lower() in FONT_ENDINGS for name in names):
                return True
    return False


def packages_for(libraries: set[str], manager: str | None) -> list[str]:
    """Name the packages that hold the libraries; one not in the table stands for itself."""
    if manager is None:
        return sorted(libraries)
    column = MANAGERS.index(manager)
    return sorted(
        {
            PACKAGES_OF_LIBRARY[name][column] if name in PACKAGES_OF_LIBRARY else name
            for name in libraries
        }
    )


def privilege() -> list[str] | None:
    """Give what must stand before a command to run it as root; None if that is not allowed."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        asked = subprocess.run(
            ["sudo", "--non-interactive", "true"], capture_output=True, check=False
        )
        if asked.returncode == 0:
            return ["sudo", "--non-interactive"]
    return None


def command_to_type(manager: str | None, packages: list[str]) -> str:
    """Word what the user is to do to get the packages."""
    if manager is None:
        return (
            f"Install with your system's package manager what holds {', '.join(packages)}, "
            "then give the same command again."
        )
    as_user = os.geteuid() != 0
    sudo = "sudo " if as_user and shutil.which("sudo") else ""
    command = sudo + " ".join([*INSTALL_COMMANDS[manager], *packages])
    if manager == "apt-get":
        command = f"{sudo}apt-get update && {command}"
    if as_user and not sudo:
        command = f"su -c '{command}'"
    return f"Type this, then give the same command again:\n\n    {command}\n"


def install(packages: list[str], reason: str) -> None:
    """Install system packages if that is allowed from here.

    Raises
    ------
    SystemPackageMissing
        If it is not allowed or fails; the text gives the exact command.
    """
    manager = package_manager()
    before = privilege() if manager else None
    todo = f"{reason}.\n{command_to_type(manager, packages)}"
    if manager is None or before is None:
        raise SystemPackageMissing(todo)
    print(f"{reason}; installing {' '.join(packages)}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if manager == "apt-get":
        # A fresh system may know no packages yet; whether this failed shows in the next step.
        subprocess.run([*before, manager, "update", "-qq"], env=quiet, check=False)
    command = [*before, *INSTALL_COMMANDS[manager], *packages]
    done = subprocess.run(command, env=quiet, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        last_words = "\n".join((done.stdout + done.stderr).strip().splitlines()[-5:])
        raise SystemPackageMissing(f"{manager} failed:\n{last_words}\n\n{todo}")


def font_packages(manager: str | None) -> list[str]:
    """Name packages with fonts, if there is no font yet."""
    if has_a_font():
        return []
    return [names[MANAGERS.index(manager)] for names in FONTS] if manager else ["a font"]


def install_python_venv() -> None:
    """Install what Debian takes out of Python: the means to make an environment with pip.

    What Qt is going to lack is asked for along with it, so that one command is typed, not two.
    """
    major, minor = sys.version_info[:2]
    manager = package_manager()
    qt_packages = packages_for(unloadable_libraries(), manager) + font_packages(manager)
    install(
        [f"python{major}.{minor}-venv", *qt_packages],
        f"This Python ({sys.executable}) cannot make environments: its ensurepip is missing",
    )


def window_plugins() -> list[str]:
    """Name the Qt plugins that show windows in this session; X's where there is no session."""
    plugins = {"WAYLAND_DISPLAY": "libqwayland.so", "DISPLAY": "libqxcb.so"}
    return [name for variable, name in plugins.items() if os.environ.get(variable)] or [
        "libqxcb.so"
    ]


def ensure_qt(python: Path, *, with_windows: bool) -> bool:
    """See that Qt finds the system libraries and a font that it needs.

    What only windows need is installed along with the rest where that is allowed, but its lack is
    a fault only if windows are asked for.

    Returns
    -------
    bool
        Whether windows can be shown, as far as libraries go.

    Raises
    ------
    SystemPackageMissing
        If something lacks and may not be installed; the text gives the exact command.
    """
    if not sys.platform.startswith("linux"):
        return True
    (folder,) = (python.parent.parent / "lib").glob("python*/site-packages/PySide6")
    modules = [folder / f"Qt{name}.abi3.so" for name in QT_MODULES]
    offscreen = [*modules, folder / "Qt/plugins/platforms/libqoffscreen.so"]
    windows = [folder / "Qt/plugins/platforms" / name for name in window_plugins()]
    lacking = missing_libraries([file for file in offscreen if file.exists()])
    lacking_for_windows = missing_libraries([file for file in windows if file.exists()]) - lacking
    manager = package_manager()
    fonts = font_packages(manager)
    if lacking or fonts or (lacking_for_windows and with_windows):
        allowed = manager is not None and privilege() is not None
        wanted = lacking | (lacking_for_windows if with_windows or allowed else set())
        reason = "Qt lacks parts of the system" if lacking or not fonts else "There is no font"
        install(packages_for(wanted, manager) + fonts, reason)
        if with_windows or allowed:
            lacking_for_windows = set()
    return not lacking_for_windows
