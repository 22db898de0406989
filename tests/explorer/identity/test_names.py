"""Names that mean the same person are found alike, and those that do not are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.identity.name_match import NameMatch, Rarity, compare
from explorer.identity.names import name_of

_FIRST = "Anna Boris Carlos Dana Emil Fatma Gevorg Hanna Jin Ketevan".split()  # noqa: SIM905
_LAST = "Ivanov Petrov Sidorov Lee Garcia Kim Novak Weiss Okafor Silva".split()  # noqa: SIM905
_RARITY = Rarity([name_of(f"{first} {last}") for first in _FIRST for last in _LAST])


def _match(first: str, other: str) -> NameMatch:
    found = compare(name_of(first), name_of(other), _RARITY)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("Ilham Aliyev", "Ильхам Алиев"),
        ("Zaur Ələsgərov", "Заур Алескеров"),
        ("İlham Əliyev", "President Ilham H. Aliyev"),
        ("Ilham Aliyev", "ALIYEV, Ilham"),
        ("Serzh Sargsyan", "Սերժ Սարգսյան"),
        ("Irakli Garibashvili", "ირაკლი ღარიბაშვილი"),
        ("Muhammad al-Khalidi", "محمد الخالدي"),
        ("Kyriakos Mitsotakis", "Κυριάκος Μητσοτάκης"),
        ("Volodymyr Zelenskyy", "Володимир Зеленський"),
        ("Ceyhun Bayramov", "Джейхун Байрамов"),
        ("Samantha Power", "Samanta Power"),
        ("Samantha Power", "Ms. Samantha J. Power"),
        ("Gazprom", "OAO Gazprom"),
        ("王毅", "王 毅"),
    ],
)
def test_one_name_in_two_spellings_is_alike(first: str, other: str) -> None:
    assert _match(first, other).score > 0.8
    assert _match(first, other).differing == ()


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("Ilham Aliyev", "Heydar Aliyev"),
        ("John Smith", "Jane Smith"),
        ("Armen Grigoryan", "Artur Grigoryan"),
        ("Ministry of Trade", "Ministry of Energy"),
        ("Unit 2", "Unit 3"),
        ("I. Aliyev", "A. Aliyev"),
        ("North Korea", "South Korea"),
        ("Austria", "Australia"),
    ],
)
def test_two_names_are_not(first: str, other: str) -> None:
    assert _match(first, other).score < 0.62
    assert compare(name_of(first), name_of(other), _RARITY, 0.62) is None


def test_one_word_alone_has_to_be_more_than_alike() -> None:
    assert _match("Niger", "Nigeria").score < 0.72 < _match("Gazprom", "Газпром").score


def test_between_two_scripts_more_is_forgiven() -> None:
    assert _match("Samantha Power", "Саманта Пауэр").score > 0.7
    assert _match("Samantha Power", "Samantha Pauer").score < 0.62
    assert _match("Sergei Ivanov", "Андрей Иванов").score < 0.62


def test_a_surname_alone_says_less_than_a_whole_name() -> None:
    whole = _match("Ilham Aliyev", "Ilham Aliev")
    initial = _match("Ilham Aliyev", "I. Aliyev")
    alone = _match("Ilham Aliyev", "Mr Aliyev")
    assert whole.score > initial.score > alone.score > 0.62


def test_a_mans_and_a_womans_surname_are_told_apart() -> None:
    assert _match("Vladimir Popov", "Vladimir Popova").is_gendered
    assert not _match("Vladimir Popov", "Vladimir Popoff").is_gendered


def test_initials_of_a_body_are_recognised() -> None:
    match = _match("NATO", "North Atlantic Treaty Organization")
    assert match.words == "“NATO” are the initials of the other"


def test_words_say_what_the_two_have_in_common() -> None:
    assert _match("Anna Kim", "Anna Kim").words == "the same name"
    assert _match("Anna Kim", "Kim, Anna").words == "the same words in another order"
    assert _match("Anna Kim", "A. Kim").words == "the same surname and a fitting initial"
    assert _match("Anna Kim", "Dr. Anna Kim").words == (
        "the same name in another spelling or script, or with a title"
    )


def test_common_names_meet_by_chance() -> None:
    assert _match("Boris Petrov", "Boris Petrov").n_by_chance == pytest.approx(0.64)
    assert _match("Zaur Qarayev", "Zaur Qarayev").n_by_chance < 0.1


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_compare_the_same_both_ways(first: str, other: str) -> None:
    a, b = name_of(first), name_of(other)
    if a.words and b.words:
        one, two = compare(a, b, _RARITY), compare(b, a, _RARITY)
        assert one is not None
        assert two is not None
        assert 0.0 <= one.score <= 1.0
        assert one.score == pytest.approx(two.score, abs=0.15)
