"""What a dossier tells: everything of one thing, each with the number of its source."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from explorer.exchange.dossier.content import Entry, Quotation, SideBySide
from explorer.exchange.dossier.gathering import NothingToTell, gather_dossier
from explorer.exchange.dossier.page import dossier_page
from explorer.model.view import Selection
from explorer.session import Session
from tests.building import build_store

VOID = {"meta", "br", "link"}


class Checker(HTMLParser):
    """Collects elements, attributes and text, and holds that all elements are closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.handlers: list[str] = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        for name, value in attrs:
            if name == "href":
                self.links.append(value or "")
            if name == "id":
                self.ids.append(value or "")
            if name.startswith("on"):
                self.handlers.append(name)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert tag == self.open.pop()

    def handle_data(self, data):
        self.text += data


def checked(page: str) -> Checker:
    checker = Checker()
    checker.feed(page)
    assert not checker.open
    return checker


def actor_id(session: Session, name: str) -> int:
    dataset = session.dataset
    row = next(row for row in range(dataset.n_actors) if dataset.actor_name(row) == name)
    return int(dataset.actor_id(row))


def entries(dossier) -> list[Entry]:
    return [b for s in dossier.sections for b in s.blocks if isinstance(b, Entry)]


def test_an_actor_is_told_with_all_its_interactions_in_the_order_of_time(sample):
    power = actor_id(sample, "Samantha Power")
    dossier = gather_dossier(sample, Selection.actor(power))
    row = sample.dataset.actor_row(power)
    wanted = {sample.dataset.title(int(i)) for i in sample.dataset.interactions_of.of(row)}
    section = next(s for s in dossier.sections if s.heading.startswith("Meetings"))
    titles = [block.title[0].text for block in section.blocks]
    assert wanted == set(titles)
    assert "Power and Kim arrive in Armenia" == titles[0]
    signs = {block.title[0].text: block.sign for block in section.blocks}
    assert "solid" == signs["Power meets Pashinyan"]
    assert "hollow" == signs["Power and Kim to meet Aliyev"]


def test_accounts_of_an_interaction_stand_side_by_side_with_their_way(sample):
    dataset = sample.dataset
    row = next(r for r in range(dataset.n_interactions) if dataset.columns.n_accounts[r] >= 2)
    chosen = Selection.interaction(int(dataset.interaction_id(row)))
    dossier = gather_dossier(sample, chosen)
    told = [b for s in dossier.sections for b in s.blocks if isinstance(b, SideBySide)]
    assert int(dataset.columns.n_accounts[row]) == len(told[0].quotations)
    for quotation in told[0].quotations:
        assert "Article ←" in quotation.way[0].text
        assert "cite" == quotation.way[-1].role


def test_every_number_leads_to_a_source_and_every_source_is_cited(sample):
    for row in range(sample.dataset.n_interactions):
        chosen = Selection.interaction(int(sample.dataset.interaction_id(row)))
        page = checked(dossier_page(gather_dossier(sample, chosen)))
        cited = {link[1:] for link in page.links if link.startswith("#source-")}
        assert cited == set(page.ids)


@pytest.mark.parametrize("selection", [Selection(), Selection.tie(1, 2), Selection.actor(999_999)])
def test_what_is_no_single_thing_of_the_store_is_refused_in_a_sentence(sample, selection):
    with pytest.raises(NothingToTell, match=r"[Ss]elect"):
        gather_dossier(sample, selection)


HOSTILE = '<script>alert(1)</script><img src=x onerror="x()">"\'&amp;\u202e'


@pytest.fixture
def hostile(tmp_path):
    path = tmp_path / "hostile.actors"
    talk = {"title": HOSTILE, "participants": [HOSTILE, "Other"]}
    store = build_store(path, actors=[HOSTILE, "Other"], interactions=[talk], title=HOSTILE)
    with store, store.atomic("Fill", kind="import") as writer:
        source = writer.insert(
            "sources", title=HOSTILE, url="javascript:alert(1)", publisher=HOSTILE
        )
        writer.insert(
            "quotes",
            speaker_id=1,
            form="verbatim",
            words=HOSTILE,
            interaction_id=1,
            source_id=source,
        )
    session = Session.load(path)
    yield session
    session.close()


def test_a_strangers_text_stays_text(hostile):
    for chosen in (Selection.actor(1), Selection.interaction(1)):
        dossier = gather_dossier(hostile, chosen)
        page = checked(dossier_page(dossier))
        assert not {"script", "img"} & set(page.tags)
        assert not page.handlers
        assert all(re.match(r"#source-\d+$|https?://", link) for link in page.links)
        assert "\u202e" not in page.text
        assert "<script>alert(1)</script>" in page.text
        assert any(isinstance(b, Quotation) for s in dossier.sections for b in s.blocks)
