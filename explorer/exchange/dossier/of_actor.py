"""The dossier of an actor."""

from __future__ import annotations

from db import reads
from explorer.exchange.dossier.citing import SourceNumbers, passage_words, quotation
from explorer.exchange.dossier.content import (
    Block,
    Dossier,
    Entry,
    Fact,
    Facts,
    Paragraph,
    Run,
    Section,
    Words,
    named_once,
)
from explorer.exchange.dossier.entries import interaction_entries
from explorer.model.plain_text import counted, quoted, shown_line, shown_text
from explorer.model.profile.actor import ActorProfile, build_actor
from explorer.model.profile.entries import RelationEntry
from explorer.model.profile.listing import list_contacts, read_relations
from explorer.model.profile.ordering import Ids, ids_of, oldest_first
from explorer.model.profile.reading import StoreReader
from explorer.model.profile.tellings import read_accounts, read_quotes
from explorer.model.timespan import NOT_STATED
from explorer.progress import CancelToken, Progress
from explorer.session import Session

#: More than that nobody reads on paper; what is left out is said.
MOST_INTERACTIONS = 1_000
_MOST_RELATIONS = 200
_MOST_QUOTES = 300
_MOST_CONTACTS = 40


def actor_dossier(
    session: Session, actor_id: int, made_on: str, token: CancelToken, progress: Progress
) -> Dossier | None:
    """Gather the dossier of an actor; store lane. None where the store has none with that id."""
    reader = StoreReader(session)
    profile = build_actor(reader, actor_id)
    if profile is None:
        return None
    return _Gathering(reader, profile, made_on, token, progress).dossier()


