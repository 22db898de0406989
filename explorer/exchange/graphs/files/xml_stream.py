"""XML as a stream of whole elements: no entities of its own, no network, no unsound depth."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import BinaryIO
from xml.parsers import expat

from explorer.exchange.graphs.files.opening import Unreadable
from explorer.exchange.graphs.model import Findings

DEEPEST = 400

_CHUNK = 1 << 17
_LONGEST_PIECE = 8 << 20
_CONTROLS = bytes(set(range(32)) - {9, 10, 13})
_ILLEGAL_REFERENCE = re.compile(
    rb"&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|[fF]{3}[eEfF]));"
)
_SPACE = b" \t\r\n"


class Element:
    """An element with what is in it.

    Attributes
    ----------
    name
        Without its prefix.
    attributes
        By name without prefix.
    text
        All of its own text, without that of its children.
    line
        Where it begins, from 1.
    """

    __slots__ = ("attributes", "children", "line", "name", "parent", "text")

    def __init__(
        self, name: str, attributes: dict[str, str], line: int, parent: Element | None
    ) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Element] = []
        self.text = ""
        self.line = line
        self.parent = parent

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        return f"line {self.line:,}"

    def all(self, name: str) -> list[Element]:
        """Give the children of a name."""
        return [child for child in self.children if child.name == name]

    def first(self, *names: str) -> Element | None:
        """Give the first child of one of these names."""
        return next((child for child in self.children if child.name in names), None)

    def within(self, name: str) -> Iterator[Element]:
        """Give the elements of a name at any depth."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.within(name)

    def above(self, name: str) -> Element | None:
        """Give the nearest element around it of a name."""
        around = self.parent
        while around is not None and around.name != name:
            around = around.parent
        return around


def elements(
    stream: BinaryIO, findings: Findings, *, starts: Collection[str], ends: Collection[str]
) -> Iterator[tuple[bool, Element]]:
    """Give ``(is_start, element)`` for elements of these names, in the order of the file.

    An element given at its end is not kept with its parent, so that a file of any length takes
    little memory.

    Raises
    ------
    Unreadable
        If the XML is broken or not to be trusted.
    """
    reader = _Reader(frozenset(starts), frozenset(ends))
    chunks = _clean_chunks(stream, findings)
    n_given = 0
    try:
        for chunk in chunks:
            n_given += len(chunk)
            reader.parser.Parse(chunk, False)
            if n_given - reader.parser.CurrentByteIndex > _LONGEST_PIECE:
                raise Unreadable(
                    f"Line {reader.parser.CurrentLineNumber:,}: a tag is longer than "
                    f"{_LONGEST_PIECE:,} bytes. It is damaged, or no network."
                )
            for is_start, element in reader.taken():
                yield is_start, element
                if not is_start:
                    # Its children know it: parted by hand, they go at once.
                    element.children.clear()
        reader.parser.Parse(b"", True)
        yield from reader.taken()
    except expat.ExpatError as fault:
        if "no element" in expat.ErrorString(fault.code) and reader.parser.CurrentByteIndex <= 0:
            raise Unreadable("The file is empty.") from fault
        raise Unreadable(
            f"The XML is broken in line {fault.lineno:,}, column {fault.offset + 1:,}: "
            f"{expat.ErrorString(fault.code)}. Mend it there, or export the file again."
        ) from fault
    except (ValueError, LookupError) as fault:
        raise Unreadable(
            f"The file's encoding cannot be read ({fault}). Save it as UTF-8."
        ) from fault


class _Reader:
    def __init__(self, starts: frozenset[str], ends: frozenset[str]) -> None:
        self._starts = starts
        self._ends = ends
        self._open: Element | None = None
        self._names = _Names()
        self._plain: set[str] = set()
        self._depth = 0
        self._text: list[str] = []
        self._given: list[tuple[bool, Element]] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text.append
        self.parser.EntityDeclHandler = self._entity
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def taken(self) -> list[tuple[bool, Element]]:
        """Give what is complete since the last time."""
        given, self._given = self._given, []
        return given

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Unreadable(
                f"Line {self.parser.CurrentLineNumber:,}: the elements lie more than {DEEPEST} "
                "deep in each other. Export the file again without such nesting."
            )
        around = self._open
        text = self._text
        if text:
            if around is not None:
                around.text += "".join(text)
            text.clear()
        names = self._names
        # Mostly no name has a prefix: the comparison of sets spares a new dictionary.
        if not attributes.keys() <= self._plain:
            attributes = {names[key]: value for key, value in attributes.items()}
            self._plain.update(key for key in attributes if names[key] == key)
        element = Element(names[name], attributes, self.parser.CurrentLineNumber, around)
        self._open = element
        if element.name in self._starts:
            self._given.append((True, element))

    def _end(self, _name: str) -> None:
        element = self._open
        assert element is not None  # noqa: S101 - expat closes only what it opened
        self._depth -= 1
        text = self._text
        if text:
            element.text = text[0] if len(text) == 1 and not element.text else (
                element.text + "".join(text)
            )  # fmt: skip
            text.clear()
        around = self._open = element.parent
        if element.name in self._ends:
            self._given.append((False, element))
        elif around is not None:
            around.children.append(element)

    def _entity(self, name: str, *_: object) -> None:
        raise Unreadable(
            f"The file declares an entity of its own (“{name}”), which is not taken in for safety. "
            "Export the file again without a document type."
        )


class _Names(dict[str, str]):
    """Names without their prefixes, each worked out once."""

    def __missing__(self, name: str) -> str:
        local = self[name] = name.rpartition(":")[2]
        return local


def _clean_chunks(stream: BinaryIO, findings: Findings) -> Iterator[bytes]:
    """Give the bytes without characters that XML forbids, which some programs write."""
    rest = stream.read(4)
    if rest[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in rest:
        yield rest
        while chunk := stream.read(_CHUNK):
            yield chunk
        return
    is_start = True
    while chunk := stream.read(_CHUNK):
        chunk = rest + chunk
        if is_start:
            is_start = False
            chunk = chunk.removeprefix(b"\xef\xbb\xbf").lstrip(_SPACE)
        cut = chunk.rfind(b">") + 1 or len(chunk)
        rest = chunk[cut:]
        yield _clean(chunk[:cut], findings)
    if is_start:
        rest = rest.lstrip(_SPACE)
    if rest:
        yield _clean(rest, findings)


def _clean(chunk: bytes, findings: Findings) -> bytes:
    cleaned = chunk.translate(None, _CONTROLS)
    if b"&#" in cleaned:
        cleaned = _ILLEGAL_REFERENCE.sub(b"", cleaned)
    if len(cleaned) != len(chunk):
        findings.notice("Characters that XML forbids were left out")
    return cleaned
