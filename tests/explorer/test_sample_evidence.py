"""Everything the sample says has its passage, word for word, and no more than that is shipped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import Store, reads
from db.table_rows import table_rows
from explorer.sample import create_sample

ARTICLE = Path(__file__).parents[3] / "shared" / "data" / "seed" / "article.txt"
"""The article is not shipped; where it lies beside the checkout, excerpts are held against it."""

WITH_EVIDENCE = {
    "actors": "actor_id",
    "relations": "relation_id",
    "interactions": "interaction_id",
    "interaction_order": "order_id",
    "participants": "participant_id",
    "amounts": "amount_id",
    "quotes": "quote_id",
    "accounts": "account_id",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with create_sample(tmp_path_factory.mktemp("sample") / "sample.actors") as made:
        yield made


# --- evidence -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("table", "column"), WITH_EVIDENCE.items(), ids=WITH_EVIDENCE)
def test_everything_that_is_said_has_a_passage(store: Store, table: str, column: str) -> None:
    ids = {row_id for (row_id,) in table_rows(store, table, ("id",))}
    supported = {target for (target,) in table_rows(store, "evidence", (column,))}
    assert ids - supported == set()


def test_dates_places_parents_topics_and_standings_have_passages_of_their_own(
    store: Store,
) -> None:
    aspects = set(table_rows(store, "evidence", ("interaction_id", "aspect")))
    has_topics = {i for (i,) in table_rows(store, "interaction_topics", ("interaction_id",))}
    ids = [i for (i,) in table_rows(store, "interactions", ("id",))]
    for row in reads.interactions(store, ids):
        assert (row.id, "occurrence") in aspects, row.title
        needed = {
            "date": row.date_basis is not None,
            "place": row.place_id is not None,
            "parent": row.parent_id is not None,
            "standing": row.standing != "took_place",
            "topic": row.id in has_topics,
        }
        for aspect, is_needed in needed.items():
            assert not is_needed or (row.id, aspect) in aspects, (row.title, aspect)


def test_quotes_and_accounts_name_their_chain_up_to_the_source(store: Store) -> None:
    for table, column in (("quotes", "quote_id"), ("accounts", "account_id")):
        for (row_id,) in table_rows(store, table, ("id",)):
            rows = list(table_rows(store, "attributions", (column, "position", "source_id")))
            chain = [row[1:] for row in rows if row[0] == row_id]
            assert [position for position, _ in chain] == list(range(1, len(chain) + 1))
            assert chain[-1][1] is not None, f"{table} {row_id} does not lead to the source"


def test_the_articles_text_is_not_shipped_and_passages_are_short(store: Store) -> None:
    assert [text for (text,) in table_rows(store, "sources", ("text",))] == [None]
    excerpts = [excerpt for (excerpt,) in table_rows(store, "evidence", ("excerpt",))]
    assert max(map(len, excerpts)) < 200


@pytest.mark.skipif(not ARTICLE.exists(), reason="the article lies beside the checkout only")
def test_all_that_stands_between_quotation_marks_is_in_the_article_word_for_word(
    store: Store,
) -> None:
    article = ARTICLE.read_text(encoding="utf-8")
    verbatim = {
        ("evidence", "excerpt"), ("quotes", "words"), ("accounts", "words"), ("amounts", "words"),
        ("interactions", "date_words"), ("interactions", "standing_words"),
        ("relations", "date_words"), ("attributions", "date_words"),
        ("participants", "capacity"), ("interaction_order", "words"), ("sources", "title"),
    }  # fmt: skip
    for table, column in sorted(verbatim):
        for (words,) in table_rows(store, table, (column,)):
            assert words is None or words in article, (table, column, words)
    for name, source_id in table_rows(store, "actor_names", ("name", "source_id")):
        assert source_id is not None
        assert name in article, name


@pytest.mark.skipif(not ARTICLE.exists(), reason="the article lies beside the checkout only")
def test_the_passages_together_are_not_the_article(store: Store) -> None:
    article = ARTICLE.read_text(encoding="utf-8")
    covered: set[int] = set()
    for table, column in (("evidence", "excerpt"), ("quotes", "words"), ("accounts", "words")):
        for (words,) in table_rows(store, table, (column,)):
            start = article.index(words)
            covered.update(range(start, start + len(words)))
    assert len(covered) < 0.64 * len(article)
