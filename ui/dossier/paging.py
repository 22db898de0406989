"""Where the pages of a long text end: never through a line, through an entry only if it must."""

from __future__ import annotations

from collections.abc import Iterable

Spans = Iterable[tuple[float, float]]

#: What is taller than that share of a page is broken between lines.
_MOST_UNBROKEN = 0.5
_LEAST_PAGE = 0.4


def page_spans(
    length: float, page: float, unbroken: Spans, lines: Spans
) -> list[tuple[float, float]]:
    """Return from where to where each page reaches.

    Parameters
    ----------
    length
        Of the whole text.
    page
        Height of a page.
    unbroken
        What should stay on one page where that is possible.
    lines
        What has to.

    Examples
    --------
    >>> page_spans(25.0, 10.0, [(8.0, 12.0)], [])
    [(0.0, 8.0), (8.0, 18.0), (18.0, 25.0)]
    """
    kept = sorted((a, b) for a, b in unbroken if 0 < b - a <= page * _MOST_UNBROKEN)
    whole = sorted((a, b) for a, b in lines if 0 < b - a <= page)
    pages: list[tuple[float, float]] = []
    top = 0.0
    while length - top > page:
        cut = _before(top + page, kept)
        if cut < top + page * _LEAST_PAGE:
            cut = top + page
        cut = _before(cut, whole)
        if cut <= top:
            cut = top + page
        pages.append((top, cut))
        top = cut
    pages.append((top, max(length, top)))
    return pages


def _before(cut: float, spans: list[tuple[float, float]]) -> float:
    """Return the last place up to `cut` that lies within none of the spans."""
    for start, end in reversed(spans):
        if start < cut < end:
            cut = start
    return cut
