"""The page of one actor."""

from __future__ import annotations

from explorer.model.plain_text import counted, listed, quoted, shown_line, shown_text
from explorer.model.profile.actor import ActorProfile
from explorer.model.profile.entries import ContactEntry, RelationEntry
from explorer.model.profile.listing import RelationListing
from explorer.model.timespan import NOT_STATED
from explorer.model.view import Selection
from ui.details.intents import (
    CopyText,
    Divide,
    Focus,
    Jump,
    ResetFilters,
    Select,
    ShowAllDates,
    TogglePin,
)
from ui.details.page import (
    ActionsContent,
    Choice,
    Content,
    Figure,
    Head,
    HeadButton,
    Page,
    QuotesContent,
    RowsContent,
    SectionPage,
    TextContent,
    count_figure,
    rows_at_hand,
)
from ui.details.pages.entry_rows import (
    actor_row,
    actor_span,
    evidence_rows,
    interaction_row,
    source_row,
    unfolding,
)
from ui.details.pages.joined_records import as_words, joined_section
from ui.details.pages.properties import properties_section, property_line, property_rows
from ui.details.quotes.chain import actor_sign
from ui.details.rows.row import Line, Row, Sign, Span


def actor_page(
    profile: ActorProfile,
    *,
    is_pinned: bool,
    choices: dict[str, str],
    has_window: bool = False,
) -> Page:
    """Return an actor's page.

    Parameters
    ----------
    choices
        Chosen order of contacts (`count` or `last`) and side of quotes (`by` or `about`).
    """
    n_all, n_shown = profile.n_interactions, len(profile.interactions)
    n_quotes = profile.n_quotes_by + profile.n_quotes_about
    interactions = (
        f"of {counted(n_all, 'interaction')}"
        if n_shown < n_all
        else ("interaction" if n_all == 1 else "interactions")
    )
    figures = [
        Figure(f"{n_shown:,}", interactions, Jump("interactions")),
        count_figure(len(profile.contacts), "contact", "contacts", Jump("contacts")),
        count_figure(profile.n_quotes_by, "quote", "quotes", Jump("quotes")),
    ]
    if profile.span != NOT_STATED:
        figures.append(Figure(profile.span, "first to last date", Jump("interactions")))
    sections = [*joined_section(profile), *_positions(profile), *_contacts(profile, choices)]
    sections.append(_interactions(profile, has_window=has_window))
    sections.append(_quotes(profile, choices, n_quotes))
    sections += _accounts(profile)
    sections += _about(profile)
    sections += properties_section(profile.properties)
    uses = profile.sources
    rest: Content = TextContent("No source given.", is_faint=True)
    if uses:
        rest = rows_at_hand(uses, source_row)
    sections.append(
        SectionPage("sources", "Sources", contents=(rest,), jump=f"Sources {len(uses):,}")
    )
    return Page(_head(profile, is_pinned=is_pinned), tuple(figures), tuple(sections))


def contact_rows(contacts: tuple[ContactEntry, ...]) -> tuple[Row, ...]:
    """Return contacts with their count and last time."""
    return tuple(
        actor_row(
            contact.actor,
            (
                f"{contact.n_interactions:,}",
                contact.last.short if contact.last.is_given else "no date",
            ),
        )
        for contact in contacts
    )


def _head(profile: ActorProfile, *, is_pinned: bool) -> Head:
    actor = profile.actor
    over: list[Span] = [Span(profile.kind_label)]
    for other in profile.acts_for:
        over += [Span(", "), actor_span(other)]
    under: list[Line] = []
    if actor.is_unnamed:
        under.append((Span("The sources give no name."),))
    also = [*(name.name for name in profile.names), *(one.name for one in profile.joined)]
    if also:
        names = listed(list(dict.fromkeys(map(shown_line, also))), 4)
        under.append((Span(f"In the sources also: {names}"),))
    more = (
        ("Show only this actor and its contacts", Focus((actor.id,))),
        ("Show two steps around it", Focus((actor.id,), 2)),
        ("Copy name", CopyText(shown_text(actor.name), "Copied the name")),
        ("Divide into two actors…", Divide(actor.id)),
    )
    buttons = (
        HeadButton(
            "pin",
            "push-pin-slash" if is_pinned else "push-pin",
            "Let it move again" if is_pinned else "Pin in place",
            "Space",
            TogglePin(actor.id),
        ),
        HeadButton(
            "focus", "target", "Show only its neighbours", "Shift+Enter", Focus((actor.id,))
        ),
        HeadButton("more", "dots-three", "More", menu=more),
    )
    return Head(
        title=actor.shown,
        over=tuple(over),
        under=tuple(under),
        sign=actor_sign(actor),
        buttons=buttons,
    )


