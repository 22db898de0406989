"""The dossier of an interaction."""

from __future__ import annotations

from explorer.exchange.dossier.citing import SourceNumbers, passage_words, quotation
from explorer.exchange.dossier.content import (
    Block,
    Dossier,
    Entry,
    Fact,
    Facts,
    Paragraph,
    Quotation,
    Run,
    Section,
    SideBySide,
    Words,
    named_once,
)
from explorer.exchange.dossier.entries import interaction_entries
from explorer.model.plain_text import counted, quoted, shown_line, shown_passage, shown_text
from explorer.model.profile.entries import Evidence, Quote
from explorer.model.profile.interaction import (
    Amount,
    InteractionProfile,
    Participant,
    build_interaction,
    read_participants,
)
from explorer.model.profile.reading import StoreReader
from explorer.network.filters import STANDING_WORDS
from explorer.progress import CancelToken, Progress
from explorer.session import Session

_MOST_PARTICIPANTS = 300
_MOST_PARTS = 200
_MOST_IN_PICTURE = 60
_EXCERPT_CHARACTERS = 1_200


def interaction_dossier(
    session: Session, interaction_id: int, made_on: str, token: CancelToken, progress: Progress
) -> Dossier | None:
    """Gather the dossier of an interaction; store lane. None where the store has none such."""
    reader = StoreReader(session)
    profile = build_interaction(reader, interaction_id)
    if profile is None:
        return None
    numbers = SourceNumbers()
    notes: list[str] = []
    took_part = read_participants(session, interaction_id, 0, _MOST_PARTICIPANTS)
    n_left = profile.n_participants - len(took_part)
    if n_left > 0:
        notes.append(f"{counted(n_left, 'participant')} are not listed.")
    sections = [
        Section("What is known", (Facts(_facts(profile, numbers)),)),
        *_took_part(took_part, profile.n_participants, numbers),
        *_accounts(profile, numbers),
        *_words("Said there", profile.quotes, numbers),
        *_words("Words it carried", profile.carried, numbers),
        *_notes_of(profile),
        *_parts(reader, profile, numbers, token, progress, notes),
        *_evidence(profile, numbers),
    ]
    named = profile.entry.named
    focus = tuple(dict.fromkeys(one.actor.id for one in took_part))
    standing = profile.entry.standing
    over = named.kind_label
    if standing != "took_place":
        over += f", {STANDING_WORDS.get(standing, standing).lower()}"
    place = f", {shown_line(profile.place)}" if profile.place else ""
    return Dossier(
        title=named.shown,
        over=over,
        under=((Run(f"{profile.when.words}{place}"),),),
        figures=(),
        sections=tuple(sections),
        sources=numbers.listed(),
        focus=focus[:_MOST_IN_PICTURE],
        picture_words=f"Those who took part in {named.shown}, with the ties among them",
        store_title=shown_line(session.title),
        made_on=made_on,
        notes=tuple(notes),
    )


def _facts(profile: InteractionProfile, numbers: SourceNumbers) -> tuple[Fact, ...]:
    when = profile.when
    words: list[Run] = [Run(when.words)]
    if when.stated:
        words += [Run(", stated as ", "faint"), Run(quoted(shown_line(when.stated)), "said")]
    if when.basis == "inferred":
        words.append(Run(", inferred", "faint"))
    facts = [Fact("Date", (*words, *numbers.cite_all(_of(profile, "Date"))))]
    if when.reasoning:
        facts.append(Fact("", (Run(shown_line(when.reasoning, 900), "faint"),)))
    entry = profile.entry
    if entry.standing != "took_place":
        standing = STANDING_WORDS.get(entry.standing, entry.standing)
        behind = passage_words(_of(profile, "Standing") or _of(profile, "What is told"), numbers)
        facts.append(Fact("Standing", (Run(f"{standing} "), *behind)))
    if profile.place:
        cited = numbers.cite_all(_of(profile, "Place"))
        facts.append(Fact("Place", (Run(shown_line(profile.place)), *cited)))
    if profile.parent is not None:
        cited = numbers.cite_all(_of(profile, "Part of"))
        facts.append(Fact("Part of", (Run(profile.parent.shown), *cited)))
    for order in profile.orders:
        said: Words = (Run(f"{order.relation} {order.other.shown}"),)
        if order.words:
            said = (
                *said,
                Run(", stated as ", "faint"),
                Run(quoted(shown_line(order.words)), "said"),
            )
        facts.append(Fact("Order", (*said, *numbers.cite_all(order.evidence))))
    if profile.topics:
        topics = ", ".join(shown_line(name) for _, name in profile.topics)
        facts.append(Fact("Topics", (Run(topics), *numbers.cite_all(_of(profile, "Topic")))))
    facts += [_amount(amount, numbers) for amount in profile.amounts]
    for name, value in profile.properties:
        facts.append(Fact(shown_line(name, 80), (Run(shown_line(value, 800)),)))
    return named_once(facts)


