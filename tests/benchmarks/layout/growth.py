"""How the layout's time grows with size, as rows and as a small log-log picture.

``python -m tests.benchmarks.layout.growth picture.svg 300000`` goes from 1,000 actors with ten
ties each to the size that is given.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path

import numpy as np

from tests.benchmarks.layout.engine import compiled, keep_to_one_core
from tests.benchmarks.layout.graphs import planted
from tests.benchmarks.layout.peers import own
from tests.benchmarks.measuring import peak_mb

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000)
_WIDE, _HIGH, _LEFT, _TOP, _RIGHT, _BOTTOM = 560, 340, 70, 24, 24, 52


def main() -> None:
    """Measure, print and draw."""
    if len(sys.argv) != 3:
        raise SystemExit("Name the picture to write and the largest number of actors.")
    keep_to_one_core()
    means = compiled()
    own(planted(1_000, 10_000, seed=1), means)
    points = []
    for n in (size for size in SIZES if size <= int(sys.argv[2])):
        graph = planted(n, 10 * n, seed=1)
        outcome = own(graph, means)
        points.append((n, outcome.took_s, outcome.first_s))
        print(
            f"{graph.size:<24} {outcome.took_s:8.2f} s  first picture {outcome.first_s:6.2f} s  "
            f"deaf {outcome.deaf_s * 1000:4.0f} ms  {peak_mb():6.0f} MB",
            flush=True,
        )
        Path(sys.argv[1]).write_text(drawn(points), encoding="utf-8")
    print(f"grows with the power {power(points):.2f} of the size from 10,000 actors on")


def power(points: list[tuple[int, float, float]]) -> float:
    """Give the slope of the time in the log-log picture."""
    n, took = np.log([(n, took) for n, took, _ in points if n >= 10_000 or len(points) < 4]).T
    return float(np.polyfit(n, took, 1)[0]) if len(n) > 1 else float("nan")


def drawn(points: list[tuple[int, float, float]]) -> str:
    """Draw both times over the size, with a line of a time that grows as the size does."""

    def x(n: float) -> float:
        return _LEFT + (math.log10(n) - 3) / 2.7 * (_WIDE - _LEFT - _RIGHT)

    def y(seconds: float) -> float:
        return _TOP + (2.3 - math.log10(seconds)) / 4.3 * (_HIGH - _TOP - _BOTTOM)

    def line(values: list[tuple[float, float]], style: str) -> str:
        path = " ".join(f"{x(n):.1f},{y(s):.1f}" for n, s in values)
        return f'<polyline points="{path}" fill="none" {style}/>'

    def words(left: float, top: float, text: str, style: str = "") -> str:
        return f'<text x="{left:.1f}" y="{top:.1f}" {style}>{text}</text>'

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" '
        'font-family="sans-serif" font-size="12" fill="#444">',
        f'<rect width="{_WIDE}" height="{_HIGH}" fill="#fff"/>',
    ]
    for exponent in range(-2, 3):
        level = y(10.0**exponent)
        parts.append(f'<path d="M{_LEFT} {level:.1f}H{_WIDE - _RIGHT}" stroke="#ddd"/>')
        label = f"{10.0**exponent:g} s"
        parts.append(words(_LEFT - 8, level + 4, label, 'text-anchor="end"'))
    for n, *_ in points:
        parts.append(words(x(n), _HIGH - _BOTTOM + 18, f"{n // 1000}k", 'text-anchor="middle"'))
    parts.append(words(_LEFT, _HIGH - 12, "actors, with ten ties each; processor time"))
    middle = points[len(points) // 2]
    even = [(float(n), middle[1] * n / middle[0]) for n in (points[0][0], points[-1][0])]
    parts.append(line(even, 'stroke="#999" stroke-dasharray="4 4"'))
    for column, colour, text in ((1, "#1a6fb0", "finished"), (2, "#c2571a", "first picture")):
        values = [(float(p[0]), max(float(p[column]), 0.01)) for p in points]
        parts.append(line(values, f'stroke="{colour}" stroke-width="2"'))
        parts += [f'<circle cx="{x(n):.1f}" cy="{y(s):.1f}" r="3" fill="{colour}"/>'
                  for n, s in values]  # fmt: skip
        end, last = values[-1]
        style = f'text-anchor="end" style="fill:{colour}"'
        parts.append(words(x(end) - 8, y(last) - 8, text, style))
    return "\n".join([*parts, "</svg>", ""])


if __name__ == "__main__":
    main()
