"""Head, figures, jumps and evidence of a page fit the panel without words torn apart or alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from explorer.model.profile.entries import Evidence
from explorer.model.profile.interaction import InteractionProfile
from explorer.model.profile.request import ProfileRequest, build_profile
from explorer.model.view import Selection
from explorer.network.filters import FilterSpec, show
from explorer.session import Session
from tests.building import build_store
from tests.ui.details_stand import Stand, standing
from ui.controls import IconButton
from ui.details.flow import FlowLayout
from ui.details.head import FigureStrip, HeadView, JumpBar
from ui.details.pages.entry_rows import evidence_rows
from ui.details.rows.text_block import TextBlock
from ui.details.word_button import ChoiceButton, FigureButton

_LONG_WORD = "Donaudampfschifffahrtsge"


@pytest.fixture(scope="module")
def panel(qapp: QApplication, sample_store: Path) -> Iterator[Stand]:
    with standing(qapp, sample_store, width=384) as stand:
        yield stand


def _lines(holder: QWidget, kind: type[QWidget]) -> list[int]:
    """Return how many widgets of a kind stand in each line."""
    tops = [widget.y() for widget in holder.findChildren(kind)]
    return [tops.count(top) for top in sorted(set(tops))]


def test_the_jumps_of_a_person_stand_in_one_line_at_the_usual_width(panel: Stand) -> None:
    panel.show_actor("Samantha Power")
    (bar,) = panel.pane.findChildren(JumpBar)
    assert _lines(bar, ChoiceButton) == [5]
    last = max(button.geometry().right() for button in bar.findChildren(ChoiceButton))
    assert last < bar.width()


def test_jumps_in_two_lines_are_both_to_be_seen(panel: Stand) -> None:
    panel.show_actor("Samantha Power")
    panel.pane.resize(320, 756)
    panel.settle()
    (bar,) = panel.pane.findChildren(JumpBar)
    assert len(_lines(bar, ChoiceButton)) == 2
    lowest = max(button.geometry().bottom() for button in bar.findChildren(ChoiceButton))
    assert lowest < bar.height()
    panel.reset()


def test_no_figure_stands_alone_in_the_last_line(panel: Stand) -> None:
    panel.show_actor("Samantha Power")
    (strip,) = panel.pane.findChildren(FigureStrip)
    for width in range(200, 400, 4):
        strip.resize(width, strip.heightForWidth(width))
        lines = _lines(strip, FigureButton)
        assert sum(lines) == 4
        assert lines[-1] > 1 or lines[0] < 3, (width, lines)
    panel.reset()


def test_items_come_nearer_before_they_break_into_lines(qapp: QApplication) -> None:
    holder = QWidget()
    flow = FlowLayout(holder, gap_px=20, least_gap_px=5)
    items = [QPushButton(holder) for _ in range(3)]
    for item in items:
        item.setFixedSize(50, 20)
        flow.addWidget(item)
    for width, gaps in ((190, [20, 20]), (170, [10, 10]), (160, [5, 5])):
        flow.setGeometry(QRect(0, 0, width, flow.heightForWidth(width)))
        lefts = [item.x() for item in items]
        assert [b - a - 50 for a, b in pairwise(lefts)] == gaps
    assert flow.heightForWidth(159) > flow.heightForWidth(160)


def test_the_buttons_go_below_a_name_whose_word_would_be_torn(
    qapp: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "long.actors"
    build_store(path, actors=(f"{_LONG_WORD} Wien", "Wien"), interactions=()).close()
    with standing(qapp, path, width=384) as stand:
        for name, is_below in ((f"{_LONG_WORD} Wien", True), ("Wien", False)):
            stand.show_actor(name)
            (head,) = stand.pane.findChildren(HeadView)
            buttons = head.findChildren(IconButton)
            title = next(b for b in head.findChildren(TextBlock) if b.text() == name)
            assert buttons
            tops = [b.mapTo(head, b.rect().topLeft()).y() for b in buttons]
            assert [is_below] * len(tops) == [top > title.geometry().bottom() for top in tops]


def test_a_long_name_goes_below_the_buttons_where_that_saves_lines(panel: Stand) -> None:
    long = "Power meets Armenians who had crossed the border"
    for words, is_below in ((long, True), ("Power meets Pashinyan", False), (long, True)):
        panel.show_interaction(words)
        (head,) = panel.pane.findChildren(HeadView)
        (title,) = (block for block in head.findChildren(TextBlock) if block.text() == words)
        frames = [
            QRect(button.mapTo(head, button.rect().topLeft()), button.size())
            for button in head.findChildren(IconButton)
        ]
        assert [is_below] * len(frames) == [title.y() >= frame.bottom() for frame in frames]
        assert not any(title.geometry().intersects(frame) for frame in frames)
        assert (title.geometry().right() > frames[0].left()) is is_below
        assert title.height() <= 2 * title.sizeHint().height()


def _interaction(session: Session, words: str) -> InteractionProfile:
    dataset = session.dataset
    row = next(r for r in range(dataset.n_interactions) if words in dataset.title(r))
    selection = Selection.interaction(dataset.interaction_id(row))
    found = build_profile(session, ProfileRequest(selection, show(dataset, FilterSpec())))
    assert isinstance(found, InteractionProfile)
    return found


def test_evidence_is_headed_by_what_it_supports_in_one_bold_line(sample_store: Path) -> None:
    session = Session.load(sample_store)
    passages = _interaction(session, "million in humanitarian aid").all_evidence
    rows = evidence_rows(passages)
    session.close()
    headings = [tuple("".join(span.text for span in line) for line in row.lines) for row in rows]
    assert headings[0][0] == "What is told, date (possible), part of"
    assert headings[0][1].startswith("Took part: Samantha Power and Armenians who had crossed")
    assert headings[0][2].startswith("Order: during ")
    assert ("Amount",) in headings
    assert ("Purpose of the amount",) in headings
    for row in rows:
        assert [any(span.is_bold for span in line) for line in row.lines] == [
            True,
            *[False] * (len(row.lines) - 1),
        ]


def test_of_several_amounts_each_passage_says_which_it_supports(tmp_path: Path) -> None:
    path = tmp_path / "sums.actors"
    store = build_store(path, actors=("A", "B"), interactions=({"title": "Pledge"},))
    with store.atomic("Pledge") as writer:
        source = writer.insert("sources", title="An article")
        for words, value in (("two million", 2e6), ("three million", 3e6)):
            amount = writer.insert(
                "amounts", interaction_id=1, value=value, unit="USD", words=words, purpose="food"
            )
            for excerpt in (f"pledged {words}", "food"):
                writer.insert("evidence", amount_id=amount, source_id=source, excerpt=excerpt)
    store.close()
    session = Session.load(path)
    found = _interaction(session, "Pledge")
    session.close()

    def told(passage: Evidence) -> tuple[str, str]:
        return passage.fact, passage.detail

    assert [told(e) for amount in found.amounts for e in amount.evidence] == [
        ("Amount", "two million"),
        ("Purpose of the amount", "two million"),
        ("Amount", "three million"),
        ("Purpose of the amount", "three million"),
    ]
