"""Matrix Market read: the cells of a matrix as ties, sparse or dense, square or of two modes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from explorer.exchange.graphs.files.opening import Unreadable, encoding_of, text_lines
from explorer.exchange.graphs.model import Findings, GraphEdge, GraphHead, GraphItem, GraphNode
from explorer.exchange.graphs.values import weight_of

_MOST = 20_000_000
_Lines = Iterator[tuple[int, str]]


def read_matrix_market(
    stream: BinaryIO, head: GraphHead, findings: Findings
) -> Iterator[GraphItem]:
    """Read the matrix of a .mtx file.

    Raises
    ------
    Unreadable
    """
    encoding = encoding_of(stream)
    stream.seek(0)
    lines = text_lines(stream, encoding)
    _, first = next(lines)
    words = first.lstrip("\ufeff").lower().split()
    if len(words) < 4 or words[0] != "%%matrixmarket" or words[1] != "matrix":
        raise Unreadable("It does not begin with “%%MatrixMarket matrix”.")
    is_sparse = words[2] == "coordinate"
    symmetry = words[4] if len(words) > 4 else "general"
    head.creates_missing = False
    told: list[str] = []
    size: list[int] = []
    for number, raw in lines:
        line = raw.strip()
        if line.startswith("%") or not line:
            told.append(line.lstrip("% "))
            continue
        size = [int(word) for word in line.split() if word.isdigit()]
        if len(size) != (3 if is_sparse else 2) or max(size[:2]) > _MOST:
            raise Unreadable(f"Line {number:,}: “{line[:40]}” does not tell rows and columns.")
        break
    if not size:
        raise Unreadable("It does not tell how many rows and columns there are.")
    head.description = " ".join(part for part in told if part)[:2_000]
    n_rows, n_columns = size[:2]
    is_two_mode = n_rows != n_columns
    for row in range(1, n_rows + 1):
        yield GraphNode(str(row))
    if is_two_mode:
        head.n_first_mode = n_rows
        for column in range(1, n_columns + 1):
            yield GraphNode(f"c{column}")
    cells = _sparse(lines, size[2], findings) if is_sparse else _dense(lines, n_rows, symmetry)
    for row, column, value, number in cells:
        if not (1 <= row <= n_rows and 1 <= column <= n_columns):
            findings.fault(f"There is no cell {row}, {column}.", f"line {number:,}")
            continue
        edge = GraphEdge(str(row), f"c{column}" if is_two_mode else str(column))
        edge.directed = symmetry == "general" and not is_two_mode
        edge.place = f"line {number:,}"
        edge.weight = value
        yield edge


def _sparse(
    lines: _Lines, n_cells: int, findings: Findings
) -> Iterator[tuple[int, int, float | None, int]]:
    n_read = 0
    for number, raw in lines:
        words = raw.split()
        if not words or words[0].startswith("%"):
            continue
        if len(words) < 2 or not words[0].isdigit() or not words[1].isdigit():
            findings.fault(f"“{raw.strip()[:40]}” does not name a cell.", f"line {number:,}")
            continue
        n_read += 1
        value = weight_of(words[2]) if len(words) > 2 else None
        yield int(words[0]), int(words[1]), value, number
    if n_read != n_cells:
        findings.notice(f"It holds {n_read:,} cells, and tells of {n_cells:,}")


def _dense(
    lines: _Lines, n_rows: int, symmetry: str
) -> Iterator[tuple[int, int, float | None, int]]:
    row, column = 1, 1
    for number, raw in lines:
        for word in raw.split():
            if value := weight_of(word):
                yield row, column, value, number
            row += 1
            if row > n_rows:
                column += 1
                row = 1 if symmetry == "general" else column + (symmetry == "skew-symmetric")
