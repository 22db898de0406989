"""Each way to write a date has its own mark: solid, hollow, soft, dotted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from db.edtf import parse_edtf
from db.format.schema import STANDINGS
from explorer.drawing.timeline.marks import End, Marks, MarkShape, build_marks
from explorer.model.dataset import Dataset
from tests.building import build_store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SEP_1, SEP_18, SEP_25, SEP_26 = (parse_edtf(f"2023-09-{d}").earliest for d in ("01", 18, 25, 26))
SHARP, SOFT, HOLLOW, OPEN, UNKNOWN = (int(end) for end in End)


def marks_of(path: Path, *interactions: Mapping[str, object]) -> Marks:
    rows = [{"title": f"Number {i}", **values} for i, values in enumerate(interactions)]
    with build_store(path / "marks.actors", interactions=rows) as store:
        return build_marks(Dataset(store.columns()))


@pytest.mark.parametrize(
    ("edtf", "shape", "is_hollow", "ends"),
    [
        ("2023-09-26", MarkShape.DISC, False, (SHARP, SHARP)),
        ("2023-09-26T14:30", MarkShape.INSTANT, False, (SHARP, SHARP)),
        ("2023-09", MarkShape.DISC, False, (SHARP, SHARP)),
        ("2023", MarkShape.DISC, False, (SHARP, SHARP)),
        ("2023-21", MarkShape.DISC, False, (SHARP, SHARP)),
        ("2023-09-25?", MarkShape.DISC, True, (SHARP, SHARP)),
        ("2023-09~", MarkShape.DISC, False, (SOFT, SOFT)),
        ("2023-09-25%", MarkShape.DISC, True, (SOFT, SOFT)),
        ("2023-09-XX", MarkShape.BRACKET, True, (SHARP, SHARP)),
        ("2023-XX-XX", MarkShape.BRACKET, True, (SHARP, SHARP)),
        ("199X", MarkShape.BRACKET, True, (SHARP, SHARP)),
        ("2023-09-22/2023-09-25", MarkShape.BAR, False, (SHARP, SHARP)),
        ("2023-09-18~/2023-09-24~", MarkShape.BAR, False, (SOFT, SOFT)),
        ("2023-09-18/2023-09-24~", MarkShape.BAR, False, (SHARP, SOFT)),
        ("2023-09-25/2023-09-27?", MarkShape.BAR, False, (SHARP, HOLLOW)),
        ("2023-09-25?/2023-09-27?", MarkShape.BAR, False, (HOLLOW, HOLLOW)),
        ("../2023-09-28", MarkShape.BAR, False, (OPEN, SHARP)),
        ("2023-09-28/..", MarkShape.BAR, False, (SHARP, OPEN)),
        ("/2023-09-28", MarkShape.BAR, False, (UNKNOWN, SHARP)),
        ("2023-09-28/", MarkShape.BAR, False, (SHARP, UNKNOWN)),
    ],
)
def test_every_form_of_date_has_its_mark(tmp_path, edtf, shape, is_hollow, ends):
    marks = marks_of(tmp_path, {"edtf": edtf})
    assert shape == marks.shape[0]
    assert is_hollow == marks.is_hollow[0]
    assert ends == (marks.start_end[0], marks.end_end[0])


def test_bounds_alone_make_a_dotted_bar_from_the_first_day_to_the_last(tmp_path):
    marks = marks_of(tmp_path, {"earliest": SEP_25, "latest": SEP_26})
    assert MarkShape.BOUNDS == marks.shape[0]
    assert (SEP_25, SEP_26 + 1) == (marks.start[0], marks.end[0])


def test_a_bound_on_one_side_leaves_the_other_open(tmp_path):
    marks = marks_of(tmp_path, {"earliest": SEP_25}, {"latest": SEP_25})
    assert [OPEN, SHARP] == [marks.end_end[0], marks.start_end[0]]
    assert [OPEN, SHARP] == [marks.start_end[1], marks.end_end[1]]
    assert np.isnan(marks.end[0])
    assert np.isnan(marks.start[1])


def test_nothing_is_drawn_where_no_date_is_given(tmp_path):
    marks = marks_of(tmp_path, {})
    assert np.isnan(marks.start[0])
    assert np.isnan(marks.end[0])
    assert marks.span(np.array([True])) is None


def test_a_disc_stands_in_the_middle_of_its_day_and_its_month(tmp_path):
    marks = marks_of(tmp_path, {"edtf": "2023-09-26"}, {"edtf": "2023-09"})
    assert SEP_26 + 0.5 == marks.at[0]
    assert SEP_1 + 15 == marks.at[1]


def test_a_known_hour_places_the_disc_within_the_day(tmp_path):
    marks = marks_of(tmp_path, {"edtf": "2023-09-26T18:00"}, {"edtf": "2023-09-26T06:00Z"})
    assert [SEP_26 + 0.75, SEP_26 + 0.25] == marks.at.tolist()


def test_approximate_ends_are_drawn_at_the_stated_days_not_at_the_widened_bounds(tmp_path):
    marks = marks_of(tmp_path, {"edtf": "2023-09-18~/2023-09-24~"})
    assert (SEP_18, SEP_25) == (marks.start[0], marks.end[0])


@pytest.mark.parametrize(
    ("edtf", "stated_days"),
    [("2023-09-25~", 1), ("2023-09~", 30), ("2023~", 365), ("2023-21~", 92)],
)
def test_an_approximate_date_has_a_whisker_wider_than_stated_but_not_all_it_might_be(
    tmp_path, edtf, stated_days
):
    marks = marks_of(tmp_path, {"edtf": edtf})
    widest = parse_edtf(edtf)
    length = marks.end[0] - marks.start[0]
    assert stated_days < length < widest.latest - widest.earliest + 1


@pytest.mark.parametrize("standing", ["planned", "denied", "cancelled", "unclear"])
def test_what_did_not_surely_take_place_is_hollow_however_sure_its_day(tmp_path, standing):
    marks = marks_of(tmp_path, {"edtf": "2023-09-26", "standing": standing})
    assert marks.is_hollow[0]


def test_an_inferred_date_is_marked_as_such(tmp_path):
    day = {"edtf": "2023-09-26"}
    marks = marks_of(tmp_path, {**day, "date_basis": "inferred"}, {**day, "date_basis": "stated"})
    assert [True, False] == marks.is_inferred.tolist()


def test_years_before_and_far_after_our_era_have_marks(tmp_path):
    marks = marks_of(tmp_path, {"edtf": "-0490-09"}, {"edtf": "Y-100000"}, {"edtf": "Y99999"})
    assert np.isfinite(marks.start).all()
    first, last = marks.span(np.ones(3, dtype=bool))
    assert first < -30_000_000 < 30_000_000 < last


def test_the_call_told_by_two_sides_is_cut_in_two(sample):
    marks, dataset = build_marks(sample.dataset), sample.dataset
    split = [dataset.interaction_kind(int(row)) for row in np.flatnonzero(marks.is_split)]
    assert ["call"] == split


def test_the_meeting_only_intended_is_hollow_in_the_sample(sample):
    marks, dataset = build_marks(sample.dataset), sample.dataset
    planned = dataset.columns.standing == STANDINGS.index("planned")
    assert planned.any()
    assert marks.is_hollow[planned].all()
    meetings = [dataset.interaction_kind(r) == "meeting" for r in range(dataset.n_interactions)]
    stated = np.array(meetings) & ~planned & (marks.shape == MarkShape.DISC) & dataset.has_date
    assert stated.any()
    assert not marks.is_hollow[stated].any()
