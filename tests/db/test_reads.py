"""Reads: what a panel asks for, in few questions."""

from __future__ import annotations

import numpy as np
import pytest

from db import Store, StoreDamaged, reads
from db.edtf import DateFlag, parse_edtf


def test_an_actor_is_read_with_names_identifiers_and_relations(told_store: Store) -> None:
    row = reads.actor(told_store, 1)
    assert row == reads.ActorRow(1, None, "Samantha Power", 1, "person", False, None, None)
    assert reads.actor(told_store, 99) is None
    assert [a.id for a in reads.actors(told_store, [3, 99, 1, 3])] == [3, 1, 3]
    (name,) = reads.actor_names(told_store, 2)
    assert (name.name, name.language, name.source_id) == ("Ilham Aliyev", "en", None)
    (identifier,) = reads.actor_identifiers(told_store, 1)
    assert (identifier.scheme, identifier.value) == ("wikidata", "Q1")
    for actor_id in (1, 3):
        (relation,) = reads.relations_of(told_store, actor_id)
        assert (relation.kind, relation.from_actor_id, relation.to_actor_id) == ("position", 1, 3)
        assert relation.date_flags == DateFlag.RANGE | DateFlag.UNKNOWN_END
    assert reads.relations_of(told_store, 2) == []
    assert reads.relations(told_store, [1]) == [relation]


def test_a_relation_to_oneself_is_read_once(told_store: Store) -> None:
    with told_store.atomic("Self") as writer:
        writer.insert("relations", kind_id=11, from_actor_id=2, to_actor_id=2)
    assert len(reads.relations_of(told_store, 2)) == 1


def test_interactions_come_in_the_order_asked(told_store: Store) -> None:
    rows = reads.interactions(told_store, np.array([3, 1, 99, 2]))
    assert [row.id for row in rows] == [3, 1, 2]
    call = reads.interaction(told_store, 1)
    assert call is not None
    assert (call.kind, call.place_name, call.standing) == ("call", "Yerevan", "took_place")
    assert call.earliest == parse_edtf("2023-09-26").earliest
    assert reads.interaction(told_store, 99) is None
    assert [row.id for row in reads.children_of(told_store, 3)] == [2]


def test_what_belongs_to_interactions_is_read_in_batches(told_store: Store) -> None:
    people = reads.participants_of(told_store, [1, 2, 3])
    assert [(p.interaction_id, p.actor_id, p.role) for p in people] == [
        (1, 1, "caller"), (1, 2, "called"), (2, 1, "visitor"),
    ]  # fmt: skip
    assert (people[0].capacity, people[0].position_id) == ("Administrator", 1)
    topics = reads.topics_of(told_store, [2, 1])
    assert [(t.interaction_id, t.name) for t in topics] == [
        (1, "humanitarian access"), (1, "observers"), (2, "observers"),
    ]  # fmt: skip
    (amount,) = reads.amounts_of(told_store, [1, 2])
    assert (amount.value, amount.unit) == (11_500_000.0, "USD")
    for interaction_id in (1, 3):
        (order,) = reads.order_of(told_store, interaction_id)
        assert (order.interaction_id, order.relation, order.other_id) == (3, "after", 1)


def test_words_are_read_by_speaker_subject_place_and_source(told_store: Store) -> None:
    (quote,) = reads.quotes_by(told_store, 1)
    assert (quote.words, quote.start, quote.end) == ("We are here.", 0, 2)
    assert reads.quotes_about(told_store, 2) == [quote]
    assert reads.quotes_of_interactions(told_store, [2]) == [quote]
    assert reads.quotes_in_source(told_store, 1) == [quote]
    assert reads.quotes(told_store, [1]) == [quote]
    assert reads.quote_actors(told_store, [1]) == [(1, 2)]
    assert (reads.n_quotes_by(told_store, 1), reads.n_quotes_about(told_store, 2)) == (1, 1)
    first, second = reads.accounts_of(told_store, [1])
    assert (first.actor_id, second.actor_id) == (3, 2)
    assert reads.accounts_by(told_store, 2) == [second]
    assert reads.accounts(told_store, [2, 1]) == [second, first]
    assert reads.accounts_in_source(told_store, 1) == [first, second]
    chains = reads.attributions(told_store, quote_ids=[1], account_ids=[1, 2])
    assert [(c.quote_id, c.account_id, c.verb) for c in chains] == [
        (1, None, "said"), (None, 1, "said"),
    ]  # fmt: skip


def test_quotes_come_newest_first_in_pages(told_store: Store) -> None:
    with told_store.atomic("More") as writer:
        for interaction_id in (None, 1, 3):
            writer.insert(
                "quotes", speaker_id=1, form="reported", words="w", source_id=1,
                interaction_id=interaction_id,
            )  # fmt: skip
    ordered = [quote.id for quote in reads.quotes_by(told_store, 1)]
    assert ordered == [3, 1, 2, 4]
    pages = [reads.quotes_by(told_store, 1, limit=2, offset=at)[0].id for at in (0, 2)]
    assert pages == [3, 2]


def test_evidence_is_read_for_all_sorts_of_facts(told_store: Store) -> None:
    asked = {
        "actor_ids": "actor_id", "relation_ids": "relation_id",
        "interaction_ids": "interaction_id", "participant_ids": "participant_id",
        "amount_ids": "amount_id", "order_ids": "order_id", "account_ids": "account_id",
        "quote_ids": "quote_id",
    }  # fmt: skip
    for parameter, column in asked.items():
        (row,) = reads.evidence_for(told_store, **{parameter: [1]})  # type: ignore[arg-type]
        assert getattr(row, column) == 1
        assert row.excerpt == "so"
    everything = reads.evidence_for(told_store, **{key: [1] for key in asked})  # type: ignore[arg-type]
    assert [row.id for row in everything] == list(range(1, 9))
    assert reads.evidence_in_source(told_store, 1) == everything
    assert reads.evidence_for(told_store) == []


def test_sources_are_read_with_and_without_their_text(told_store: Store) -> None:
    (source,) = reads.sources(told_store)
    assert (source.title, source.has_text, source.text_sha256 is not None) == (
        "An article", True, True,
    )  # fmt: skip
    assert reads.sources(told_store, [1, 2]) == [source]
    assert reads.source_text(told_store, 1) == "He said so."
    assert reads.source_text(told_store, 2) is None
    assert reads.interactions_of_source(told_store, 1) == [1, 2, 3]


def test_many_ids_are_asked_for_at_once(told_store: Store) -> None:
    assert len(reads.interactions(told_store, range(1, 200_000))) == 3


def test_text_that_is_not_utf8_is_told_as_damage(told_store: Store) -> None:
    told_store.connection.execute("UPDATE actors SET name = CAST(x'ff41' AS TEXT) WHERE id = 1")
    with pytest.raises(StoreDamaged, match="UTF-8"):
        reads.actor(told_store, 1)
    assert told_store.columns().actor_name[0] == "\ufffdA"


def test_a_closed_store_is_not_read(told_store: Store) -> None:
    told_store.close()
    with pytest.raises(RuntimeError, match="closed"):
        reads.actor(told_store, 1)
