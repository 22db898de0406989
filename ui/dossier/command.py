"""The command `actor-explorer dossier`: what is known of one actor or interaction, as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.terminal import say

if TYPE_CHECKING:
    from explorer.session import Session

_PATH = click.Path(path_type=Path)
_MOST_NAMED = 5


@click.command(
    "dossier",
    short_help="Write what is known of an actor or interaction as HTML or PDF.",
    epilog="\b\nExamples:\n"
    "  actor-explorer dossier karabakh.actors 'Samantha Power' power.html\n"
    "  actor-explorer dossier karabakh.actors 'Power meets Pashinyan' talk.pdf --interaction",
)
@click.argument("store", type=_PATH)
@click.argument("who")
@click.argument("out", type=_PATH)
@click.option("--interaction", is_flag=True, help="WHO is the title or the key of an interaction.")
@click.option("--overwrite", is_flag=True, help="Replace OUT if it is there already.")
def dossier_command(store: Path, who: str, out: Path, interaction: bool, overwrite: bool) -> None:
    """Write what STORE knows of the actor WHO to OUT, an .html or .pdf.

    WHO is its name, another spelling, or its key.
    """
    from explorer.model.view import Selection
    from explorer.session import Session
    from ui.dossier.writing import dossier_format, write_dossier
    from ui.exporting.command import spare
    from ui.snapshot.asked import actor_of
    from ui.snapshot.without_window import system_fonts

    dossier_format(out)
    spare(store, out)
    session = Session.load(store, writable=False)
    try:
        if interaction:
            selection = Selection.interaction(_interaction_of(session, who))
        else:
            selection = Selection.actor(actor_of(session.store, session.dataset, who))
        dossier = write_dossier(session, selection, out, system_fonts(), overwrite=overwrite)
    finally:
        session.close()
    say(f"Wrote {out}.")
    for note in dossier.notes:
        say(f"note: {note}", err=True)


def _interaction_of(session: Session, words: str) -> int:
    from db.folding import fold
    from db.reads.lookup import ids_of_keys
    from explorer.model.plain_text import quoted, shown_line
    from ui.snapshot.asked import NotInStore

    if known := ids_of_keys(session.store, "interactions", [words]):
        return known[words]
    dataset, wanted = session.dataset, fold(words)
    rows = [row for row in range(dataset.n_interactions) if fold(dataset.title(row)) == wanted]
    if len(rows) == 1:
        return int(dataset.interaction_id(rows[0]))
    if rows:
        raise NotInStore(
            f"{len(rows):,} interactions are called {quoted(shown_line(words))}. "
            "Give the key of one of them."
        )
    near = [row for row in range(dataset.n_interactions) if wanted in fold(dataset.title(row))]
    names = ", ".join(quoted(shown_line(dataset.title(row), 80)) for row in near[:_MOST_NAMED])
    hint = f" Did you mean {names}?" if names else " Give its title or its key."
    raise NotInStore(f"No interaction is called {quoted(shown_line(words))}.{hint}")
