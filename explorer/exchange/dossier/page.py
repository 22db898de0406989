"""A dossier as one HTML file: for reading and print, without scripts and without the network."""

from __future__ import annotations

from html import escape

from explorer.exchange.dossier.content import (
    SIGNS,
    Block,
    Dossier,
    Entry,
    Facts,
    NumberedSource,
    Paragraph,
    Quotation,
    Section,
    SideBySide,
    Words,
)
from resources import page_part

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def dossier_page(dossier: Dossier, picture: str = "", picture_note: str = "") -> str:
    """Return a dossier as an HTML document.

    Parameters
    ----------
    picture
        An SVG element, without XML declaration; taken as it is. Empty for none.
    """
    title = escape(dossier.title)
    figures = "".join(
        f"<div><b>{escape(value)}</b><span>{escape(label)}</span></div>"
        for value, label in dossier.figures
    )
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{title}</title><style>{page_part('dossier.css')}</style></head>",
        "<body><main><header>",
        f'<p class="over">{escape(dossier.over)}</p><h1 dir="auto">{title}</h1>',
        *(f'<p class="under" dir="auto">{_words(line)}</p>' for line in dossier.under),
        f'<div class="figures">{figures}</div>' if figures else "",
        "</header>",
    ]
    if picture:
        label = escape(dossier.picture_words, quote=True)
        note = f" {escape(picture_note)}" if picture_note else ""
        parts.append(
            f'<figure role="img" aria-label="{label}">{picture}'
            f"<figcaption>{escape(dossier.picture_words)}. "
            f"{escape(SIGNS)}{note}</figcaption></figure>"
        )
    parts += [_section(section) for section in dossier.sections]
    if dossier.sources:
        sources = "".join(_source(source) for source in dossier.sources)
        parts.append(f'<section class="sources"><h2>Sources</h2><ol>{sources}</ol></section>')
    notes = " ".join(escape(note) for note in dossier.notes)
    parts += [
        f'<p class="note">{notes}</p>' if notes else "",
        f"<footer><p>From the store “{escape(dossier.store_title)}”. Written by Actor Explorer, "
        f"{escape(dossier.made_on)}.</p></footer>",
        "</main></body></html>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _section(section: Section) -> str:
    note = f' <span class="note">{escape(section.note)}</span>' if section.note else ""
    blocks = "".join(_block(block) for block in section.blocks)
    return f"<section><h2>{escape(section.heading)}{note}</h2>{blocks}</section>"


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            kind = ' class="faint"' if block.is_faint else ""
            return f'<p{kind} dir="auto">{_words(block.words)}</p>'
        case Facts():
            rows = "".join(
                f'<tr><th scope="row" dir="auto">{escape(fact.name)}</th>'
                f'<td dir="auto">{_words(fact.words)}</td></tr>'
                for fact in block.facts
            )
            return f"<table>{rows}</table>"
        case Quotation():
            return _quotation(block)
        case SideBySide():
            return f'<div class="sides">{"".join(map(_quotation, block.quotations))}</div>'
        case Entry():
            return _entry(block)


def _entry(entry: Entry) -> str:
    sign = ""
    if entry.sign is not None:
        words = "stated as having taken place" if entry.sign == "solid" else "not certain"
        sign = f'<i class="sign {entry.sign}" role="img" aria-label="{words}" title="{words}"></i>'
    lines = "".join(f'<p dir="auto">{_words(line)}</p>' for line in entry.lines)
    below = "".join(_block(block) for block in entry.below)
    is_dated = "" if entry.date or sign else " plain"
    return (
        f'<article class="entry{is_dated}"><div class="when">{escape(entry.date)}</div>'
        f'<div class="mark">{sign}</div><div class="what"><h3 dir="auto">{_words(entry.title)}</h3>'
        f"{lines}{below}</div></article>"
    )


def _quotation(quotation: Quotation) -> str:
    kind = "account" if quotation.is_account else "quote"
    return (
        f'<blockquote class="{kind}"><p class="by" dir="auto">{_words(quotation.by)}</p>'
        f'<p class="said" dir="auto">{escape(quotation.said)}</p>'
        f'<p class="way" dir="auto">{_words(quotation.way)}</p></blockquote>'
    )


def _source(source: NumberedSource) -> str:
    citation = escape(source.citation)
    if source.address:
        address = escape(source.address, quote=True)
        link = f'<a href="{address}" rel="noopener noreferrer">{escape(source.address)}</a>'
        citation += f", {link}"
    notes = f' <span class="faint">{escape(source.notes)}</span>' if source.notes else ""
    return f'<li id="source-{source.number}" dir="auto">{citation}{notes}</li>'


def _words(words: Words) -> str:
    return "".join(_run(run.text, run.role) for run in words)


def _run(text: str, role: str) -> str:
    match role:
        case "cite":
            number = escape(text)
            return f'<a class="cite" href="#source-{number}">[{number}]</a>'
        case "strong":
            return f"<b>{escape(text)}</b>"
        case "said":
            return f"<q>{escape(text)}</q>"
        case "faint":
            return f'<span class="faint">{escape(text)}</span>'
        case _:
            return escape(text)
