"""Writes interactions as slides of a TimelineJS timeline."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from db import reads
from db.format.schema import OPEN_EARLIEST, OPEN_LATEST
from explorer.exchange.atomic_file import write_atomically
from explorer.exchange.dossier.citing import web_address
from explorer.exchange.publishing.date_parts import Parts, date_parts, day_parts
from explorer.model.citation import chain_words, source_citation
from explorer.model.plain_text import counted, shown_line, shown_text
from explorer.model.profile.entries import InteractionEntry, Quote, SourceEntry
from explorer.model.profile.ordering import ids_of, oldest_first
from explorer.model.profile.reading import StoreReader
from explorer.model.profile.tellings import read_accounts, read_quotes
from explorer.progress import CancelToken
from explorer.session import Session

if TYPE_CHECKING:
    from explorer.exchange.writers import Order

Slide = dict[str, Any]

_BATCH: Final = 400
_MANY: Final = 300
_PARTS: Final = ("year", "month", "day")


def write_timeline(order: Order) -> tuple[str, ...]:
    """Write the dated interactions of an order; give what did not fit, as sentences.

    Raises
    ------
    explorer.errors.ExportFailed
        If the file cannot be written.
    explorer.progress.Cancelled
        When the token was cancelled; nothing was written then.
    """
    token = order.token or CancelToken()
    session = order.session or Session.of(order.store, token, order.progress)
    dataset, wanted = session.dataset, order.scope.interactions
    rows = np.arange(dataset.n_interactions, dtype=np.int32)
    if wanted is not None:
        ids = np.fromiter(wanted, np.int64, len(wanted))
        rows = rows[np.isin(dataset.columns.interaction_id, ids)]
    n_all = len(rows)
    rows = oldest_first(dataset, rows[dataset.has_date[rows]])
    ids_in_order = [int(i) for i in ids_of(dataset, rows)]
    reader, slides = StoreReader(session), []
    for start in range(0, len(ids_in_order), _BATCH):
        token.raise_if_cancelled()
        order.progress(start, len(ids_in_order), "Writing slides.")
        slides += _slides(reader, ids_in_order[start : start + _BATCH])
    title = {"text": {"headline": escape(shown_line(session.title))}}
    data = {"title": title, "events": slides, "scale": "human"}
    text = json.dumps(data, ensure_ascii=False, indent=1)
    token.raise_if_cancelled()
    write_atomically(order.path, text.encode("utf-8"), overwrite=order.overwrite)
    notes = []
    if n_all > len(slides):
        notes.append(f"{counted(n_all - len(slides), 'interaction')} without a date left out.")
    if len(slides) > _MANY:
        notes.append(f"{len(slides):,} slides are more than TimelineJS shows with ease.")
    return tuple(notes)


def _slides(reader: StoreReader, ids: Sequence[int]) -> list[Slide]:
    store = reader.store
    said: dict[int, list[Quote]] = defaultdict(list)
    told = read_accounts(reader, reads.accounts_of(store, ids))
    for quote in (*told, *read_quotes(reader, reads.quotes_of_interactions(store, ids))):
        if quote.interaction is not None:
            said[quote.interaction.id].append(quote)
    sources: dict[int, dict[int, SourceEntry]] = defaultdict(dict)
    for passage in reads.evidence_for(store, interaction_ids=ids):
        source = reader.source(passage.source_id)
        sources[passage.interaction_id or 0][source.id] = source
    dates = {row.id: row for row in reads.interactions(store, ids)}
    slides = []
    for entry in reader.interactions(ids):
        row = dates[entry.id]
        ends = date_parts(row.edtf) if row.edtf else ()
        if not ends:
            bounds = (row.earliest, row.latest)
            known = [d for d in bounds if d not in (None, OPEN_EARLIEST, OPEN_LATEST)]
            ends = tuple(dict.fromkeys(day_parts(d) for d in known if d is not None))
        if ends:
            behind = [*sources[entry.id].values(), *(quote.source for quote in said[entry.id])]
            slides.append(_slide(entry, row.key, ends, said[entry.id], behind))
    return slides


def _slide(
    entry: InteractionEntry,
    key: str | None,
    ends: Sequence[Parts],
    said: Iterable[Quote],
    behind: Iterable[SourceEntry],
) -> Slide:
    who = [actor.shown for actor in entry.actors]
    if entry.n_actors > len(entry.actors):
        who.append(counted(entry.n_actors - len(entry.actors), "other"))
    lines = [", ".join(who), " · ".join(filter(None, [entry.place or "", ", ".join(entry.topics)]))]
    if entry.is_uncertain:
        lines.append("Not certain.")
    html = "".join(f"<p>{escape(shown_line(line, 2_000))}</p>" for line in lines if line)
    html += "".join(_quotation(quote) for quote in said)
    cited = {source.id: source for source in behind}
    html += "".join(f"<p><small>{_citation(source)}</small></p>" for source in cited.values())
    slide: Slide = {
        "start_date": dict(zip(_PARTS, ends[0], strict=False)),
        "display_date": entry.when.words,
        "text": {"headline": escape(entry.named.shown), "text": html},
        "group": entry.named.kind_label,
        "unique_id": f"interaction-{key or entry.id}",
        "autolink": False,
    }
    # An end on the day of the beginning is none.
    if len(ends) > 1 and ends[1] != ends[0]:
        slide["end_date"] = dict(zip(_PARTS, ends[1], strict=False))
    return slide


def _quotation(quote: Quote) -> str:
    speaker = quote.speaker.shown if quote.speaker is not None else "Speaker not named"
    words = escape(shown_text(quote.words)).replace("\n", "<br>")
    way = escape(chain_words(quote, is_sentence=True))
    return f"<blockquote><b>{escape(speaker)}</b>: {words}<br><small>{way}</small></blockquote>"


def _citation(source: SourceEntry) -> str:
    words = escape(source_citation(source))
    address = web_address(source.url)
    if not address:
        return words
    return f'{words} <a href="{escape(address, quote=True)}" rel="noopener">source</a>'
