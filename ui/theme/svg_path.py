"""Reads the path data of an SVG file into a QPainterPath, so that icons stay vectors anywhere."""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath

_PATH_DATA = re.compile(r"<path\b[^>]*?\bd=\"([^\"]*)\"")
_COMMAND = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])([^MmLlHhVvCcSsQqTtAaZz]*)")
_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_NUMBERS = re.compile(_NUMBER)
# The two flags of an arc may stand without separator: "a8,8,0,01-1.9-.2".
_ARC = re.compile(
    rf"({_NUMBER})[\s,]*({_NUMBER})[\s,]*({_NUMBER})[\s,]*([01])[\s,]*([01])[\s,]*"
    rf"({_NUMBER})[\s,]*({_NUMBER})[\s,]*"
)
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2}


def path_of_svg(svg: str) -> QPainterPath:
    """Return all paths of an SVG file as one path in the file's own units.

    Only ``<path>`` elements are read, filled by the non-zero rule, as icon sets use them.

    Raises
    ------
    ValueError
        If the text holds no path data or data of an unknown form.
    """
    found = _PATH_DATA.findall(svg)
    if not found:
        raise ValueError("the SVG text holds no path")
    pen = _Pen()
    for data in found:
        pen.draw(data)
    return pen.path


class _Pen:
    """Follows path data command by command, keeping what the next command refers to."""

    def __init__(self) -> None:
        self.path = QPainterPath()
        self.path.setFillRule(Qt.FillRule.WindingFill)
        self._here = QPointF()
        self._start = QPointF()
        self._control = QPointF()
        self._previous = ""

    def draw(self, data: str) -> None:
        if data.lstrip()[:1] not in ("M", "m"):
            raise ValueError(f"path data must begin with a move: {data[:20]!r}")
        for command, tail in _COMMAND.findall(data):
            upper = command.upper()
            relative = command != upper
            if upper == "Z":
                self.path.closeSubpath()
                self._here = QPointF(self._start)
                self._previous = "Z"
            elif upper == "A":
                self._arcs(tail, relative)
            else:
                self._segments(upper, relative, [float(text) for text in _NUMBERS.findall(tail)])

    def _segments(self, command: str, relative: bool, values: list[float]) -> None:
        count = _ARGUMENTS[command]
        if not values or len(values) % count:
            raise ValueError(f"{command} takes {count} numbers, got {len(values)}")
        for first in range(0, len(values), count):
            self._segment(command, relative, values[first : first + count])
            if command == "M":
                command = "L"

    def _segment(self, command: str, relative: bool, values: list[float]) -> None:
        here = self._here
        base = QPointF(here) if relative else QPointF()
        if command in "HV":
            across = command == "H"
            end = QPointF(
                values[0] + base.x() if across else here.x(),
                here.y() if across else values[0] + base.y(),
            )
            points = [end]
        else:
            points = [QPointF(x, y) + base for x, y in zip(values[::2], values[1::2], strict=True)]
            end = points[-1]
        if command == "M":
            self.path.moveTo(end)
            self._start = QPointF(end)
        elif command in "LHV":
            self.path.lineTo(end)
        elif command in "CS":
            first = points[0] if command == "C" else self._reflected("CS")
            self.path.cubicTo(first, points[-2], end)
            self._control = points[-2]
        else:
            control = points[0] if command == "Q" else self._reflected("QT")
            self.path.quadTo(control, end)
            self._control = control
        self._here = end
        self._previous = command

    def _reflected(self, family: str) -> QPointF:
        if self._previous and self._previous in family:
            return self._here + (self._here - self._control)
        return QPointF(self._here)

    def _arcs(self, tail: str, relative: bool) -> None:
        position = 0
        tail = tail.strip()
        while position < len(tail):
            match = _ARC.match(tail, position)
            if match is None:
                raise ValueError(f"not an arc: {tail[position : position + 30]!r}")
            rx, ry, turn, large, sweep, x, y = match.groups()
            end = QPointF(float(x), float(y)) + (self._here if relative else QPointF())
            self._arc(float(rx), float(ry), float(turn), large == "1", sweep == "1", end)
            self._here = end
            self._previous = "A"
            position = match.end()

    def _arc(
        self, rx: float, ry: float, turn: float, large: bool, sweep: bool, end: QPointF
    ) -> None:
        """Draw an elliptic arc as cubics, by the conversion in the SVG specification (F.6)."""
        start = self._here
        rx, ry = abs(rx), abs(ry)
        if start == end:
            return
        if rx == 0.0 or ry == 0.0:
            self.path.lineTo(end)
            return
        phi = math.radians(turn)
        cos_phi, sin_phi = math.cos(phi), math.sin(phi)
        half = (start - end) / 2
        x1 = cos_phi * half.x() + sin_phi * half.y()
        y1 = -sin_phi * half.x() + cos_phi * half.y()
        stretch = (x1 / rx) ** 2 + (y1 / ry) ** 2
        if stretch > 1.0:
            rx, ry = rx * math.sqrt(stretch), ry * math.sqrt(stretch)
        denominator = (rx * y1) ** 2 + (ry * x1) ** 2
        root = math.sqrt(max(0.0, (rx * ry) ** 2 - denominator) / denominator)
        if large == sweep:
            root = -root
        cx, cy = root * rx * y1 / ry, -root * ry * x1 / rx
        centre = (start + end) / 2 + QPointF(
            cos_phi * cx - sin_phi * cy, sin_phi * cx + cos_phi * cy
        )
        from_angle = math.atan2((y1 - cy) / ry, (x1 - cx) / rx)
        span = math.atan2((-y1 - cy) / ry, (-x1 - cx) / rx) - from_angle
        if sweep and span < 0.0:
            span += 2 * math.pi
        elif not sweep and span > 0.0:
            span -= 2 * math.pi
        pieces = max(1, math.ceil(abs(span) / (math.pi / 2) - 1e-9))
        step = span / pieces
        reach = 4 / 3 * math.tan(step / 4)

        def on_ellipse(x: float, y: float) -> QPointF:
            return centre + QPointF(
                cos_phi * rx * x - sin_phi * ry * y, sin_phi * rx * x + cos_phi * ry * y
            )

        for piece in range(pieces):
            a = from_angle + piece * step
            b = a + step
            self.path.cubicTo(
                on_ellipse(math.cos(a) - reach * math.sin(a), math.sin(a) + reach * math.cos(a)),
                on_ellipse(math.cos(b) + reach * math.sin(b), math.sin(b) - reach * math.cos(b)),
                end if piece == pieces - 1 else on_ellipse(math.cos(b), math.sin(b)),
            )
