"""The text of a file that is a source: plain text as it is, a page without its markup."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Final

from explorer.errors import ExplorerError
from explorer.exchange.tables.encoding import find_encoding

TEXT_ENDINGS: Final = (".txt", ".md", ".html", ".htm", ".xhtml")
_LARGEST_BYTES: Final = 64 * 1024 * 1024
_BLOCK_WORDS: Final = (
    "address article aside blockquote br dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 "
    "h6 header hr li main nav ol p pre section table td th tr ul"
)
_BLOCKS: Final = frozenset(_BLOCK_WORDS.split())
_UNREAD: Final = frozenset({"script", "style", "noscript", "template", "svg"})


class PageUnreadable(ExplorerError):
    """A file whose text cannot be taken in; says what and where."""


@dataclass(frozen=True, slots=True)
class PageText:
    """A text, and the title that a page gives itself, "" for none."""

    text: str
    title: str = ""


def read_page(path: Path) -> PageText:
    """Read the text of a file.

    Raises
    ------
    PageUnreadable
        If it is no text, or too large.
    OSError
        If it cannot be read.
    """
    if path.stat().st_size > _LARGEST_BYTES:
        raise PageUnreadable(f"{path.name} is larger than 64 MB; take a part of it.")
    data = path.read_bytes()
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise PageUnreadable(f"{path.name} is no text; save it as a text or a page first.")
    text = _decoded(data)
    if path.suffix.lower() in (".html", ".htm", ".xhtml") or _looks_like_page(text):
        return text_of_page(text)
    return PageText(text)


def text_of_page(markup: str) -> PageText:
    r"""Return what a page says, blocks as paragraphs.

    Examples
    --------
    >>> text_of_page("<title>T</title><p>One &amp; <b>two</b></p><p>three</p>")
    PageText(text='One & two\n\nthree', title='T')
    """
    reader = _PageReader()
    reader.feed(markup)
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.pieces).split("\n")]
    paragraphs = [line for line in lines if line]
    return PageText("\n\n".join(paragraphs), " ".join("".join(reader.title).split()))


def _decoded(data: bytes) -> str:
    encoding = find_encoding(BytesIO(data))
    text = data.decode(encoding.name, "replace")
    # The byte order mark is no letter of the text, and NUL cannot be stored.
    return text.removeprefix("\ufeff").replace("\0", "")


def _looks_like_page(text: str) -> bool:
    begin = text[:400].lstrip().lower()
    return begin.startswith(("<!doctype html", "<html"))


class _PageReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.title: list[str] = []
        self._unread = 0
        self._is_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNREAD:
            self._unread += 1
        elif tag == "title":
            self._is_title = True
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNREAD:
            self._unread = max(0, self._unread - 1)
        elif tag == "title":
            self._is_title = False
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if self._is_title:
            self.title.append(data)
        elif not self._unread:
            # A line end within a block is a blank to the reader of a page.
            self.pieces.append(data.replace("\n", " ").replace("\r", " "))
