"""A million short texts in two arrays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Self

import numpy as np
import numpy.typing as npt


class TextColumn:
    """Texts by row: one buffer of UTF-8 and where each text begins; cannot be changed.

    Parameters
    ----------
    buffer
        All texts as UTF-8, one after the other.
    offsets
        (n + 1) int64; text `row` is ``buffer[offsets[row]:offsets[row + 1]]``.

    Examples
    --------
    >>> names = TextColumn.of(["Şuşa", "", "Xankəndi"])
    >>> names[2], names.many([1, 0]), len(names)
    ('Xankəndi', ['', 'Şuşa'], 3)
    """

    __slots__ = ("_buffer", "_offsets")

    def __init__(self, buffer: bytes, offsets: npt.NDArray[np.int64]) -> None:
        self._buffer = buffer
        self._offsets = offsets
        self._offsets.flags.writeable = False

    @classmethod
    def of(cls, texts: Iterable[str]) -> Self:
        """Make a column of texts."""
        return cls.of_bytes([text.encode() for text in texts])

    @classmethod
    def of_bytes(cls, texts: Sequence[bytes]) -> Self:
        """Make a column of texts that are UTF-8 already."""
        offsets = np.zeros(len(texts) + 1, np.int64)
        np.cumsum(np.fromiter(map(len, texts), np.int64, count=len(texts)), out=offsets[1:])
        return cls(b"".join(texts), offsets)

    @classmethod
    def joined(cls, columns: Sequence[TextColumn]) -> Self:
        """Make one column of several, one after the other."""
        starts = np.cumsum([0, *(len(column.buffer) for column in columns)])
        offsets = [
            column.offsets[:-1] + start for column, start in zip(columns, starts[:-1], strict=True)
        ]
        return cls(
            b"".join(column.buffer for column in columns),
            np.concatenate([*offsets, starts[-1:]]).astype(np.int64, copy=False),
        )

    @property
    def buffer(self) -> bytes:
        """All texts as UTF-8, one after the other."""
        return self._buffer

    @property
    def offsets(self) -> npt.NDArray[np.int64]:
        """Where each text begins, and at last where all end; (n + 1) int64."""
        return self._offsets

    def many(self, rows: Iterable[int]) -> list[str]:
        """Give the texts of several rows in the order asked."""
        return [self[row] for row in rows]

    def only(self, is_wanted: npt.NDArray[np.bool_]) -> Self:
        """Make a column of some of the texts, by a mask over the rows."""
        lengths = np.diff(self._offsets)
        offsets = np.zeros(int(is_wanted.sum()) + 1, np.int64)
        np.cumsum(lengths[is_wanted], out=offsets[1:])
        octets = np.frombuffer(self._buffer, np.uint8)[: self._offsets[-1]]
        buffer = octets[np.repeat(is_wanted, lengths)].tobytes()
        return type(self)(buffer, offsets)

    def changed(self, n_kept: int, texts: Mapping[int, bytes], more: Sequence[bytes]) -> Self:
        """Make a column of the first texts, some of them others, with more after them.

        Parameters
        ----------
        texts
            By row, ascending: what stands there instead.
        """
        pieces: list[bytes | memoryview] = []
        lengths = np.diff(self._offsets[: n_kept + 1])
        whole, at = memoryview(self._buffer), 0
        for row, text in texts.items():
            pieces += (whole[at : int(self._offsets[row])], text)
            at = int(self._offsets[row + 1])
            lengths[row] = len(text)
        pieces += (whole[at : int(self._offsets[n_kept])], *more)
        added = np.fromiter(map(len, more), np.int64, count=len(more))
        offsets = np.zeros(n_kept + len(more) + 1, np.int64)
        np.cumsum(np.concatenate((lengths, added)), out=offsets[1:])
        return type(self)(b"".join(pieces), offsets)

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, row: int) -> str:
        count = len(self)
        if not -count <= row < count:
            raise IndexError(f"row {row} of {count} texts")
        row %= count
        start, end = self._offsets[row], self._offsets[row + 1]
        # A store of another program may hold text that is not UTF-8: shown, not refused.
        return self._buffer[start:end].decode("utf-8", "replace")

    def __iter__(self) -> Iterator[str]:
        return (self[row] for row in range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, TextColumn):
            return NotImplemented
        return self._buffer == other._buffer and np.array_equal(self._offsets, other._offsets)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<TextColumn of {len(self):,}>"
