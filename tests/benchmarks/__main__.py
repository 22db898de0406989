"""Runs every benchmark, each in a process of its own so that memory peaks are its own."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.measuring import machine

NOT_BENCHMARKS = {"__main__", "import_files", "measuring", "scenes", "planted"}


def main() -> int:
    """Run all, or those named on the command line."""
    folder = str(Path(__file__).parent)
    names = sorted(m.name for m in pkgutil.iter_modules([folder])) if len(sys.argv) < 2 else None
    wanted = [n for n in names if n not in NOT_BENCHMARKS] if names else sys.argv[1:]
    print(machine(), flush=True)
    failed = []
    for name in wanted:
        print(f"\n# {name}", flush=True)
        if subprocess.run(
            [sys.executable, "-m", f"tests.benchmarks.{name}"], check=False
        ).returncode:
            failed.append(name)
    if failed:
        print(f"\nDid not end well: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
