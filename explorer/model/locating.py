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

    def offset(self, position: int, *, is_end: bool = False) -> int:
        """Return which code point of the raw text stands at a place of the shown one.

        Parameters
        ----------
        position
            In UTF-16 units, as Qt counts.
        is_end
            Whether a passage ends there: what is not shown at its edges stays outside of it,
            before its begin as well as after its end.
        """
        if not self._raw:
            return 0
        piece = max(0, bisect_right(self._at, position) - 1)
        if is_end and piece and self._at[piece] == position:
            piece -= 1
        low = self._raw[piece]
        high = self._raw[piece + 1] if piece + 1 < len(self._raw) else len(self.raw)
        begin, base, last = low, self._at[piece], high
        high += 1
        while low < high:
            # Asking for the first place from which on the position is reached or passed.
            middle = (low + high) // 2
            place = base + _units(shown_text(self.raw[begin:middle]))
            is_before = place < position if is_end else place <= position
            low, high = (middle + 1, high) if is_before else (low, middle)
        return min(low, last) if is_end else max(begin, low - 1)


def locate(
    text: ShownText, excerpt: str, start: int | None, end: int | None
) -> tuple[int, int] | None:
    """Return where a passage begins and ends in the shown text, in UTF-16 units.

    None where it is not there; see `span_of`.
    """
    span = span_of(text.raw, excerpt, start, end)
    return None if span is None else (text.position(span[0]), text.position(span[1]))


def span_of(raw: str, excerpt: str, start: int | None, end: int | None) -> tuple[int, int] | None:
    """Return where a passage begins and ends in a stored text, in code points.

    The offsets are taken where the text between them is the excerpt (white space aside), or
    where there is no excerpt; else the words are looked for. None where they are not there.
    """
    if start is None or end is None or not 0 <= start < end <= len(raw):
        start = end = None
    if start is not None and end is not None:
        is_same = _bare(raw[start:end]).startswith(_bare(excerpt[:200]))
        if not excerpt or is_same:
            return start, end
    words = excerpt.split()
    if not words:
        return None
    begin = raw.find(excerpt)
    if begin >= 0:
        return begin, begin + len(excerpt)
    # White space may differ between a passage and the text it was taken from.
    pattern = r"\s+".join(re.escape(word) for word in words[:400])
    found = re.search(pattern, raw)
    return None if found is None else found.span()


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
