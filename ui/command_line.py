"""The command `actor-explorer`: opens the window, or works on a store without one."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Any

import click
from click_default_group import DefaultGroup

from db import StoreError
from db.files.header import read_header
from explorer.errors import ExplorerError
from explorer.progress import Cancelled
from ui.dossier.command import dossier_command
from ui.exporting.command import export_command
from ui.import_command import import_command
from ui.part_options import check_hops, surroundings
from ui.terminal import fail, prepare_output, print_json, say

# What a command needs is imported inside it: `info` must not wait for Qt.

_FILE = click.Path(path_type=Path)
_EPILOG = """\b
Examples:
  actor-explorer                          the first page of the program
  actor-explorer meetings.actors          open a store
  actor-explorer ./info                   open a store named like a command
  actor-explorer sample karabakh.actors   write the sample store
  actor-explorer info karabakh.actors --json
  actor-explorer snapshot karabakh.actors karabakh.png --theme dark
"""


class _Commands(DefaultGroup):
    """The commands; every expected fault becomes `error: …` on stderr and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        prepare_output()
        if ctx.params.get("debug"):
            return super().invoke(ctx)
        try:
            return super().invoke(ctx)
        except (StoreError, ExplorerError) as error:
            fail(str(error))
        except Cancelled:
            fail("Cancelled; nothing was changed.")
        except BrokenPipeError:
            # The reader of our output has gone (`… | head`): nobody is left to be told.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(1)
        except OSError as error:
            where = f": {error.filename}" if error.filename else ""
            fail(f"{error.strerror or error}{where}")
        except MemoryError:
            fail("There is not enough memory for this.")
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:  # noqa: BLE001 - the one place where our own faults are told
            fail(
                f"Something went wrong inside the program ({type(error).__name__}: {error}). "
                "Run it as `actor-explorer --debug …` to see where."
            )


def _tell_version(ctx: click.Context, _parameter: click.Parameter, is_asked: bool) -> None:
    if not is_asked or ctx.resilient_parsing:
        return
    from importlib.metadata import PackageNotFoundError, version

    try:
        click.echo(f"actor-explorer {version('actor-explorer')}")
    except PackageNotFoundError:
        click.echo("actor-explorer (not installed as a package)")
    ctx.exit()


@click.group(
    cls=_Commands,
    default="open",
    default_if_no_args=True,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_tell_version,
    help="Show the version and exit.",
)
@click.option("--debug", is_flag=True, help="Show where in the program a fault happens.")
def main(debug: bool) -> None:
    """Explore who met whom, when, about what, and how we know.

    Without a command, `actor-explorer [STORE]` opens the window.
    """


@main.command(
    "open",
    short_help="Open the window, on STORE if one is given.",
    epilog="\b\nExamples:\n  actor-explorer open meetings.actors\n"
    "  actor-explorer --sample\n  actor-explorer snapshot-of-yesterday.png",
)
@click.argument("store", required=False, type=_FILE)
@click.option("--sample", is_flag=True, help="Open the sample that comes with the program.")
def open_command(store: Path | None, sample: bool) -> None:
    """Open the window, on STORE if one is given (this is what happens without a command).

    STORE may be a PNG snapshot of this program, which brings back the view it was made of.
    """
    from ui.display import display_problem

    if store is not None and sample:
        raise click.UsageError("Give a store or --sample, not both.")
    from ui.importing.recognition import is_foreign

    is_opened_otherwise = store is not None and (
        store.suffix.lower() == ".png" or is_foreign(store)
    )
    if store is not None and not is_opened_otherwise:
        # Told here, where the command was typed, and before a window is made for nothing.
        read_header(store)
    problem = display_problem()
    if problem is None:
        # Nothing dies while the program starts; `run` lets the collector begin afterwards.
        gc.disable()
        from ui.app import run

        sys.exit(run(store, is_sample=sample))
    from ui.snapshot.without_window import snapshot_instead

    target = snapshot_instead(store)
    say(f"{problem} The network was drawn to {target} instead.")


@main.command("sample", epilog="\b\nExample:\n  actor-explorer sample karabakh.actors")
@click.argument("path", type=_FILE)
@click.option("--overwrite", is_flag=True, help="Replace PATH if it is there already.")
def sample_command(path: Path, overwrite: bool) -> None:
    """Write the sample store to PATH."""
    from explorer.sample import create_sample

    with create_sample(path, overwrite=overwrite) as store:
        counts = store.counts()
    say(
        f"Wrote {path}: {counts['actors']} actors, {counts['interactions']} interactions, "
        f"{counts['sources']} source{'' if counts['sources'] == 1 else 's'}."
    )


