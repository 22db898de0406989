"""The part of an actor's page on the records that are shown as one with it."""

from __future__ import annotations

from explorer.model.plain_text import shown_line
from explorer.model.profile.actor import ActorProfile
from explorer.model.profile.joined import JoinedRecord
from ui.details.intents import TakeApart
from ui.details.page import RowsContent, SectionPage
from ui.details.rows.row import Line, Row, Sign, Span

_FIRST = 8


def joined_section(profile: ActorProfile) -> list[SectionPage]:
    """Return the section of joined records, none where the actor has only its own."""
    if not profile.joined:
        return []
    rows = tuple(_record_row(record) for record in profile.joined)
    return [
        SectionPage(
            "joined",
            "Shown as one",
            note="each can be taken apart",
            contents=(RowsContent(rows, len(rows), _FIRST),),
            jump=f"Records {len(rows) + 1:,}",
        )
    ]


def as_words(record: str) -> str:
    """Say under which record a thing is told; nothing where it is the actor's own."""
    return f"as {shown_line(record)}" if record else ""


def _record_row(record: JoinedRecord) -> Row:
    told = [shown_line(record.kind_label), record.brought or "nothing else is told of it"]
    lines: list[Line] = [(Span(", ".join(told)),)]
    decided = f"Joined by {record.decided}" if record.decided else ""
    if record.joined_to:
        decided = f"{decided} to {shown_line(record.joined_to)}".strip()
    if decided:
        lines.append((Span(decided),))
    if record.note:
        lines.append((Span(shown_line(record.note)),))
    if record.description:
        lines.append((Span(shown_line(record.description)),))
    return Row(
        title=(Span(shown_line(record.name)),),
        intent=TakeApart(record.id),
        sign=Sign("icon", "git-merge"),
        lines=tuple(lines),
        values=("Take apart",),
        values_are_links=True,
        tooltip=f"Let {shown_line(record.name)} stand for itself again",
    )
