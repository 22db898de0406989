"""Folding: what counts as the same when one searches."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.folding import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Şuşa", "susa"),
        ("İstanbul", "istanbul"),
        ("ISPARTA", "ısparta"),
        ("Əliyev", "aliyev"),
        ("Łódź", "lodz"),
        ("Straße", "STRASSE"),
        ("Ｆｕｌｌ　ｗｉｄｔｈ", "full width"),
        ("ﬁne", "fine"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("ᲡᲐᲥᲐᲠᲗᲕᲔᲚᲝ", "საქართველო"),
        ("Հայաստան", "ՀԱՅԱՍՏԱՆ"),
        ("и\u0306", "й"),
        ("مُحَمَّد", "محمد"),
        ("إبراهيم", "ابراهيم"),
        ("على", "علي"),
        ("Zoë", "Zoe\u0308"),
        ("a\u200bb", "ab"),
        ("line\nbreak", "line break"),
        ("tab\tbed", "tab bed"),
        ("\u202eright to left", "right to left"),
        ("  much   space ", "much space"),
    ],
)
def test_spellings_of_one_word_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("王毅", "王 毅"), ("김정은", "김 정 은"), ("ひらがなABC", "ひ ら か な abc"), ("", "")],
)
def test_east_asian_characters_stand_by_themselves(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_case_makes_no_difference(text: str) -> None:
    assert fold(text.casefold()) == fold(text)


@given(st.text())
def test_ways_to_compose_make_no_difference(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text())
def test_nothing_invisible_is_left(text: str) -> None:
    categories = {unicodedata.category(letter) for letter in fold(text)}
    assert categories.isdisjoint({"Mn", "Me", "Cc", "Cf", "Cs"})
