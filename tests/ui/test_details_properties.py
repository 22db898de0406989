"""The panel shows what a store tells of an actor or interaction beyond its columns."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from db.table_rows import table_rows
from explorer.model.profile.actor import build_actor
from explorer.model.profile.interaction import build_interaction
from explorer.model.profile.reading import StoreReader
from explorer.session import Session
from tests.building import build_store
from ui.details.page import RowsContent, SectionPage
from ui.details.pages.actor_page import actor_page, relation_row
from ui.details.pages.interaction_page import interaction_page


def shown(sections: tuple[SectionPage, ...]) -> list[str]:
    (section,) = [section for section in sections if section.key == "properties"]
    (content,) = section.contents
    assert isinstance(content, RowsContent)
    return ["".join(span.text for span in row.title) for row in content.rows]


def test_properties_of_actors_and_interactions_stand_in_the_panel(tmp_path: Path) -> None:
    path = tmp_path / "s.actors"
    talk = {"title": "Talk", "participants": ["Ann"], "properties": {"weight": 2.5}}
    with (
        closing(build_store(path, actors=["Ann"], interactions=[talk])) as store,
        store.atomic("Describe Ann") as writer,
    ):
        writer.update("actors", 1, properties={"party": "Green\n<b>", "votes": [1, 2]})
    session = Session.load(path)
    try:
        reader = StoreReader(session)
        actor, interaction = build_actor(reader, 1), build_interaction(reader, 1)
        assert actor is not None
        assert interaction is not None
        page = actor_page(actor, is_pinned=False, choices={})
        assert ["party: Green <b>", "votes: 1, 2"] == shown(page.sections)
        assert ["weight: 2.5"] == shown(interaction_page(interaction).sections)
    finally:
        session.close()


def test_properties_of_relations_stand_below_them(tmp_path: Path) -> None:
    path = tmp_path / "s.actors"
    few, many = {"weight": 2.5}, {f"p{n}": n for n in range(5)}
    with (
        closing(build_store(path, actors=["Ann", "Bob"])) as store,
        store.atomic("Relate them") as writer,
    ):
        (kind, *_) = (row_id for (row_id,) in table_rows(store, "relation_kinds", ("id",)))
        for properties in (few, many):
            writer.insert(
                "relations", kind_id=kind, from_actor_id=1, to_actor_id=2, properties=properties
            )
    session = Session.load(path)
    try:
        actor = build_actor(StoreReader(session), 1)
        assert actor is not None
        rows = [relation_row(relation) for relation in actor.relations]
        words = [["".join(s.text for s in line) for line in row.lines] for row in rows]
        assert [["weight: 2.5"], ["p0: 0 · p1: 1 · p2: 2 …"]] == words
        unfolded = ["".join(s.text for s in child.title) for child in rows[1].children]
        assert [f"p{n}: {n}" for n in range(5)] == unfolded
        assert not rows[0].children
    finally:
        session.close()
