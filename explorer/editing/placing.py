"""Drafts become rows: within one step, whatever they name is found, or added with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import reads
from db.reads.lookup import ids_of_names
from explorer.editing import columns
from explorer.editing.columns import Values, made_title, path
from explorer.editing.drafts import (
    AccountDraft,
    ActorDraft,
    ActorRef,
    AmountDraft,
    AttributionDraft,
    EvidenceDraft,
    Fact,
    IdentifierDraft,
    InteractionDraft,
    InteractionRef,
    Kind,
    NameDraft,
    OrderDraft,
    ParticipantDraft,
    PlaceRef,
    QuoteDraft,
    RelationDraft,
    SourceDraft,
    SourceRef,
    TermDraft,
)
from explorer.editing.refusal import demand, refusing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db import Store, Writer


class Placing:
    """Writes drafts within one step; equal drafts of new things are one thing."""

    def __init__(self, store: Store, writer: Writer) -> None:
        self._store = store
        self._writer = writer
        self._placed: list[tuple[object, int]] = []

    # --- what others refer to --------------------------------------------------------------

    def actor(self, ref: ActorRef, field: str) -> int:
        """Give the id of an actor, adding a new one."""
        if isinstance(ref, int):
            return self._known("actors", ref, field, "This actor is not in the store any more.")
        return self._once(ref) or self._note(ref, self.add_actor(ref, field))

    def source(self, ref: SourceRef, field: str) -> int:
        """Give the id of a source, adding a new one."""
        if isinstance(ref, int):
            return self._known("sources", ref, field, "This source is not in the store any more.")
        return self._once(ref) or self._note(ref, self.add_source(ref, field))

    def interaction(self, ref: InteractionRef, field: str) -> int:
        """Give the id of an interaction, adding a new one."""
        if isinstance(ref, int):
            what = "This interaction is not in the store any more."
            return self._known("interactions", ref, field, what)
        return self._once(ref) or self._note(ref, self.add_interaction(ref, field))

    def place(self, ref: PlaceRef | None, field: str) -> int | None:
        """Give the id of a place; one of the same name is the same place."""
        if ref is None:
            return None
        if isinstance(ref, int):
            return self._known("places", ref, field, "This place is not in the store any more.")
        name = ref.name.strip()
        demand(name, field, "Give the place a name, or leave it out.")
        there = ids_of_names(self._store, "places", (name,))
        if name in there:
            return there[name]
        with refusing(field):
            return self._writer.insert(
                "places", name=name, parent_id=ref.parent, latitude=ref.latitude,
                longitude=ref.longitude,
            )  # fmt: skip

    def topic(self, ref: int | str, field: str) -> int:
        """Give the id of a topic, adding a new one."""
        if isinstance(ref, int):
            return self._known("topics", ref, field, "This topic is not in the store any more.")
        name = ref.strip()
        demand(name, field, "Give the topic a name, or leave it out.")
        there = ids_of_names(self._store, "topics", (name,))
        with refusing(field):
            return there.get(name) or self._writer.insert("topics", name=name)

    def term(self, table: str, kind: Kind, field: str) -> int:
        """Give the id of a kind or role, adding a new one."""
        draft = TermDraft(kind) if isinstance(kind, str) else kind
        name = draft.name.strip()
        demand(name, field, "Choose one, or name a new one.")
        label = draft.label.strip() or name.replace("_", " ").capitalize()
        with refusing(field):
            return self._writer.term(table, name, label=label, family=draft.family)

    # --- whole things ----------------------------------------------------------------------

    def add_actor(self, draft: ActorDraft, field: str = "") -> int:
        """Add an actor with names, identifiers and evidence."""
        values = columns.actor_values(self, draft, field)
        with refusing(field):
            actor_id = self._writer.insert("actors", **values)
        self.add_names(actor_id, draft.names, field)
        self.add_identifiers(actor_id, draft.identifiers, field)
        self.add_evidence(Fact("actor", actor_id), draft.evidence, field)
        return actor_id

    def add_source(self, draft: SourceDraft, field: str = "") -> int:
        """Add a source."""
        values = columns.source_values(self, draft, field)
        with refusing(field):
            return self._writer.insert("sources", **values)

    def add_relation(self, draft: RelationDraft, field: str = "") -> int:
        """Add a relation with its evidence."""
        values = columns.relation_values(self, draft, field)
        with refusing(field):
            relation_id = self._writer.insert("relations", **values)
        self.add_evidence(Fact("relation", relation_id), draft.evidence, field)
        return relation_id

    def add_interaction(self, draft: InteractionDraft, field: str = "") -> int:
        """Add an interaction with all that belongs to it."""
        who = [
            self.actor(one.actor, path(field, f"participants.{at}.actor"))
            for at, one in enumerate(draft.participants)
        ]
        values = columns.interaction_values(self, draft, field, who)
        with refusing(field):
            interaction_id = self._writer.insert("interactions", **values)
        self.add_participants(interaction_id, draft.participants, field)
        self.set_topics(interaction_id, draft.topics, field)
        self.add_amounts(interaction_id, draft.amounts, field)
        self.add_order(interaction_id, draft.order, field)
        self.add_evidence(Fact("interaction", interaction_id), draft.evidence, field)
        return interaction_id

    def add_quote(self, draft: QuoteDraft, field: str = "") -> int:
        """Add a quote with whom it is about and the way it took to us."""
        values = columns.quote_values(self, draft, field)
        with refusing(field):
            quote_id = self._writer.insert("quotes", **values)
        self.set_about(quote_id, draft.about, field)
        self.add_attributions({"quote_id": quote_id}, draft.attributions, field)
        return quote_id

    def add_account(self, draft: AccountDraft, field: str = "") -> int:
        """Add an account with the way it took to us."""
        values = columns.account_values(self, draft, field)
        with refusing(field):
            account_id = self._writer.insert("accounts", **values)
        self.add_attributions({"account_id": account_id}, draft.attributions, field)
        return account_id

    # --- parts -----------------------------------------------------------------------------

    def add_names(self, actor_id: int, drafts: Sequence[NameDraft], field: str = "") -> list[int]:
        """Add other names of an actor."""
        return [
            self._part(
                "actor_names", {"actor_id": actor_id, **columns.name_values(self, one, at)}, at
            )
            for number, one in enumerate(drafts)
            for at in (path(field, f"names.{number}"),)
        ]

    def add_identifiers(
        self, actor_id: int, drafts: Sequence[IdentifierDraft], field: str = ""
    ) -> list[int]:
        """Add identifiers of an actor."""
        return [
            self._part(
                "actor_identifiers",
                {"actor_id": actor_id, **columns.identifier_values(self, one, at)},
                at,
            )
            for number, one in enumerate(drafts)
            for at in (path(field, f"identifiers.{number}"),)
        ]

    def add_participants(
        self, interaction_id: int, drafts: Sequence[ParticipantDraft], field: str = ""
    ) -> list[int]:
        """Add participants, none twice in the same role."""
        seen: set[tuple[int, int]] = set()
        ids = []
        for number, one in enumerate(drafts):
            at = path(field, f"participants.{number}")
            values = columns.participant_values(self, one, at)
            pair = values["actor_id"], values["role_id"]
            demand(pair not in seen, f"{at}.actor", "This actor is named twice in the same role.")
            seen.add(pair)
            ids.append(self._part("participants", {"interaction_id": interaction_id, **values}, at))
        return ids

    def add_amounts(
        self, interaction_id: int, drafts: Sequence[AmountDraft], field: str = ""
    ) -> list[int]:
        """Add sums and quantities."""
        return [
            self._part(
                "amounts",
                {"interaction_id": interaction_id, **columns.amount_values(self, one, at)},
                at,
            )
            for number, one in enumerate(drafts)
            for at in (path(field, f"amounts.{number}"),)
        ]

    def add_order(
        self, interaction_id: int, drafts: Sequence[OrderDraft], field: str = ""
    ) -> list[int]:
        """Add how an interaction lies to others."""
        ids = []
        for number, one in enumerate(drafts):
            at = path(field, f"order.{number}")
            demand(
                one.other_id != interaction_id, f"{at}.other_id",
                "An interaction has no order to itself; choose another one.",
            )  # fmt: skip
            values = {"interaction_id": interaction_id, **columns.order_values(self, one)}
            ids.append(self._part("interaction_order", values, at))
        return ids

    def set_topics(
        self, interaction_id: int, topics: Sequence[int | str], field: str = ""
    ) -> list[int]:
        """Give an interaction these topics and no others."""
        wanted = dict.fromkeys(
            self.topic(one, path(field, f"topics.{at}")) for at, one in enumerate(topics)
        )
        there = {row.topic_id for row in reads.topics_of(self._store, (interaction_id,))}
        for topic_id in sorted(there - wanted.keys()):
            self._writer.delete("interaction_topics", (interaction_id, topic_id))
        for topic_id in wanted:
            if topic_id not in there:
                self._writer.insert(
                    "interaction_topics", interaction_id=interaction_id, topic_id=topic_id
                )
        return list(wanted)

    def set_about(self, quote_id: int, about: Sequence[ActorRef], field: str = "") -> None:
        """Say whom a quote is about, and nobody else."""
        wanted = dict.fromkeys(
            self.actor(one, path(field, f"about.{at}")) for at, one in enumerate(about)
        )
        there = {actor_id for _, actor_id in reads.quote_actors(self._store, (quote_id,))}
        for actor_id in sorted(there - wanted.keys()):
            self._writer.delete("quote_actors", (quote_id, actor_id))
        for actor_id in wanted:
            if actor_id not in there:
                self._writer.insert("quote_actors", quote_id=quote_id, actor_id=actor_id)

    def add_attributions(
        self, owner: Values, drafts: Sequence[AttributionDraft], field: str = ""
    ) -> list[int]:
        """Add the links of a chain, the first who spoke first."""
        return [
            self._part(
                "attributions",
                {**owner, "position": number, **columns.attribution_values(self, one, at)},
                at,
            )
            for number, one in enumerate(drafts, start=1)
            for at in (path(field, f"attributions.{number - 1}"),)
        ]

    def add_evidence(
        self, fact: Fact, drafts: Sequence[EvidenceDraft], field: str = ""
    ) -> list[int]:
        """Add passages that support a fact."""
        return [
            self._part(
                "evidence",
                {f"{fact.subject}_id": fact.id, **columns.evidence_values(self, one, at)},
                at,
            )
            for number, one in enumerate(drafts)
            for at in (path(field, f"evidence.{number}"),)
        ]

    # --- within ----------------------------------------------------------------------------

    def _part(self, table: str, values: Values, field: str) -> int:
        with refusing(field):
            return self._writer.insert(table, **values)

    def _known(self, table: str, row_id: int, field: str, what: str) -> int:
        demand(self._writer.row(table, row_id), field, what)
        return row_id

    def _once(self, draft: object) -> int | None:
        return next((row_id for placed, row_id in self._placed if placed == draft), None)

    def _note(self, draft: object, row_id: int) -> int:
        self._placed.append((draft, row_id))
        return row_id

    # --- for columns -----------------------------------------------------------------------

    def title(self, kind_id: int, who: Sequence[int]) -> str:
        """Make a title for an interaction of a kind and its participants."""
        kind = self._writer.row("interaction_kinds", kind_id)
        label = "Interaction" if kind is None else str(kind["label"])
        names = [row.name for row in reads.actors(self._store, dict.fromkeys(who))]
        return made_title(label, names)

    def check_passage(self, source_id: int, start: int | None, end: int | None, field: str) -> None:
        """Refuse a passage that does not lie within its source's text."""
        demand(
            (start is None) == (end is None), path(field, "start"),
            "A passage has a beginning and an end; give both or neither.",
        )  # fmt: skip
        if start is None or end is None:
            return
        length = len(reads.source_text(self._store, source_id) or "")
        demand(
            0 <= start <= end <= length, path(field, "start"),
            "The passage lies outside the source's text; select it there again.",
        )  # fmt: skip
