"""Numbers for sources, in the order in which a dossier first cites them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from explorer.exchange.dossier.content import NumberedSource, Quotation, Run, Words
from explorer.model.citation import FORM_WORDS, chain_words, source_citation
from explorer.model.plain_text import shown_line, shown_passage
from explorer.model.profile.entries import Evidence, Quote, SourceEntry

_EXCERPT_CHARACTERS = 400
_WORDS_CHARACTERS = 6_000


class SourceNumbers:
    """Gives each source its number when it is first asked for."""

    def __init__(self) -> None:
        self._entries: dict[int, SourceEntry] = {}
        self._numbers: dict[int, int] = {}

    def cite(self, source: SourceEntry) -> Run:
        """Return the number of a source as it is set behind what rests on it."""
        number = self._numbers.setdefault(source.id, len(self._numbers) + 1)
        self._entries[source.id] = source
        return Run(str(number), "cite")

    def cite_all(self, passages: Iterable[Evidence]) -> Words:
        """Return the numbers of the sources behind a fact, each once."""
        sources = {passage.source.id: passage.source for passage in passages}
        return tuple(self.cite(source) for source in sources.values())

    def listed(self) -> tuple[NumberedSource, ...]:
        """Return the sources in the order of their numbers."""
        return tuple(
            _numbered(number, self._entries[source_id])
            for source_id, number in self._numbers.items()
        )


def _numbered(number: int, source: SourceEntry) -> NumberedSource:
    address = web_address(source.url)
    kind = shown_line(source.kind) if source.kind else ""
    language = shown_line(source.language) if source.language else ""
    reliability = f"reliability: {shown_line(source.reliability)}" if source.reliability else ""
    notes = ", ".join(part for part in (kind, language, reliability) if part)
    cited = source_citation(replace(source, url=None) if address else source)
    return NumberedSource(number, cited, address, notes)


def web_address(url: str | None) -> str:
    """Return an address of the web as it may be made a link; empty for any other."""
    address = (url or "").strip()
    is_web = address.lower().startswith(("https://", "http://"))
    has_blanks = any(character.isspace() or ord(character) < 32 for character in address)
    return address if is_web and not has_blanks and len(address) < 2_000 else ""


def quotation(quote: Quote, numbers: SourceNumbers, *, names_place: bool = True) -> Quotation:
    """Return words of somebody with who says them and how they came to us.

    Parameters
    ----------
    names_place
        Whether it is said in which interaction, or of which, the words are.
    """
    speaker = quote.speaker.shown if quote.speaker is not None else "Speaker not named"
    form = FORM_WORDS.get(quote.form, quote.form)
    by: list[Run] = [Run(speaker, "strong"), Run(f", {form}", "faint")]
    if names_place and quote.interaction is not None:
        by.append(Run(f" · {quote.interaction.shown}", "faint"))
    way: Words = (Run(chain_words(quote, is_sentence=True), "faint"), numbers.cite(quote.source))
    said, _ = shown_passage(quote.words, _WORDS_CHARACTERS)
    return Quotation(said, tuple(by), way, quote.is_account)


def passage_words(passages: Sequence[Evidence], numbers: SourceNumbers) -> Words:
    """Return the first passage behind a fact, its doubt if any, and all numbers; may be empty."""
    if not passages:
        return ()
    first = next((p for p in passages if p.excerpt.strip()), passages[0])
    text, _ = shown_passage(first.excerpt, _EXCERPT_CHARACTERS)
    words: list[Run] = [Run(f"“{text}”", "said")] if text else []
    doubts = {p.confidence_words for p in passages} - {"certain"}
    if doubts:
        words.append(Run(f" {', '.join(sorted(doubts))}", "faint"))
    return (*words, *numbers.cite_all(passages))
