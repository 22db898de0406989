"""The page of one interaction."""

from __future__ import annotations

from dataclasses import replace

from explorer.model.plain_text import counted, quoted, shown_line, shown_text
from explorer.model.profile.entries import Evidence, Quote
from explorer.model.profile.interaction import Amount, InteractionProfile, Order, Participant
from explorer.model.view import Selection
from explorer.network.filters import STANDING_WORDS
from ui.details.intents import FilterTopic, Intent, ResetFilters, Select, ShowAllDates
from ui.details.page import (
    AccountsContent,
    ActionsContent,
    ChipsContent,
    Content,
    Head,
    Page,
    QuotesContent,
    RowsContent,
    SectionPage,
    TextContent,
)
from ui.details.pages.entry_rows import (
    actor_span,
    evidence_rows,
    interaction_row,
    passage_text,
    quote_line_row,
    source_row,
    unfolding,
)
from ui.details.pages.properties import properties_section
from ui.details.quotes.chain import actor_sign
from ui.details.rows.row import Line, Row, Sign, Span

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
_SHORT_NOTE = 240
_CURRENCIES = {"USD": "US dollars", "EUR": "euros", "GBP": "pounds sterling"}


def interaction_page(profile: InteractionProfile, *, has_window: bool = False) -> Page:
    """Return an interaction's page."""
    named = profile.entry.named
    sections = [
        *([] if profile.is_shown else [_not_shown(has_window=has_window)]),
        SectionPage("facts", contents=(_facts(profile),)),
        _took_part(profile),
        *_accounts(profile),
        *_words(profile),
        *_amounts(profile),
        *_topics(profile),
        *_description(profile),
        *properties_section(profile.properties),
        *_parts(profile),
        _evidence(profile),
        *_sources(profile),
    ]
    head = Head(
        title=named.shown,
        over=(Span(named.kind_label),),
        sign=Sign("diamond", named.kind, named.family, is_hollow=profile.entry.is_uncertain),
        tag=_standing_words(profile),
    )
    return Page(head, (), tuple(sections))


def _not_shown(*, has_window: bool) -> SectionPage:
    why = "the time window or the filters" if has_window else "the filters"
    actions: list[tuple[str, str, Intent]] = []
    if has_window:
        actions.append(("clock", "Show all dates", ShowAllDates()))
    actions.append(("funnel-x", "Reset filters", ResetFilters()))
    words = TextContent(f"Not shown in the other views: outside {why}.", is_faint=True)
    return SectionPage("hidden", contents=(words, ActionsContent(tuple(actions))))


def participant_row(participant: Participant, interaction_id: int) -> Row:
    """Return one who took part: role and capacity at the right, evidence below."""
    said = [participant.role] if participant.role else []
    if participant.position:
        said.append(shown_line(participant.position))
    elif participant.capacity:
        said.append(shown_line(participant.capacity))
    lines: list[Line] = []
    position, capacity = participant.position, participant.capacity
    if position and capacity and not _says_the_same(position, capacity):
        words = quoted(shown_line(capacity))
        lines.append((Span("as "), Span(words, is_serif=True)))
    return Row(
        title=(actor_span(participant.actor, is_quiet=False),),
        intent=Select(Selection.actor(participant.actor.id)),
        sign=actor_sign(participant.actor),
        values=(" · ".join(said),) if said else (),
        lines=tuple(lines),
        hover_key=participant.actor.id,
        children=unfolding(participant.evidence),
        thing=("interactions", interaction_id),
        is_part=True,
    )


def _says_the_same(position: str, capacity: str) -> bool:
    """Whether the words of a source say no more than the title of the position."""
    title, words = position.rsplit(", ", 1)[0].casefold(), capacity.casefold()
    return words in title or title in words


def _standing_words(profile: InteractionProfile) -> str:
    standing = profile.entry.standing
    return "" if standing == "took_place" else STANDING_WORDS.get(standing, standing)


