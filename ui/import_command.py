"""The command `actor-explorer import`: files of any known format into a store."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui.terminal import fail, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db import Store
    from explorer.exchange.report import ImportReport
    from explorer.exchange.tables.mapping import Mapping
    from explorer.exchange.taking_in import FilesOfFormat

# What the command needs is imported inside it: other commands must not wait for it.

_FILE = click.Path(path_type=Path)
_SHOWN_REFUSED = 1_000


def _list_formats(ctx: click.Context, _parameter: click.Parameter, is_asked: bool) -> None:
    if not is_asked or ctx.resilient_parsing:
        return
    from explorer.exchange.formats import FORMATS

    for known in FORMATS:
        say(f"{known.name:<12} {known.label}  ({' '.join(known.endings)})")
    ctx.exit()


@click.command(
    "import",
    short_help="Read files into a store: tables, graphs and more.",
    epilog="\b\nExamples:\n"
    "  actor-explorer import meetings.actors meetings.xlsx --dry-run\n"
    "  actor-explorer import meetings.actors people.csv meetings.csv attendance.csv\n"
    "  actor-explorer import meetings.actors meetings.csv --save-map meetings.toml --dry-run\n"
    "  actor-explorer import meetings.actors meetings.csv --map meetings.toml --skip-bad\n"
    "  actor-explorer import meetings.actors network.gexf notes.json",
)
@click.argument("store", type=_FILE)
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option("--format", "format_name", metavar="F", help="The files' format, if not found out.")
@click.option(
    "--formats",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_formats,
    help="List the formats and exit.",
)
@click.option("--map", "map_file", type=_FILE, help="A mapping that says what the columns are.")
@click.option("--save-map", type=_FILE, help="Write the mapping that is used to this file.")
@click.option("--dry-run", is_flag=True, help="Tell what would come in; change nothing.")
@click.option("--skip-bad", is_flag=True, help="Leave out what is wrong, and list it.")
@click.option(
    "--day-first/--month-first",
    default=None,
    help="How 3/4/2021 is read where no value of the column decides.",
)
@click.option(
    "--set",
    "answers",
    multiple=True,
    metavar="NAME=ANSWER",
    help="What the file does not say itself; of graphs: edges=auto|relations|interactions, "
    "events=auto|none|second, kind=person|organisation|state|group, "
    "hierarchy=attribute|relations; of event data: kinds=04,19 since=2023-09 until= actors= "
    "countries=ARM,Turkey merge=yes|no. May be given several times.",
)
@click.option("--overwrite", is_flag=True, help="Replace the file of --save-map if it is there.")
def import_command(
    store: Path,
    files: tuple[Path, ...],
    format_name: str | None,
    map_file: Path | None,
    save_map: Path | None,
    dry_run: bool,
    skip_bad: bool,
    day_first: bool | None,
    answers: tuple[str, ...],
    overwrite: bool,
) -> None:
    """Read FILES into STORE, which is made if it is not there.

    Each file is taken as a whole or, where anything in it is wrong, not at all; tables that belong
    together are taken as one. What the columns of tables are is guessed, or said by --map.
    """
    from explorer.exchange.formats import FORMATS

    if format_name is not None and format_name not in {known.name for known in FORMATS}:
        names = ", ".join(known.name for known in FORMATS)
        raise click.UsageError(f"There is no format {format_name}; there are {names}.")
    asked = _Asked(files, format_name or "", map_file, save_map, day_first, answers, overwrite)
    if dry_run:
        sets, options = asked.found()
        _rehearse(store, sets, options, skip_bad=skip_bad)
    elif os.path.lexists(store):
        from db import open_store
        from explorer.editing.backups import backup_before

        with open_store(store) as opened:
            sets, options = asked.found()
            with backup_before(opened, "before-import"):
                for part in sets:
                    _tell(_take_in(opened, part, options, skip_bad=skip_bad))
    else:
        _into_new(store, *asked.found(), skip_bad=skip_bad)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the command line says of the files."""

    files: tuple[Path, ...]
    format_name: str
    map_file: Path | None
    save_map: Path | None
    day_first: bool | None
    answers: tuple[str, ...]
    overwrite: bool

    def found(self) -> tuple[list[FilesOfFormat], dict[str, Any]]:
        """Look at the files: which belong together, and what their columns are."""
        from explorer.exchange.taking_in import sorted_by_format

        sets = _one_by_one(sorted_by_format(self.files, self.format_name))
        options: dict[str, Any] = dict(_answer(words, sets) for words in self.answers)
        if self.day_first is not None:
            options["day_first"] = self.day_first
        if self.map_file is not None or self.save_map is not None:
            options["mapping"] = _mapping(
                sets, self.map_file, self.save_map, self.day_first, self.overwrite
            )
        return sets, options


