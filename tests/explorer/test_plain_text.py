"""A stranger's text is shown as plain text, whatever is in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from explorer.model.locating import ShownText, locate
from explorer.model.plain_text import counted, listed, quoted, shown_line, shown_passage, shown_text


def test_marks_that_turn_the_reading_order_are_dropped() -> None:
    assert "Aliyev (exe.doc)" == shown_text("Aliyev \u202e(exe.doc)\u202c\u2066\u200f")


def test_markup_stays_as_it_is_written() -> None:
    text = "<script>alert(1)</script> & <b>bold</b>"
    assert text == shown_text(text)


def test_halves_of_surrogate_pairs_are_dropped() -> None:
    assert "ab" == shown_text("a\ud800b")


def test_names_are_one_line_and_never_empty() -> None:
    assert "two lines" == shown_line("two\r\n\tlines")
    assert "(no visible text)" == shown_line("\u202e\u0000 ")
    assert 401 == len(shown_line("x" * 10_000_000))


def test_long_passages_are_cut_between_words_and_say_so() -> None:
    passage, is_cut = shown_passage("word " * 2_000_000, 2000)
    assert is_cut
    assert passage.endswith("word …")
    assert len(passage) <= 2002
    assert ("short", False) == shown_passage("short")


def test_words_that_bring_their_quotation_marks_get_no_second_ones() -> None:
    assert "“so”" == quoted("“so”")
    assert "„so“" == quoted("„so“")
    assert "“so”" == quoted("so")


def test_counts_and_lists_read_as_sentences() -> None:
    assert "1 interaction" == counted(1, "interaction")
    assert "12,400 interactions" == counted(12_400, "interaction")
    assert "A, B and C" == listed(["A", "B", "C"])
    assert "A, B, C and 4 others" == listed(list("ABCDEFG"))


@given(st.text(st.characters(codec=None, exclude_categories=[])))
def test_shown_text_can_always_leave_the_program(text: str) -> None:
    shown_text(text).encode("utf-8")
    shown_line(text).encode("utf-8")


@given(st.text(min_size=1), st.data())
def test_a_passage_is_found_where_its_offsets_say(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    shown = ShownText.of(text)
    found = locate(shown, text[start:end], start, end)
    if not text[start:end].split():
        return
    assert found is not None
    units = shown.shown.encode("utf-16-le")
    marked = units[2 * found[0] : 2 * found[1]].decode("utf-16-le")
    assert shown_text(text[start:end]).replace("\n", "") == marked.replace("\n", "")


def test_a_passage_is_found_by_its_words_where_offsets_are_wrong() -> None:
    shown = ShownText.of("One. Two\nthree. Four.")
    assert (5, 14) == locate(shown, "Two three", 0, 4)
    assert (5, 14) == locate(shown, "Two three", None, None)
    assert (5, 14) == locate(shown, "Two three", 900, 1000)
    assert locate(shown, "Five", None, None) is None
    assert locate(shown, "", None, None) is None


def test_lines_of_megabytes_are_broken_for_display() -> None:
    shown = ShownText.of("x" * 1_000_000)
    assert max(map(len, shown.shown.split("\n"))) <= 4000
    found = locate(shown, "", 500_000, 500_010)
    assert found is not None
    assert "x" * 10 == shown.shown[found[0] : found[1]].replace("\n", "")
