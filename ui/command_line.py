"""The command `actor-explorer`: opens the window, or works on a store without one."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click
from click_default_group import DefaultGroup

from db import StoreError
from db.header import read_header
from explorer.errors import ExplorerError
from explorer.progress import Cancelled

Command = TypeVar("Command", bound=Callable[..., Any])

_EXISTING = click.Path(path_type=Path)
_EPILOG = """\b
Examples:
  actor-explorer                          the first page of the program
  actor-explorer meetings.actors          open a store
  actor-explorer sample karabakh.actors   write the sample store
  actor-explorer info karabakh.actors --json
  actor-explorer snapshot karabakh.actors karabakh.png --theme dark
"""


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("actor-explorer")
    except PackageNotFoundError:
        return "(not installed)"


def _reporting(command: Command) -> Command:
    """Turn every expected fault into `error: …` on stderr and exit code 1, never a traceback."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except (StoreError, ExplorerError) as error:
            _fail(str(error))
        except Cancelled:
            _fail("Cancelled; nothing was changed.")
        except BrokenPipeError:
            # The reader of our output has gone (`… | head`): nobody is left to be told.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(1)
        except OSError as error:
            where = f": {error.filename}" if error.filename else ""
            _fail(f"{error.strerror or error}{where}")

    return run  # type: ignore[return-value]


def _fail(words: str) -> None:
    click.echo(f"error: {words.strip()}", err=True)
    sys.exit(1)


@click.group(
    cls=DefaultGroup,
    default="open",
    default_if_no_args=True,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
)
@click.version_option(_version(), prog_name="actor-explorer")
def main() -> None:
    """Explore who met whom, when, about what, and how we know.

    Without a command, `actor-explorer [STORE]` opens the window.
    """


@main.command("open")
@click.argument("store", required=False, type=_EXISTING)
@click.option("--sample", is_flag=True, help="Open the sample that comes with the program.")
@_reporting
def open_command(store: Path | None, sample: bool) -> None:
    """Open the window, on STORE if one is given (this is what happens without a command)."""
    from ui.display import display_problem

    if store is not None and store.suffix.lower() != ".png":
        # Told here, where the command was typed, and before a window is made for nothing.
        read_header(store)
    problem = display_problem()
    if problem is None:
        from ui.app import run

        sys.exit(run(store, is_sample=sample))
    from ui.snapshot.without_window import snapshot_instead

    target = snapshot_instead(store)
    click.echo(f"{problem} The network was drawn to {target} instead.")


@main.command("sample", epilog="\b\nExample:\n  actor-explorer sample karabakh.actors")
@click.argument("path", type=_EXISTING)
@click.option("--overwrite", is_flag=True, help="Replace PATH if it is there already.")
@_reporting
def sample_command(path: Path, overwrite: bool) -> None:
    """Write the sample store to PATH."""
    from explorer.sample import create_sample

    with create_sample(path, overwrite=overwrite) as store:
        counts = store.counts()
    click.echo(
        f"Wrote {path}: {counts['actors']} actors, {counts['interactions']} interactions, "
        f"{counts['sources']} source{'' if counts['sources'] == 1 else 's'}."
    )


@main.command("info", epilog="\b\nExample:\n  actor-explorer info karabakh.actors --json")
@click.argument("store", type=_EXISTING)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for programs.")
@_reporting
def info_command(store: Path, as_json: bool) -> None:
    """Tell what STORE holds and whether it is sound."""
    from explorer.summary import summary

    facts = summary(store)
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    click.echo(f"{facts['title'] or store.name}")
    for name in ("actors", "relations", "interactions", "participants"):
        click.echo(f"  {facts[name]:>9,}  {name}")
    for name in ("sources", "quotes", "accounts"):
        click.echo(f"  {facts[name]:>9,}  {name}")
    span = [facts["first_date"] or "not stated", facts["last_date"] or "not stated"]
    click.echo(f"  from {span[0]} to {span[1]}")
    click.echo(f"  format {facts['schema_version']}, integrity: {facts['integrity']}")


