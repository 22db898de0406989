"""Telling tables from files of other formats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from explorer.exchange.format import LIKELY, PERHAPS, SURE
from explorer.exchange.tables.dialect import find_dialect
from explorer.exchange.tables.workbook import is_workbook

if TYPE_CHECKING:
    from pathlib import Path

_PACKED: Final = (".gz", ".gzip", ".zip")
_TEXT: Final = (".csv", ".tsv", ".tab", ".psv")
_OTHERS: Final = b"{[<"
_DOT: Final = re.compile(r"\s*(?:strict\s+)?(?:di)?graph\b[^;|\t,]*\{", re.IGNORECASE)
"""Graphviz: not read here, and no table of lines either."""


def sniff_table(path: Path, head: bytes) -> int:
    """Tell how sure it is that a file is a table of text or a workbook."""
    if is_workbook(path, head):
        return SURE
    name = path.name.lower()
    for ending in _PACKED:
        name = name.removesuffix(ending)
    if name.endswith(_TEXT):
        return LIKELY
    begin = head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")[:1]
    if begin in (b"", *(bytes([byte]) for byte in _OTHERS)):
        return 0
    text = head.decode("utf-8", "replace")
    controls = sum(character < " " and character not in "\r\n\t\f" for character in text)
    if controls > len(text) * 0.02:
        return 0
    has_columns = find_dialect(text, path.name, is_whole=False).separator in text
    if name.endswith(".txt"):
        return PERHAPS if has_columns else 0
    is_drawn = _DOT.match(text) is not None
    return PERHAPS // 2 if has_columns and "\n" in text.strip() and not is_drawn else 0
