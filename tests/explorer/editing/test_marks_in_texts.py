"""Passages and names are found in a source's text, and places in it go there and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from explorer.editing.property_texts import properties_of, property_of_text, text_of_property
from explorer.exchange.page_text import text_of_page
from explorer.model.locating import ShownText, span_of
from explorer.model.plain_text import shown_text
from explorer.model.source_marks import find_names

TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("ab \n\t\r\u2028\u202e\ufeff\u200b😀𝔗"),
    ),
    max_size=60,
)


@given(TEXTS, st.data())
def test_what_is_marked_in_the_shown_text_is_the_same_in_the_stored_one(text, data) -> None:
    shown = ShownText.of(text)
    # Places between whole characters, as a text widget has them.
    places = sorted({shown.position(offset) for offset in range(len(text) + 1)})
    start = data.draw(st.sampled_from(places))
    end = data.draw(st.sampled_from([place for place in places if place >= start]))
    first, last = shown.offset(start), shown.offset(end, is_end=True)
    units = shown.shown.encode("utf-16-le")
    marked = units[2 * start : 2 * end].decode("utf-16-le")
    assert marked.strip() == shown_text(text[first:last]).strip()


def test_a_passage_is_taken_by_its_offsets_else_by_its_words() -> None:
    text = "one two one  two"
    assert (8, 16) == span_of(text, "one two", 8, 16)
    assert (0, 7) == span_of(text, "one two", None, None)
    assert (0, 7) == span_of(text, "one two", 3, 5)
    assert span_of(text, "three", 0, 5) is None


def test_the_longest_name_counts_and_a_last_word_follows_its_full_name() -> None:
    names = [("Samantha Power", 3), ("Power", 9), ("USAID", 4), ("US", 5)]
    text = "USAID: Sámantha POWER. Later Power spoke; power is not a name."
    found = [(text[start:end], who) for start, end, who in find_names(text, names)]
    assert [("USAID", 4), ("Sámantha POWER", 3), ("Power", 9)] == found


def test_a_last_word_of_two_is_nobody() -> None:
    names = [("Ann Lee", 1), ("Bob Lee", 2)]
    text = "Ann Lee met Bob Lee. Lee left."
    assert [1, 2] == [who for _, _, who in find_names(text, names)]


def test_names_do_not_reach_over_a_line_end() -> None:
    assert [] == find_names("Samantha\nPower", [("Samantha Power", 3)])


@given(TEXTS, st.lists(st.text(min_size=1, max_size=9), max_size=5))
def test_names_that_are_found_stand_in_the_text(text, names) -> None:
    for start, end, who in find_names(text, [(name, at) for at, name in enumerate(names)]):
        assert 0 <= start < end <= len(text)
        assert 0 <= who < len(names)


def test_a_page_is_read_without_its_markup() -> None:
    page = text_of_page("<h1>A</h1><p>b <i>c</i>\nd<br>e</p><style>x</style><ul><li>f</ul>")
    assert "A\n\nb c d\n\ne\n\nf" == page.text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@given(JSON)
def test_a_property_that_is_left_alone_stays_what_it_is(value) -> None:
    assert value == property_of_text(text_of_property(value), was=value) or value is None


def test_numbers_become_numbers_and_codes_stay_texts() -> None:
    rows = [("n", "12", None), ("code", "0010", None), ("yes", "true", None), ("", "x", None)]
    assert {"n": 12, "code": "0010", "yes": True} == properties_of(rows)
    assert "Infinity" == property_of_text("Infinity")
