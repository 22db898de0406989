"""The articles and publishers behind the rows of a feed, as sources."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from explorer.exchange.intake.records import SourceRecord

_WORDS = re.compile(r"[^\W\d_]+(?:[-_+ ]+[^\W_]+){2,}")
_ENDING = re.compile(r"\.(?:html?|php|aspx?|jsp|cms|ece|shtml)$", re.IGNORECASE)
_LONGEST_TITLE = 160


def article_source(url: str) -> SourceRecord:
    """Give the source that a web address names; its title is read from the address."""
    key = f"url:{url}"
    try:
        split = urlsplit(url)
        host = (split.hostname or "").removeprefix("www.")
        path = unquote(split.path)
    except ValueError:
        host = path = ""
    if not host:
        # GDELT knows other kinds of references as well, such as numbers of citations.
        return SourceRecord(key, url[:_LONGEST_TITLE], kind="article")
    title = ""
    for piece in reversed(path.split("/")):
        found = _WORDS.search(_ENDING.sub("", piece))
        if found is not None:
            title = re.sub(r"[-_+ ]+", " ", found[0])[:_LONGEST_TITLE]
            break
    named = f"{title[:1].upper()}{title[1:]}" if title else f"{host}{path}"[:_LONGEST_TITLE]
    return SourceRecord(key, named, publisher=host, url=url, kind="article")


def story_source(feed: str, publisher: str, story: str) -> SourceRecord | None:
    """Give the source for a story that a feed numbers, None where it names none."""
    if not publisher and not story:
        return None
    name = publisher or f"{feed.upper()} story"
    title = f"{name}, story {story}" if story and publisher else f"{name} {story}".strip()
    key = f"{feed}:story:{story}:{publisher}" if story else f"publisher:{publisher}"
    return SourceRecord(key, title, publisher=publisher or None, kind="article")
