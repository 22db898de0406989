"""Make the private environment in ``.venv`` and keep it in step with what is asked for.

A stamp inside the environment tells what it was made from. While that still holds, a call does
nothing but read it.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from tools import system_packages
from tools.system_packages import SystemPackageMissing

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "actor-explorer-stamp.json"
MADE_FROM = ("pyproject.toml", "constraints.txt")


class EnvironmentFault(Exception):
    """The environment cannot be made; the text says why and what to do."""


@dataclass
class Stamp:
    """What an environment was made from and what has been found in order."""

    fingerprint: str = ""
    with_tests: bool = False
    system_for_tests: bool = False
    system_for_windows: bool = False

    @classmethod
    def read(cls) -> Stamp:
        """Read the stamp; an unreadable or missing one counts as a blank one."""
        try:
            return cls(**json.loads(STAMP.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return cls()

    def write(self) -> None:
        """Write the stamp whole or not at all."""
        draft = STAMP.with_suffix(".new")
        draft.write_text(json.dumps(asdict(self), indent=2), "utf-8")
        draft.replace(STAMP)


def say(words: str) -> None:
    """Tell what is going on, at once also through a pipe."""
    print(words, flush=True)


def venv_python() -> Path:
    """Give the path of the private environment's Python."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprint() -> str:
    """Hash all that the environment depends on: the lists, the place and the Python behind it.

    A moved checkout and a replaced Python both leave an environment that no longer works.
    """
    told = hashlib.sha256()
    for name in MADE_FROM:
        told.update((ROOT / name).read_bytes())
    told.update(os.fsencode(ROOT))
    told.update(os.fsencode(os.path.realpath(venv_python())))
    return told.hexdigest()


def can_make_venv() -> bool:
    """Tell whether this Python can put pip into an environment: bare Debian's cannot."""
    return importlib.util.find_spec("ensurepip") is not None


def own_pip() -> list[str] | None:
    """Give a pip of this Python that can install into another environment, if there is one."""
    command = [sys.executable, "-m", "pip"]
    asked = subprocess.run(
        [*command, "--python", sys.executable, "--version"], capture_output=True, check=False
    )
    return command if asked.returncode == 0 else None


def is_sound() -> bool:
    """Tell whether the environment is whole: its Python starts, is new enough and has pip."""
    if not venv_python().exists():
        return False
    test = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    asked = subprocess.run([venv_python(), "-c", test], capture_output=True, check=False)
    return asked.returncode == 0


def remove_venv() -> None:
    """Remove a half-made environment, but nothing that is not one."""
    if not VENV.exists():
        return
    is_one = (VENV / "pyvenv.cfg").is_file() or not any(VENV.iterdir())
    if VENV.is_symlink() or not is_one:
        raise EnvironmentFault(
            f"{VENV} is in the way and is not an environment of this program: move it aside."
        )
    shutil.rmtree(VENV)


def make_venv() -> None:
    """Create the environment, fetching Debian's missing part of Python if that is what lacks."""
    remove_venv()
    say(f"Creating the private environment .venv with Python {sys.version.split()[0]}")
    pip = None
    if not can_make_venv():
        pip = own_pip()
        if pip is None:
            system_packages.install_python_venv()
    options = ["--without-pip"] if pip else []
    made = subprocess.run(
        [sys.executable, "-m", "venv", *options, VENV], capture_output=True, text=True, check=False
    )
    if made.returncode == 0 and pip:
        made = subprocess.run(
            [*pip, "--python", venv_python(), "install", "--quiet", "pip"], text=True, check=False
        )
    if made.returncode != 0 or not is_sound():
        remove_venv()
        raise EnvironmentFault(
            f"{sys.executable} could not create an environment in {VENV}.\n"
            f"{made.stdout or ''}{made.stderr or ''}".rstrip()
        )


def install_libraries(*, with_tests: bool) -> None:
    """Install the program in place with its pinned libraries."""
    what = "the program's libraries" + (" and the test tools" if with_tests else "")
    say(f"Installing {what}; this is done once and takes a minute or two")
    pip = [str(venv_python()), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    pinned = ["--constraint", str(ROOT / "constraints.txt")]
    target = f"{ROOT}[dev]" if with_tests else f"{ROOT}"
    for arguments in (
        # The build tool comes first and pinned: an isolated build would fetch any version.
        [*pinned, "setuptools"],
        [*pinned, "--no-build-isolation", "--editable", target],
    ):
        # Settings that send installations elsewhere, and a build tool's musings, have no say here.
        own = {**os.environ, "PIP_USER": "0", "PYTHONWARNINGS": "ignore"}
        if subprocess.run([*pip, *arguments], cwd=ROOT, env=own, check=False).returncode != 0:
            raise EnvironmentFault(
                "The libraries could not be installed; pip's own words are above. "
                "If it is the network, see to that (or to pip's proxy and index settings) "
                "and give the same command again."
            )


def prepare(*, with_tests: bool, with_windows: bool) -> None:
    """Bring the environment to what is asked for, doing only what is not done yet.

    Raises
    ------
    EnvironmentFault, SystemPackageMissing
        If that cannot be done; nothing half-made stays behind.
    """
    stamp = Stamp.read()
    if stamp.fingerprint != fingerprint():
        if not is_sound() or stamp.fingerprint:
            # Also when only a list changed: a library taken off it must not linger.
            make_venv()
        stamp = Stamp()
    if not stamp.fingerprint or (with_tests and not stamp.with_tests):
        install_libraries(with_tests=with_tests)
        stamp.fingerprint = fingerprint()
        stamp.with_tests = with_tests
        stamp.write()
    if not stamp.system_for_tests or (with_windows and not stamp.system_for_windows):
        stamp.system_for_windows = system_packages.ensure_qt(
            venv_python(), with_windows=with_windows
        )
        stamp.system_for_tests = True
        stamp.write()


def has_display() -> bool:
    """Tell whether windows can be shown, as far as the variables say."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def main(arguments: list[str]) -> int:
    """Prepare the environment as the Makefile asks; return the exit code."""
    parser = argparse.ArgumentParser(prog="tools.bootstrap", description=__doc__)
    parser.add_argument("--tests", action="store_true", help="install the test tools as well")
    parser.add_argument("--windows", action="store_true", help="windows are going to be shown")
    asked = parser.parse_args(arguments)
    try:
        prepare(with_tests=asked.tests, with_windows=asked.windows and has_display())
    except (EnvironmentFault, SystemPackageMissing) as fault:
        print(f"error: {fault}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped; the next call takes it up again.", file=sys.stderr)
        return 130
    return 0