def _of(profile: InteractionProfile, fact: str) -> tuple[Evidence, ...]:
    return tuple(passage for passage in profile.evidence if passage.fact == fact)


def _amount(amount: Amount, numbers: SourceNumbers) -> Fact:
    value = f"{amount.value:,.2f}".rstrip("0").rstrip(".")
    words: list[Run] = [Run(f"{value} {shown_line(amount.unit)}")]
    if amount.words:
        words += [Run(", stated as ", "faint"), Run(quoted(shown_line(amount.words)), "said")]
    if amount.purpose:
        words.append(Run(f", for {shown_line(amount.purpose, 300)}"))
    return Fact("Amount", (*words, *numbers.cite_all(amount.evidence)))


def _took_part(
    participants: tuple[Participant, ...], n_all: int, numbers: SourceNumbers
) -> list[Section]:
    if not participants:
        return []
    facts = []
    for one in participants:
        said = [part for part in (one.role, one.position) if part]
        words: list[Run] = [Run(shown_line(" · ".join(said)))] if said else []
        if one.capacity:
            words.append(Run(", as " if said else "as ", "faint"))
            words.append(Run(quoted(shown_line(one.capacity)), "said"))
        facts.append(Fact(one.actor.shown, (*words, *numbers.cite_all(one.evidence))))
    return [Section("Who took part", (Facts(tuple(facts)),), counted(n_all, "participant"))]


def _accounts(profile: InteractionProfile, numbers: SourceNumbers) -> list[Section]:
    told = tuple(quotation(one, numbers, names_place=False) for one in profile.accounts)
    if not told:
        return []
    block: Block = SideBySide(told) if len(told) > 1 else told[0]
    heading = "What each side tells" if len(told) > 1 else "What is told"
    return [Section(heading, (block,), counted(len(told), "account"))]


def _words(heading: str, quotes: tuple[Quote, ...], numbers: SourceNumbers) -> list[Section]:
    if not quotes:
        return []
    blocks: tuple[Quotation, ...] = tuple(
        quotation(quote, numbers, names_place=heading != "Said there") for quote in quotes
    )
    return [Section(heading, blocks)]


def _notes_of(profile: InteractionProfile) -> list[Section]:
    if not profile.description:
        return []
    return [Section("Notes", (Paragraph((Run(shown_text(profile.description)),)),))]


def _parts(
    reader: StoreReader,
    profile: InteractionProfile,
    numbers: SourceNumbers,
    token: CancelToken,
    progress: Progress,
    notes: list[str],
) -> list[Section]:
    ids = [int(i) for i in profile.children.ids]
    if not ids:
        return []
    if len(ids) > _MOST_PARTS:
        notes.append(f"{counted(len(ids) - _MOST_PARTS, 'part')} are not listed.")
    entries = interaction_entries(reader, ids[:_MOST_PARTS], numbers, token, progress)
    return [Section("Within it", entries, counted(len(ids), "interaction"))]


def _evidence(profile: InteractionProfile, numbers: SourceNumbers) -> list[Section]:
    """Return every passage once, with what rests on it."""
    groups: dict[tuple[int, str], list[Evidence]] = {}
    for passage in profile.all_evidence:
        groups.setdefault((passage.source.id, passage.excerpt), []).append(passage)
    records = {passage.recorded for passage in profile.all_evidence}
    blocks: list[Block] = []
    for group in groups.values():
        first = group[0]
        facts = dict.fromkeys(
            f"{one.fact}: {shown_line(one.detail)}" if one.detail else one.fact for one in group
        )
        text, _ = shown_passage(first.excerpt, _EXCERPT_CHARACTERS)
        said: Words = (Run(f"“{text}”", "said"),) if text else ()
        lines: list[Words] = [(*said, numbers.cite(first.source))]
        record = first.confidence_words
        if len(records) > 1:
            record += f" · recorded by {first.recorded}"
        lines.append((Run(record, "faint"),))
        lines += [(Run(shown_line(one.note, 600), "faint"),) for one in group[:1] if one.note]
        blocks.append(Entry("", None, (Run("; ".join(facts), "strong"),), tuple(lines)))
    if not blocks:
        return []
    note = counted(len(blocks), "passage")
    if len(records) == 1:
        told = f"All recorded by {records.pop()}."
        blocks.append(Paragraph((Run(told, "faint"),), is_faint=True))
    return [Section("Evidence", tuple(blocks), note)]
