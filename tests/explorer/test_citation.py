"""Citations say whose words they are, in what, through whom and where they stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explorer.model.citation import (
    chain_words,
    citations,
    passage_citation,
    quote_citation,
    source_citation,
)
from explorer.model.profile.entries import (
    ActorEntry,
    ChainLink,
    Evidence,
    Named,
    Quote,
    SourceEntry,
)

SOURCE = SourceEntry(
    id=1,
    title="Blinken, Aliyev Discuss Observer Mission",
    author="Nicholas Castillo",
    author_id=7,
    publisher=None,
    published="2023-09-28",
    url="https://example.org/article",
    kind="article",
    language="en",
    reliability=None,
    has_text=False,
)
POWER = ActorEntry(1, "Samantha Power", "person", False)
BAKU = ActorEntry(2, "USAID’s Baku office", "office", False)
CASTILLO = ActorEntry(7, "Nicholas Castillo", "person", False)
STATEMENT = Named(5, "USAID’s Baku office on Power", "statement", "Statement", "words")
CALL = Named(6, "Blinken and Aliyev speak by phone", "call", "Call", "talk")
WRITER = ChainLink(CASTILLO, "quotes the statement", None, SOURCE, "28 September 2023")
QUOTE = Quote(
    id=1,
    is_account=False,
    form="verbatim",
    words="a durable and dignified peace",
    summary=None,
    speaker=POWER,
    about=(),
    interaction=STATEMENT,
    chain=(
        ChainLink(POWER, "hoped to do so", None, None, ""),
        ChainLink(BAKU, "released the statement", STATEMENT, None, "date not given"),
        WRITER,
    ),
    source=SOURCE,
    start=None,
    end=None,
)


def test_a_quote_through_a_statement_is_cited_as_the_design_words_it() -> None:
    assert (
        "“a durable and dignified peace” (Samantha Power, in a statement released by "
        "USAID’s Baku office, date not given; quoted in Nicholas Castillo, “Blinken, Aliyev "
        "Discuss Observer Mission”, 28 September 2023, https://example.org/article)"
    ) == quote_citation(QUOTE)


def test_the_way_of_words_reads_from_the_source_to_the_speaker() -> None:
    assert "article ← statement of USAID’s Baku office ← Samantha Power" == chain_words(QUOTE)
    assert (
        "Article ← statement of USAID’s Baku office ← Samantha Power. Date not given."
        == chain_words(QUOTE, is_sentence=True)
    )


def test_reported_speech_is_the_writers_words_and_cited_so() -> None:
    link = ChainLink(POWER, "urged", CALL, None, "26 September 2023")
    said = quote_citation(replace(QUOTE, form="reported", chain=(link, WRITER)))
    assert "(reported speech of Samantha Power, in a call, 26 September 2023; " in said
    assert "in the words of Nicholas Castillo" in said
    assert "quoted in" not in said


def test_an_account_is_cited_as_one() -> None:
    link = ChainLink(BAKU, "released the statement", STATEMENT, None, "date not given")
    account = replace(QUOTE, is_account=True, form="reported", speaker=BAKU, chain=(link, WRITER))
    said = quote_citation(account)
    assert "(account by USAID’s Baku office, in a statement, date not given; " in said


def test_a_saying_of_which_no_form_is_given_is_not_made_a_statement() -> None:
    link = ChainLink(POWER, "reported", STATEMENT, None, "date not given")
    account = replace(QUOTE, is_account=True, form="reported", chain=(link, WRITER))
    assert "(account by Samantha Power, date not given; " in quote_citation(account)
    assert "article ← Samantha Power" == chain_words(account)


def test_the_writers_own_words_are_cited_without_a_second_name() -> None:
    own = replace(QUOTE, speaker=CASTILLO, chain=(WRITER,))
    assert quote_citation(own).startswith("“a durable and dignified peace” (Nicholas Castillo, “")
    assert 1 == quote_citation(own).count("Castillo")


def test_what_is_not_known_of_a_source_is_left_out_and_a_missing_date_is_said() -> None:
    bare = replace(SOURCE, author=None, author_id=None, published=None, url=None)
    assert "“Blinken, Aliyev Discuss Observer Mission”, date not given" == source_citation(bare)


@pytest.mark.parametrize("form", ["verbatim", "reported"])
def test_a_speaker_without_a_name_is_said_to_have_none(form: str) -> None:
    said = quote_citation(replace(QUOTE, speaker=None, chain=(), form=form))
    assert "speaker not named" in said


def test_hostile_words_leave_as_plain_text() -> None:
    said = quote_citation(replace(QUOTE, words="a\u202eb\ud800<b>c</b>"))
    assert said.startswith("“ab<b>c</b>”")
    said.encode("utf-8")


def test_several_citations_are_paragraphs() -> None:
    assert 2 == len(citations([QUOTE, QUOTE]).split("\n\n"))


def test_a_passage_is_cited_with_its_source() -> None:
    passage = Evidence(
        SOURCE, "spoke over the phone", None, None, "Date", "certain", None, "me", "2026-01-02"
    )
    said = passage_citation(passage)
    assert said.startswith("“spoke over the phone” (Nicholas Castillo, “")
    assert "me, 2 January 2026" == passage.recorded
