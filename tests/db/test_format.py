"""The format as a promise: files of each release open for ever, and the document tells it."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db import StoreReadOnly, create_store, history, open_store, reads
from db.files.header import read_header
from db.format.schema import (
    APPLICATION_ID,
    ASPECTS,
    CONFIDENCES,
    FORMAT_VERSION,
    FORMS,
    ORDERS,
    SEARCH_TABLES,
    STANDINGS,
    STEP_KINDS,
    TABLES,
    USER_VERSION,
    VERDICTS,
)
from db.format.vocabularies import BUILT_IN_TERMS
from db.search import search
from explorer.exchange.interchange import export_json

_ROOT = Path(__file__).parents[2]
_DUMPS = sorted((_ROOT / "tests/data/formats").glob("*.sql"))
_DOCUMENT = (_ROOT / "docs/store-format.md").read_text(encoding="utf-8")


def _built(script: Path, path: Path) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script.read_text(encoding="utf-8"))
    return path


@pytest.mark.parametrize("script", _DUMPS, ids=lambda script: script.stem)
def test_a_store_of_each_release_opens_with_all_it_holds(script: Path, store_path: Path) -> None:
    with open_store(_built(script, store_path)) as store:
        assert store.integrity() == []
        assert store.title == f"A store of format {script.stem.removeprefix('v')}"
        counts = store.counts()
        assert {name: counts[name] for name in ("actors", "quotes", "accounts", "evidence")} == {
            "actors": 3, "quotes": 1, "accounts": 2, "evidence": 8,
        }  # fmt: skip
        assert [hit.text for hit in search(store, "ilham").actors] == ["İlham Əliyev"]
        steps = history.steps(store)
        assert [step.title for step in steps if step.title != "Judge"] == [
            "Change something", "Tell", "Build",
        ]  # fmt: skip
        assert store.columns().interaction_title[0] == "Call about the corridor"
        for step in steps:
            history.undo_step(store, step.id)
        assert store.integrity() == []
        assert store.counts()["actors"] == 0


@pytest.mark.parametrize("script", _DUMPS, ids=lambda script: script.stem)
def test_a_store_of_each_release_is_read_as_it_stands(script: Path, store_path: Path) -> None:
    before = _built(script, store_path).read_bytes()
    with open_store(store_path, writable=False) as store:
        assert store.integrity() == []
        assert store.counts()["participants"] == 3
        read = export_json(store)
        columns = store.columns()
        assert [reads.participants_of(store, [1])[0].capacity] == ["Administrator"]
        with pytest.raises(StoreReadOnly), store.atomic("Change"):
            pass
    assert store_path.read_bytes() == before
    with open_store(store_path) as renewed:
        assert export_json(renewed) == read
        assert list(renewed.columns().actor_name) == list(columns.actor_name)


def test_every_release_is_among_them() -> None:
    major, newest = FORMAT_VERSION
    assert [script.stem for script in _DUMPS] == [f"v{major}.{n}" for n in range(newest + 1)]


def test_a_store_of_the_first_release_has_all_that_came_since(store_path: Path) -> None:
    with open_store(_built(_DUMPS[0], store_path)) as store:
        with store.atomic("Judge") as writer:
            writer.insert("judgements", actor_id=1, other_id=2, verdict="unsure")
            writer.update("participants", 1, properties={"seat": 2})
        assert store.format_version == FORMAT_VERSION
    with open_store(store_path) as again:
        assert again.integrity() == []
        assert again.counts()["judgements"] == 1
    (backup,) = store_path.parent.glob("*before-update*")
    assert read_header(backup).format_version == (1, 0)


def test_a_new_store_has_the_statements_of_the_released_format(
    store_path: Path, tmp_path: Path
) -> None:
    def statements(path: Path) -> list[tuple[str, str]]:
        with closing(sqlite3.connect(path)) as connection:
            return connection.execute(
                "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"
            ).fetchall()

    create_store(store_path, title="T").close()
    assert statements(store_path) == statements(_built(_DUMPS[-1], tmp_path / "built"))


def test_a_store_made_by_the_document_alone_is_a_store(store_path: Path) -> None:
    (script,) = re.findall(r"```sql\n(.*?)```", _DOCUMENT, re.DOTALL)
    with closing(sqlite3.connect(store_path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {USER_VERSION}")
        connection.executescript(script)
        for table, (columns, rows) in BUILT_IN_TERMS.items():
            marks = ", ".join("?" * len(columns))
            connection.executemany(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows
            )
        connection.execute("INSERT INTO actors (kind_id, name) VALUES (1, 'By hand')")
        connection.execute("INSERT INTO meta (name, value) VALUES ('search_stale', '1')")
        connection.commit()
    with open_store(store_path) as store:
        with store.atomic("Add") as writer:
            writer.insert("actors", name="By program", kind_id=1)
        assert store.integrity() == []
        assert [hit.text for hit in search(store, "by").actors] == ["By hand", "By program"]


def test_the_document_names_the_numbers_and_words_of_the_format() -> None:
    for word in (
        f"`0x{APPLICATION_ID:08x}`", f"{APPLICATION_ID}", f"{USER_VERSION}",
        *(f"`{word}`" for word in (*STANDINGS, *CONFIDENCES, *FORMS, *ORDERS, *STEP_KINDS)),
        *(f"`{word}`" for word in VERDICTS),
        *(f"`{word}`" for word in ASPECTS),
    ):  # fmt: skip
        assert word in _DOCUMENT, word


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_document_describes_each_column(table) -> None:  # type: ignore[no-untyped-def]
    (described,) = re.findall(rf"^\*\*{table.name}\*\* — (.*?)\n\n", _DOCUMENT, re.M | re.S)
    has_when = "the *when* columns" in described
    dates = {"date_words", "edtf", "earliest", "latest", "date_flags", "date_basis",
             "date_reasoning"}  # fmt: skip
    for column in table.columns:
        if column.name in dates and has_when:
            continue
        star = "*" if column.is_required else ""
        assert f"`{column.name}`{star}" in described, column.name
        if not column.is_required:
            assert f"`{column.name}`*" not in described, column.name


def test_the_document_lists_the_built_in_terms() -> None:
    for columns, rows in BUILT_IN_TERMS.values():
        assert columns[0] == "name"
        for row in rows:
            assert re.search(rf"\b{row[0]}\b", _DOCUMENT), row[0]
    for search_table in SEARCH_TABLES:
        assert f"`{search_table.name}`" in _DOCUMENT
