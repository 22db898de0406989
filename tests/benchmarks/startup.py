"""From the start of the process to a usable window on the sample, and what is imported."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time

from tests.benchmarks.measuring import report

_RUNS = 7
_SHOWN_IMPORTS = 12

#: Runs in a process of its own: the program as the command makes it, ended when it is usable.
_CHILD = """
import gc, os, sys, time
gc.disable()
from PySide6.QtCore import QTimer
from ui.app import Program, make_application
app = make_application(["bench"])
program = Program(app)
seen = []
program.details.shown.connect(lambda: seen.append(True))
def look():
    if seen and program.arranger.arrangement is not None:
        app.processEvents()
        print(time.time() - float(os.environ["BEGAN"]))
        program.close()
        app.quit()
timer = QTimer()
timer.timeout.connect(look)
timer.start(2)
program.start(is_sample=True)
app.exec()
"""


def main() -> None:
    """Print the times of several warm starts and the costliest imports."""
    with tempfile.TemporaryDirectory() as home:
        surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": home}
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            surroundings[name] = home
        seconds = [_start(surroundings) for _ in range(_RUNS + 1)]
        # The first start writes the sample; the others find it.
        report("first start, the sample made", "26 / 19", seconds[:1], of_children=True)
        report("process to usable window", "26 / 19", seconds[1:], of_children=True)
        for line in _imports(surroundings):
            print(line)


def _start(surroundings: dict[str, str]) -> float:
    run = subprocess.run(
        [sys.executable, "-c", _CHILD],
        env={**surroundings, "BEGAN": str(time.time())},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(run.stdout.strip().splitlines()[-1])


def _imports(surroundings: dict[str, str]) -> list[str]:
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "import ui.app"],
        env=surroundings,
        capture_output=True,
        text=True,
        check=True,
    )
    rows = []
    for line in run.stderr.splitlines():
        parts = line.removeprefix("import time:").split("|")
        if len(parts) == 3 and parts[1].strip().isdigit():
            depth = len(parts[2]) - len(parts[2].lstrip())
            rows.append((int(parts[1]), depth, parts[2].strip()))
    total = max(cost for cost, _, name in rows if name == "ui.app")
    costly = sorted(rows, reverse=True)[:60]
    shown = [row for row in costly if "." not in row[2] or row[2].startswith(("ui.", "db."))]
    lines = [f"imports of the whole program: {total / 1000:.0f} ms, among them (each with its own)"]
    lines += [f"  {cost / 1000:>7.0f} ms  {name}" for cost, _, name in shown[:_SHOWN_IMPORTS]]
    return lines


if __name__ == "__main__":
    main()
