"""The legend of a network picture: what occurs, and in what way it is uncertain."""

from __future__ import annotations

from dataclasses import replace

from db.format.schema import STANDINGS
from explorer.drawing.network.legend import LegendEntry, legend_entries
from explorer.network.filters import TimeWindow
from explorer.network.projection import show_network
from explorer.session import Session
from tests.explorer.drawn_sample import Drawn, day


def test_the_legend_names_only_what_occurs(sample: Session) -> None:
    signs = {entry.sign for entry in legend_entries(Drawn(sample).picture().scene)}
    assert {"actor", "unnamed", "tie", "hollow", "position", "split"} <= signs
    assert not {"family", "nesting"} & signs
    bare = Drawn(sample, show_positions=False, window=TimeWindow(day(9, 26), day(9, 26)))
    bare_signs = {entry.sign for entry in legend_entries(bare.picture().scene)}
    assert "position" not in bare_signs
    both = Drawn(sample, projection="interactions").picture()
    words = [entry.words for entry in legend_entries(both.scene)]
    assert "talk" in words
    assert "part of" in words


def test_the_legend_says_in_what_way_things_are_uncertain(sample: Session) -> None:
    hollow = _entry(Drawn(sample), "hollow")
    assert "planned or intended" in hollow.detail
    assert "date inferred" in hollow.detail
    assert "no date" not in hollow.detail
    assert "no date" in _entry(Drawn(sample, projection="interactions"), "undated").detail


def test_the_legend_names_only_the_kinds_of_uncertainty_that_are_drawn(sample: Session) -> None:
    # Of the uncertain ones only what is planned.
    columns = sample.dataset.columns
    drawn = Drawn(sample)
    shown = drawn.shown.shown
    planned = (columns.standing == STANDINGS.index("planned")) & (shown.is_possible)
    assert planned.any()
    plain = shown.is_certain & ~sample.dataset.is_uncertain
    only = replace(shown, is_certain=plain, is_possible=planned)
    drawn.shown = show_network(sample.network("ties"), only, show_positions=False)
    entry = _entry(drawn, "hollow")
    assert entry.detail.startswith("uncertain: planned or intended")
    assert "day not stated" not in entry.detail


def _entry(drawn: Drawn, sign: str) -> LegendEntry:
    entries = legend_entries(drawn.picture().scene)
    return next(entry for entry in entries if entry.sign == sign)
