"""Values and texts as graph formats can hold them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from explorer.exchange.graphs.model import Attributes, GraphEdge, GraphNode
from explorer.exchange.graphs.own import LIST_MARK

ColumnType = Literal["boolean", "long", "double", "string"]

_ILLEGAL_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LARGEST = 2**63
_EXACT = 2**53


def encoded(value: object) -> str:
    """Write a list or an object as text that tells so."""
    return LIST_MARK + json.dumps(value, ensure_ascii=False)


def as_text(value: object) -> str:
    """Give a value as the text of a column of texts, from which it can be told again."""
    if isinstance(value, str):
        is_plain = bool(value.strip()) and not value.startswith(LIST_MARK)
        return value if is_plain else encoded(value)
    return encoded(value)


@dataclass(slots=True)
class Columns:
    """The attributes that occur, with a type that all their values have."""

    types: dict[str, ColumnType] = field(default_factory=dict)

    @classmethod
    def of(cls, items: Iterable[GraphNode | GraphEdge]) -> Columns:
        """Look at all values."""
        columns = cls()
        for item in items:
            columns.widen(item.attributes)
        return columns

    def widen(self, attributes: Attributes) -> None:
        """Make room for these values."""
        for name, value in attributes.items():
            found = _type_of(value)
            known = self.types.get(name)
            if known is None:
                self.types[name] = found
            elif known != found:
                self.types[name] = "string"

    def text(self, name: str, value: object) -> str:
        """Give a value as the text of its column."""
        match self.types[name]:
            case "boolean":
                return "true" if value else "false"
            case "long":
                return str(value)
            case "double":
                return repr(value)
            case _:
                return as_text(value)


@dataclass(slots=True)
class XmlText:
    """Takes out what XML forbids, and counts it."""

    n_stripped: int = 0
    _seen: Counter[str] = field(default_factory=Counter)

    def clean(self, text: str) -> str:
        """Give a text that XML can hold."""
        if text.isascii() and text.isprintable():
            return text
        cleaned, count = _ILLEGAL_IN_XML.subn("", text)
        self.n_stripped += count
        return cleaned

    def attribute(self, text: str) -> str:
        """Give a text as the value of an attribute, in quotes."""
        text = self.clean(text)
        for character, name in (
            ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\t", "&#9;"),
            ("\n", "&#10;"), ("\r", "&#13;"),
        ):  # fmt: skip
            if character in text:
                text = text.replace(character, name)
        return f'"{text}"'

    def content(self, text: str) -> str:
        """Give a text as the content of an element."""
        text = self.clean(text)
        for character, name in (
            ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;"),
        ):  # fmt: skip
            if character in text:
                text = text.replace(character, name)
        return text


def _type_of(value: object) -> ColumnType:
    match value:
        case bool():
            return "boolean"
        case int() if abs(value) < _LARGEST:
            return "long"
        case float():
            return "double"
        case _:
            return "string"
