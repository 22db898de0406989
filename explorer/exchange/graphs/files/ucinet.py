"""UCINET's DL read: matrices whole or half, lists of ties or neighbours, one mode or two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from explorer.exchange.graphs.files.opening import Unreadable, whole_text
from explorer.exchange.graphs.model import Findings, GraphEdge, GraphHead, GraphItem, GraphNode
from explorer.exchange.graphs.values import weight_of

_SETTING = re.compile(
    r"(?P<name>nr|nc|nm|n|format|diagonal|diag)(?![A-Za-z])\s*=?\s*(?P<value>[\w]+)\s*[,;]?\s*",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"(?P<what>(?:(?:row|col|column|matrix|level|mat)\s+)?labels?)\s*(?P<embedded>embedded)?"
    r"\s*[:,;]?\s*",
    re.IGNORECASE,
)
_DATA = re.compile(r"data\s*:", re.IGNORECASE)
_BEGIN = re.compile(r"\s*\ufeff?\s*dl\b\s*[,;]?\s*", re.IGNORECASE)
_WORD = re.compile(r'"([^"]*)"|([^\s,"]+)')
_LABEL = re.compile(r'\s*,?\s*(?:"([^"]*)"|([^\s,":]+))(?=[\s,]|$)\s*,?')
_LISTS = {"edgelist1", "edgelist2", "nodelist1", "nodelist2", "nodelist1b", "edgelist", "nodelist"}
_MATRICES = {"fullmatrix", "fm", "lowerhalf", "lh", "upperhalf", "uh"}
_MOST = 5_000_000


def read_dl(stream: BinaryIO, head: GraphHead, findings: Findings) -> Iterator[GraphItem]:
    """Read the network of a DL file.

    Raises
    ------
    Unreadable
    """
    yield from _Reader(whole_text(stream), head, findings).items()


class _Reader:
    def __init__(self, text: str, head: GraphHead, findings: Findings) -> None:
        self._text = text
        self._head = head
        self._findings = findings
        self._settings: dict[str, str] = {}
        self._labels: dict[str, list[str]] = {}
        self._embedded: set[str] = set()
        self._ids: list[dict[str, str]] = [{}, {}]

    def items(self) -> Iterator[GraphItem]:
        position = self._begun()
        n_rows, n_columns = self._size()
        is_two_mode = "nr" in self._settings or "nc" in self._settings
        shape = self._settings.get("format", "fullmatrix").lower()
        is_list = shape in _LISTS
        if not is_list and shape not in _MATRICES:
            raise Unreadable(
                f"Its data are in the form “{shape}”, which is not read here. Export it as "
                "“fullmatrix” or “edgelist1”."
            )
        two_mode_list = shape in {"edgelist2", "nodelist2"} and is_two_mode
        body = self._text[position:]
        first_line = self._text.count("\n", 0, position) + 1
        if is_list:
            edges = list(self._listed(body, first_line, shape.startswith("edge"), two_mode_list))
        else:
            edges = list(self._cells(body, first_line, shape, n_rows, n_columns, is_two_mode))
        yield from self._nodes(n_rows, n_columns, is_two_mode)
        yield from edges

    def _begun(self) -> int:
        begin = _BEGIN.match(self._text)
        if begin is None:
            raise Unreadable("It does not begin with “DL”, as files of UCINET do.")
        position = begin.end()
        while position < len(self._text):
            if found := _DATA.match(self._text, position):
                return found.end()
            if found := _LABELS.match(self._text, position):
                position = self._label_block(found)
            elif found := _SETTING.match(self._text, position):
                self._settings[found.group("name").lower()] = found.group("value")
                position = found.end()
            elif self._text[position] in " \t\r\n,;":
                position += 1
            else:
                line = self._text.count("\n", 0, position) + 1
                words = self._text[position : position + 30].splitlines()[0]
                raise Unreadable(f"Line {line:,}: “{words}” makes no sense before “data:”.")
        raise Unreadable("It has no “data:”, so there is nothing in it.")

    def _label_block(self, found: re.Match[str]) -> int:
        what = found.group("what").lower().split()[0]
        what = {"column": "col", "labels": "both", "label": "both", "mat": "matrix",
                "level": "matrix"}.get(what, what)  # fmt: skip
        if found.group("embedded"):
            self._embedded.add(what)
            return found.end()
        position = found.end()
        labels: list[str] = []
        while not (_DATA.match(self._text, position) or _LABELS.match(self._text, position)):
            label = _LABEL.match(self._text, position)
            if label is None:
                break
            labels.append(label.group(1) if label.group(1) is not None else label.group(2))
            position = label.end()
        self._labels[what] = labels
        return position

    def _size(self) -> tuple[int, int]:
        given = {}
        for name in ("n", "nr", "nc", "nm"):
            text = self._settings.get(name, "")
            if text and not (text.isdigit() and int(text) <= _MOST):
                raise Unreadable(f"{name.upper()} is “{text}”, which is no sensible number.")
            given[name] = int(text) if text else 0
        n_rows = given["nr"] or given["n"]
        n_columns = given["nc"] or given["n"]
        if not n_rows or not n_columns:
            raise Unreadable("It does not say how many nodes there are (“n=5”).")
        if given["nm"] > 1:
            self._findings.notice(f"It holds {given['nm']:,} matrices; their ties are told apart")
        return n_rows, n_columns

    # --- nodes -----------------------------------------------------------------------------

    def _id(self, side: int, word: str, is_embedded: bool) -> str:
        """Give the id of a node that a list names: by its number, or by its label."""
        ids = self._ids[side]
        known = word.casefold()
        if not is_embedded and word.isdigit():
            return f"{'c' if side else ''}{int(word)}"
        if known not in ids:
            ids[known] = f"{'c' if side else ''}{len(ids) + 1}"
            self._labels.setdefault(f"found {side}", []).append(word)
        return ids[known]

    def _nodes(self, n_rows: int, n_columns: int, is_two_mode: bool) -> Iterator[GraphNode]:
        rows = self._labels.get("row") or self._labels.get("both") or []
        found = self._labels.get("found 0") or []
        if found and len(rows) <= len(found):
            rows = found
        for rank in range(1, max(n_rows, len(found)) + 1):
            yield GraphNode(str(rank), rows[rank - 1] if rank <= len(rows) else "")
        if not is_two_mode:
            return
        columns = self._labels.get("found 1") or self._labels.get("col") or []
        self._head.n_first_mode = n_rows
        for rank in range(1, max(n_columns, len(self._labels.get("found 1") or [])) + 1):
            yield GraphNode(f"c{rank}", columns[rank - 1] if rank <= len(columns) else "")

    def _known(self, side: int) -> None:
        """Let labels that the file lists stand for their numbers."""
        names = ("col",) if side else ("row", "both")
        for name in names:
            for rank, label in enumerate(self._labels.get(name, []), start=1):
                self._ids[side].setdefault(label.casefold(), f"{'c' if side else ''}{rank}")
                self._labels.setdefault(f"found {side}", []).append(label)

    # --- data ------------------------------------------------------------------------------

    def _listed(
        self, body: str, first_line: int, is_pairs: bool, is_two_mode: bool
    ) -> Iterator[GraphEdge]:
        is_embedded = bool(self._embedded)
        target_side = 1 if is_two_mode else 0
        # Some files name nodes by their labels without saying so.
        self._known(0)
        if is_two_mode:
            self._known(1)
        for number, line in enumerate(body.splitlines(), start=first_line):
            words = [quoted or bare for quoted, bare in _WORD.findall(line)]
            place = f"line {number:,}"
            if not words or words == ["!"]:
                continue
            if len(words) < 2 and is_pairs:
                self._findings.fault(
                    f"“{line.strip()[:40]}” does not name two nodes. Mend it or leave it out.",
                    place,
                )
                continue
            source = self._id(0, words[0], is_embedded)
            for word in words[1:2] if is_pairs else words[1:]:
                target = self._id(target_side, word, is_embedded)
                edge = GraphEdge(source, target, directed=not is_two_mode, place=place)
                if is_pairs and len(words) > 2:
                    edge.weight = weight_of(words[2])
                yield edge

    def _cells(
        self, body: str, first_line: int, shape: str, n_rows: int, n_columns: int, two_mode: bool
    ) -> Iterator[GraphEdge]:
        words = [
            (quoted or bare, first_line + body.count("\n", 0, found.start()))
            for found in _WORD.finditer(body)
            for quoted, bare in [found.groups()]
        ] if len(body) < 1 << 16 else [
            (quoted or bare, number)
            for number, line in enumerate(body.splitlines(), start=first_line)
            for quoted, bare in _WORD.findall(line)
        ]  # fmt: skip
        has_row_labels = bool(self._embedded & {"both", "row"})
        n_matrices = int(self._settings.get("nm", "1") or 1)
        names = self._labels.get("matrix", [])
        is_absent = (
            self._settings.get("diagonal", self._settings.get("diag", "")).lower()[:1] == "a"
        )
        position = 0
        for matrix in range(n_matrices):
            kind = names[matrix] if matrix < len(names) else str(matrix + 1)
            kind = kind if n_matrices > 1 else ""
            if self._embedded & {"both", "col"}:
                heads = [word for word, _ in words[position : position + n_columns]]
                self._labels["found 1" if two_mode else "found 0"] = heads
                position += n_columns
            row_names: list[str] = []
            for row in range(1, n_rows + 1):
                if has_row_labels and position < len(words):
                    row_names.append(words[position][0])
                    position += 1
                for column in _columns(shape, row, n_columns, is_absent):
                    if position >= len(words):
                        raise Unreadable(
                            f"The matrix ends too soon, in row {row:,} of {n_rows:,}: it should "
                            f"have {n_columns:,} columns."
                        )
                    word, line = words[position]
                    position += 1
                    edge = self._cell(word, line, row, column, two_mode)
                    if edge is not None:
                        edge.kind = kind
                        edge.directed = not two_mode and shape in {"fullmatrix", "fm"}
                        yield edge
            if has_row_labels and two_mode:
                self._labels["found 0"] = row_names
        if position < len(words):
            self._findings.notice("There are more values than the matrix has cells")

    def _cell(
        self, word: str, line: int, row: int, column: int, is_two_mode: bool
    ) -> GraphEdge | None:
        try:
            value = float(word)
        except ValueError:
            if word.lower() in {"na", ".", "-"}:
                return None
            self._findings.fault(f"“{word[:40]}” is no number.", f"line {line:,}")
            return None
        if not value:
            return None
        target = f"c{column}" if is_two_mode else str(column)
        edge = GraphEdge(str(row), target, place=f"line {line:,}")
        edge.weight = weight_of(value)
        return edge


def _columns(shape: str, row: int, n_columns: int, is_absent: bool) -> Iterator[int]:
    """Give the columns of a row that the file writes."""
    if shape in {"lowerhalf", "lh"}:
        columns = range(1, row + 1)
    elif shape in {"upperhalf", "uh"}:
        columns = range(row, n_columns + 1)
    else:
        columns = range(1, n_columns + 1)
    return (column for column in columns if not (is_absent and column == row))