@main.command(
    "import",
    epilog="\b\nExample:\n  actor-explorer import meetings.actors notes.json more-notes.json",
)
@click.argument("store", type=_EXISTING)
@click.argument("files", nargs=-1, required=True, type=_EXISTING)
@_reporting
def import_command(store: Path, files: tuple[Path, ...]) -> None:
    """Read FILES of the program's own JSON into STORE, which is made if it is not there.

    Each file is taken as a whole or, where anything in it is wrong, not at all.
    """
    from explorer.exchange.interchange import import_json, read_title

    from db import create_store, open_store

    if not store.exists():
        # Whatever is wrong with the first file must not leave an empty store behind.
        create_store(store, title=read_title(files[0]) or store.stem).close()
        is_new = True
    else:
        is_new = False
    try:
        with open_store(store) as opened:
            for file in files:
                report = import_json(opened, file)
                click.echo(f"{file}: {report.sentence()}")
                is_new = False
    except BaseException:
        if is_new:
            store.unlink(missing_ok=True)
        raise


@main.command(
    "export",
    epilog="\b\nExamples:\n  actor-explorer export meetings.actors meetings.json\n"
    "  actor-explorer export meetings.actors - | less",
)
@click.argument("store", type=_EXISTING)
@click.argument("out", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--overwrite", is_flag=True, help="Replace OUT if it is there already.")
@_reporting
def export_command(store: Path, out: Path, overwrite: bool) -> None:
    """Write everything in STORE to OUT (- for the standard output) as the program's own JSON."""
    from explorer.exchange.interchange import export_json, write_json

    from db import open_store

    with open_store(store, writable=False) as opened:
        if str(out) == "-":
            click.get_binary_stream("stdout").write(export_json(opened).encode("utf-8"))
            return
        write_json(opened, out, overwrite=overwrite)
    click.echo(f"Wrote {out}.")


@main.command(
    "snapshot",
    epilog="\b\nExamples:\n"
    "  actor-explorer snapshot karabakh.actors karabakh.png --scale 2\n"
    "  actor-explorer snapshot karabakh.actors power.svg --actor 'Samantha Power' --hops 1\n"
    "  actor-explorer snapshot karabakh.actors days.pdf --from 2023-09-25 --to 2023-09-26",
)
@click.argument("store", type=_EXISTING)
@click.argument("out", type=_EXISTING)
@click.option("--width", type=click.IntRange(200, 20000), default=1600, show_default=True)
@click.option("--height", type=click.IntRange(200, 20000), default=1000, show_default=True)
@click.option(
    "--scale",
    type=click.FloatRange(0.25, 8),
    default=1.0,
    show_default=True,
    help="Pixels in each of the width's and height's units.",
)
@click.option(
    "--theme",
    type=click.Choice(["light", "dark", "transparent"]),
    default="light",
    show_default=True,
)
@click.option("--from", "first", metavar="DATE", help="First day of the time window.")
@click.option("--to", "last", metavar="DATE", help="Last day of the time window.")
@click.option(
    "--actor",
    "actors",
    multiple=True,
    metavar="NAME",
    help="Show this actor's surroundings alone; may be given several times.",
)
@click.option(
    "--hops",
    type=click.IntRange(1, 9),
    default=1,
    show_default=True,
    help="How far the surroundings go.",
)
@click.option(
    "--projection",
    type=click.Choice(["ties", "interactions"]),
    help="Ties between actors, or interactions as nodes.",
)
@click.option(
    "--whole/--view", default=True, help="The whole network, or the view last seen in the window."
)
@click.option("--legend/--no-legend", default=True, help="With or without legend.")
@click.option("--title", help="Another title than the store's.")
@click.option("--overwrite", is_flag=True, help="Replace OUT if it is there already.")
@_reporting
def snapshot_command(**options: Any) -> None:
    """Draw the network of STORE to OUT, a .png, .svg or .pdf, as the window draws it."""
    from ui.snapshot.without_window import snapshot

    target = snapshot(**options)
    click.echo(f"Wrote {target}.")
