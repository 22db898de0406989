"""What a format of files is to the import: how it is told from others, and read as records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from db import Store
    from explorer.exchange.choice import Choice
    from explorer.exchange.intake.event_block import EventBlock
    from explorer.exchange.intake.incoming_file import IncomingFile
    from explorer.exchange.intake.problems import Problems
    from explorer.exchange.intake.records import Record
    from explorer.exchange.report import ImportReport
    from explorer.progress import CancelToken, Progress

HEAD_BYTES: Final = 65_536
"""So much of a file's beginning a sniffer is shown; of packed files, of what is packed."""

SURE: Final = 100
LIKELY: Final = 60
PERHAPS: Final = 20
"""How sure a sniffer is: the content says so, it looks like it, only the ending says so."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader is given beside its files.

    Attributes
    ----------
    problems
        Where it notes rows that it leaves out, and what the user should know.
    options
        Answers of the user, by name; the mapping of a table is one.
    """

    problems: Problems
    token: CancelToken
    options: Mapping[str, Any] = field(default_factory=dict)


class Read(Protocol):
    """Reads files of one format as records, in any order, in bounded memory.

    What tells millions of plain interactions gives them in blocks, which land sooner.

    It asks the token within its loops, keeps `bytes_read` of its files up to date, gives every
    record an `Origin` with the index of its file, and raises `ImportFailed` with one problem for a
    file that is not of the format.
    """

    def __call__(
        self, files: Sequence[IncomingFile], reading: Reading, /
    ) -> Iterator[Record | EventBlock]:
        """Read."""
        ...


class TakeIn(Protocol):
    """Takes files into a store by a way of its own, in one transaction and one history step."""

    def __call__(
        self,
        store: Store,
        paths: Sequence[Path],
        token: CancelToken,
        progress: Progress,
        /,
    ) -> ImportReport:
        """Take in."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """One format of files.

    Attributes
    ----------
    name
        As `--format` takes it: ``gexf``.
    label
        What people read: ``GEXF (Gephi)``.
    endings
        Of file names, in small letters with their dot; packed ones (``.csv.gz``) go by what is
        packed.
    sniff
        How sure it is (0 to 100) that a file is of this format, from its path and its first bytes.
    read
        None where `take_in` is the way.
    is_mapped
        Whether the user says what its columns are.
    is_set
        Whether files of an import belong together and are read as one; else each is read alone.
    choices
        What it asks beside; the answers are among the options by their names.
    """

    name: str
    label: str
    endings: tuple[str, ...]
    sniff: Callable[[Path, bytes], int]
    read: Read | None = None
    take_in: TakeIn | None = None
    is_mapped: bool = False
    is_set: bool = False
    choices: tuple[Choice, ...] = ()
