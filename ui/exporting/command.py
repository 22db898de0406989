"""The command `actor-explorer export`: a store to a file of any format that is written."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from explorer.exchange.writers import WRITERS, writer_for, writer_named
from ui.terminal import fail, say

_PATH = click.Path(path_type=Path)
_FORMATS = [writer.name for writer in WRITERS]


@click.command(
    "export",
    short_help="Write a store for another program.",
    epilog="\b\nExamples:\n  actor-explorer export meetings.actors meetings.json\n"
    "  actor-explorer export meetings.actors meetings.gexf --projection pairs\n"
    "  actor-explorer export meetings.actors - | less",
)
@click.argument("store", type=_PATH)
@click.argument("out", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    help="The format of OUT.  [default: by its ending]",
)
@click.option(
    "--projection",
    type=click.Choice(["events", "pairs"]),
    default="events",
    show_default=True,
    help="In graphs: interactions as nodes, or an edge for each pair that shares one.",
)
@click.option("--overwrite", is_flag=True, help="Replace OUT if it is there already.")
def export_command(
    store: Path, out: Path, form: str | None, projection: str, overwrite: bool
) -> None:
    """Write STORE to OUT (- for JSON on the standard output), as the ending of its name says.

    What the format cannot hold is said; JSON holds everything.
    """
    from db import open_store
    from explorer.exchange.writers import Order

    spare(store, out)
    if str(out) == "-":
        if form not in {None, "json"}:
            raise click.UsageError("Only JSON goes to the standard output; name a file.")
        _to_standard_output(store)
        return
    writer = writer_named(form) if form else writer_for(out)
    with open_store(store, writable=False) as opened:
        # The store first: what is no store is the greater fault.
        if writer is None:
            endings = ", ".join(dict.fromkeys(writer.ending for writer in WRITERS))
            fail(f"{out.name} does not tell the format. End it in {endings}, or give --format.")
        order = Order(opened, out, options={"projection": projection}, overwrite=overwrite)
        written = writer.write(order)
    say(f"Wrote {' and '.join(str(path) for path in written.paths)}.")
    if writer.name != "json":
        loss = writer.loss({"projection": projection})
        say(f"note: not in the file: {loss[0].lower()}{loss[1:]}", err=True)
    for note in written.notes:
        say(f"note: {note}", err=True)


def _to_standard_output(store: Path) -> None:
    from db import open_store
    from explorer.exchange.interchange import export_json

    with open_store(store, writable=False) as opened:
        sys.stdout.buffer.write(export_json(opened).encode("utf-8"))
        sys.stdout.buffer.flush()


def spare(store: Path, out: Path) -> None:
    """Refuse to write over the store that is read, whatever was asked."""
    try:
        is_same = os.path.samefile(store, out)
    except (OSError, ValueError):
        return
    if is_same:
        fail(f"{out} is the store itself. Choose another name for what is written.")
