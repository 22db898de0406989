"""A file that is taken in: what it is known by, and how far it has been read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from explorer.errors import ImportFailed, ImportProblem

if TYPE_CHECKING:
    from explorer.progress import CancelToken

_BYTES_AT_ONCE: Final = 1 << 20


@dataclass(slots=True)
class IncomingFile:
    """One file of an import; becomes a source of its own in the store.

    Attributes
    ----------
    sha256
        Of its bytes: the same file is the same source, whatever it is called.
    size
        In bytes.
    bytes_read
        Set by the reader as it goes, for progress.
    """

    path: Path
    format_label: str
    sha256: str
    size: int
    bytes_read: int = 0

    @property
    def key(self) -> str:
        """The key of its source in the store."""
        return f"file:{self.sha256[:20]}"

    @classmethod
    def of(cls, path: Path, format_label: str, token: CancelToken | None = None) -> IncomingFile:
        """Look at a file and read it through once for its hash.

        Raises
        ------
        ImportFailed
            If it cannot be read.
        Cancelled
        """
        digest = hashlib.sha256()
        size = 0
        try:
            with path.open("rb") as file:
                while block := file.read(_BYTES_AT_ONCE):
                    if token is not None:
                        token.raise_if_cancelled()
                    digest.update(block)
                    size += len(block)
        except OSError as error:
            reason = error.strerror or str(error)
            problem = ImportProblem(f"It cannot be read: {reason}.")
            raise ImportFailed(str(path), [problem]) from error
        return cls(path, format_label, digest.hexdigest(), size)


def content_key(prefix: str, *texts: str) -> str:
    """Give a key for what has none in its file: the same texts give the same key.

    Examples
    --------
    >>> content_key("row", "a", "b") == content_key("row", "a", "b")
    True
    >>> content_key("row", "ab") == content_key("row", "a", "b")
    False
    """
    joined = "\x1f".join((*texts, "")).encode("utf-8", "surrogatepass")
    return f"{prefix}:{hashlib.blake2b(joined, digest_size=12).hexdigest()}"
