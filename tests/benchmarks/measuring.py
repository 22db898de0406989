"""What every benchmark says: the input's size, the time, and the peak memory."""

from __future__ import annotations

import platform
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version


def machine() -> str:
    """Return a line about what was measured on."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "PySide6-Essentials"))
    return f"{platform.machine()}, Python {platform.python_version()}, {packages}"


def peak_mb(*, of_children: bool = False) -> float:
    """Return the peak resident memory of this process, or of its largest child, in megabytes."""
    whose = resource.RUSAGE_CHILDREN if of_children else resource.RUSAGE_SELF
    peak = resource.getrusage(whose).ru_maxrss
    return peak / 1024 if sys.platform != "darwin" else peak / 1024 / 1024


def timed(work: Callable[[], object], runs: int = 5) -> list[float]:
    """Return the seconds of each run, after one that does not count."""
    work()
    seconds = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begin)
    return seconds


def percentile(seconds: Sequence[float], share: float) -> float:
    """Return the value that a share of all does not exceed."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def report(what: str, size: str, seconds: Sequence[float], *, of_children: bool = False) -> None:
    """Print one row: what, on which input, median, 95th percentile, peak memory so far."""
    peak = peak_mb(of_children=of_children)
    middle, high = statistics.median(seconds) * 1000, percentile(seconds, 0.95) * 1000
    print(f"{what:<46} {size:<26} {middle:>9.1f} ms  p95 {high:>9.1f} ms  {peak:>7.0f} MB")
