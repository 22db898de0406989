"""Citations: whose words, in what, through whom, and in which source they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from explorer.model.plain_text import quoted, shown_line, shown_text
from explorer.model.profile.entries import ChainLink, Evidence, Quote, SourceEntry
from explorer.model.timespan import NOT_STATED

FORM_WORDS: Mapping[str, str] = {"verbatim": "verbatim", "reported": "reported speech"}


def source_citation(source: SourceEntry) -> str:
    """Return a source as it is cited: author, “title”, date, address; what is not known is out."""
    parts = [shown_line(source.author)] if source.author else []
    parts.append(f"“{shown_line(source.title)}”")
    if source.publisher:
        parts.append(shown_line(source.publisher))
    parts.append(source.date)
    if source.url:
        parts.append(shown_line(source.url, 2000))
    return ", ".join(parts)


def quote_citation(quote: Quote) -> str:
    """Return words with their citation, for the clipboard.

    Words that a source reports are its own, not the speaker's, and the citation says so.
    """
    words = quoted(shown_text(quote.words))
    source = source_citation(quote.source)
    if _is_the_writers(quote):
        return f"{words} ({source})"
    said_by = quote.speaker.shown if quote.speaker is not None else "speaker not named"
    if quote.is_account:
        said_by = f"account by {said_by}"
    elif quote.form == "reported":
        said_by = f"reported speech of {said_by}"
    ways = [said_by, *_ways(quote)]
    if quote.form == "verbatim":
        last = f"quoted in {source}"
    else:
        last = f"in the words of {source}" if quote.source.author else f"reported in {source}"
    return f"{words} ({', '.join(ways)}; {last})"


def passage_citation(evidence: Evidence) -> str:
    """Return a passage of a source with its citation."""
    return f"{quoted(shown_text(evidence.excerpt))} ({source_citation(evidence.source)})"


def citations(quotes: Sequence[Quote]) -> str:
    """Return several words with their citations, one paragraph each."""
    return "\n\n".join(quote_citation(quote) for quote in quotes)


def chain_words(quote: Quote, *, is_sentence: bool = False) -> str:
    """Return the way of words on one line: `article ← statement of an office ← speaker`.

    Parameters
    ----------
    is_sentence
        Begin with a capital and add the date of what carried the words.
    """
    steps = [_step(link) for link in reversed(quote.chain)]
    if not steps:
        steps = [quote.source.kind or "source"]
    if quote.speaker is not None and not any(
        link.actor is not None and link.actor.id == quote.speaker.id for link in quote.chain
    ):
        steps.append(quote.speaker.shown)
    text = " ← ".join(steps)
    if not is_sentence:
        return text
    when = _carrier_date(quote)
    return f"{text[:1].upper()}{text[1:]}. {when[:1].upper()}{when[1:]}."


def _step(link: ChainLink) -> str:
    if link.source is not None:
        return link.source.kind or "source"
    name = link.actor.shown if link.actor is not None else "speaker not named"
    if link.carrier is not None and _names_carrier(link):
        return f"{link.carrier.kind_label.lower()} of {name}"
    return name


def _ways(quote: Quote) -> list[str]:
    """Return what lies between the speaker and the source, in words."""
    ways: list[str] = []
    for number, link in enumerate(quote.chain):
        if link.source is not None:
            continue
        is_speaker = number == 0 and (
            link.actor is None or (quote.speaker is not None and link.actor.id == quote.speaker.id)
        )
        name = link.actor.shown if link.actor is not None else "somebody not named"
        if link.carrier is None:
            if not is_speaker:
                ways.append(f"according to {name}")
            if link.when and link.when != NOT_STATED:
                ways.append(link.when)
            continue
        kind = link.carrier.kind_label.lower()
        article = "an" if kind[:1] in "aeiou" else "a"
        if is_speaker:
            # The verb tells whether the source speaks of a statement, or of a saying at most.
            if _names_carrier(link) or link.carrier.family != "words":
                ways.append(f"in {article} {kind}")
        elif _names_carrier(link):
            ways.append(f"in {article} {kind} {link.verb.split()[0]} by {name}")
        else:
            ways.append(f"in {article} {kind} of {name}")
        ways.append(link.when)
    return ways


def _names_carrier(link: ChainLink) -> bool:
    kind = link.carrier.kind_label.lower() if link.carrier is not None else ""
    return bool(kind) and kind in link.verb.lower() and len(link.verb.split()) > 1


def _carrier_date(quote: Quote) -> str:
    for link in quote.chain:
        if link.source is None and link.when:
            return link.when
    return NOT_STATED


def _is_the_writers(quote: Quote) -> bool:
    """Whether the words are those of the source's own author."""
    if quote.is_account or quote.form != "verbatim" or quote.speaker is None:
        return False
    if len(quote.chain) > 1:
        return False
    source = quote.source
    return source.author_id == quote.speaker.id or source.author == quote.speaker.name
