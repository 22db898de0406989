"""A mapping that is saved is the one that is loaded, and a faulty one says where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import ImportFailed
from explorer.exchange.tables.mapping import MEANINGS_OF_ROWS, Mapping, TableMapping, Use
from explorer.exchange.tables.mapping_file import (
    mapping_of,
    mapping_text,
    read_mapping,
    write_mapping,
)

words = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=10)
maybe = st.one_of(st.just(""), words)


@st.composite
def uses(draw, rows):
    is_column = draw(st.booleans())
    return Use(
        draw(st.sampled_from(MEANINGS_OF_ROWS[rows])),
        draw(words) if is_column else "",
        draw(maybe if is_column else words),
        tuple(draw(st.lists(words, max_size=2))),
        draw(maybe),
        draw(maybe),
        draw(maybe),
        draw(st.booleans()),
        draw(maybe),
        draw(st.dictionaries(words, words, max_size=2)),
        draw(maybe),
    )


@st.composite
def tables(draw):
    rows = draw(st.sampled_from(["interactions", "relations", "ties", "actors"]))
    found = draw(st.lists(uses(rows), max_size=4))
    # Columns are written before values for all rows.
    found.sort(key=lambda use: not use.heading)
    return TableMapping(
        draw(words),
        rows,
        tuple(found),
        draw(st.one_of(st.none(), st.integers(0, 99))),
        draw(maybe),
        draw(maybe),
        draw(st.one_of(st.none(), st.booleans())),
        draw(st.one_of(st.none(), st.booleans())),
    )


@given(st.lists(tables(), min_size=1, max_size=3))
def test_what_is_written_is_read_back(found):
    mapping = Mapping(tuple(found))
    assert mapping == mapping_of(mapping_text(mapping))


def test_a_file_is_written_and_read(tmp_path):
    mapping = Mapping((TableMapping("*.csv", "actors", (Use("name", "Nom"),), day_first=True),))
    write_mapping(mapping, tmp_path / "map.toml")
    assert mapping == read_mapping(tmp_path / "map.toml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("this is no toml", "not TOML"),
        ('format = "x"', "no mapping"),
        ('format = "actor-explorer-mapping"\nversion = 9', "version is 9"),
        ('format = "actor-explorer-mapping"\nversion = 1', "no [[tables]]"),
    ],
)
def test_what_is_no_mapping_is_refused(text, said):
    with pytest.raises(ImportFailed) as refused:
        mapping_of(text)
    assert said in str(refused.value)


def test_each_fault_is_told_with_its_place():
    text = (
        'format = "actor-explorer-mapping"\nversion = 1\n[[tables]]\nrows = "meetings"\n'
        '[[tables]]\nrows = "actors"\ncolour = 1\n'
        '[[tables.columns]]\nis = "wizard"\nheading = "x"\n'
        '[[tables.columns]]\nis = "participant"\nheading = "y"\n'
    )
    with pytest.raises(ImportFailed) as refused:
        mapping_of(text)
    told = [str(problem) for problem in refused.value.problems]
    assert 4 == len(told)
    assert "number 1" in told[0]
    assert "colour" in told[1]
    assert "number 2, columns 1" in told[2]
    assert "wizard" in told[2]
    assert "participant" in told[3]


def test_a_table_is_found_by_its_pattern_whatever_its_case():
    mapping = Mapping((TableMapping("Meetings*", "interactions"), TableMapping("*", "nothing")))
    assert "interactions" == mapping.for_table("meetings_2023.csv").rows
    assert "nothing" == mapping.for_table("people.csv").rows
