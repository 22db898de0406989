"""The section of a page that shows what a store tells beyond its columns."""

from __future__ import annotations

from explorer.model.plain_text import shown_line
from explorer.model.properties import Property
from ui.details.intents import CopyText
from ui.details.page import RowsContent, SectionPage
from ui.details.rows.row import Row, Sign, Span

_FIRST = 8
_IN_LINE = 3


def properties_section(properties: tuple[Property, ...]) -> list[SectionPage]:
    """Return the section, or none where there is nothing to show."""
    if not properties:
        return []
    rows = property_rows(properties)
    content = RowsContent(rows, len(rows), _FIRST)
    return [SectionPage("properties", "Properties", contents=(content,))]


def property_rows(properties: tuple[Property, ...], *, is_child: bool = False) -> tuple[Row, ...]:
    """Return a row for each, whose words a click copies."""
    return tuple(
        Row(
            title=(
                Span(f"{shown_line(name, 80)}: "),
                Span(shown_line(words), CopyText(words), False),
            ),
            sign=None if is_child else Sign("icon", "list"),
            tooltip="Copy",
            is_child=is_child,
        )
        for name, words in properties
    )


def property_line(properties: tuple[Property, ...]) -> tuple[str, bool]:
    """Return the first in one line, and whether that says all of them."""
    parts = [f"{shown_line(name, 40)}: {shown_line(words, 60)}" for name, words in properties]
    is_all = len(parts) <= _IN_LINE and all(len(words) <= 60 for _, words in properties)
    return " · ".join(parts[:_IN_LINE]) + ("" if is_all else " …"), is_all
