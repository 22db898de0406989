"""The first rows of tables as they will be, for the page on which columns are mapped."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from explorer.errors import ImportFailed
from explorer.exchange.describing import Described, described
from explorer.exchange.intake.problems import Problems
from explorer.exchange.intake.records import ActorRecord
from explorer.exchange.tables.guessing import guess
from explorer.exchange.tables.mapping import Mapping
from explorer.exchange.tables.opening import OpenedTable, open_tables
from explorer.exchange.tables.questions import OrderQuestion, decided
from explorer.exchange.tables.reading import rows_read
from explorer.progress import CancelToken, Progress, no_progress

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PREVIEW_ROWS: Final = 50


@dataclass(frozen=True, slots=True)
class Survey:
    """Tables that were looked through, and what they are taken for."""

    tables: tuple[OpenedTable, ...]
    mapping: Mapping


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row as it will be.

    Attributes
    ----------
    heading, value, reason
        What is wrong with it; "" for nothing.
    """

    table: str
    line: int
    cards: tuple[Described, ...]
    heading: str = ""
    value: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of tables.

    Attributes
    ----------
    questions
        What only the user can say.
    failure
        Why nothing could be read, "" for no reason.
    """

    rows: tuple[PreviewRow, ...]
    questions: tuple[OrderQuestion, ...] = ()
    remarks: tuple[str, ...] = ()
    failure: str = ""


def survey(
    paths: Sequence[Path],
    mapping: Mapping | None = None,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Survey:
    """Open tables, look through them, and guess what they mean.

    Parameters
    ----------
    mapping
        What is said already. A table without uses in it is read as it says (separator, letters,
        headings), and its columns are guessed; without any mapping all is guessed.

    Raises
    ------
    ImportFailed
        If a file cannot be read.
    Cancelled
    """
    tables = open_tables(paths, mapping, token, progress)
    guessed = guess([opened.table for opened in tables])
    return Survey(tuple(tables), _filled(guessed, mapping) if mapping is not None else guessed)


def _filled(guessed: Mapping, said: Mapping) -> Mapping:
    """Give what is said, and what is guessed where only the reading is said."""
    entries = []
    for entry in guessed.tables:
        known = said.for_table(entry.table)
        if known is None:
            # A saved mapping may leave tables out.
            entries.append(replace(entry, rows="nothing", uses=()))
        elif known.uses or known.rows == "nothing":
            entries.append(replace(known, table=entry.table))
        else:
            entries.append(
                replace(
                    entry,
                    encoding=known.encoding,
                    separator=known.separator,
                    headings_line=known.headings_line,
                )
            )
    return Mapping(tuple(entries))


def preview(
    tables: Sequence[OpenedTable],
    mapping: Mapping,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Preview:
    """Read the first rows of tables as they will be.

    Raises
    ------
    Cancelled
    """
    problems = Problems("preview", is_skipping=True)
    mapping, questions = decided(mapping, [opened.table for opened in tables])
    n_files = max(opened.file_index for opened in tables) + 1
    names: dict[str, str] = {}
    rows = []
    try:
        for read in rows_read(
            tables, mapping, problems, token or CancelToken(), [None] * n_files,
            most_rows=PREVIEW_ROWS,
        ):  # fmt: skip
            names.update((r.key, r.name) for r in read.records if isinstance(r, ActorRecord))
            cards = tuple(described(record, names) for record in read.records)
            bad = read.bad
            if bad is not None:
                rows.append(
                    PreviewRow(read.table, read.line, (), bad.heading, bad.value, bad.reason)
                )
            elif cards:
                rows.append(PreviewRow(read.table, read.line, cards))
    except ImportFailed as failed:
        words = " ".join(str(problem) for problem in failed.problems)
        return Preview((), tuple(questions), (), words)
    return Preview(tuple(rows), tuple(questions), problems.remarks)
