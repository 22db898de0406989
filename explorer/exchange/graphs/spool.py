"""The items of a graph file kept aside while it is read once, so that it need not be read twice."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from explorer.exchange.graphs.model import GraphHead, GraphItem, GraphNode
from explorer.exchange.graphs.values import put

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

_AT_ONCE: Final = 400
_IN_MEMORY_BYTES: Final = 16 << 20


class Spool:
    """Items on their way, in memory while they are few, else in a file that nobody else sees.

    A context manager, which lets go of the file.
    """

    def __init__(self) -> None:
        # Pickle is safe here: what is read is what this object wrote itself.
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY_BYTES)  # noqa: SIM115
        self._n_bytes = 0

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _fault: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Let go of what is kept."""
        self._file.close()

    def passing(self, items: Iterable[GraphItem]) -> Iterator[GraphItem]:
        """Give items on, and keep them."""
        held: list[GraphItem] = []
        for item in items:
            yield item
            held.append(item)
            if len(held) == _AT_ONCE:
                self._keep(held)
        self._keep(held)
        self._n_bytes = self._file.tell()

    def items(self, head: GraphHead) -> Iterator[tuple[GraphItem, float]]:
        """Give what was kept, each with the share that is read by then; nodes with late words.

        Parameters
        ----------
        head
            What the reading told of the whole: attributes by node that stand after the nodes.
        """
        self._file.seek(0)
        while self._file.tell() < self._n_bytes:
            found = pickle.load(self._file)  # noqa: S301 - written by this object
            share = self._file.tell() / self._n_bytes
            for item in found:
                if head.late and isinstance(item, GraphNode):
                    for name, value in head.late.get(item.id, {}).items():
                        put(item.attributes, name, value)
                yield item, share

    def _keep(self, held: list[GraphItem]) -> None:
        if held:
            pickle.dump(held, self._file, pickle.HIGHEST_PROTOCOL)
            held.clear()
