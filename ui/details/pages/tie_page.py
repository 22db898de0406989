"""The page of a tie: what passed between two actors, and what else connects them."""

from __future__ import annotations

from math import log2

from explorer.model.citation import passage_citation, quote_citation
from explorer.model.plain_text import counted, shown_line
from explorer.model.profile.entries import ActorEntry
from explorer.model.profile.tie import Passing, TieProfile
from explorer.model.view import Selection
from ui.details.intents import CopyQuotes, CopyText, Focus, Intent, Jump, Select
from ui.details.page import (
    ActionsContent,
    Choice,
    Content,
    Figure,
    Head,
    Page,
    RowsContent,
    SectionPage,
    TextContent,
)
from ui.details.pages.actor_page import relation_row
from ui.details.pages.entry_rows import (
    actor_row,
    interaction_line,
    interaction_row,
    passage_text,
    quote_line_row,
    source_row,
)
from ui.details.quotes.chain import actor_sign
from ui.details.rows.row import Row, Span

_MOST_PASSAGES = 3


def tie_page(profile: TieProfile, *, choices: dict[str, str]) -> Page:
    """Return a tie's page; `choices["passings"]` is `newest` or `oldest`."""
    one, other = profile.actors
    n = len(profile.newest)
    of = f"of {counted(profile.n_interactions, 'interaction')}"
    plain = "interaction" if n == 1 else "interactions"
    figures = [Figure(f"{n:,}", of if n < profile.n_interactions else plain, Jump("passings"))]
    if n:
        sure = n - profile.n_uncertain
        unsure = f", {profile.n_uncertain:,} uncertain" if profile.n_uncertain else ""
        figures.append(Figure(f"{sure:,}", f"stated{unsure}", Jump("passings")))
        figures.append(Figure(profile.span, "first to last date", Jump("passings")))
    sections = [
        _passings(profile, choices),
        *_capacities(profile),
        *_relations(profile),
        *_common(profile),
        _rests_on(profile),
    ]
    head = Head(
        title=f"{one.shown} and {other.shown}",
        over=(Span("Tie between"),),
        sign=actor_sign(one),
        second=actor_sign(other),
        titles=tuple(Span(a.shown, Select(Selection.actor(a.id))) for a in (one, other)),
        tie_width_px=min(9.0, 1.4 + 2.1 * log2(n)) if n else 1.4,
    )
    return Page(head, tuple(figures), tuple(sections))


def passing_rows(passing: Passing, ends: frozenset[int], names: tuple[str, str]) -> tuple[Row, ...]:
    """Return one interaction of a tie as rows: what it was, its passage, words and accounts."""
    entry = passing.entry
    line: list[Span] = list(interaction_line(entry, without=ends, is_told=False, is_brief=True))
    if line and line[0].text == "with ":
        line[0] = Span("also ")
    roles = _roles(passing, names)
    if roles:
        line = [Span(roles), *([Span(" · ")] if line else []), *line]
    base = interaction_row(entry)
    passages = [passage_text(passage.excerpt) for passage in passing.passages[:_MOST_PASSAGES]]
    said = (*passing.quotes, *passing.accounts)
    rows = [
        Row(
            title=base.title,
            intent=base.intent,
            sign=base.sign,
            when=base.when,
            lines=(tuple(line),) if line else (),
            quote="\n".join(passages),
            hover_key=base.hover_key,
            tooltip=base.tooltip,
        )
    ]
    rows += [quote_line_row(quote) for quote in said]
    return tuple(rows)


def _roles(passing: Passing, names: tuple[str, str]) -> str:
    one, other = (role.lower() for role in passing.roles)
    if one and one == other:
        return f"both {one}s"
    said = [f"{name} {role}" for name, role in zip(names, (one, other), strict=True) if role]
    return ", ".join(said)


def _passings(profile: TieProfile, choices: dict[str, str]) -> SectionPage:
    one, other = profile.actors
    oldest = choices.get("passings") == "oldest"
    passings = profile.passings_oldest if oldest else profile.passings
    ids = profile.oldest if oldest else profile.newest
    ends = frozenset((one.id, other.id))
    names = (_surname(one), _surname(other))
    contents: list[Content] = []
    if not len(ids):
        contents.append(TextContent("No interaction of both in what is shown.", is_faint=True))
    rows = tuple(row for passing in passings for row in passing_rows(passing, ends, names))
    if rows:
        contents.append(RowsContent(rows, len(rows), 90))
    if len(ids) > len(passings):
        # The rest stands without words: a list of any length, whose rows open with a click.
        pages = ("passings", ((one.id, other.id), ids, len(passings)))
        contents.append(RowsContent((), len(ids) - len(passings), 0, pages))
    return SectionPage(
        "passings",
        "Interactions behind this tie",
        choices=(
            Choice("newest", "newest first", not oldest),
            Choice("oldest", "oldest first", oldest),
        )
        if len(ids) > 1
        else (),
        choices_name="Order",
        contents=tuple(contents),
    )


def _capacities(profile: TieProfile) -> list[SectionPage]:
    if not any(profile.capacities):
        return []
    rows = tuple(
        actor_row(actor, (), lines=tuple((Span(shown_line(c)),) for c in capacities[:6]))
        if len(capacities) > 1
        else actor_row(actor, (shown_line(capacities[0]),) if capacities else ("not stated",))
        for actor, capacities in zip(profile.actors, profile.capacities, strict=True)
    )
    return [SectionPage("capacities", "In what capacity", contents=(RowsContent(rows, 2),))]


def _relations(profile: TieProfile) -> list[SectionPage]:
    if not profile.relations:
        return []
    rows = tuple(relation_row(relation) for relation in profile.relations)
    heading = "Positions and relations between them"
    return [SectionPage("relations", heading, contents=(RowsContent(rows, len(rows)),))]


def _common(profile: TieProfile) -> list[SectionPage]:
    if not profile.common:
        return []
    rows = tuple(
        actor_row(actor, (when.short if when.is_given else "no date",))
        for actor, when in profile.common
    )
    note = f"{profile.n_common:,}" if profile.n_common > 4 else ""
    content = RowsContent(rows, len(rows), 8)
    return [SectionPage("common", "Contacts in common", note, contents=(content,))]


def _rests_on(profile: TieProfile) -> SectionPage:
    one, other = profile.actors
    actions: list[tuple[str, str, Intent]] = []
    words = [q for p in profile.passings for q in (*p.quotes, *p.accounts)]
    passages = [e for p in profile.passings for e in p.passages[:_MOST_PASSAGES]]
    if passages:
        text = "\n\n".join(
            [passage_citation(e) for e in passages] + [quote_citation(q) for q in words]
        )
        actions.append(("copy", "Copy with citation", CopyText(text)))
    elif words:
        actions.append(("copy", "Copy with citation", CopyQuotes(tuple(words))))
    actions.append(("corners-out", "Show only these two", Focus((one.id, other.id), 0)))
    n = len(profile.sources)
    contents: list[Content] = [TextContent("No source given.", is_faint=True)]
    if n:
        contents = [RowsContent(tuple(source_row(use) for use in profile.sources), n, 8)]
    contents.append(ActionsContent(tuple(actions)))
    return SectionPage(
        "sources", "Rests on", counted(n, "source") if n else "", contents=tuple(contents)
    )


def _surname(actor: ActorEntry) -> str:
    return actor.shown.rsplit(" ", 1)[-1] if actor.kind == "person" else actor.shown