@main.command(
    "info",
    epilog="\b\nExamples:\n  actor-explorer info karabakh.actors\n"
    "  actor-explorer info karabakh.actors --json",
)
@click.argument("store", type=_FILE)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for programs.")
def info_command(store: Path, as_json: bool) -> None:
    """Tell what STORE holds and whether it is sound."""
    from explorer.summary import summary

    facts = summary(store)
    if as_json:
        print_json(facts)
        return
    say(facts["title"] or store.name)
    counted = ("actors", "relations", "interactions", "participants")
    for name in (*counted, "sources", "quotes", "accounts"):
        say(f"  {facts[name]:>9,}  {name}")
    if facts["first_date"] is None:
        say("  no date given")
    else:
        say(f"  from {facts['first_date']} to {facts['last_date']}")
    say(f"  format {facts['schema_version']}, integrity: {facts['integrity']}")


main.add_command(import_command)


main.add_command(export_command)


main.add_command(dossier_command)


@main.command(
    "snapshot",
    short_help="Draw a store's network as PNG, SVG or PDF.",
    epilog="\b\nExamples:\n"
    "  actor-explorer snapshot karabakh.actors karabakh.png --scale 2\n"
    "  actor-explorer snapshot karabakh.actors power.svg --actor 'Samantha Power' --hops 1\n"
    "  actor-explorer snapshot karabakh.actors days.pdf --from 2023-09-25 --to 2023-09-26\n"
    "  actor-explorer snapshot karabakh.actors seen.png --view --theme dark",
)
@click.argument("store", type=_FILE)
@click.argument("out", type=_FILE)
@click.option("--width", type=click.IntRange(200, 20000), default=1600, show_default=True)
@click.option("--height", type=click.IntRange(200, 20000), default=1000, show_default=True)
@click.option(
    "--scale",
    type=click.FloatRange(0.25, 8),
    help="Pixels of a PNG for each unit of width and height.  [default: 1]",
)
@click.option(
    "--dpi",
    type=click.FloatRange(24, 768),
    help="The same, as pixels per inch; 96 is --scale 1. Width and height stay.",
)
@click.option(
    "--theme",
    type=click.Choice(["light", "dark", "transparent"]),
    default="light",
    show_default=True,
)
@click.option(
    "--from", "first", metavar="DATE", help="Begin of the time window: 2023-09-25, 2023-09, 2023."
)
@click.option("--to", "last", metavar="DATE", help="End of the time window.")
@surroundings("Show the surroundings of this actor alone")
@click.option(
    "--least",
    type=click.IntRange(1),
    metavar="N",
    help="Draw only ties with at least N interactions behind them.  [default: 1]",
)
@click.option(
    "--projection",
    type=click.Choice(["ties", "interactions"]),
    help="Ties between actors, or interactions as nodes.  [default: ties]",
)
@click.option(
    "--whole/--view", default=True, help="The whole network, or the view last seen in the window."
)
@click.option("--legend/--no-legend", default=True, help="With or without the legend.")
@click.option("--title", help="Another title than the store's; '' for none.")
@click.option("--overwrite", is_flag=True, help="Replace OUT if it is there already.")
def snapshot_command(store: Path, out: Path, **options: Any) -> None:
    """Draw the network of STORE to OUT, a .png, .svg or .pdf, as the window draws it."""
    if options["scale"] is not None and options["dpi"] is not None:
        raise click.UsageError("Give --scale or --dpi, not both.")
    check_hops(options["hops"], options["actors"])
    from ui.snapshot.without_window import snapshot

    _spare(store, out)
    written = snapshot(store=store, out=out, **options)
    say(f"Wrote {out}.")
    for warning in written.warnings:
        say(f"note: {warning}", err=True)


def _spare(store: Path, out: Path) -> None:
    """Refuse to write over the store that is read, whatever was asked."""
    try:
        is_same = os.path.samefile(store, out)
    except (OSError, ValueError):
        return
    if is_same:
        fail(f"{out} is the store itself. Choose another name for what is written.")
