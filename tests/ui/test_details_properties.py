"""The panel shows what a store tells of an actor or interaction beyond its columns."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from explorer.model.profile.actor import build_actor
from explorer.model.profile.interaction import build_interaction
from explorer.model.profile.reading import StoreReader
from explorer.session import Session
from tests.building import build_store
from ui.details.page import RowsContent, SectionPage
from ui.details.pages.actor_page import actor_page
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
