"""The words of a Graphviz file: names, numbers, texts with joins, HTML labels, arrows, brackets."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from explorer.exchange.graphs.files.opening import Unreadable

_TOKEN = re.compile(
    r"""
    (?P<space>[\s\ufeff]+|//[^\n]*|/\*.*?\*/|^\#[^\n]*)
    | (?P<arrow>->|--)
    | (?P<mark>[{}\[\]=;,:+])
    | "(?P<text>(?:[^"\\]|\\.)*)"
    | (?P<html><)
    | (?P<number>-?(?:\.\d+|\d+(?:\.\d*)?))(?![\w])
    | (?P<word>[^\s{}\[\]=;,:+"<>\-]+(?:-(?![->])[^\s{}\[\]=;,:+"<>\-]+)*)
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_TAG_BREAK = re.compile(r"<\s*(?:br|/tr|/td)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class DotToken:
    """A word of the file.

    Attributes
    ----------
    kind
        "word" (may be a keyword), "name" (in quotes, or HTML: never a keyword), "arrow", "mark",
        or "end".
    """

    kind: str
    text: str
    line: int


def dot_tokens(text: str) -> Iterator[DotToken]:
    """Give the words of a Graphviz file; texts joined by ``+`` come as one.

    Raises
    ------
    Unreadable
    """
    held: DotToken | None = None
    is_joining = False
    for token in _single_tokens(text):
        if held is not None and token.kind == "mark" and token.text == "+":
            is_joining = True
        elif held is not None and is_joining and token.kind == "name":
            held = DotToken("name", held.text + token.text, held.line)
            is_joining = False
        else:
            if held is not None:
                yield held
            held, is_joining = None, False
            if token.kind == "name":
                held = token
            else:
                yield token
    if held is not None:
        yield held
    while True:
        yield DotToken("end", "", text.count("\n") + 1)


def _single_tokens(text: str) -> Iterator[DotToken]:
    position, line = 0, 1
    while position < len(text):
        found = _TOKEN.match(text, position)
        if found is None:
            raise Unreadable(
                f"Line {line:,}: “{text[position : position + 20].splitlines()[0]}” makes no sense "
                "there. Mend it, or export the file again."
            )
        kind = str(found.lastgroup)
        end = found.end()
        match kind:
            case "text":
                yield DotToken("name", _plain(found.group("text")), line)
            case "html":
                end = _end_of_html(text, position, line)
                yield DotToken("name", _of_html(text[position + 1 : end - 1]), line)
            case "number" | "word":
                yield DotToken("word", found.group(), line)
            case "arrow" | "mark":
                yield DotToken(kind, found.group(), line)
        line += text.count("\n", position, end)
        position = end


def _plain(text: str) -> str:
    """Give a text in quotes as it is meant: joined lines, and quotes within it."""
    return text.replace("\\\r\n", "").replace("\\\n", "").replace('\\"', '"')


def _end_of_html(text: str, start: int, line: int) -> int:
    depth = 0
    for position in range(start, len(text)):
        if text[position] == "<":
            depth += 1
        elif text[position] == ">":
            depth -= 1
            if depth == 0:
                return position + 1
    raise Unreadable(f"Line {line:,}: the label that begins there with “<” has no end.")


def _of_html(text: str) -> str:
    """Give the words of an HTML label without its tags."""
    plain = html.unescape(_TAG.sub("", _TAG_BREAK.sub(" ", text)))
    return " ".join(plain.split())
