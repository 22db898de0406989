"""How words reached us, as rows: the speaker first, the source at hand last."""

from __future__ import annotations

from explorer.model.plain_text import shown_line
from explorer.model.profile.entries import ActorEntry, ChainLink, Quote, SourceEntry
from explorer.model.view import Selection
from ui.details.intents import Select
from ui.details.rows.row import Row, Sign, Span


def actor_sign(actor: ActorEntry) -> Sign:
    """Return the glyph of an actor."""
    return Sign("actor", actor.kind, is_hollow=actor.is_unnamed)


def source_sign(source: SourceEntry) -> Sign:
    """Return the icon of a source by its kind."""
    icons = {"article": "article", "statement": "quotes", "dataset": "graph", "file": "file-text"}
    return Sign("icon", icons.get(source.kind or "", "file-text"))


def chain_rows(quote: Quote) -> tuple[Row, ...]:
    """Return one row for each who passed the words on."""
    links = quote.chain or _bare(quote)
    rows = [_row(link, is_last=at == len(links) - 1) for at, link in enumerate(links)]
    return tuple(rows)


def _row(link: ChainLink, *, is_last: bool) -> Row:
    what: list[Span] = []
    if link.verb:
        what.append(Span(shown_line(link.verb)))
    if link.carrier is not None:
        intent = Select(Selection.interaction(link.carrier.id))
        what.append(Span(" · " if what else ""))
        what.append(Span(link.carrier.shown, intent))
        what.append(Span(f", {link.when}"))
    elif link.when and link.source is None:
        what.append(Span(f"{', ' if what else ''}{link.when}"))
    lines = (tuple(what),) if what else ()
    if link.source is not None:
        title = f"{shown_line(link.source.author)}, " if link.source.author else ""
        kind = link.source.kind or "source"
        name = (
            f"{title}{kind} of {link.source.date}"
            if link.source.published
            else (f"{title}{kind}, {link.source.date}")
        )
        return Row(
            title=(Span(name, Select(Selection.of_source(link.source.id)), is_quiet=False),),
            intent=Select(Selection.of_source(link.source.id)),
            sign=source_sign(link.source),
            lines=lines,
            is_joined=not is_last,
        )
    if link.actor is not None:
        return Row(
            title=(Span(link.actor.shown, Select(Selection.actor(link.actor.id)), is_quiet=False),),
            intent=Select(Selection.actor(link.actor.id)),
            sign=actor_sign(link.actor),
            lines=lines,
            hover_key=link.actor.id,
            is_joined=not is_last,
        )
    return Row(
        title=(Span("speaker not named"),),
        sign=Sign("icon", "question"),
        lines=lines,
        is_joined=not is_last,
    )


def _bare(quote: Quote) -> tuple[ChainLink, ...]:
    """Return the chain of words for which none is stored: the speaker and the source."""
    source = ChainLink(None, "", None, quote.source, quote.source.date)
    if quote.speaker is None:
        return (source,)
    return (ChainLink(quote.speaker, "", None, None, ""), source)