def relation_row(relation: RelationEntry) -> Row:
    """Return a relation as seen from one end: title and the other end as a link, and when."""
    other = actor_span(relation.other, is_quiet=False)
    if relation.title and relation.is_outgoing:
        title: Line = (Span(f"{_capital(shown_line(relation.title))}, "), other)
    elif relation.title:
        title = (other, Span(f", {shown_line(relation.title)}"))
    elif relation.is_outgoing:
        title = (Span(f"{_capital(shown_line(relation.label))} "), other)
    else:
        title = (other, Span(f" {shown_line(relation.label)} it"))
    lines: list[Line] = []
    if relation.record:
        lines.append((Span(as_words(relation.record)),))
    if relation.description:
        lines.append((Span(shown_line(relation.description)),))
    children = list(unfolding(relation.evidence))
    if relation.reasoning:
        children.insert(0, Row(lines=((Span(shown_line(relation.reasoning)),),), is_child=True))
    if relation.properties:
        line, is_all = property_line(relation.properties)
        lines.append((Span(line),))
        if not is_all:
            children += property_rows(relation.properties, is_child=True)
    return Row(
        title=title,
        intent=None,
        sign=actor_sign(relation.other),
        values=(_short_as_of(relation.when),) if relation.when else (),
        lines=tuple(lines),
        hover_key=relation.other.id,
        children=tuple(children),
        thing=("relations", relation.id),
    )


def _positions(profile: ActorProfile) -> list[SectionPage]:
    mine, others = profile.positions, profile.other_relations
    sections = []
    if len(mine) or profile.actor.kind == "person":
        content: Content = TextContent("No position is stated.", is_faint=True)
        if len(mine):
            content = _relations_content(mine)
        sections.append(
            SectionPage(
                "positions", "Positions", contents=(content,), jump=f"Positions {len(mine):,}"
            )
        )
    if len(others):
        sections.append(
            SectionPage(
                "relations",
                "Memberships and other relations",
                contents=(_relations_content(others),),
                jump=f"Relations {len(others):,}",
            )
        )
    return sections


def _relations_content(listing: RelationListing) -> RowsContent:
    rows = tuple(relation_row(relation) for relation in listing.first)
    pages = ("relations", (listing.ids, listing.seen_from))
    return RowsContent(rows, len(listing), 12, pages)


def _contacts(profile: ActorProfile, choices: dict[str, str]) -> list[SectionPage]:
    n = len(profile.contacts)
    if not n:
        is_alone = not profile.n_interactions
        words = "None in this store." if is_alone else "Dealt with nobody in what is shown."
        return [
            SectionPage(
                "contacts",
                "Contacts",
                contents=(TextContent(words, is_faint=True),),
                jump="Contacts 0",
            )
        ]
    by_last = choices.get("contacts") == "last"
    first = profile.contacts_first_by_last if by_last else profile.contacts_first
    order = profile.contacts.by_last() if by_last else profile.contacts
    return [
        SectionPage(
            "contacts",
            "Contacts",
            choices=(
                Choice("count", "interactions", not by_last),
                Choice("last", "last time", by_last),
            ),
            choices_name="Sort contacts by",
            contents=(RowsContent(contact_rows(first), n, 12, ("contacts", order)),),
            jump=f"Contacts {n:,}",
        )
    ]


