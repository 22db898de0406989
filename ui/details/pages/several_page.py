"""The page of several selected things: what they have in common."""

from __future__ import annotations

from explorer.model.plain_text import counted, shown_line
from explorer.model.profile.several import SeveralProfile
from ui.details.intents import FilterTopic, Focus, Intent, Jump
from ui.details.page import (
    ActionsContent,
    ChipsContent,
    Content,
    Figure,
    Head,
    Page,
    RowsContent,
    SectionPage,
    TextContent,
    rows_at_hand,
)
from ui.details.pages.entry_rows import actor_row, interaction_row
from ui.details.rows.row import Row, Sign, Span

_NONE: frozenset[int] = frozenset()


def several_page(profile: SeveralProfile, *, all_actor_ids: tuple[int, ...]) -> Page:
    """Return the page of several actors and interactions."""
    parts = [counted(profile.n_actors, "actor")] if profile.n_actors else []
    if profile.n_interactions:
        parts.append(counted(profile.n_interactions, "interaction"))
    has_actors = profile.n_actors >= 2
    n_together = len(profile.together)
    figures = []
    if has_actors:
        figures.append(Figure(f"{n_together:,}", "shared by two or more", Jump("together")))
        figures.append(Figure(f"{profile.n_all:,}", "shared by all", Jump("together")))
    figures.append(Figure(f"{profile.n_contacts:,}", "in common", Jump("contacts")))
    figures.append(Figure(profile.span, "first to last date"))
    head = Head(title=" and ".join(parts) or "Nothing selected", over=(Span("Selected"),))
    return Page(
        head,
        tuple(figures),
        (
            *_together(profile, has_actors=has_actors),
            _contacts(profile, has_actors=has_actors),
            *_places(profile),
            *_topics(profile),
            *_selected(profile, all_actor_ids),
        ),
    )


def _together(profile: SeveralProfile, *, has_actors: bool) -> list[SectionPage]:
    if not has_actors:
        return []
    n = len(profile.together)
    content: Content = TextContent("No interaction of two of them in what is shown.", is_faint=True)
    if n:
        rows = tuple(interaction_row(e, is_told=False) for e in profile.together.first)
        content = RowsContent(rows, n, 20, ("interactions", (profile.together.ids, _NONE, False)))
    return [
        SectionPage(
            "together",
            "Interactions in common",
            "newest first" if n > 1 else "",
            contents=(content,),
        )
    ]


def _contacts(profile: SeveralProfile, *, has_actors: bool) -> SectionPage:
    heading = "Contacts in common" if has_actors else "Actors in common"
    note = f"of {profile.n_actors:,} actors" if has_actors else "interactions"
    content: Content = TextContent("Nobody in what is shown.", is_faint=True)
    if profile.contacts:
        content = rows_at_hand(
            profile.contacts, lambda shared: actor_row(shared.actor, (f"{shared.n:,}",)), 10
        )
    return SectionPage("contacts", heading, note if profile.contacts else "", contents=(content,))


def _places(profile: SeveralProfile) -> list[SectionPage]:
    if not profile.places:
        return []
    rows = tuple(
        Row(title=(Span(shown_line(name)),), sign=Sign("icon", "map-pin"), values=(f"{n:,}",))
        for name, n in profile.places
    )
    content = RowsContent(rows, len(rows), 8)
    return [SectionPage("places", "Places", "interactions", contents=(content,))]


def _topics(profile: SeveralProfile) -> list[SectionPage]:
    if not profile.topics:
        return []
    chips = tuple(
        (f"{shown_line(name, 60)} {n:,}", FilterTopic(name)) for name, n in profile.topics[:24]
    )
    return [SectionPage("topics", "Topics", contents=(ChipsContent(chips),))]


def _selected(profile: SeveralProfile, all_actor_ids: tuple[int, ...]) -> list[SectionPage]:
    sections = []
    if profile.n_interactions:
        rows = tuple(interaction_row(entry) for entry in profile.selected.first)
        pages = ("interactions", (profile.selected.ids, _NONE, False))
        content: Content = RowsContent(rows, profile.n_interactions, 20, pages)
        note = f"{profile.n_interactions:,}"
        sections.append(SectionPage("selected", "Selected interactions", note, contents=(content,)))
    if profile.n_actors:
        actions: tuple[tuple[str, str, Intent], ...] = (
            ("corners-out", "Show only these", Focus(all_actor_ids, 0)),
        )
        sections.append(
            SectionPage(
                "actors",
                "Selected actors",
                f"{profile.n_actors:,}",
                contents=(rows_at_hand(profile.actors, actor_row, 20), ActionsContent(actions)),
            )
        )
    # What is selected comes first where nothing else was asked: interactions alone.
    return sections