def _facts(profile: InteractionProfile) -> RowsContent:
    rows = [_date(profile)]
    if profile.entry.standing != "took_place":
        rows.insert(0, _standing(profile))
    place = profile.place
    rows.append(
        Row(
            when="Place",
            title=(Span(shown_line(place) if place else "not stated"),),
            children=unfolding(_of(profile, "Place")),
        )
    )
    if profile.parent is not None:
        parent = profile.parent
        select = Select(Selection.interaction(parent.id))
        rows.append(
            Row(
                when="Part of",
                title=(Span(parent.shown, select, False),),
                hover_key=-parent.id,
                children=unfolding(_of(profile, "Part of")),
            )
        )
    if profile.orders:
        rows.append(_order(profile.orders))
    thing = ("interactions", profile.entry.id)
    rows = [replace(row, thing=thing, is_part=True) for row in rows]
    return RowsContent(tuple(rows), len(rows), 30, title_lines=4)


def _order(orders: tuple[Order, ...]) -> Row:
    """Return what comes before and after, on one row: the first as its title."""
    lines: list[Line] = []
    for number, order in enumerate(orders):
        link = Span(order.other.shown, Select(Selection.interaction(order.other.id)), False)
        line: Line = (Span(f"{order.relation} "), link)
        if order.words:
            words = Span(quoted(shown_line(order.words)), is_serif=True)
            line = (*line, Span(" · stated as "), words) if number else line
            stated: Line = (Span("stated as "), words)
        else:
            stated = ()
        lines += [line] if number else [line, *([stated] if stated else [])]
    return Row(
        when="Order",
        title=lines[0],
        lines=tuple(lines[1:]),
        hover_key=-orders[0].other.id,
        children=evidence_rows(e for order in orders for e in order.evidence),
    )


def _date(profile: InteractionProfile) -> Row:
    when = profile.when
    lines: list[Line] = []
    if when.stated:
        stated = Span(quoted(shown_line(when.stated)), is_serif=True)
        lines.append((Span("stated as "), stated))
    if when.reasoning:
        label = "Inferred: " if when.basis == "inferred" else ""
        lines.append((Span(f"{label}{shown_line(when.reasoning, 600)}"),))
    children = unfolding(_of(profile, "Date"), when.reasoning)
    if when.is_given:
        tag = when.precision if when.basis != "inferred" else f"{when.precision}, inferred"
    else:
        tag = ""
    return Row(
        when="Date",
        title=(Span(when.words if when.is_given else "date not given"),),
        tag=tag.strip(", "),
        lines=tuple(lines),
        most_lines=14,
        children=children,
    )


def _standing(profile: InteractionProfile) -> Row:
    passages = _of(profile, "Standing") or _of(profile, "What is told")
    title: Line = (Span(_standing_words(profile)),)
    if passages:
        excerpt = passage_text(passages[0].excerpt)
        title = (Span("the source says "), Span(excerpt, is_serif=True))
    elif profile.entry.standing_words:
        words = quoted(shown_line(profile.entry.standing_words))
        title = (Span("the source says "), Span(words, is_serif=True))
    return Row(when="Standing", title=title, children=unfolding(passages))


def _of(profile: InteractionProfile, fact: str) -> tuple[Evidence, ...]:
    return tuple(passage for passage in profile.evidence if passage.fact == fact)


def _took_part(profile: InteractionProfile) -> SectionPage:
    n = profile.n_participants
    if not n:
        content: Content = TextContent("Who took part is not stated.", is_faint=True)
    else:
        rows = tuple(participant_row(p, profile.entry.id) for p in profile.participants)
        content = RowsContent(rows, n, 25, ("participants", profile.entry.id))
    note = f"{n:,}" if n > 4 else ""
    contents = [content]
    if _is_short(profile.description):
        contents.append(TextContent(shown_text(profile.description or ""), is_faint=True))
    return SectionPage("participants", "Took part", note, contents=tuple(contents))


def _is_short(description: str | None) -> bool:
    """Whether a note is so short that it needs no section of its own."""
    return description is not None and len(description) <= _SHORT_NOTE


def _accounts(profile: InteractionProfile) -> list[SectionPage]:
    accounts = profile.accounts
    if not accounts:
        return []
    n, kind = len(accounts), profile.entry.named.kind_label.lower()
    number = _NUMBERS[n] if n < len(_NUMBERS) else f"{n:,}"
    heading = f"{number} accounts of this {kind}" if n > 1 else f"One account of this {kind}"
    forms = {account.form for account in accounts}
    form = "reported speech" if forms == {"reported"} else "verbatim"
    note = "reported and verbatim" if len(forms) > 1 else form
    if n == 2 and len(forms) == 1:
        note = f"both {form}"
    content: Content = AccountsContent(accounts)
    if n == 1:
        content = QuotesContent(accounts, 1)
    return [
        SectionPage(
            "accounts",
            heading,
            note if n > 1 else "",
            sign=Sign("split") if n > 1 else None,
            contents=(content,),
        )
    ]


