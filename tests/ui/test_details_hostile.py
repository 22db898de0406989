"""Whatever a stranger's store holds is shown as plain text, in time, and opens nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from explorer.model.view import Selection
from tests.building import build_store
from tests.ui.details_stand import Stand, standing
from ui.details.intents import CopyText, OpenAddress, ReadSource
from ui.details.quotes.quote_card import QuoteCard
from ui.details.quotes.source_reader import SourceReader

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)> <b>bold</b> &amp;"
TURNED = "Aliyev \u202egnp.exe\u202c\u2066 end"
MEGABYTES = "word " * 2_000_000


@pytest.fixture(scope="module")
def hostile(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    path = tmp_path_factory.mktemp("hostile") / "hostile.actors"
    store = build_store(
        path,
        actors=[MARKUP, TURNED, "Plain"],
        interactions=[
            {"title": MARKUP, "participants": [MARKUP, TURNED], "topics": [MARKUP]},
            {"title": TURNED, "participants": [TURNED, "Plain"]},
        ],
    )
    with store.atomic("Words") as writer:
        bad = writer.insert("sources", title=MARKUP, url="javascript:alert(1)", kind="article")
        text = f"Before.\n{'x' * 50_000} {MARKUP} after."
        long = writer.insert("sources", title="Long", url="https://example.org/a", text=text)
        at = text.index(MARKUP)
        common = {"speaker_id": 1, "form": "verbatim"}
        writer.insert("quotes", words=MARKUP, source_id=bad, interaction_id=1, **common)
        writer.insert("quotes", words=MEGABYTES, source_id=bad, **common)
        writer.insert("quotes", words="x" * 10_000_000, source_id=bad, **common)
        writer.insert(
            "evidence",
            source_id=long,
            excerpt=MARKUP,
            start=at,
            end=at + len(MARKUP),
            interaction_id=1,
            aspect="occurrence",
            confidence="certain",
            recorded_by=MARKUP,
            recorded_at="2026-11-24T08:00:00Z",
        )
    store.close()
    with standing(qapp, path) as made:
        yield made


@pytest.fixture
def stand(hostile: Stand) -> Stand:
    hostile.reset()
    return hostile


def test_markup_is_shown_letter_by_letter(stand: Stand) -> None:
    stand.state.select(Selection.actor(1))
    stand.settle()
    assert MARKUP == stand.title
    assert f"“{MARKUP}”" in stand.texts()
    rich = [label for label in stand.pane.findChildren(QLabel) if label.text()]
    assert [] == rich


def test_names_cannot_turn_the_reading_order(stand: Stand) -> None:
    stand.state.select(Selection.actor(2))
    stand.settle()
    assert "Aliyev gnp.exe end" == stand.title
    assert "\u202e" not in stand.texts()


def test_ten_megabytes_of_words_do_not_hold_the_panel_up(stand: Stand) -> None:
    start_s = time.perf_counter()
    stand.state.select(Selection.actor(1))
    stand.settle()
    assert time.perf_counter() - start_s < 5.0
    cards = stand.section("quotes").findChildren(QuoteCard)
    assert 3 == len(cards)
    assert max(len(line) for line in stand.texts().splitlines()) < 3000
    assert "Show all" in " ".join(b.text() for b in _buttons(stand))


def test_the_whole_of_long_words_opens_in_the_reader(stand: Stand) -> None:
    stand.state.select(Selection.actor(1))
    stand.settle()
    button = next(b for b in _buttons(stand) if b.text().startswith("Show all 10,000,000"))
    button.click()
    reader = stand.pane.findChild(SourceReader)
    assert reader is not None
    assert "10,000,000 characters" in reader.findChildren(type(reader._about))[1].text()
    reader.close()


def test_an_address_that_is_not_of_the_web_is_never_opened(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    for address in ("javascript:alert(1)", "file:///etc/passwd", "smb://host/x", "https://a\nb"):
        stand.pane.do(OpenAddress(address))
    assert [] == opened
    stand.pane.do(OpenAddress("https://example.org/a"))
    assert ["https://example.org/a"] == opened


def test_a_page_of_a_source_offers_a_bad_address_to_copy_only(stand: Stand) -> None:
    stand.state.select(Selection.of_source(1))
    stand.settle()
    (row,) = [row for row in stand.rows("record") if row.when == "Address"]
    assert any(isinstance(link, CopyText) for link in row.links)
    assert not any(isinstance(link, OpenAddress) for link in row.links)


def test_the_reader_opens_at_the_passage_and_marks_it(stand: Stand) -> None:
    stand.pane.do(ReadSource(2, MARKUP, 50_009, 50_009 + len(MARKUP)))
    reader = stand.pane.findChild(SourceReader)
    assert reader is not None
    assert MARKUP == reader.marked_text()
    assert reader.isVisible()
    reader.close()


def test_a_source_without_text_shows_what_is_known_of_it(stand: Stand) -> None:
    stand.pane.do(ReadSource(1, "anything"))
    reader = stand.pane.findChild(SourceReader)
    assert reader is not None
    assert not reader._reading.isVisible()
    assert "stored" in reader._note.text()
    reader.close()


def test_copied_words_are_valid_text(stand: Stand) -> None:
    stand.pane.do(CopyText("half \ud800 pair"))
    QGuiApplication.clipboard().text().encode("utf-8")
    assert ["Copied"] == stand.said


def _buttons(stand: Stand) -> list[object]:
    from ui.controls import PushButton

    return [b for b in stand.pane.findChildren(PushButton) if b.isVisible()]
