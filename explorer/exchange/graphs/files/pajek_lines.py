"""The lines of a Pajek file: a vertex with its label and shape, an edge with its values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from explorer.exchange.graphs.model import Attributes, Spell
from explorer.exchange.graphs.values import weight_of

NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$")

_QUOTES = "\"'“”"
_WORD = re.compile(r'"[^"]*"|\S+')
_INTERVALS = re.compile(r"\[([^\[\]]*)\]\s*$")
_RELATION = re.compile(r":?\s*(\d+)?\s*:?\s*(.*)$", re.DOTALL)
_RELATION_FIRST = re.compile(r"\s*(\d+)\s*:\s*(?=[-\d])")
_SHAPES = {"ellipse", "box", "diamond", "triangle", "cross", "empty", "circle", "star", "man"}
_SHAPE_KEYS = {"ic", "bc", "bw", "lc", "la", "lr", "lphi", "fos", "font", "size", "s", "phi", "r",
               "q", "x_fact", "y_fact", "s_size", "h2", "w", "c", "p", "a1", "a2", "k1", "k2", "ap",
               "lp", "h1", "a", "url", "color"}  # fmt: skip
_DRAWING_KEYS = _SHAPE_KEYS - {"url", "color"}


@dataclass(frozen=True, slots=True)
class VertexLine:
    """A vertex as its line tells it."""

    vertex: int
    label: str
    x: float | None = None
    y: float | None = None
    attributes: Attributes = field(default_factory=dict)
    spells: tuple[Spell, ...] = ()


@dataclass(frozen=True, slots=True)
class EdgeLine:
    """An arc or edge as its line tells it."""

    source: int
    target: int
    weight: float | None = None
    label: str = ""
    relation: str = ""
    attributes: Attributes = field(default_factory=dict)
    spells: tuple[Spell, ...] = ()


def relation_of(rest: str) -> str:
    """Give the relation that a heading names: ``:2 "trade"``, ``1: star``, ``:3``."""
    found = _RELATION.match(rest.strip())
    if not rest.strip() or found is None:
        return ""
    name = found.group(2).strip().strip(_QUOTES).strip()
    # A bare number says how many lines follow; with a colon it is the relation's.
    return name or (found.group(1) or "" if ":" in rest else "")


def vertex_line(line: str) -> VertexLine | None:
    """Read ``1 "label" x y z shape key value… [times]``; None where there is no number."""
    found = re.match(r"\s*(-?\d+)(?=\s|$|[\"'“])\s*(.*)$", line)
    if found is None:
        return None
    rest, spells = _without_times(found.group(2))
    label, rest = _label(rest)
    words = _WORD.findall(rest)
    numbers: list[float] = []
    while words and NUMBER.match(words[0]):
        numbers.append(float(words.pop(0)))
    if words and words[0].lower() in _SHAPES:
        words.pop(0)
    x, y = (numbers[0], numbers[1]) if len(numbers) >= 2 else (None, None)
    attributes, late = _parameters(words)
    if x is None and len(late) >= 2:
        x, y = late[0], late[1]
    return VertexLine(int(found.group(1)), label, x, y, attributes, spells)


def edge_line(line: str) -> EdgeLine | None:
    """Read ``1 2 weight key value… [times]``; None where it does not name two vertices."""
    relation = ""
    if first := _RELATION_FIRST.match(line):
        relation = first.group(1)
        line = line[first.end() :]
    rest, spells = _without_times(line)
    words = _WORD.findall(rest)
    if len(words) < 2 or not all(re.fullmatch(r"-?\d+", word) for word in words[:2]):
        return None
    source, target = int(words[0]), int(words[1])
    words = words[2:]
    weight = None
    if words and NUMBER.match(words[0]):
        weight = weight_of(words.pop(0))
    label = ""
    for index in range(len(words) - 1):
        if words[index].lower() == "l":
            label = words[index + 1].strip(_QUOTES).strip()
            del words[index : index + 2]
            break
    attributes, _ = _parameters(words)
    return EdgeLine(source, target, weight, label, relation, attributes, spells)


def _without_times(text: str) -> tuple[str, tuple[Spell, ...]]:
    """Part the times at the end, as ``[1-3,7]`` or ``[5-*]``, from the rest."""
    found = _INTERVALS.search(text)
    if found is None:
        return text, ()
    spells = []
    for piece in found.group(1).split(","):
        start, dash, end = piece.strip().partition("-")
        start, end = start.strip(), end.strip()
        if start and not re.fullmatch(r"[\d.*:]+", start):
            return text, ()
        if start or end:
            spells.append(Spell(start.strip("*"), end.strip("*") if dash else start))
    return text[: found.start()], tuple(spells)


def _label(text: str) -> tuple[str, str]:
    """Part the label from the rest; a quote within it does not end it."""
    text = text.strip()
    if not text or text[0] not in _QUOTES:
        first, _, rest = text.partition(" ") if "\t" not in text else _parted(text)
        return first, rest
    closing = "”" if text[0] == "“" else text[0]
    fallback = ""
    position = text.find(closing, 1)
    while position != -1:
        rest = text[position + 1 :]
        if not rest or rest[0].isspace():
            if _is_rest(rest):
                return text[1:position], rest
            fallback = fallback or text[1:position]
        position = text.find(closing, position + 1)
    if fallback:
        return fallback, text[len(fallback) + 2 :]
    found = re.match(r"(.*?)(\s+[+-]?[\d.]+\s+[+-]?[\d.]+.*)?$", text[1:])
    return (found.group(1), found.group(2) or "") if found else (text[1:], "")


def _parted(text: str) -> tuple[str, str, str]:
    first, *rest = text.split(None, 1)
    return first, " ", rest[0] if rest else ""


def _is_rest(rest: str) -> bool:
    words = rest.split(None, 1)
    if not words:
        return True
    word = words[0].lower()
    return bool(NUMBER.match(word)) or word in _SHAPES or word in _SHAPE_KEYS


def _parameters(words: list[str]) -> tuple[Attributes, list[float]]:
    """Read ``key value`` pairs; those of the drawing are passed over, with what is beside it."""
    attributes: Attributes = {}
    late: list[float] = []
    index = 0
    while index < len(words):
        word = words[index]
        if NUMBER.match(word):
            late.append(float(word))
            index += 1
        elif word.lower() in _SHAPES and (
            index + 1 >= len(words) or not NUMBER.match(words[index + 1])
        ):
            index += 1
        else:
            value = words[index + 1].strip('"') if index + 1 < len(words) else ""
            if word.lower() not in _DRAWING_KEYS and value:
                attributes[word] = value
            index += 2
    return attributes, late