def _words(profile: InteractionProfile) -> list[SectionPage]:
    sections: list[SectionPage] = []
    bare = [quote for quote in profile.quotes if not quote.has_origin]
    if bare:
        rows = tuple(_bare_row(quote) for quote in bare)
        sections.append(
            SectionPage(
                "bare", "Reported without an origin", contents=(RowsContent(rows, len(rows), 10),)
            )
        )
    others = tuple(quote for quote in profile.quotes if quote.has_origin)
    if others:
        sections.append(
            SectionPage("quotes", "Said here", contents=(QuotesContent(others, len(others)),))
        )
    if profile.carried:
        heading = "Words it carried" if len(profile.carried) > 1 else "The words it carried"
        carried = QuotesContent(profile.carried, len(profile.carried))
        sections.append(SectionPage("carried", heading, contents=(carried,)))
    return sections


def _bare_row(quote: Quote) -> Row:
    return quote_line_row(quote, is_indented=False)


def _amounts(profile: InteractionProfile) -> list[SectionPage]:
    if not profile.amounts:
        return []
    thing = ("interactions", profile.entry.id)
    rows = tuple(
        replace(_amount_row(amount), thing=thing, is_part=True) for amount in profile.amounts
    )
    return [SectionPage("amounts", "Amounts", contents=(RowsContent(rows, len(rows), 12),))]


def _amount_row(amount: Amount) -> Row:
    value = f"{amount.value:,.2f}".rstrip("0").rstrip(".")
    unit = _CURRENCIES.get(amount.unit, shown_line(amount.unit))
    lines: list[Line] = []
    if amount.words:
        stated = Span(quoted(shown_line(amount.words)), is_serif=True)
        lines.append((Span("stated as "), stated))
    if amount.purpose:
        lines.append((Span(f"for {shown_line(amount.purpose, 300)}"),))
    return Row(
        title=(Span(f"{value} {unit}"),),
        sign=Sign("icon", "currency-circle-dollar"),
        lines=tuple(lines),
        children=unfolding(amount.evidence),
    )


def _topics(profile: InteractionProfile) -> list[SectionPage]:
    if not profile.topics:
        return []
    chips = tuple((shown_line(name, 60), FilterTopic(name)) for _, name in profile.topics)
    return [SectionPage("topics", "Topics", contents=(ChipsContent(chips),))]


def _description(profile: InteractionProfile) -> list[SectionPage]:
    if not profile.description or _is_short(profile.description):
        return []
    text = TextContent(shown_text(profile.description))
    return [SectionPage("description", "Notes", contents=(text,))]


def _parts(profile: InteractionProfile) -> list[SectionPage]:
    n = len(profile.children)
    if not n:
        return []
    rows = tuple(interaction_row(entry) for entry in profile.children.first)
    content = RowsContent(rows, n, 12, ("interactions", (profile.children.ids, frozenset(), False)))
    return [SectionPage("parts", "Within it", f"{n:,}" if n > 4 else "", contents=(content,))]


def _evidence(profile: InteractionProfile) -> SectionPage:
    passages = profile.all_evidence
    records = {passage.recorded for passage in passages}
    rows = evidence_rows(passages, is_record_told=len(records) > 1)
    contents: list[Content] = [TextContent("No passage is recorded.", is_faint=True)]
    if rows:
        contents = [RowsContent(rows, len(rows), 8)]
        if len(records) == 1:
            contents.append(TextContent(f"All recorded by {records.pop()}.", is_faint=True))
    note = counted(len(rows), "passage") if rows else ""
    return SectionPage("evidence", "Evidence", note, contents=tuple(contents))


def _sources(profile: InteractionProfile) -> list[SectionPage]:
    if not profile.sources:
        return []
    rows = tuple(source_row(use) for use in profile.sources)
    return [SectionPage("sources", "Sources", contents=(RowsContent(rows, len(rows)),))]
