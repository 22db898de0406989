"""The command `actor-explorer export`: a store to a file of any format that is written."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from explorer.exchange.writers import WRITERS, writer_for, writer_named
from ui.part_options import check_hops, surroundings
from ui.terminal import fail, say

if TYPE_CHECKING:
    from db import Store
    from explorer.session import Session
    from ui.exporting.asked import Asked

_PATH = click.Path(path_type=Path)
_FORMATS = [writer.name for writer in WRITERS]


@click.command(
    "export",
    short_help="Write a store for another program.",
    epilog="\b\nExamples:\n  actor-explorer export meetings.actors meetings.json\n"
    "  actor-explorer export meetings.actors meetings.gexf --projection pairs\n"
    "  actor-explorer export meetings.actors power.xlsx --actor 'Samantha Power' --from 2023-09\n"
    "  actor-explorer export meetings.actors seen.html --view\n"
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
@click.option(
    "--from",
    "first",
    metavar="DATE",
    help="Only interactions since then: 2023-09-25, 2023-09.",
)
@click.option("--to", "last", metavar="DATE", help="Only interactions until then.")
@surroundings("Only the surroundings of this actor")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    help="Only interactions of this kind, such as meeting. May be given several times.",
)
@click.option("--view", is_flag=True, help="Only what the window last showed of the store.")
@click.option("--overwrite", is_flag=True, help="Replace OUT if it is there already.")
def export_command(
    store: Path, out: Path, form: str | None, projection: str, overwrite: bool, **part: Any
) -> None:
    """Write STORE to OUT (- for JSON on the standard output), as the ending of its name says.

    What the format cannot hold is said; JSON holds everything, and only a store as a whole.
    """
    from explorer.exchange.scope import WHOLE
    from explorer.exchange.writers import Order

    asked = _asked(**part)
    spare(store, out)
    if str(out) == "-":
        if form not in {None, "json"}:
            raise click.UsageError("Only JSON goes to the standard output; name a file.")
        if asked is not None:
            raise click.UsageError("JSON holds a store as a whole; name a file of another format.")
        _to_standard_output(store)
        return
    writer = writer_named(form) if form else writer_for(out)
    with _opened(store, has_session=asked is not None) as (opened, session):
        # The store first: what is no store is the greater fault.
        if writer is None:
            endings = ", ".join(dict.fromkeys(writer.ending for writer in WRITERS))
            fail(f"{out.name} does not tell the format. End it in {endings}, or give --format.")
        if asked is not None and writer.is_whole_only:
            fail(f"{writer.label} holds a store as a whole. Choose another format for a part.")
        scope = WHOLE
        if asked is not None and session is not None:
            from ui.exporting.asked import scope_asked

            scope = scope_asked(session, asked)
        order = Order(
            opened, out, scope, {"projection": projection}, overwrite=overwrite, session=session
        )
        written = writer.write(order)
    say(f"Wrote {' and '.join(str(path) for path in written.paths)}.")
    if writer.name != "json":
        loss = writer.loss({"projection": projection})
        say(f"note: not in the file: {loss[0].lower()}{loss[1:]}", err=True)
    for note in written.notes:
        say(f"note: {note}", err=True)


def _asked(
    first: str | None,
    last: str | None,
    actors: tuple[str, ...],
    hops: int | None,
    kinds: tuple[str, ...],
    view: bool,
) -> Asked | None:
    """Give the part that is asked for, None for all."""
    check_hops(hops, actors)
    if not (first or last or actors or kinds or view):
        return None
    from ui.exporting.asked import Asked

    return Asked(first, last, actors, hops or 1, kinds, view)


@contextmanager
def _opened(store: Path, *, has_session: bool) -> Iterator[tuple[Store, Session | None]]:
    """Open a store for reading, with its dataset where that is needed."""
    if not has_session:
        from db import open_store

        with open_store(store, writable=False) as opened:
            yield opened, None
        return
    from explorer.session import Session

    session = Session.load(store, writable=False)
    try:
        yield session.store, session
    finally:
        session.close()


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
