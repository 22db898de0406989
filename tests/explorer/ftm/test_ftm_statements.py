"""Entities told in statements, a row for each value, come in as entities do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from db import Store, create_store
from db.table_rows import table_rows
from explorer.errors import ImportFailed
from explorer.exchange.formats import format_of
from explorer.exchange.taking_in import sorted_by_format, take_in

HEADINGS = "canonical_id,id,entity_id,prop,prop_type,schema,value,dataset,lang"
ROWS = [
    "Q1,01,eu-1,id,checksum,Person,abcd,eu_fsf,",
    "Q1,02,eu-1,name,name,LegalEntity,Ivan Petrov,eu_fsf,eng",
    "Q1,03,us-7,name,name,Person,Иван Петров,us_ofac,rus",
    "Q2,05,eu-2,name,name,Company,Petrov Holdings,eu_fsf,",
    "O1,06,eu-9,owner,entity,Ownership,Q1,eu_fsf,",
    "O1,07,eu-9,asset,entity,Ownership,Q2,eu_fsf,",
    "O1,08,eu-9,startDate,date,Ownership,2010,eu_fsf,",
]


def _objects(rows: list[str]) -> str:
    names = HEADINGS.split(",")
    return "\n".join(json.dumps(dict(zip(names, row.split(","), strict=True))) for row in rows)


@pytest.fixture
def store(tmp_path):
    with create_store(tmp_path / "store.actors", title="Store") as made:
        yield made


def _taken(store: Store, path: Path, *, is_skipping: bool = False) -> dict[str, Any]:
    report = take_in(store, sorted_by_format([path])[0], is_skipping=is_skipping)
    names = dict(table_rows(store, "actors", ("id", "name")))
    relations = table_rows(store, "relations", ("from_actor_id", "to_actor_id", "edtf"))
    return {
        "actors": set(names.values()),
        "names": {row[0] for row in table_rows(store, "actor_names", ("name",))},
        "relations": [(names[a], names[b], edtf) for a, b, edtf in relations],
        "refused": report.refused,
    }


@pytest.mark.parametrize("is_json", [False, True])
def test_statements_become_the_entities_they_tell_of(tmp_path, store, is_json):
    path = tmp_path / ("statements.json" if is_json else "statements.csv")
    path.write_text(_objects(ROWS) if is_json else "\n".join([HEADINGS, *ROWS]) + "\n", "utf-8")
    assert "ftm" == format_of(path).name
    found = _taken(store, path)
    assert {"Ivan Petrov", "Petrov Holdings"} == found["actors"]
    assert "Иван Петров" in found["names"]
    assert [("Ivan Petrov", "Petrov Holdings", "2010/")] == found["relations"]


def test_statements_of_one_entity_need_not_stand_together(tmp_path, store):
    path = tmp_path / "statements.csv"
    path.write_text("\n".join([HEADINGS, *ROWS[::2], *ROWS[1::2]]) + "\n", "utf-8")
    found = _taken(store, path)
    assert {"Ivan Petrov", "Petrov Holdings"} == {
        name if name != "Иван Петров" else "Ivan Petrov" for name in found["actors"]
    }
    assert 1 == len(found["relations"])


def test_a_statement_about_nobody_is_refused_with_its_line(tmp_path, store):
    path = tmp_path / "statements.csv"
    path.write_text("\n".join([HEADINGS, *ROWS, ",09,,name,name,Person,No one,eu_fsf,"]), "utf-8")
    with pytest.raises(ImportFailed, match="line 9"):
        _taken(store, path)
    assert 2 == len(_taken(store, path, is_skipping=True)["actors"])
