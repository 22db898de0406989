"""Find a Python that the program runs on and prepare the private environment with it.

Called by the Makefile with whatever ``python3`` is; written so that an old one can read it far
enough to say that it is too old, or to hand over to a newer one beside it.
"""

import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)
NEWER_NAMES = ["python3.13", "python3.12", "python3.11", "python3"]


def newer_python() -> "str | None":
    """Find a supported Python on the search path, or None."""
    test = "import sys; sys.exit(sys.version_info < {!r})".format(OLDEST)  # noqa: UP032
    for name in NEWER_NAMES:
        path = shutil.which(name)
        # A version manager's shim may exist for a Python that is not switched on: ask it.
        if path and subprocess.call([path, "-c", test], stderr=subprocess.DEVNULL) == 0:
            return path
    return None


def main() -> int:
    """Prepare the environment, under a newer Python where this one is too old."""
    if sys.version_info < OLDEST:
        newer = newer_python()
        if newer is None:
            sys.exit(
                "error: Actor Explorer needs Python 3.11 or newer; this is Python "
                + sys.version.split()[0]
                + " ("
                + sys.executable
                + ") and no newer one is on the search path.\n"
                "Install one, then name it: make PYTHON=/path/to/python3.12 run"
            )
        os.execv(newer, [newer, "-m", "tools.bootstrap"] + sys.argv[1:])  # noqa: RUF005
    from tools import environment

    return environment.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