class _Gathering:
    """One dossier while it is made."""

    def __init__(
        self,
        reader: StoreReader,
        profile: ActorProfile,
        made_on: str,
        token: CancelToken,
        progress: Progress,
    ) -> None:
        self._reader, self._profile = reader, profile
        self._made_on, self._token, self._progress = made_on, token, progress
        self._numbers = SourceNumbers()
        self._notes: list[str] = []
        row = reader.dataset.actor_row(profile.actor.id)
        self._row = row
        self._ids = reader.dataset.actor_ids(row)

    def dossier(self) -> Dossier:
        profile = self._profile
        sections = [
            *self._who(),
            *self._relations("Positions", profile.positions.ids),
            *self._relations("Memberships and other relations", profile.other_relations.ids),
            *self._interactions(),
            *self._quotes(is_about=False),
            *self._quotes(is_about=True),
            *self._accounts(),
            *self._contacts(),
        ]
        over = ", ".join([profile.kind_label, *(actor.shown for actor in profile.acts_for)])
        n_contacts = len(profile.contacts)
        figures = [
            (f"{profile.n_interactions:,}", _noun(profile.n_interactions, "interaction")),
            (f"{n_contacts:,}", _noun(n_contacts, "contact")),
            (f"{profile.n_quotes_by:,}", _noun(profile.n_quotes_by, "quote")),
        ]
        if profile.span != NOT_STATED:
            figures.append((profile.span, "first to last date"))
        name = profile.actor.shown
        return Dossier(
            title=name,
            over=over,
            under=self._under(),
            figures=tuple(figures),
            sections=tuple(sections),
            sources=self._numbers.listed(),
            focus=(profile.actor.id,),
            picture_words=f"{name} and {counted(n_contacts, 'contact')}, with the ties among them",
            store_title=shown_line(self._reader.session.title),
            made_on=self._made_on,
            notes=tuple(self._notes),
        )

    def _under(self) -> tuple[Words, ...]:
        profile = self._profile
        under: list[Words] = []
        if profile.actor.is_unnamed:
            under.append((Run("The sources give no name."),))
        if profile.description:
            under.append((Run(shown_text(profile.description)),))
        return tuple(under)

    def _who(self) -> list[Section]:
        profile = self._profile
        facts: list[Fact] = []
        for name in profile.names:
            notes = [note for note in (name.note, name.language) if note]
            if name.record:
                notes.append(f"as {name.record}")
            words: list[Run] = [Run(quoted(shown_line(name.name)), "said")]
            if notes:
                words.append(Run(f" {shown_line(', '.join(notes))}", "faint"))
            if name.source is not None:
                words.append(self._numbers.cite(name.source))
            facts.append(Fact("Also called", tuple(words)))
        for record in profile.joined:
            words = [Run(shown_line(record.name))]
            words.append(Run(f" judged to be the same by {record.decided}", "faint"))
            if record.note:
                words.append(Run(f": {shown_line(record.note)}", "faint"))
            facts.append(Fact("Recorded also as", tuple(words)))
        for scheme, value in profile.identifiers:
            facts.append(Fact(shown_line(scheme).capitalize(), (Run(shown_line(value)),)))
        for name_of, value in profile.properties:
            facts.append(Fact(shown_line(name_of, 80), (Run(shown_line(value, 800)),)))
        if mentioned := passage_words(profile.evidence, self._numbers):
            facts.append(Fact("Mentioned", mentioned))
        return [Section("Name and description", (Facts(named_once(facts)),))] if facts else []

    def _relations(self, heading: str, ids: Ids) -> list[Section]:
        if not len(ids):
            return []
        session = self._reader.session
        found = read_relations(session, ids[:_MOST_RELATIONS], self._ids, 0, _MOST_RELATIONS)
        blocks: list[Block] = [self._relation(relation) for relation in found]
        self._left_out(len(ids) - len(found), "relation", heading)
        return [Section(heading, tuple(blocks))]

    def _relation(self, relation: RelationEntry) -> Entry:
        other = Run(relation.other.shown, "strong")
        said = shown_line(relation.title or relation.label)
        said = said[:1].upper() + said[1:]
        if relation.is_outgoing:
            title: Words = (Run(f"{said}, " if relation.title else f"{said} "), other)
        elif relation.title:
            title = (other, Run(f", {shown_line(relation.title)}"))
        else:
            title = (other, Run(f" {shown_line(relation.label)} it"))
        lines: list[Words] = []
        if relation.description:
            lines.append((Run(shown_line(relation.description, 600)),))
        if relation.reasoning:
            lines.append((Run(shown_line(relation.reasoning, 600), "faint"),))
        if passage := passage_words(relation.evidence, self._numbers):
            lines.append(passage)
        return Entry(relation.when, None, title, tuple(lines))

    def _interactions(self) -> list[Section]:
        dataset = self._reader.dataset
        rows = oldest_first(dataset, dataset.interactions_of.of(self._row))
        n_left = max(0, len(rows) - MOST_INTERACTIONS)
        # Of very many the newest are told, in their order.
        ids = [int(i) for i in ids_of(dataset, rows[n_left:])]
        if not ids:
            return []
        if n_left:
            self._notes.append(f"The {counted(n_left, 'oldest interaction')} are not listed.")
        entries = interaction_entries(
            self._reader,
            ids,
            self._numbers,
            self._token,
            self._progress,
            seen_from=frozenset(self._ids),
        )
        note = "oldest first; hollow: not certain, or without a day" if len(entries) > 1 else ""
        return [Section("Meetings and other interactions", entries, note)]

    def _quotes(self, *, is_about: bool) -> list[Section]:
        find = reads.quotes_about if is_about else reads.quotes_by
        count = self._profile.n_quotes_about if is_about else self._profile.n_quotes_by
        rows = find(self._reader.store, self._ids, _MOST_QUOTES, 0) if count else []
        if not rows:
            return []
        quotes = read_quotes(self._reader, rows)
        self._left_out(count - len(quotes), "quote", "Quotes")
        blocks = tuple(quotation(quote, self._numbers) for quote in quotes)
        heading = f"What is said of {self._profile.actor.shown}" if is_about else "In its own words"
        if not is_about and self._profile.actor.kind == "person":
            heading = "Quotes"
        return [Section(heading, blocks, counted(count, "quote"))]

    def _accounts(self) -> list[Section]:
        # Of interactions in which it took part accounts stand there already, side by side.
        if not self._profile.n_accounts:
            return []
        dataset = self._reader.dataset
        told = {int(i) for i in ids_of(dataset, dataset.interactions_of.of(self._row))}
        rows = reads.accounts_by(self._reader.store, self._ids)
        others = [row for row in rows if row.interaction_id not in told][:_MOST_QUOTES]
        accounts = read_accounts(self._reader, others)
        if not accounts:
            return []
        blocks = tuple(quotation(account, self._numbers) for account in accounts)
        return [Section("Accounts it gives of other interactions", blocks)]

    def _contacts(self) -> list[Section]:
        contacts = self._profile.contacts
        if not len(contacts):
            return []
        first = list_contacts(self._reader, contacts, 0, _MOST_CONTACTS)
        facts = tuple(
            Fact(
                contact.actor.shown,
                (
                    Run(counted(contact.n_interactions, "interaction")),
                    Run(f", last {contact.last.words}" if contact.last.is_given else "", "faint"),
                ),
            )
            for contact in first
        )
        blocks: list[Block] = [Facts(facts)]
        if len(contacts) > len(first):
            rest = [Run(f"and {len(contacts) - len(first):,} others", "faint")]
            blocks.append(Paragraph(tuple(rest), is_faint=True))
        return [Section("Contacts", tuple(blocks), counted(len(contacts), "contact"))]

    def _left_out(self, n: int, noun: str, where: str) -> None:
        if n > 0:
            self._notes.append(f"{where}: {counted(n, noun)} are not listed.")


def _noun(n: int, one: str) -> str:
    return one if n == 1 else f"{one}s"
