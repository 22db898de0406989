"""Dates are understood as people type them, and what the program shows can be typed back."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from db.edtf import InvalidDate, parse_edtf
from explorer.editing.dates import (
    NO_DATE,
    NotUnderstood,
    day_order_of,
    understand,
)


def day(year: int, month: int, day_of_month: int) -> int:
    return (date(year, month, day_of_month) - date(1970, 1, 1)).days


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("22–25 Sept 2023", "2023-09-22/2023-09-25"),
        ("22-25 Sept 2023", "2023-09-22/2023-09-25"),
        ("from 22 to 25 September 2023", "2023-09-22/2023-09-25"),
        ("Sept 22-25, 2023", "2023-09-22/2023-09-25"),
        ("Sept 22 - Oct 3, 2023", "2023-09-22/2023-10-03"),
        ("30 Dec 2022 – 2 Jan 2023", "2022-12-30/2023-01-02"),
        ("Nov – Feb 2023", "2022-11/2023-02"),
        ("26/27 September 2023", "2023-09-26/2023-09-27"),
        ("22 and 23 September 2023", "2023-09-22/2023-09-23"),
        ("autumn 2023", "2023-23"),
        ("winter 2022/23", "2022-24"),
        ("about 1998", "1998~"),
        ("c. 1998", "1998~"),
        ("~1998", "1998~"),
        ("around May 2020?", "2020-05%"),
        ("26/9/23", "2023-09-26"),
        ("9/26/2023", "2023-09-26"),
        ("26.9.2023", "2023-09-26"),
        ("2023/9/26", "2023-09-26"),
        ("20230926", "2023-09-26"),
        ("26-Sep-2023", "2023-09-26"),
        ("26-SEP-23", "2023-09-26"),
        ("Sep-23", "2023-09"),
        ("September 26th, 2023", "2023-09-26"),
        ("Tuesday, 26 September 2023", "2023-09-26"),
        ("2023-09", "2023-09"),
        ("12/2023", "2023-12"),
        ("before 2010", "../2009"),
        ("before May 2020", "../2020-04"),
        ("after 5 May 2020", "2020-05-06/.."),
        ("no later than May 2020", "../2020-05"),
        ("since March 2021", "2021-03/.."),
        ("Mar 2021 – present", "2021-03/.."),
        ("2019–", "2019/.."),
        ("–2021", "../2021"),
        ("2019–21", "2019/2021"),
        ("1998-99", "1998/1999"),
        ("1990s", "199X"),
        ("the '90s", "199X"),
        ("20th century", "19XX"),
        ("44 BC", "-0043"),
        ("15 March 44 BC", "-0043-03-15"),
        ("March 5 BC", "-0004-03"),
        ("31 December 10000 BC", "-9999-12-31"),
        ("26 September 2023, 14:30", "2023-09-26T14:30"),
        ("2:30 pm on 26 Sept 2023", "2023-09-26T14:30"),
        ("2023-09-26 14:30:05", "2023-09-26T14:30:05"),
        ("26 September 2023, 14:30 UTC", "2023-09-26T14:30Z"),
        ("26 September 2023, 14:30–15:30", "2023-09-26T14:30/2023-09-26T15:30"),
        ("sometime in September 2023", "2023-09-XX"),
        ("perhaps 25 September 2023", "2023-09-25?"),
        ("2023-09-22/2023-09-25", "2023-09-22/2023-09-25"),
        # German, French, Spanish, Italian, Russian, Ukrainian, Turkish, Azerbaijani
        ("am 26. September 2023 um 14.30 Uhr", "2023-09-26T14:30"),
        ("vom 22. bis 25. März 2023", "2023-03-22/2023-03-25"),
        ("seit Mai 2021", "2021-05/.."),
        ("le 1er août 2023", "2023-08-01"),
        ("du 22 au 25 septembre 2023", "2023-09-22/2023-09-25"),
        ("del 22 al 25 de septiembre de 2023", "2023-09-22/2023-09-25"),
        ("hacia 1998", "1998~"),
        ("3 maggio 2022", "2022-05-03"),
        ("26 сентября 2023 г.", "2023-09-26"),
        ("с 22 по 25 сентября 2023", "2023-09-22/2023-09-25"),
        ("осенью 2023", "2023-23"),
        ("26 вересня 2023", "2023-09-26"),
        ("26 Eylül 2023", "2023-09-26"),
        ("26 sentyabr 2023", "2023-09-26"),
    ],
)
def test_a_date_is_understood_as_it_is_typed(typed: str, edtf: str) -> None:
    assert edtf == understand(typed).edtf


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("between 3 and 5 May 2022", (2022, 5, 3), (2022, 5, 5)),
        ("zwischen 3. und 5. Mai 2022", (2022, 5, 3), (2022, 5, 5)),
        ("May or June 2022", (2022, 5, 1), (2022, 6, 30)),
        ("May/June 2022", (2022, 5, 1), (2022, 6, 30)),
        ("early 2020", (2020, 1, 1), (2020, 4, 30)),
        ("mid-2020", (2020, 5, 1), (2020, 8, 31)),
        ("end of May 2022", (2022, 5, 21), (2022, 5, 31)),
        ("late 1990s", (1997, 1, 1), (1999, 12, 31)),
        ("Q1 2020", (2020, 1, 1), (2020, 3, 31)),
        ("first half of 2020", (2020, 1, 1), (2020, 6, 30)),
    ],
)
def test_what_has_no_edtf_becomes_its_bounds(
    typed: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    found = understand(typed)
    assert (None, day(*first), day(*last)) == (found.edtf, found.earliest, found.latest)
    assert found.words.startswith("some day, ")


@pytest.mark.parametrize("typed", ["", "  ", "?", "date not given", "n.d.", "unknown", "—"])
def test_no_date_is_understood_as_none(typed: str) -> None:
    assert NO_DATE == understand(typed)
    assert not understand(typed).is_dated


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Sept 26", "the year is missing; add it, as in 26 September 2023"),
        ("22-25", "the month and the year are missing"),
        ("yesterday", "depends on the day it was said"),
        ("31 June 2023", "that month has the days 1 to 30, not 31"),
        ("29 February 2023", "that month has the days 1 to 28, not 29"),
        ("Septmber 2023", "it may be September"),
        ("banana", "“banana” is no word of dates"),
        ("Wednesday, 26 September 2023", "that day was a Tuesday"),
        ("13/13/2023", "there would be a month 13"),
        ("25–22 September 2023", "the range ends before it begins"),
        ("22 and 24 September 2023", "enter what happened on each by itself"),
        ("May 2022 at 5pm", "a time of day needs its day"),
        ("26 September 2023, 25:10", "a time of day runs from 00:00 to 23:59"),
        ("1 May – 3 May – 5 May 2022", "more than two dates"),
        ("26 September 2023 €", "stands in no date"),
    ],
)
def test_a_fault_says_what_is_wrong_in_one_sentence(typed: str, said: str) -> None:
    with pytest.raises(NotUnderstood) as fault:
        understand(typed)
    assert said in str(fault.value)
    assert str(fault.value).startswith(f"“{typed}”")
    assert str(fault.value).endswith(".")


def test_the_order_of_day_and_month_is_told_and_can_be_switched() -> None:
    open_order = understand("9/8/2023")
    assert ("2023-08-09", "2023-09-08") == (open_order.edtf, open_order.other)
    assert "the day taken as first" in open_order.note
    month_first = understand("9/8/2023", day_first=False)
    assert ("2023-09-08", "", "") == (month_first.edtf, month_first.other, month_first.note)
    assert "" == understand("26/9/2023").other
    with pytest.raises(NotUnderstood, match="with the month first there would be a month 26"):
        understand("26/9/2023", day_first=False)


def test_years_of_two_digits_say_which_century_they_were_taken_for() -> None:
    assert "23 taken as 2023" == understand("26/9/23").note
    assert "98 taken as 1998" == understand("Sept 98").note


def test_digits_that_may_be_a_season_or_years_offer_the_years() -> None:
    found = understand("2019-21")
    assert ("2019-21", "2019/2021") == (found.edtf, found.other)


def test_a_missing_year_and_relative_days_are_counted_from_a_given_day() -> None:
    base = date(2023, 9, 28)
    found = understand("Sept 26", base=base)
    assert ("2023-09-26", True) == (found.edtf, found.is_inferred)
    assert "counted from 28 September 2023" == found.note
    assert "2023-09-27" == understand("yesterday", base=base).edtf
    assert not understand("26 September 2023", base=base).is_inferred


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["1/2/2023", "13/2/2023"], "day"),
        (["1/2/2023", "1/22/2023"], "month"),
        (["1/2/2023", "3/4/2023", "May 2020"], "either"),
        (["13/2/2023", "2/13/2023"], "mixed"),
    ],
)
def test_a_column_tells_whether_the_day_comes_first(column: list[str], order: str) -> None:
    assert order == day_order_of(column)


DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))
MARKS = st.sampled_from(["", "?", "~", "%"])


@st.composite
def points(draw: st.DrawFn) -> str:
    when = draw(DAYS)
    year, month = f"{when.year:04}", f"{when.month:02}"
    return draw(
        st.sampled_from(
            [
                year,
                f"{year}-{month}",
                when.isoformat(),
                f"{when.isoformat()}T{draw(st.integers(0, 23)):02}:{draw(st.integers(0, 59)):02}",
                f"{year}-{20 + draw(st.integers(1, 4))}",
                f"{year}-{month}-XX",
                f"{year}-XX",
                f"{year[:3]}X",
                f"{year[:2]}XX",
            ]
        )
    )


@st.composite
def values(draw: st.DrawFn) -> str:
    shape = draw(st.sampled_from(["point", "range", "open", "until", "unknown"]))
    first = draw(points()) + draw(MARKS)
    if shape == "point":
        return first
    if shape == "range":
        return f"{first}/{draw(points())}{draw(MARKS)}"
    return {
        "open": f"{first}/..",
        "until": f"../{first}",
        "unknown": draw(st.sampled_from([f"/{first}", f"{first}/"])),
    }[shape]


@given(values())
def test_what_the_program_shows_can_be_typed_back(edtf: str) -> None:
    try:
        parse_edtf(edtf)
    except InvalidDate:
        assume(False)
    shown = understand(edtf).words
    assert shown == understand(shown).words


@given(DAYS, DAYS)
def test_bounds_that_the_program_shows_can_be_typed_back(one: date, other: date) -> None:
    first, last = sorted((one, other))
    typed = f"between {first.isoformat()} and {last.isoformat()}"
    found = understand(typed)
    again = understand(found.words)
    assert (found.earliest, found.latest) == (again.earliest, again.latest)


def check_kept_or_refused(text: str) -> None:
    try:
        found = understand(text, base=date(2023, 9, 28))
    except NotUnderstood:
        return
    if found.edtf is not None:
        assert found.words
        parse_edtf(found.edtf)


@given(st.text(max_size=60))
def test_any_text_is_understood_or_refused(text: str) -> None:
    check_kept_or_refused(text)


WORDS = (
    "about before after since until between and or to – - / ? , early late 3 25 2023 1998 May "
    "Sept autumn 14:30 of Q1 century 20th 1990s BC first half some day 9/8/2023 с по vom bis"
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=7))
def test_any_order_of_words_of_dates_is_understood_or_refused(words: list[str]) -> None:
    check_kept_or_refused(" ".join(words))


def test_every_example_of_the_documentation_is_understood() -> None:
    page = Path(__file__).parents[3] / "docs" / "dates.md"
    rows = [row for row in page.read_text(encoding="utf-8").splitlines() if row.startswith("| `")]
    examples = [typed for row in rows for typed in re.findall(r"`([^`]+)`", row.split("|")[1])]
    assert len(examples) > 30
    assert [] == [t for t in examples if not understand(t).is_dated]
