"""The section of a page that shows what a store tells beyond its columns."""

from __future__ import annotations

from explorer.model.plain_text import shown_line
from explorer.model.properties import Property
from ui.details.intents import CopyText
from ui.details.page import RowsContent, SectionPage
from ui.details.rows.row import Row, Sign, Span

_FIRST = 8


def properties_section(properties: tuple[Property, ...]) -> list[SectionPage]:
    """Return the section, or none where there is nothing to show."""
    if not properties:
        return []
    rows = tuple(
        Row(
            title=(
                Span(f"{shown_line(name, 80)}: "),
                Span(shown_line(words), CopyText(words), False),
            ),
            sign=Sign("icon", "list"),
            tooltip="Copy",
        )
        for name, words in properties
    )
    content = RowsContent(rows, len(rows), _FIRST)
    return [SectionPage("properties", "Properties", contents=(content,))]
