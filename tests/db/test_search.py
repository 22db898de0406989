"""Search: what is found, in which order, and that it stays right after every change."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import Store, create_store, open_store
from db.search import SearchHits, search


def _names(hits: SearchHits) -> list[str]:
    return [hit.text for hit in hits.actors]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("aliyev", ["İlham Əliyev"]),
        ("ilham ali", ["İlham Əliyev"]),
        ("ALIYEV ILHAM", ["İlham Əliyev"]),
        ("əli", ["İlham Əliyev"]),
        ("power", ["Samantha Power"]),
        ("sam pow", ["Samantha Power"]),
        ("s", ["Samantha Power", "State Department"]),
        ("amantha", []),
        ("samantha aliyev", []),
        ("", []),
        ("   ", []),
        ('"*()^-:', []),
    ],
)
def test_actors_are_found_by_the_beginnings_of_words(
    tiny_store: Store, query: str, found: list[str]
) -> None:
    assert sorted(_names(search(tiny_store, query))) == found


def test_another_name_finds_an_actor_and_is_given_as_the_reason(told_store: Store) -> None:
    hits = search(told_store, "ilham aliyev").actors
    assert [(hit.text, hit.reason) for hit in hits] == [("İlham Əliyev", "")]
    with told_store.atomic("Spelling") as writer:
        writer.insert("actor_names", actor_id=2, name="Ильхам Алиев", language="ru")
        writer.insert("actor_names", actor_id=2, name="الهام علییف", language="fa")
    for query, reason in (("алиев", "Ильхам Алиев"), ("علي", "الهام علییف")):
        (hit,) = search(told_store, query).actors
        assert (hit.id, hit.text, hit.reason) == (2, "İlham Əliyev", reason)
    (hit,) = search(told_store, "q1").actors
    assert (hit.id, hit.reason) == (1, "Q1")


def test_interactions_are_found_by_title_place_and_topic(tiny_store: Store) -> None:
    for query, title, reason in (
        ("corridor", "Call about the corridor", ""),
        ("yerevan", "Call about the corridor", "Yerevan"),
        ("humanit", "Call about the corridor", "humanitarian access"),
        ("call yerevan", "Call about the corridor", "Yerevan"),
    ):
        (hit,) = search(tiny_store, query).interactions
        assert (hit.text, hit.reason) == (title, reason)
    assert [hit.id for hit in search(tiny_store, "observers").interactions] == [1, 2]


def test_words_are_found_with_who_said_them_where(told_store: Store) -> None:
    (quote,) = search(told_store, "we are").quotes
    assert (quote.text, quote.reason, quote.actor_id, quote.interaction_id, quote.source_id) == (
        "We are here.", "Samantha Power", 1, 2, 1,
    )  # fmt: skip
    (account,) = search(told_store, "office").accounts
    assert (account.text, account.reason, account.interaction_id) == (
        "He offered an office.", "İlham Əliyev", 1,
    )  # fmt: skip
    (source,) = search(told_store, "article").sources
    assert (source.text, source.reason) == ("An article", "N. N.")
    assert [hit.id for hit in search(told_store, "said so").sources] == [1]


def test_chinese_and_korean_names_are_found_by_any_part(tiny_store: Store) -> None:
    with tiny_store.atomic("Add") as writer:
        for name in ("王毅", "毅王", "김정은", "ა. გარიბაშვილი"):
            writer.insert("actors", name=name, kind_id=1)
    assert _names(search(tiny_store, "王毅")) == ["王毅"]
    assert sorted(_names(search(tiny_store, "毅"))) == ["毅王", "王毅"]
    assert _names(search(tiny_store, "정은")) == ["김정은"]
    assert _names(search(tiny_store, "ᲒᲐᲠᲘ")) == ["ა. გარიბაშვილი"]


def test_names_that_begin_with_the_query_come_first_then_the_shorter(store_path) -> None:  # type: ignore[no-untyped-def]
    names = ["Zed Ali", "Alina Zed", "Ali", "Ali Zed", "Peter Ali Long-Name"]
    with create_store(store_path, title="T") as store:
        with store.atomic("Add") as writer:
            writer.insert_many("actors", ("name", "kind_id"), [(name, 1) for name in names])
            rows = [(f"Other Ali {number}", 1) for number in range(500)]
            writer.insert_many("actors", ("name", "kind_id"), rows)
        found = _names(search(store, "ali", limit=5))
        assert found[:3] == ["Ali", "Ali Zed", "Alina Zed"]
        assert len(found) == 5
        assert len(search(store, "ali", limit=1).actors) == 1
        assert search(store, "ali", limit=0).is_empty


@pytest.mark.parametrize(
    "query",
    [
        '"', '""', "'", "*", "a*", "^a", "a^b", "-a", "NEAR(a b)", "a AND b", "a OR b", "NOT a",
        "words:a", "{words}:a", "a + b", "(", ")", "((", "\\", "%", "_", "--", ";", "a;b", "\x00",
        "a\x00b", "\ud800", "\u202e", "\u200b", "٠", "½", "²", "_a_", "a_b", "𝒜", "🕊", "é" * 5_000,
        "word " * 5_000, "a" * 100_000,
    ],
)  # fmt: skip
def test_what_looks_like_a_command_is_searched_as_text(tiny_store: Store, query: str) -> None:
    assert isinstance(search(tiny_store, query), SearchHits)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.text(max_size=40))
def test_any_query_finds_or_does_not(tiny_store: Store, query: str) -> None:
    assert isinstance(search(tiny_store, query), SearchHits)


letters = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(letters)
def test_a_name_is_found_by_itself(tiny_store: Store, name: str) -> None:
    with tiny_store.atomic("Add") as writer:
        actor = writer.insert("actors", name=name, kind_id=1)
    hits = search(tiny_store, name, limit=10_000)
    with tiny_store.atomic("Delete") as writer:
        writer.delete("actors", actor)
    has_letters = any(letter.isalnum() and ord(letter) < 0x0590 for letter in name)
    assert actor in [hit.id for hit in hits.actors] or not has_letters


def test_the_search_follows_every_sort_of_change(told_store: Store) -> None:
    def count(query: str) -> tuple[int, ...]:
        hits = search(told_store, query)
        return tuple(
            len(found)
            for found in (hits.actors, hits.interactions, hits.quotes, hits.accounts, hits.sources)
        )

    changes = [
        ("update", "actors", 1, {"name": "Zzyzx"}, (1, 0, 0, 0, 0)),
        ("update", "actors", 1, {"name": "Other"}, (0, 0, 0, 0, 0)),
        ("update", "actor_names", 1, {"name": "Zzyzx"}, (1, 0, 0, 0, 0)),
        ("update", "actor_names", 1, {"actor_id": 3}, (1, 0, 0, 0, 0)),
        ("delete", "actor_names", 1, {}, (0, 0, 0, 0, 0)),
        ("update", "places", 1, {"name": "Zzyzx"}, (0, 1, 0, 0, 0)),
        ("delete", "places", 1, {}, (0, 0, 0, 0, 0)),
        ("update", "topics", 2, {"name": "Zzyzx"}, (0, 2, 0, 0, 0)),
        ("delete", "interaction_topics", (1, 2), {}, (0, 1, 0, 0, 0)),
        ("delete", "topics", 2, {}, (0, 0, 0, 0, 0)),
        ("update", "interactions", 1, {"title": "Zzyzx"}, (0, 1, 0, 0, 0)),
        ("update", "quotes", 1, {"words": "Zzyzx"}, (0, 1, 1, 0, 0)),
        ("update", "accounts", 2, {"words": "Zzyzx"}, (0, 1, 1, 1, 0)),
        ("update", "sources", 1, {"publisher": "Zzyzx"}, (0, 1, 1, 1, 1)),
        ("delete", "interactions", 1, {}, (0, 0, 1, 0, 1)),
        ("delete", "sources", 1, {}, (0, 0, 0, 0, 0)),
    ]
    for act, table, key, values, expected in changes:
        with told_store.atomic("Change") as writer:
            getattr(writer, act)(table, key, **values)
        assert count("zzyz") == expected, (act, table, key)
        assert told_store.integrity() == []
    with open_store(told_store.path, writable=False) as other:
        assert search(other, "zzyz").is_empty


def test_a_stale_index_is_renewed_by_the_next_change(told_store: Store) -> None:
    connection = told_store.connection
    connection.execute("BEGIN")
    connection.execute("UPDATE actors SET name = 'Foreign' WHERE id = 1")
    connection.execute("DELETE FROM search_sources")
    connection.execute("INSERT INTO meta (name, value) VALUES ('search_stale', '1')")
    connection.execute("COMMIT")
    assert "out of date" in told_store.integrity()[0]
    assert search(told_store, "foreign").is_empty
    with told_store.atomic("Change") as writer:
        writer.insert("actors", name="Foreign too", kind_id=1)
    assert sorted(_names(search(told_store, "foreign"))) == ["Foreign", "Foreign too"]
    assert len(search(told_store, "article").sources) == 1
    assert told_store.integrity() == []


def test_the_search_can_be_renewed_on_demand(told_store: Store) -> None:
    told_store.connection.execute("DELETE FROM search_actors")
    assert "not in the search index" in told_store.integrity()[0]
    told: list[str] = []
    told_store.rebuild_search(progress=lambda done, total, words: told.append(words))
    assert told_store.integrity() == []
    assert told
