"""Dotted lines from a whole to its parts keep clear of names, and names of them."""

from __future__ import annotations

import numpy as np
import pytest

from explorer.drawing.timeline.content import TimelineContent
from explorer.drawing.timeline.layout import TimeView, place
from explorer.drawing.timeline.marks import build_marks
from explorer.drawing.timeline.names import PlacedName, place_names
from explorer.drawing.timeline.nesting import NestingLine, nesting_lines, usual_lines


@pytest.fixture(scope="module")
def content(sample) -> TimelineContent:
    every = np.ones(sample.dataset.n_interactions, dtype=bool)
    return TimelineContent(sample.dataset, build_marks(sample.dataset), every, "kind")


def drawn(content: TimelineContent, width_px: float) -> tuple[list[NestingLine], list[PlacedName]]:
    lanes, nested = content.lanes, content.nested(content.lanes)
    first, last = content.span
    placed = place(lanes, content.marks, TimeView(first - 0.3, last + 1.6, width_px))
    titles = {int(row): content.title(int(row)) for row in content.dated}
    crossed = usual_lines(placed, lanes, nested)
    names = place_names(placed, titles, lambda t: 6.0 * len(t), width_px, crossed=crossed)
    return nesting_lines(placed, names, lanes, nested), names


@pytest.mark.parametrize("width_px", [554, 700, 900, 1300, 2400])
def test_no_line_runs_through_a_name(content, width_px):
    lines, names = drawn(content, width_px)
    assert lines
    for line in lines:
        low, high = sorted((line.from_row, line.to_row))
        for name in names:
            if low < name.row < high:
                assert not name.left < line.to_x < name.left + name.width


def test_each_part_that_is_drawn_is_joined_to_its_whole_once(content):
    lines, _ = drawn(content, 900)
    parents = content.dataset.columns.parent
    assert sorted((line.whole, line.part) for line in lines) == sorted(
        {(int(parents[line.part]), line.part) for line in lines}
    )
    assert len(content.nested(content.lanes)) == len(lines)
