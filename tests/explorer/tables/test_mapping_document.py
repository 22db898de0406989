"""What the document on mappings says is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from explorer.exchange.tables.mapping import MEANINGS, ROWS
from explorer.exchange.tables.mapping_file import mapping_of

DOCUMENT = (Path(__file__).resolve().parents[3] / "docs" / "mapping.md").read_text("utf-8")
HEAD = 'format = "actor-explorer-mapping"\nversion = 1\n'


@pytest.mark.parametrize("example", re.findall(r"```toml\n(.*?)```", DOCUMENT, re.DOTALL))
def test_its_examples_are_mappings(example):
    assert mapping_of(example if example.startswith("format") else HEAD + example).tables


def test_it_tells_every_meaning_and_every_sort_of_rows():
    told = set(re.findall(r"`\"?([a-z_]+)\"?`", DOCUMENT))
    assert set(MEANINGS) | set(ROWS) <= told
