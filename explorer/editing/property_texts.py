"""Properties as texts that one can type, and back as JSON values."""

from __future__ import annotations

import json
from collections.abc import Iterable


def text_of_property(value: object) -> str:
    """Write a value as it is shown in a field: texts as they are, all else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def property_of_text(text: str, was: object = None) -> object:
    """Read a value that was typed; what is left as it was stays of its kind.

    Examples
    --------
    >>> property_of_text("12"), property_of_text("12", was="12"), property_of_text("0010")
    (12, '12', '0010')
    """
    if was is not None and text_of_property(was) == text:
        return was
    if isinstance(was, str):
        return text
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return text
    # Infinity and the like are no JSON, though Python reads them.
    is_finite = not isinstance(value, float) or value - value == 0
    return value if is_finite else text


def properties_of(rows: Iterable[tuple[str, str, object]]) -> dict[str, object] | None:
    """Make properties of names, texts and what the values were; None for none."""
    return {name: property_of_text(text, was) for name, text, was in rows if name} or None
