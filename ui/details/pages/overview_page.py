"""The page of the store itself, and of a narrowed time window."""

from __future__ import annotations

from explorer.model.plain_text import counted, shown_line
from explorer.model.profile.entries import SourceEntry
from explorer.model.profile.listing import Listing
from explorer.model.profile.overview import Notice, StoreProfile
from explorer.model.profile.window import WindowProfile
from explorer.model.view import Selection
from ui.details.intents import IncludeUndated, Intent, Jump, ResetFilters, Select, ShowAllDates
from ui.details.page import (
    Content,
    Figure,
    Head,
    Page,
    RowsContent,
    SectionPage,
    TextContent,
    count_figure,
    rows_at_hand,
)
from ui.details.pages.entry_rows import interaction_row
from ui.details.quotes.chain import actor_sign, source_sign
from ui.details.rows.row import Row, Sign, Span

_ICONS = {"date": "question", "undated": "calendar-x", "unnamed": "user", "standing": "clock"}
_NONE: frozenset[int] = frozenset()


def overview_page(profile: StoreProfile) -> Page:
    """Return the store at a glance."""
    figures = (
        count_figure(profile.n_actors, "actor", "actors", Jump("involved")),
        count_figure(profile.n_interactions, "interaction", "interactions", Jump("latest")),
        count_figure(profile.n_positions, "position", "positions", _holders(profile)),
        count_figure(profile.n_quotes, "quote", "quotes", Jump("sources")),
        count_figure(len(profile.sources), "source", "sources", Jump("sources")),
    )
    over = f"Store, {profile.span}" if profile.n_interactions else "Store"
    under = ((Span(shown_line(profile.description, 600)),),) if profile.description else ()
    head = Head(title=shown_line(profile.title), over=(Span(over),), under=under)
    if not profile.n_actors:
        # That there are none is said where the network would be.
        return Page(head, figures, ())
    sections = [
        *_worth_a_look(profile),
        *_involved(profile),
        _list("latest", "Latest", "newest first", profile.latest, 8),
        _sources(profile),
    ]
    return Page(head, figures, tuple(sections))


def _holders(profile: StoreProfile) -> Intent | None:
    if not profile.holders:
        return None
    return Select(Selection.several(profile.holders))


def window_page(profile: WindowProfile) -> Page:
    """Return what lies in a narrowed window surely, what possibly, and what is not shown."""
    n, n_all = len(profile.certain) + len(profile.possible), profile.n_all_interactions
    figures = (
        Figure(f"{n:,}", f"of {counted(n_all, 'interaction')}", Jump("certain")),
        Figure(f"{profile.n_actors:,}", f"of {counted(profile.n_all_actors, 'actor')}"),
        count_figure(profile.n_days, "day", "days"),
    )
    sections: list[SectionPage] = []
    if not n:
        near = f" Nearest: {profile.nearest}." if profile.nearest else ""
        words = TextContent(f"Nothing {_from_to(profile.span)}.{near}")
        sections.append(SectionPage("empty", contents=(words,)))
    else:
        certain, possible = profile.certain, profile.possible
        sections.append(
            _list("certain", "Certainly in the window", f"{len(certain):,}", certain, 25)
        )
        sections.append(
            _list("possible", "Possibly in the window", f"{len(possible):,}", possible, 25)
        )
    sections.append(_not_shown(profile))
    head = Head(title=profile.span, over=(Span("Time window"),))
    return Page(head, figures, tuple(sections))


def _from_to(span: str) -> str:
    if "–" not in span:
        return f"on {span}"
    return f"from {span.replace('–', ' to ').replace('  ', ' ')}"


def _list(key: str, heading: str, note: str, listing: Listing, n_first: int) -> SectionPage:
    n = len(listing)
    content: Content = TextContent("None.", is_faint=True)
    if n:
        rows = tuple(interaction_row(entry, is_brief=True) for entry in listing.first)
        content = RowsContent(rows, n, n_first, ("interactions", (listing.ids, _NONE, True)))
    return SectionPage(key, heading, note, contents=(content,))


def _worth_a_look(profile: StoreProfile) -> list[SectionPage]:
    if not profile.notices:
        return []
    rows = tuple(_notice_row(notice) for notice in profile.notices)
    return [SectionPage("look", "Worth a look", contents=(RowsContent(rows, len(rows), 12),))]


def _notice_row(notice: Notice) -> Row:
    if len(notice.actors) == 1 and not notice.interactions:
        selection = Selection.actor(notice.actors[0])
    elif len(notice.interactions) == 1 and not notice.actors:
        selection = Selection.interaction(notice.interactions[0])
    else:
        selection = Selection.several(notice.actors, notice.interactions)
    sign = Sign("split") if notice.kind == "accounts" else Sign("icon", _ICONS[notice.kind])
    return Row(
        title=(Span(notice.words),),
        intent=Select(selection),
        sign=sign,
        values=(f"{notice.n:,}",),
    )


def _involved(profile: StoreProfile) -> list[SectionPage]:
    if not profile.involved:
        return []
    most = profile.involved[0][1]
    rows = tuple(
        Row(
            title=(Span(actor.shown),),
            intent=Select(Selection.actor(actor.id)),
            sign=actor_sign(actor),
            values=(f"{n:,}",),
            bar=n / most,
            bar_colour=f"kind:{actor.kind}",
            hover_key=actor.id,
        )
        for actor, n in profile.involved
    )
    content = RowsContent(rows, len(rows), 12, title_lines=1)
    return [SectionPage("involved", "Most involved", "interactions", contents=(content,))]


def _sources(profile: StoreProfile) -> SectionPage:
    n = len(profile.sources)
    content: Content = TextContent("No source yet.", is_faint=True)
    if n:
        content = rows_at_hand(profile.sources, lambda use: _source_row(*use), 8)
    return SectionPage("sources", "Sources", f"{n:,}" if n > 4 else "", contents=(content,))


def _source_row(source: SourceEntry, n: int) -> Row:
    select = Select(Selection.of_source(source.id))
    author = f"{shown_line(source.author)}, " if source.author else ""
    said = f"{author}{source.date} · {counted(n, 'interaction')}"
    return Row(
        title=(Span(shown_line(source.title), select, is_quiet=False),),
        intent=select,
        sign=source_sign(source),
        lines=((Span(said),),),
    )


def _not_shown(profile: WindowProfile) -> SectionPage:
    rows: list[Row] = []
    if profile.n_undated:
        included = profile.undated_included
        intent = IncludeUndated(not included)
        rows.append(
            Row(
                title=(Span(f"{profile.n_undated:,} without a date"),),
                intent=intent,
                sign=Sign("icon", "calendar-x"),
                values=("Leave out" if included else "Include",),
                values_are_links=True,
                lines=((Span("shown as possibly in the window"),),) if included else (),
            )
        )
    rows.append(
        Row(
            title=(Span(f"{profile.n_outside:,} before or after the window"),),
            intent=ShowAllDates() if profile.n_outside else None,
            sign=Sign("icon", "clock"),
            values=("Show all dates",) if profile.n_outside else (),
            values_are_links=True,
        )
    )
    if profile.n_filtered:
        rows.append(
            Row(
                title=(Span(f"{profile.n_filtered:,} left out by the filters"),),
                intent=ResetFilters(),
                sign=Sign("icon", "funnel"),
                values=("Reset filters",),
                values_are_links=True,
            )
        )
    heading = "Not shown"
    return SectionPage("hidden", heading, contents=(RowsContent(tuple(rows), len(rows)),))
