"""Dates: what they mean in days, and which are no dates."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.calendar_days import civil_of_day, day_number_of, days_in_month
from db.edtf import MAX_YEAR, DateFlag, InvalidDate, date_of_day, day_number, parse_edtf

F = DateFlag


def _days(first: date | None, last: date | None) -> tuple[int | None, int | None]:
    return tuple(None if day is None else day_number(day) for day in (first, last))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "first", "last", "flags", "precision"),
    [
        ("2023-09-26", date(2023, 9, 26), date(2023, 9, 26), F(0), "day"),
        ("2023-09-26T14:30", date(2023, 9, 26), date(2023, 9, 26), F.HAS_TIME, "time"),
        ("2023-09-26T14:30:05+04:00", date(2023, 9, 26), date(2023, 9, 26), F.HAS_TIME, "time"),
        ("2023-09-26T23:59:59Z", date(2023, 9, 26), date(2023, 9, 26), F.HAS_TIME, "time"),
        ("2023-09-22/2023-09-25", date(2023, 9, 22), date(2023, 9, 25), F.RANGE, "day"),
        ("2023-09/2024", date(2023, 9, 1), date(2024, 12, 31), F.RANGE, "year"),
        ("2023-09", date(2023, 9, 1), date(2023, 9, 30), F(0), "month"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), F(0), "month"),
        ("2023", date(2023, 1, 1), date(2023, 12, 31), F(0), "year"),
        ("2023-09-26~", date(2023, 9, 25), date(2023, 9, 27), F.APPROXIMATE, "day"),
        ("2023-09~", date(2023, 8, 17), date(2023, 10, 15), F.APPROXIMATE, "month"),
        ("2023~", date(2022, 7, 2), date(2024, 7, 1), F.APPROXIMATE, "year"),
        ("2023-09-25?", date(2023, 9, 25), date(2023, 9, 25), F.UNCERTAIN, "day"),
        (
            "2023-09-25%", date(2023, 9, 24), date(2023, 9, 26), F.UNCERTAIN | F.APPROXIMATE,
            "day",
        ),
        (
            "2023-09-22~/2023-09-25?", date(2023, 9, 21), date(2023, 9, 25),
            F.RANGE | F.UNCERTAIN | F.APPROXIMATE, "day",
        ),
        ("2023-09-XX", date(2023, 9, 1), date(2023, 9, 30), F.UNSPECIFIED, "month"),
        ("2023-XX", date(2023, 1, 1), date(2023, 12, 31), F.UNSPECIFIED, "year"),
        ("2023-XX-XX", date(2023, 1, 1), date(2023, 12, 31), F.UNSPECIFIED, "year"),
        ("201X", date(2010, 1, 1), date(2019, 12, 31), F.UNSPECIFIED, "decade"),
        ("20XX", date(2000, 1, 1), date(2099, 12, 31), F.UNSPECIFIED, "century"),
        ("2023-21", date(2023, 3, 1), date(2023, 5, 31), F(0), "season"),
        ("2023-22", date(2023, 6, 1), date(2023, 8, 31), F(0), "season"),
        ("2023-23", date(2023, 9, 1), date(2023, 11, 30), F(0), "season"),
        ("2023-24", date(2023, 12, 1), date(2024, 2, 29), F(0), "season"),
        ("../2023-09-28", None, date(2023, 9, 28), F.RANGE | F.OPEN_START, "day"),
        ("2023-09-22/..", date(2023, 9, 22), None, F.RANGE | F.OPEN_END, "day"),
        ("/2023-09-28", None, date(2023, 9, 28), F.RANGE | F.UNKNOWN_START, "day"),
        ("2023-09-22/", date(2023, 9, 22), None, F.RANGE | F.UNKNOWN_END, "day"),
    ],
)  # fmt: skip
def test_a_date_means_its_first_and_last_possible_day(
    text: str, first: date | None, last: date | None, flags: DateFlag, precision: str
) -> None:
    parsed = parse_edtf(text)
    assert (parsed.earliest, parsed.latest) == _days(first, last)
    assert DateFlag(parsed.flags) == flags
    assert parsed.precision == precision
    assert parsed.is_range == ("/" in text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("-0050", (-50, 1, 1), (-50, 12, 31)),
        ("0000", (0, 1, 1), (0, 12, 31)),
        ("-201X", (-2019, 1, 1), (-2010, 12, 31)),
        ("Y-17000", (-17000, 1, 1), (-17000, 12, 31)),
        ("Y170002-02", (170002, 2, 1), (170002, 2, 28)),
        (f"Y{MAX_YEAR}", (MAX_YEAR, 1, 1), (MAX_YEAR, 12, 31)),
        (f"Y-{MAX_YEAR}~", None, None),
    ],
)
def test_years_of_any_size_fit_32_bits(
    text: str, first: tuple[int, int, int] | None, last: tuple[int, int, int] | None
) -> None:
    parsed = parse_edtf(text)
    assert parsed.earliest is not None
    assert parsed.latest is not None
    assert -(2**31) < parsed.earliest <= parsed.latest < 2**31 - 1
    if first is not None:
        assert (civil_of_day(parsed.earliest), civil_of_day(parsed.latest)) == (first, last)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("0000-00-00", "no month 00"),
        ("2023-00", "no month 00"),
        ("2023-13", "no month 13"),
        ("2023-09-31", "01 to 30"),
        ("2023-02-30", "01 to 28"),
        ("1900-02-29", "01 to 28"),
        ("2023-09-00", "not 00"),
        ("2023-25", "no month 25"),
        ("2023-21-05", "no month 21"),
        ("2023-XX-26", "without its month"),
        ("201X-05", "year in full"),
        ("2023-09-26T24:00", "23:59:59"),
        ("2023-09-26T12:60", "23:59:59"),
        ("2023-09-26T12:00+15", "14 hours"),
        ("2023-09-XXT12:00", "needs its day"),
        ("/", "on one side"),
        ("../..", "on one side"),
        ("2023/2024/2025", "one slash"),
        ("2023-09-25/2023-09-22", "ends before it begins"),
        ("-0000", "no sign"),
        ("Y99999999", "years reach"),
        ("Y" + "9" * 500, "years reach"),
        ("Y2023", "write it as"),
        ("", "write it as"),
        ("26.9.2023", "write it as"),
        ("2023-9-6", "write it as"),
        (" 2023", "write it as"),
        ("2023\n", "write it as"),
        ("２０２３", "write it as"),
        ("2023?~", "write it as"),
    ],
)
def test_what_is_no_date_is_refused_with_what_would_be_right(text: str, hint: str) -> None:
    with pytest.raises(InvalidDate) as caught:
        parse_edtf(text)
    assert hint in caught.value.mend
    assert hint in str(caught.value)


days = st.dates()


@given(days)
def test_a_day_number_is_the_distance_from_1970(day: date) -> None:
    assert day_number(day) == (day - date(1970, 1, 1)).days
    assert date_of_day(day_number(day)) == day
    assert civil_of_day(day_number(day)) == (day.year, day.month, day.day)


@given(st.integers(-(2**31), 2**31 - 1))
def test_civil_dates_of_all_day_numbers_come_back(number: int) -> None:
    year, month, day = civil_of_day(number)
    assert 1 <= month <= 12
    assert 1 <= day <= days_in_month(year, month)
    assert day_number_of(year, month, day) == number


@pytest.mark.parametrize("number", [-719_163, 2_932_897])
def test_a_day_outside_the_years_1_to_9999_has_no_date(number: int) -> None:
    with pytest.raises(OverflowError):
        date_of_day(number)


@given(days)
def test_a_day_lies_in_its_month_its_month_in_its_year(day: date) -> None:
    texts = (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4], day.isoformat()[:3] + "X")
    bounds = [(parse_edtf(text).earliest, parse_edtf(text).latest) for text in texts]
    for (first, last), (outer_first, outer_last) in pairwise(bounds):
        assert first is not None
        assert last is not None
        assert outer_first is not None
        assert outer_last is not None
        assert outer_first <= first <= last <= outer_last


@given(days, days)
def test_a_range_spans_its_ends_whichever_way_round_is_right(first: date, last: date) -> None:
    first, last = sorted((first, last))
    parsed = parse_edtf(f"{first}/{last}")
    assert (parsed.earliest, parsed.latest) == _days(first, last)
    if first < last:
        with pytest.raises(InvalidDate):
            parse_edtf(f"{last}/{first}")


@given(st.dates(min_value=date(2, 1, 1), max_value=date(9998, 1, 1)), st.sampled_from("?~%"))
def test_marks_never_narrow_a_date(day: date, mark: str) -> None:
    plain, marked = parse_edtf(str(day)), parse_edtf(f"{day}{mark}")
    widening = 0 if mark == "?" else 1
    assert (marked.earliest, marked.latest) == _days(
        day - timedelta(widening), day + timedelta(widening)
    )
    assert marked.flags
    assert not plain.flags


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        parsed = parse_edtf(text)
    except InvalidDate:
        return
    assert parsed.earliest is not None or parsed.latest is not None
