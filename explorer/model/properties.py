"""What a store tells of a thing beyond its columns, as names and words."""

from __future__ import annotations

import json
from typing import Any

Property = tuple[str, str]


def read_properties(text: str | None) -> tuple[Property, ...]:
    """Give the properties of a row as (name, words), in their order; none of a damaged text."""
    if not text:
        return ()
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    if not isinstance(found, dict):
        return ()
    return tuple((name, property_words(value)) for name, value in found.items())


def property_words(value: Any) -> str:
    """Give the value of a property in words.

    Examples
    --------
    >>> property_words(True), property_words(2.0), property_words(["a", 1]), property_words(None)
    ('yes', '2', 'a, 1', 'not stated')
    """
    match value:
        case None:
            return "not stated"
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer() and abs(value) < 2.0**53:
            return str(int(value))
        case list() if not any(isinstance(item, list | dict) for item in value):
            return ", ".join(property_words(item) for item in value)
        case list() | dict():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)