def _interactions(profile: ActorProfile, *, has_window: bool) -> SectionPage:
    listing, n_all = profile.interactions, profile.n_interactions
    without = frozenset({profile.actor.id})
    contents: list[Content] = []
    if len(listing):
        rows = tuple(interaction_row(entry, without=without) for entry in listing.first)
        pages = ("interactions", (listing.ids, without, False))
        contents.append(RowsContent(rows, len(listing), 25, pages))
    elif not n_all:
        contents.append(TextContent("No interaction in this store.", is_faint=True))
    n_left = n_all - len(listing)
    if n_left:
        words = (
            f"{n_left:,} not shown: outside the {'time window or ' if has_window else ''}filter."
        )
        contents.append(TextContent(words, is_faint=True))
        actions = [("clock", "Show all dates", ShowAllDates())] if has_window else []
        contents.append(ActionsContent((*actions, ("funnel-x", "Reset filters", ResetFilters()))))
    return SectionPage(
        "interactions",
        "Meetings and other interactions",
        note="newest first" if len(listing) > 1 else "",
        contents=tuple(contents),
        jump=f"Interactions {len(listing):,}",
    )


def _quotes(profile: ActorProfile, choices: dict[str, str], n_quotes: int) -> SectionPage:
    about_first = choices.get("quotes") == "about"
    if "quotes" not in choices:
        about_first = not profile.n_quotes_by and bool(profile.n_quotes_about)
    quotes = profile.quotes_about if about_first else profile.quotes_by
    n = profile.n_quotes_about if about_first else profile.n_quotes_by
    side = "about" if about_first else "by"
    return SectionPage(
        "quotes",
        "Quotes",
        choices=(
            Choice("by", f"By {profile.n_quotes_by:,}", not about_first),
            Choice("about", f"About {profile.n_quotes_about:,}", about_first),
        ),
        choices_name="Quotes",
        is_segmented=True,
        contents=(
            QuotesContent(
                quotes,
                n,
                ("quotes", (profile.actor.id, about_first)),
                empty=f"Quotes {side} {profile.actor.shown}: none in this store.",
            ),
        ),
        jump=f"Quotes {n_quotes:,}",
    )


def _accounts(profile: ActorProfile) -> list[SectionPage]:
    if not profile.n_accounts:
        return []
    pages = ("accounts", profile.actor.id)
    content = QuotesContent(profile.accounts, profile.n_accounts, pages)
    jump = f"Accounts {profile.n_accounts:,}"
    return [SectionPage("accounts", "Accounts it gives", contents=(content,), jump=jump)]


def _about(profile: ActorProfile) -> list[SectionPage]:
    contents: list[Content] = []
    if profile.description:
        contents.append(TextContent(shown_text(profile.description)))
    rows: list[Row] = []
    for name in profile.names:
        parts = (name.note, _script(name.language), as_words(name.record))
        notes = [part for part in parts if part]
        lines: list[Line] = []
        if name.source is not None:
            source = Span(name.source.label, Select(Selection.of_source(name.source.id)), False)
            lines.append((Span(f"{shown_line(', '.join(notes))} · " if notes else ""), source))
        elif notes:
            lines.append((Span(shown_line(", ".join(notes))),))
        rows.append(
            Row(
                title=(Span(quoted(shown_line(name.name)), is_serif=True),),
                lines=tuple(lines),
                sign=Sign("icon", "tag"),
            )
        )
    for scheme, value in profile.identifiers:
        text = shown_line(value)
        rows.append(
            Row(
                title=(
                    Span(f"{_capital(shown_line(scheme))}: "),
                    Span(text, CopyText(text), False),
                ),
                sign=Sign("icon", "link-simple"),
                tooltip="Copy",
            )
        )
    if rows:
        contents.append(RowsContent(tuple(rows), len(rows), 8))
    if profile.evidence:
        passages = evidence_rows(profile.evidence)
        contents.append(RowsContent(passages, len(passages), 6))
    if not contents:
        return []
    return [SectionPage("about", "Name and description", contents=tuple(contents))]


def _script(language: str | None) -> str:
    return "" if not language or language == "en" else language


def _short_as_of(words: str) -> str:
    months = {
        "January": "Jan",
        "February": "Feb",
        "August": "Aug",
        "September": "Sep",
        "October": "Oct",
        "November": "Nov",
        "December": "Dec",
    }
    for long, short in months.items():
        words = words.replace(long, short)
    return shown_line(words, 60)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
