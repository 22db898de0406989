"""Finds a recorded passage in a source's text as it is shown, by its offsets or by its words."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from explorer.model.plain_text import shown_text

#: Longer lines are broken for display: one line of megabytes takes a text widget minutes.
_LONGEST_LINE = 4000


@dataclass(frozen=True)
class ShownText:
    """A text as it is shown, with the way from its offsets to those of the shown text.

    Attributes
    ----------
    shown
        Without control characters, long lines broken.
    _raw, _at
        Begins of pieces in the raw text (code points) and in the shown text (UTF-16 units, in
        which Qt counts), ascending.
    """

    shown: str
    raw: str
    _raw: tuple[int, ...]
    _at: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> ShownText:
        """Make a text ready to be shown."""
        pieces: list[str] = []
        raw_starts: list[int] = []
        shown_starts: list[int] = []
        at = 0
        for start, end in _pieces(text):
            shown = shown_text(text[start:end])
            if end - start >= _LONGEST_LINE and not shown.endswith("\n"):
                shown += "\n"
            raw_starts.append(start)
            shown_starts.append(at)
            pieces.append(shown)
            at += _units(shown)
        return cls("".join(pieces), text, tuple(raw_starts), tuple(shown_starts))

    def position(self, offset: int) -> int:
        """Return where a code point of the raw text stands in the shown one, in UTF-16 units."""
        if not self._raw:
            return 0
        piece = max(0, bisect_right(self._raw, offset) - 1)
        begin = self._raw[piece]
        return self._at[piece] + _units(shown_text(self.raw[begin:offset]))


def locate(
    text: ShownText, excerpt: str, start: int | None, end: int | None
) -> tuple[int, int] | None:
    """Return where a passage begins and ends in the shown text, in UTF-16 units.

    The offsets are taken where the text between them is the excerpt (white space aside), or
    where there is no excerpt; else the words are looked for. None where they are not there.
    """
    if start is None or end is None or not 0 <= start < end <= len(text.raw):
        start = end = None
    if start is not None and end is not None:
        is_same = _bare(text.raw[start:end]).startswith(_bare(excerpt[:200]))
        if not excerpt or is_same:
            return text.position(start), text.position(end)
    words = excerpt.split()
    if not words:
        return None
    begin = text.raw.find(excerpt)
    finish = begin + len(excerpt)
    if begin < 0:
        # White space may differ between a passage and the text it was taken from.
        pattern = r"\s+".join(re.escape(word) for word in words[:400])
        found = re.search(pattern, text.raw)
        if found is None:
            return None
        begin, finish = found.span()
    return text.position(begin), text.position(finish)


def _pieces(text: str) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = text.find("\n", start, start + _LONGEST_LINE)
        end = min(len(text), start + _LONGEST_LINE) if end < 0 else end + 1
        pieces.append((start, end))
        start = end
    return pieces


def _units(text: str) -> int:
    return len(text) + sum(ch > "\uffff" for ch in text) if not text.isascii() else len(text)


def _bare(text: str) -> str:
    return " ".join(text.split())
