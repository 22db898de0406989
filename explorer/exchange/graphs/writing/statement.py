"""What a graph does not hold of a store, in words: for the dialog and for the file itself."""

from __future__ import annotations

from explorer.exchange.graphs.writing.content import MOST_PARTICIPANTS, GraphContent, Projection

_ALWAYS = (
    "quotes, accounts, the texts of sources and the passages behind each fact, what came before "
    "or after what, and the history"
)


def loss_of(projection: Projection) -> str:
    """Say what any graph of a store leaves out."""
    if projection == "events":
        return f"{_ALWAYS[0].upper()}{_ALWAYS[1:]}."
    return (
        f"{_ALWAYS[0].upper()}{_ALWAYS[1:]}; interactions that nobody or more than "
        f"{MOST_PARTICIPANTS} actors took part in, and what an interaction is part of."
    )


def described(content: GraphContent) -> str:
    """Say in the file what it is and what it leaves out."""
    how = (
        "Interactions are nodes, joined to those who took part."
        if content.projection == "events"
        else "Each pair that shares an interaction has an edge; a meeting of k has k(k−1)/2 of "
        "them, and its number of participants stands on each."
    )
    return (
        f"{content.title}: {content.scope.words}. {how} Not in this file: "
        f"{loss_of(content.projection)}"
    )


def left_out(content: GraphContent, n_stripped: int = 0) -> list[str]:
    """Say what turned out not to fit, after writing."""
    told = []
    losses = content.losses
    if losses.nobody:
        told.append(f"{losses.nobody:,} interactions without participants have no edge.")
    if losses.too_large:
        told.append(
            f"{losses.too_large:,} interactions of more than {MOST_PARTICIPANTS} actors have no "
            "edges."
        )
    if losses.alone:
        told.append(
            f"{losses.alone:,} interactions of one actor are edges from that actor to itself."
        )
    if n_stripped:
        told.append(f"{n_stripped:,} characters that XML forbids were left out.")
    return told
