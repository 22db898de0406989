"""Whether a window can be shown here, found out before Qt tries and aborts."""

from __future__ import annotations

import os
import re
import socket
import sys

_LOCAL = re.compile(r"^(?:unix)?:(\d+)(?:\.\d+)?$")
_NO_DISPLAY = "There is no display to open a window on."


def display_problem() -> str | None:
    """Return one sentence if no window can be shown, None if one can.

    Qt ends the whole process when it finds no display, so this looks first: at the platform
    that is asked for, at Wayland's socket, at X's socket.
    """
    if sys.platform in ("win32", "darwin"):
        return None
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform in ("offscreen", "minimal", "minimalegl", "vnc", "linuxfb", "eglfs"):
        return None if platform not in ("offscreen", "minimal") else _NO_DISPLAY
    if os.environ.get("WAYLAND_DISPLAY"):
        return None
    display = os.environ.get("DISPLAY", "")
    if not display:
        return _NO_DISPLAY
    local = _LOCAL.match(display)
    if local is not None and not _answers(f"/tmp/.X11-unix/X{local[1]}"):  # noqa: S108 - X's own
        return f"The display “{display}” does not answer."
    return None


def _answers(path: str) -> bool:
    """Whether something listens on a local socket, by file or by the abstract name."""
    for address in (path, f"\0{path}"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            probe.settimeout(2)
            try:
                probe.connect(address)
            except OSError:
                continue
            return True
    return False
