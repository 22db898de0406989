"""The values of a graph file as values of ours."""

from __future__ import annotations

import json
import math
import re
from typing import Protocol

from explorer.exchange.graphs.model import Attributes, Findings, Value

_TRUE = {"true", "t", "yes", "1"}
_FALSE = {"false", "f", "no", "0"}
_NULL = {"", "null", "none", "nil"}
_WHOLE = {"int", "integer", "long", "short", "byte", "bigint", "biginteger"}
_FRACTION = {"float", "double", "decimal", "number", "real", "bigdecimal"}
_LIST_ITEM = re.compile(
    r'\s*(?:"((?:[^"\\]|\\.)*)"|\'((?:[^\'\\]|\\.)*)\'|([^,;|]*))\s*(?:[,;|]|$)'
)


def typed(text: str, kind: str) -> Value | None:
    """Read the text of an attribute as its declared type; None where it holds nothing.

    Raises
    ------
    ValueError
        If it is not of that type.
    """
    if kind == "string":
        return text if text.strip() else None
    kind = kind.strip().lower()
    if kind in {"bool", "boolean"}:
        return _truth(text)
    if kind in _WHOLE or kind in _FRACTION:
        return number(text, whole=kind in _WHOLE)
    if kind.startswith("list"):
        return _several(text, kind.removeprefix("list").strip("_of "))
    return text if text.strip() else None


class Placed(Protocol):
    """Something that stands somewhere in a file."""

    @property
    def place(self) -> str:
        """Where, in words."""
        ...


def tolerant(text: str, kind: str, name: str, findings: Findings, at: Placed) -> Value | None:
    """Read the text of an attribute as its declared type, or else as the text it is."""
    try:
        return typed(text, kind)
    except ValueError:
        findings.notice(
            f"“{name}” is declared as {kind}, but also holds text; kept as text", at.place
        )
        return text.strip()


def number(text: str, *, whole: bool = False) -> int | float | str | None:
    """Read a number; infinities and no-numbers are given as text, since JSON has none.

    Raises
    ------
    ValueError
        If it is none.
    """
    text = text.strip()
    if text.lower() in _NULL:
        return None
    if whole:
        try:
            return int(text)
        except ValueError:
            pass
    value = float(text.replace("INF", "inf"))
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")
    return int(value) if whole and value.is_integer() else value


def weight_of(value: object) -> float | None:
    """Give a finite number, None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        weight = float(value)
    except ValueError:
        return None
    return weight if math.isfinite(weight) else None


def json_value(value: object) -> Value | None:
    """Give a value of a JSON file as one of ours; what is nested becomes JSON text."""
    match value:
        case None | "":
            return None
        case bool() | str() | int():
            return value
        case float():
            return value if math.isfinite(value) else str(value)
        case list() if value and all(isinstance(item, str | int | float | bool) for item in value):
            return value
        case [] | {}:
            return None
        case _:
            return json.dumps(value, ensure_ascii=False)


def put(attributes: Attributes, name: str, value: Value | None) -> None:
    """Set an attribute, unless it holds nothing."""
    if value is not None and value != "":
        attributes[name] = value


def taken(attributes: Attributes, *names: str) -> str:
    """Give the text of the first of these attributes that is there, whatever its case."""
    for name in names:
        if name in attributes:
            return words(attributes[name])
    lowered = {name.casefold(): value for name, value in attributes.items()}
    for name in names:
        if name.casefold() in lowered:
            return words(lowered[name.casefold()])
    return ""


def words(value: object) -> str:
    """Give a value as text."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            return ", ".join(words(item) for item in value)
        case float() if value.is_integer() and abs(value) < 2.0**53:
            return str(int(value))
        case _:
            return str(value)


def _truth(text: str) -> bool | None:
    word = text.strip().lower()
    if word in _NULL:
        return None
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise ValueError(text)


def _several(text: str, kind: str) -> Value | None:
    """Read a list: ``[a, "b", c]``, ``a|b`` or ``a;b``."""
    text = text.strip()
    if text.startswith(("[", "(", "<")) and text.endswith(("]", ")", ">")):
        text = text[1:-1]
    items: list[str] = []
    position = 0
    while position < len(text):
        found = _LIST_ITEM.match(text, position)
        if found is None or found.end() == position:
            break
        quoted = found.group(1) if found.group(1) is not None else found.group(2)
        item = found.group(3).strip() if quoted is None else re.sub(r"\\(.)", r"\1", quoted)
        if item or quoted is not None:
            items.append(item)
        position = found.end()
    values = [typed(item, kind or "string") for item in items]
    return [value for value in values if value is not None] or None
