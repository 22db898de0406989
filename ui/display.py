"""Whether a window can be shown here, found out before Qt tries and aborts."""

from __future__ import annotations

import os
import re
import socket
import sys
from pathlib import Path

_DISPLAY = re.compile(r"^(?:unix|(?P<host>[^/:]+))?:(?P<number>\d+)(?:\.\d+)?$")
_NO_DISPLAY = "There is no display to open a window on."
_WITHOUT_WINDOW = ("offscreen", "minimal")
_OTHERS = ("vnc", "linuxfb", "eglfs", "minimalegl")
_X_FIRST_PORT = 6000
_WAIT_S = 2.0


def display_problem() -> str | None:
    """Return one sentence if no window can be shown, None if one can.

    Qt ends the whole process when it finds no display, so this looks first: at the platform
    that is asked for, at Wayland's socket, at X's socket.
    """
    if sys.platform in ("win32", "darwin"):
        return None
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if platform in _WITHOUT_WINDOW:
        return _NO_DISPLAY
    if platform in _OTHERS:
        return None
    wayland, display = os.environ.get("WAYLAND_DISPLAY", ""), os.environ.get("DISPLAY", "")
    if wayland and platform != "xcb" and _wayland_answers(wayland):
        return None
    if not display:
        return f"The display “{wayland}” does not answer." if wayland else _NO_DISPLAY
    if not _x_answers(display):
        return f"The display “{display}” does not answer."
    return None


def _wayland_answers(name: str) -> bool:
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    return _answers(str(Path(folder) / name))


def _x_answers(display: str) -> bool:
    """Ask a local X server or one over the network; what is not understood is left to Qt."""
    match = _DISPLAY.match(display)
    if match is None:
        return True
    number = int(match["number"])
    if match["host"] is None:
        return _answers(f"/tmp/.X11-unix/X{number}", is_abstract_too=True)  # noqa: S108 - X's own
    try:
        with socket.create_connection((match["host"], _X_FIRST_PORT + number), timeout=_WAIT_S):
            return True
    except (OSError, OverflowError):
        return False


def _answers(path: str, *, is_abstract_too: bool = False) -> bool:
    """Whether something listens on a local socket, by file or by the abstract name."""
    for address in (path, f"\0{path}") if is_abstract_too else (path,):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            probe.settimeout(_WAIT_S)
            try:
                probe.connect(address)
            except OSError:
                continue
            return True
    return False
