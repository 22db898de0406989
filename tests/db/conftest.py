"""Stores for the tests of this room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import Store
from tests.building import build_store

ACTORS = ("Samantha Power", "İlham Əliyev", ("State Department", "organisation"))
INTERACTIONS = (
    {
        "title": "Call about the corridor",
        "kind": "call",
        "edtf": "2023-09-26",
        "participants": (("Samantha Power", "caller"), ("İlham Əliyev", "called")),
        "topics": ("humanitarian access", "observers"),
        "place": "Yerevan",
    },
    {
        "title": "Arrival for talks",
        "kind": "arrival",
        "edtf": "2023-09-22/2023-09-25",
        "standing": "planned",
        "participants": (("Samantha Power", "visitor"),),
        "topics": ("observers",),
    },
    {"title": "Something without a date"},
)


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    """Return where a store may be made; nothing is there yet."""
    return tmp_path / "store.actors"


@pytest.fixture
def tiny_store(store_path: Path) -> Iterator[Store]:
    """Three actors, three interactions; open for writing."""
    with build_store(store_path, actors=ACTORS, interactions=INTERACTIONS) as store:
        yield store


@pytest.fixture
def told_store(tiny_store: Store) -> Store:
    """The tiny store with a source, a quote, two accounts, evidence, a relation and an amount."""
    with tiny_store.atomic("Tell") as writer:
        source_id = writer.insert("sources", title="An article", author="N. N.", text="He said so.")
        writer.insert("actor_names", actor_id=2, name="Ilham Aliyev", language="en")
        writer.insert("actor_identifiers", actor_id=1, scheme="wikidata", value="Q1")
        relation_id = writer.insert(
            "relations",
            kind_id=1,
            from_actor_id=1,
            to_actor_id=3,
            title="Administrator",
            edtf="2021/",
        )
        writer.update("participants", 1, position_id=relation_id, capacity="Administrator")
        quote_id = writer.insert(
            "quotes", speaker_id=1, form="verbatim", words="We are here.", interaction_id=2,
            source_id=source_id, start=0, end=2,
        )  # fmt: skip
        writer.insert("quote_actors", quote_id=quote_id, actor_id=2)
        accounts = [
            writer.insert(
                "accounts", interaction_id=1, actor_id=actor_id, form="reported", words=words,
                source_id=source_id,
            )
            for actor_id, words in ((3, "He agreed to observers."), (2, "He offered an office."))
        ]  # fmt: skip
        writer.insert("attributions", quote_id=quote_id, position=1, actor_id=1, verb="said")
        writer.insert(
            "attributions", account_id=accounts[0], position=1, actor_id=3, verb="said",
            source_id=source_id,
        )  # fmt: skip
        amount_id = writer.insert("amounts", interaction_id=2, value=11_500_000, unit="USD")
        order_id = writer.insert(
            "interaction_order", interaction_id=3, relation="after", other_id=1, words="later"
        )
        writer.update("interactions", 2, parent_id=3)
        for target, row_id in (
            ("actor_id", 1), ("relation_id", relation_id), ("interaction_id", 1),
            ("participant_id", 1), ("amount_id", amount_id), ("order_id", order_id),
            ("account_id", accounts[0]), ("quote_id", quote_id),
        ):  # fmt: skip
            writer.insert("evidence", source_id=source_id, excerpt="so", **{target: row_id})
        writer.insert("judgements", actor_id=3, other_id=1, verdict="unsure")
    return tiny_store
