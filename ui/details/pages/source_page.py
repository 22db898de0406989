"""The page of a source: what it is, and what each of its passages supports."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from explorer.model.citation import source_citation
from explorer.model.plain_text import counted, shown_line
from explorer.model.profile.source import Passage, SourceProfile
from explorer.model.view import Selection
from ui.details.intents import CopyText, Intent, Jump, OpenAddress, ReadSource, Select
from ui.details.page import (
    ActionsContent,
    Content,
    Head,
    Page,
    QuotesContent,
    RowsContent,
    SectionPage,
    TextContent,
    count_figure,
    rows_at_hand,
)
from ui.details.pages.entry_rows import actor_span, interaction_row, passage_text
from ui.details.quotes.chain import source_sign
from ui.details.rows.row import Line, Row, Span

_NONE: frozenset[int] = frozenset()


def source_page(profile: SourceProfile) -> Page:
    """Return a source's page."""
    n = len(profile.interactions)
    figures = (
        count_figure(profile.n_passages, "passage", "passages", Jump("passages")),
        count_figure(profile.n_facts, "fact", "facts", Jump("passages")),
        count_figure(n, "interaction", "interactions", Jump("interactions")),
        count_figure(profile.n_quotes, "quote", "quotes", Jump("quotes")),
    )
    source = profile.source
    kind = (source.kind or "source").capitalize()
    head = Head(title=shown_line(source.title, 600), over=(Span(kind),), sign=source_sign(source))
    sections = [
        SectionPage("record", contents=(_record(profile), _actions(profile))),
        _passages(profile),
        *_quotes(profile),
        *_interactions(profile),
    ]
    return Page(head, figures, tuple(sections))


def passage_row(passage: Passage) -> Row:
    """Return a passage and the facts that rest on it; a click shows it in the text."""
    evidence = passage.evidence
    read = ReadSource(evidence.source.id, evidence.excerpt, evidence.start, evidence.end)
    after: list[Line] = []
    for fact in passage.facts:
        spans: list[Span] = [Span(shown_line(fact.words, 120))]
        if fact.actor is not None:
            spans += [Span(": "), actor_span(fact.actor, is_quiet=False)]
        if fact.interaction is not None:
            select = Select(Selection.interaction(fact.interaction.id))
            joined = ", " if fact.actor is not None else ": "
            spans += [Span(joined), Span(fact.interaction.shown, select, False)]
        if fact.confidence != "certain":
            spans.append(Span(f" ({fact.confidence.replace('_', ' ')})"))
        after.append(tuple(spans))
    return Row(
        intent=read if evidence.source.has_text else None,
        quote=passage_text(evidence.excerpt),
        after=tuple(after),
        tooltip=f"{evidence.confidence_words}, recorded by {evidence.recorded}",
        thing=("evidence", evidence.id) if evidence.id else None,
    )


def _record(profile: SourceProfile) -> RowsContent:
    source = profile.source
    rows: list[Row] = []
    if source.author:
        author: Line = (Span(shown_line(source.author)),)
        if profile.author is not None:
            author = (actor_span(profile.author, is_quiet=False),)
        rows.append(Row(when="Author", title=author))
    if source.publisher:
        rows.append(Row(when="Publisher", title=(Span(shown_line(source.publisher)),)))
    rows.append(Row(when="Date", title=(Span(source.date),)))
    if source.language:
        rows.append(Row(when="Language", title=(Span(_language(source.language)),)))
    if source.reliability:
        rows.append(Row(when="Reliability", title=(Span(shown_line(source.reliability)),)))
    if source.url:
        address = shown_line(source.url, 2000)
        intent: Intent = OpenAddress(source.url) if can_open(source.url) else CopyText(address)
        rows.append(Row(when="Address", title=(Span(address, intent, False),), tooltip=address))
    text = "stored" if source.has_text else "not stored; its passages are below"
    rows.append(Row(when="Text", title=(Span(text),)))
    return RowsContent(tuple(rows), len(rows), title_lines=4)


def can_open(url: str) -> bool:
    """Whether an address is one that a click may open: of the web, and nothing else."""
    return url.lower().startswith(("http://", "https://")) and url.isprintable()


def _actions(profile: SourceProfile) -> ActionsContent:
    source = profile.source
    actions: list[tuple[str, str, Intent]] = [
        ("book-open", "Read source", ReadSource(source.id)),
        ("copy", "Copy citation", CopyText(source_citation(source))),
    ]
    if source.url:
        actions.append(("link-simple", "Copy address", CopyText(shown_line(source.url, 2000))))
    return ActionsContent(tuple(actions))


def _passages(profile: SourceProfile) -> SectionPage:
    content: Content = TextContent("No passage is recorded.", is_faint=True)
    if profile.passages:
        content = rows_at_hand(profile.passages, passage_row, 20)
        if profile.n_passages > len(profile.passages):
            rows = tuple(passage_row(passage) for passage in profile.passages)
            content = RowsContent(rows, profile.n_passages, 20, ("passages", profile.source.id))
    note = counted(profile.n_passages, "passage")
    return SectionPage("passages", "Passages and what rests on them", note, contents=(content,))


def _quotes(profile: SourceProfile) -> list[SectionPage]:
    if not profile.n_quotes:
        return []
    content = QuotesContent(profile.quotes, profile.n_quotes, ("source-quotes", profile.source.id))
    note = f"{profile.n_quotes:,}"
    return [SectionPage("quotes", "Quotes", note, contents=(content,))]


def _interactions(profile: SourceProfile) -> list[SectionPage]:
    n = len(profile.interactions)
    if not n:
        return []
    rows = tuple(interaction_row(entry) for entry in profile.interactions.first)
    content = RowsContent(rows, n, 12, ("interactions", (profile.interactions.ids, _NONE, False)))
    return [SectionPage("interactions", "Interactions it tells of", f"{n:,}", contents=(content,))]


def _language(tag: str) -> str:
    """Return a language's name for its tag; what is no known tag is shown as it stands."""
    language = QLocale.codeToLanguage(tag.partition("-")[0])
    if language in (QLocale.Language.AnyLanguage, QLocale.Language.C):
        return shown_line(tag)
    return QLocale.languageToString(language)
