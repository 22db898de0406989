"""Dates are said once, in one grammar, with their certainty."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.edtf import parse_edtf
from explorer.model.timespan import (
    NOT_STATED,
    date_words,
    day_words,
    precision_words,
    span_words,
)


def words(edtf: str, **how: bool) -> str:
    parsed = parse_edtf(edtf)
    return date_words(
        edtf,
        *(bound if bound is not None else 0 for bound in (parsed.earliest, parsed.latest)),
        int(parsed.flags),
        **how,
    )


def day(*ymd: int) -> int:
    return (date(*ymd) - date(1970, 1, 1)).days


@pytest.mark.parametrize(
    ("edtf", "long", "short"),
    [
        ("2023-09-26", "26 September 2023", "26 Sep"),
        ("2023-09-26T14:30", "26 September 2023, 14:30", "26 Sep, 14:30"),
        ("2023-09-25?", "25 September 2023?", "25 Sep?"),
        ("2023-09-25/2023-09-27?", "25–27 September 2023?", "25–27 Sep?"),
        ("2023-09-25%", "about 25 September 2023?", "about 25 Sep?"),
        ("2023-09~", "about September 2023", "about Sep 2023"),
        ("2023-09-XX", "some day of September 2023", "some day of Sep 2023"),
        ("2023-XX-XX", "some month of 2023", "some month of 2023"),
        ("199X", "1990s", "1990s"),
        ("1998~", "about 1998", "about 1998"),
        ("2023-22", "summer 2023", "summer 2023"),
        ("2023-09-22/2023-09-25", "22–25 September 2023", "22–25 Sep"),
        ("2023-09-18~/2023-09-24~", "about 18–24 September 2023", "about 18–24 Sep"),
        ("2023-08-30/2023-09-02", "30 August – 2 September 2023", "30 Aug – 2 Sep"),
        ("../2023-09-28", "by 28 September 2023", "by 28 Sep"),
        ("2023-09-22/..", "from 22 September 2023", "from 22 Sep"),
        ("/2023-09-28", "until 28 September 2023, start not known", None),
        ("2023-09-22/", "from 22 September 2023, end not known", None),
    ],
)
def test_each_form_of_edtf_has_its_words(edtf: str, long: str, short: str | None) -> None:
    assert long == words(edtf)
    if short is not None:
        assert short == words(edtf, short=True, year=False)


def test_what_has_no_date_says_so_and_never_unknown() -> None:
    assert NOT_STATED == date_words(None)
    assert "no date" == date_words(None, short=True)


def test_bounds_alone_are_some_day_between_them() -> None:
    first, last = day(2023, 9, 22), day(2023, 9, 25)
    assert "some day, 22–25 September 2023" == date_words(None, first, last, 512)
    assert "bounds only" == precision_words(None, 512)


def test_ranges_over_a_new_year_say_both_years() -> None:
    said = span_words(day(2022, 12, 30), day(2023, 1, 2), short=True)
    assert "30 Dec 2022 – 2 Jan 2023" == said


def test_a_span_of_one_day_is_that_day() -> None:
    assert "26 September 2023" == span_words(day(2023, 9, 26), day(2023, 9, 26))


def test_days_beyond_the_calendar_of_python_are_years() -> None:
    assert "year 12000" == day_words(round((12000 - 1970) * 365.2425))
    assert day_words(-(2**30)).startswith("year -")


@pytest.mark.parametrize(
    ("edtf", "tag"),
    [
        ("2023-09-26", "day"),
        ("2023-09-26?", "day"),
        ("2023-09", "month"),
        ("2023", "year"),
        ("2023-09-26T14:30", "time"),
        ("2023-21", "season"),
        ("2023-09-XX", "some day"),
        ("2023-XX-XX", "some month"),
        ("2023-09-22/2023-09-25", "range"),
        ("../2023-09-28", "open range"),
    ],
)
def test_the_tag_says_how_exactly_a_date_is_known(edtf: str, tag: str) -> None:
    assert tag == precision_words(edtf, int(parse_edtf(edtf).flags))


@given(st.dates(), st.booleans(), st.booleans())
def test_a_question_mark_appears_for_uncertainty_and_nothing_else(
    when: date, is_uncertain: bool, is_short: bool
) -> None:
    edtf = when.isoformat() + ("?" if is_uncertain else "")
    said = words(edtf, short=is_short)
    assert is_uncertain == said.endswith("?")
    assert said.startswith(str(when.day))
