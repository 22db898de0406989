"""GML read: a stream of words, numbers, texts and brackets, with what real files make of it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from explorer.exchange.graphs.files.opening import Unreadable, encoding_of, text_chunks
from explorer.exchange.graphs.model import (
    Attributes,
    Findings,
    GraphEdge,
    GraphHead,
    GraphItem,
    GraphNode,
)
from explorer.exchange.graphs.values import json_value, put, taken, weight_of, words

DEEPEST = 200

# A text ends at the next quote; what does not fit any other pattern is a word.
_TOKEN = re.compile(
    r"""
    (?P<space>[\s\ufeff]+) | (?P<comment>\#[^\r\n]*) | (?P<open>\[) | (?P<close>\])
    | "(?P<text>[^"]*)" | (?P<stray>") | (?P<word>[^\s\[\]"]+)
    """,
    re.VERBOSE,
)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$")
_NAMED_NUMBER = re.compile(r"[+-]?(?:inf(?:inity)?|nan)$", re.IGNORECASE)
_KEY = re.compile(r"[^\W\d][\w.:/@\-]*$")
#: Keys whose value may be a word without quotes, as Gephi and others write.
_WORDS_ALLOWED = {"id", "source", "target", "label", "name", "title", "gid", "type", "kind"}
_YES = {"1", "true", "y", "yes"}
_TRUTH = {"true": True, "false": False}
_OF_THE_EDGE = {"source", "target", "id", "label", "weight", "directed"}
_OF_THE_NODE = {"id", "label", "gid"}
_DRAWING = {"graphics", "LabelGraphics", "edgeAnchor"}

_Token = tuple[str, str, int]
_Tree = list[tuple[str, Any, int]]


def read_gml(stream: BinaryIO, head: GraphHead, findings: Findings) -> Iterator[GraphItem]:
    """Read the nodes and edges of the first graph of a GML file.

    Raises
    ------
    Unreadable
    """
    encoding = encoding_of(stream)
    stream.seek(0)
    yield from _Reader(head, findings, _tokens(stream, encoding)).items()


class _Reader:
    def __init__(self, head: GraphHead, findings: Findings, tokens: Iterator[_Token]) -> None:
        self._head = head
        self._findings = findings
        self._tokens = tokens
        self._directed = False
        self._n_nodes = 0
        self._ids: set[str] = set()
        head.creates_missing = False

    def items(self) -> Iterator[GraphItem]:
        n_graphs = 0
        for key, line in self._keys():
            if key.lower() == "graph":
                self._expect_list(key, line)
                n_graphs += 1
                if n_graphs == 1:
                    yield from self._graph(line)
                else:
                    self._tree(1)
                continue
            value = self._value(key, line, 0)
            if key.lower() == "creator":
                self._head.creator = words(value)
            elif key.lower() == "title":
                self._head.title = words(value)
        if not n_graphs:
            raise Unreadable("It has no “graph [ … ]”, so it is no GML file with anything in it.")
        if n_graphs > 1:
            self._findings.notice(f"Of {n_graphs:,} graphs in the file only the first is read")

    def _graph(self, begun: int) -> Iterator[GraphItem]:
        for key, line in self._keys():
            if key == "]":
                return
            match key.lower():
                case "node":
                    self._expect_list(key, line)
                    yield self._node(self._tree(1), line)
                case "edge":
                    self._expect_list(key, line)
                    if (edge := self._edge(self._tree(1), line)) is not None:
                        yield edge
                case "directed":
                    self._directed = words(self._value(key, line, 1)) == "1"
                case "label" | "name" | "title":
                    title = words(self._value(key, line, 1))
                    self._head.title = self._head.title or title
                case "comment" | "description":
                    self._head.description = words(self._value(key, line, 1))
                case _:
                    value = self._value(key, line, 1)
                    if not isinstance(value, dict):
                        put(self._head.attributes, key, value)
        raise Unreadable(f"The graph that begins in line {begun:,} is not closed by a “]”.")

    # --- words -----------------------------------------------------------------------------

    def _keys(self) -> Iterator[tuple[str, int]]:
        for kind, text, line in self._tokens:
            if kind == "close":
                yield "]", line
            elif kind == "word" and _KEY.match(text):
                yield text, line
            else:
                found = "[" if kind == "open" else text
                raise Unreadable(
                    f"Line {line:,}: “{found[:40]}” stands where the name of a value is expected. "
                    "Mend it there, or export the file again."
                )

    def _next(self, key: str, line: int) -> _Token:
        for token in self._tokens:
            return token
        raise Unreadable(f"Line {line:,}: “{key[:40]}” has no value; the file ends there.")

    def _expect_list(self, key: str, line: int) -> None:
        kind, text, line = self._next(key, line)
        if kind != "open":
            raise Unreadable(f"Line {line:,}: “{key}” is followed by “{text[:40]}” instead of “[”.")

    def _value(self, key: str, line: int, depth: int) -> Any:
        kind, text, line = self._next(key, line)
        if kind == "open":
            return self._flat(self._tree(depth + 1))
        if kind == "text":
            return html.unescape(text) if "&" in text else text
        if kind == "word":
            if _NUMBER.match(text):
                try:
                    return int(text)
                except ValueError:
                    return float(text)
            if _NAMED_NUMBER.match(text):
                return str(float(text))
            if text.lower() in _TRUTH:
                return _TRUTH[text.lower()]
            if key.lower() in _WORDS_ALLOWED and not text[0].isdigit():
                return text
        raise Unreadable(
            f"Line {line:,}: “{key[:40]}” is followed by “{text[:40]}”, which is neither a number "
            "nor in quotes. Put it in quotes, or export the file again."
        )

    def _tree(self, depth: int) -> _Tree:
        if depth > DEEPEST:
            raise Unreadable(f"Lists lie more than {DEEPEST} deep in each other.")
        tree: _Tree = []
        last = 0
        for key, line in self._keys():
            if key == "]":
                return tree
            tree.append((key, self._value(key, line, depth), line))
            last = line
        raise Unreadable(f"The file ends within a list; a “]” is missing after line {last:,}.")

    def _flat(self, tree: _Tree) -> dict[str, Any]:
        flat: dict[str, Any] = {}
        for key, value, _ in tree:
            if key in flat:
                had = flat[key]
                flat[key] = [*had, value] if isinstance(had, list) else [had, value]
            else:
                flat[key] = value
        return flat

    # --- what they mean --------------------------------------------------------------------

    def _node(self, tree: _Tree, line: int) -> GraphNode:
        self._n_nodes += 1
        given = self._flat(tree)
        identifier = self._one(given, "id", line)
        if not identifier:
            identifier = f"#{self._n_nodes}"
            self._findings.notice("A node has no id; it is known by its rank", f"line {line:,}")
        elif identifier in self._ids:
            self._findings.fault(
                f"Two nodes have the id {identifier}, so edges cannot tell them apart. Give one of "
                "them another id.",
                f"line {line:,}",
            )
        self._ids.add(identifier)
        node = GraphNode(identifier, self._one(given, "label", line), place=f"line {line:,}")
        node.parent = self._one(given, "gid", line)
        graphics = given.get("graphics")
        if isinstance(graphics, dict):
            node.x, node.y = weight_of(graphics.get("x")), weight_of(graphics.get("y"))
        drawn = given.get("LabelGraphics")
        if not node.label and isinstance(drawn, dict):
            node.label = words(drawn.get("text"))
        node.attributes = _attributes(given, _OF_THE_NODE)
        return node

    def _edge(self, tree: _Tree, line: int) -> GraphEdge | None:
        given = self._flat(tree)
        if isinstance(given.get("source"), list) or isinstance(given.get("target"), list):
            self._findings.fault(
                "An edge has two sources or two targets. Make it two edges.", f"line {line:,}"
            )
            return None
        source, target = self._one(given, "source", line), self._one(given, "target", line)
        if not source or not target:
            self._findings.fault(
                "An edge has no source or no target. Give it both, or leave it out.",
                f"line {line:,}",
            )
            return None
        edge = GraphEdge(source, target, self._one(given, "id", line), place=f"line {line:,}")
        edge.label = self._one(given, "label", line)
        directed = words(given.get("directed"))
        edge.directed = directed.lower() in _YES if directed else self._directed
        edge.attributes = _attributes(given, _OF_THE_EDGE)
        weight = given.get("weight", given.get("value"))
        edge.weight = weight_of(weight)
        if edge.weight is None:
            put(edge.attributes, "weight", json_value(given.get("weight")))
        edge.kind = taken(edge.attributes, "kind")
        return edge

    def _one(self, given: dict[str, Any], key: str, line: int) -> str:
        value = given.get(key)
        if isinstance(value, list):
            self._findings.notice(f"“{key}” is given twice; the first counts", f"line {line:,}")
            value = value[0]
        return "" if isinstance(value, dict) else words(value).strip()


def _attributes(given: dict[str, Any], known: set[str]) -> Attributes:
    attributes: Attributes = {}
    for key, value in given.items():
        if key in known or (key in _DRAWING and isinstance(value, dict)):
            continue
        _put_flat(attributes, key, value)
    return attributes


def _put_flat(attributes: Attributes, name: str, value: Any) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            _put_flat(attributes, f"{name}.{key}", inner)
    else:
        put(attributes, name, json_value(value))


def _tokens(stream: BinaryIO, encoding: str) -> Iterator[_Token]:
    line = 1
    rest = ""
    is_last = False
    chunks = text_chunks(stream, encoding)
    while not is_last:
        chunk = next(chunks, None)
        is_last = chunk is None
        text = rest + (chunk or "")
        # A token that touches the end may go on in the next piece.
        position = 0
        while position < len(text):
            found = _TOKEN.match(text, position)
            assert found is not None  # noqa: S101 - every character fits one of the patterns
            kind = str(found.lastgroup)
            if not is_last and (found.end() == len(text) or kind == "stray"):
                break
            if kind == "stray":
                raise Unreadable(f"Line {line:,}: the text that begins there has no end quote.")
            if kind not in {"space", "comment"}:
                yield kind, found.group(kind), line
            line += found.group().count("\n") or found.group().count("\r")
            position = found.end()
        rest = text[position:]