def _answer(words: str, sets: Sequence[FilesOfFormat]) -> tuple[str, str]:
    """Read an answer, and check it against what the formats ask."""
    name, is_said, answer = words.partition("=")
    known = {choice.name: choice for part in sets for choice in part.format.choices}
    if name not in known or not is_said:
        names = ", ".join(known) or "none"
        raise click.UsageError(f"--set {words}: the formats of these files ask: {names}.")
    if known[name].is_open:
        return name, answer
    # Events may also be told by an attribute of theirs, as type=event.
    if answer not in known[name].names and not (name == "events" and "=" in answer):
        answers = ", ".join(known[name].names)
        raise click.UsageError(f"--set {words}: the answers are {answers}.")
    return name, answer


def _one_by_one(sets: Sequence[FilesOfFormat]) -> list[FilesOfFormat]:
    """Let files that do not belong together be taken in one after the other."""
    return [
        replace(part, paths=paths)
        for part in sets
        for paths in ([part.paths] if part.format.is_set else [(path,) for path in part.paths])
    ]


def _mapping(
    sets: Sequence[FilesOfFormat],
    map_file: Path | None,
    save_map: Path | None,
    day_first: bool | None,
    overwrite: bool,
) -> Mapping:
    from explorer.exchange.tables.guessing import guess
    from explorer.exchange.tables.mapping import Mapping
    from explorer.exchange.tables.mapping_file import read_mapping, write_mapping
    from explorer.exchange.tables.opening import open_tables

    mapped = [part for part in sets if part.format.is_mapped]
    if not mapped:
        raise click.UsageError("Only tables have a mapping; there is none among the files.")
    if map_file is not None:
        mapping = read_mapping(map_file)
    else:
        mapping = guess([opened.table for opened in open_tables(mapped[0].paths)])
    if day_first is not None:
        mapping = Mapping(tuple(replace(table, day_first=day_first) for table in mapping.tables))
    if save_map is not None:
        write_mapping(mapping, save_map, overwrite=overwrite)
        say(f"Wrote {save_map}.")
    return mapping


def _take_in(
    store: Store, part: FilesOfFormat, options: dict[str, Any], *, skip_bad: bool
) -> ImportReport:
    from explorer.exchange.taking_in import take_in

    return take_in(store, part, options, is_skipping=skip_bad)


def _rehearse(
    store: Path, sets: Sequence[FilesOfFormat], options: dict[str, Any], *, skip_bad: bool
) -> None:
    """Say what would come in, and what would be refused."""
    from explorer.errors import ImportFailed
    from explorer.exchange.taking_in import rehearse

    is_refused = False
    for part in sets:
        try:
            report = rehearse(store, part, options, is_skipping=skip_bad)
        except ImportFailed as failed:
            if skip_bad or not failed.problems:
                raise
            is_refused = True
            say(f"{failed.origin} would be refused:", err=True)
            for problem in failed.problems[:_SHOWN_REFUSED]:
                say(f"  {problem}", err=True)
            # What there is besides is worth knowing before it is mended.
            try:
                report = rehearse(store, part, options, is_skipping=True)
            except ImportFailed:
                continue
            say("Without what is refused:")
        _tell(report, is_rehearsal=True)
    if is_refused:
        fail("Nothing would be imported; mend the rows above, or add --skip-bad to leave them out.")


def _into_new(
    store: Path, sets: Sequence[FilesOfFormat], options: dict[str, Any], *, skip_bad: bool
) -> None:
    """Make a store that appears only when all of the files were taken."""
    from db import create_store
    from explorer.exchange.atomic_file import write_atomically

    reports: list[ImportReport] = []

    def build(part: Path) -> None:
        # The title is that of the first file of our own: an empty store takes it over.
        with create_store(part, title=store.stem) as opened:
            reports.extend(_take_in(opened, files, options, skip_bad=skip_bad) for files in sets)

    write_atomically(store, build)
    say(f"Made {store}.")
    for report in reports:
        _tell(report)


def _tell(report: ImportReport, *, is_rehearsal: bool = False) -> None:
    words = str(report)
    if is_rehearsal:
        words = f"Dry run, nothing was changed. {words.replace('Imported', 'It would import', 1)}"
    say(words)
    for problem in report.refused[:_SHOWN_REFUSED]:
        say(f"  left out: {problem}", err=True)
    if (more := len(report.refused) - _SHOWN_REFUSED) > 0:
        say(f"  and {more:,} more were left out.", err=True)
