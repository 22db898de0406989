"""What nodes and ties of the network say: names on nodes, hover cards, words for screen readers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from db.format.schema import OPEN_LATEST, STANDINGS
from explorer.model.dataset import Dataset, Rows
from explorer.model.plain_text import counted, shown_line
from explorer.model.timespan import date_words, day_words
from explorer.network.filters import STANDING_WORDS
from explorer.network.projection import LinkKind, ShownNetwork


@dataclass(frozen=True)
class HoverText:
    """What a hover card says: a bold title, lines below it, and a quiet last line."""

    title: str
    lines: tuple[str, ...] = ()
    note: str = ""


def interaction_date(dataset: Dataset, row: int, *, short: bool, year: bool = True) -> str:
    """Return an interaction's date in words: `25 Sep?`, `22–25 September 2023`."""
    c = dataset.columns
    return date_words(
        c.interaction_edtf[row] or None,
        int(c.earliest[row]),
        int(c.latest[row]),
        int(c.date_flags[row]),
        short=short,
        year=year,
    )


def is_one_year(dataset: Dataset) -> bool:
    """Whether all dates lie in one year, which then need not be said on every node."""
    span = dataset.day_span
    return span is not None and day_words(span[0])[-4:] == day_words(span[1])[-4:]


def node_words(shown: ShownNetwork, node: int) -> str:
    """Return the words on a node: an actor's name, an interaction's kind and short date."""
    network = shown.network
    dataset, row = network.dataset, int(network.node_row[node])
    if not network.is_interaction[node]:
        return shown_line(dataset.actor_name(row))
    kind = dataset.columns.interaction_kinds[int(dataset.columns.interaction_kind[row])].label
    date = interaction_date(dataset, row, short=True, year=not is_one_year(dataset))
    return f"{shown_line(kind)}, {date}"


def actor_hover(shown: ShownNetwork, row: int) -> HoverText:
    """Return what the card over an actor says."""
    dataset = shown.network.dataset
    c = dataset.columns
    kind = shown_line(c.actor_kinds[int(c.actor_kind[row])].label)
    lines = [f"{kind}, not named in the source" if c.actor_is_unnamed[row] else kind]
    for relation in np.flatnonzero(c.relation_from == row)[:2].tolist():
        lines.append(_relation_words(dataset, relation))
    mine = dataset.interactions_of.of(row)
    now = int(np.count_nonzero(shown.shown.is_shown[mine]))
    said = counted(len(mine), "interaction")
    lines.append(said if now == len(mine) else f"{now:,} of {said} shown")
    n_contacts = len(contacts_of(shown, row))
    if n_contacts:
        lines[-1] += f", {counted(n_contacts, 'contact')}"
    return HoverText(shown_line(dataset.actor_name(row)), tuple(lines), last_words(dataset, mine))


def interaction_hover(dataset: Dataset, row: int) -> HoverText:
    """Return what the card over an interaction says."""
    c = dataset.columns
    kind = shown_line(c.interaction_kinds[int(c.interaction_kind[row])].label)
    what = [kind, interaction_date(dataset, row, short=False)]
    if int(c.place[row]) >= 0:
        what.append(shown_line(c.places[int(c.place[row])].name))
    lines = [", ".join(what)]
    standing = STANDINGS[int(c.standing[row])]
    if standing != "took_place":
        lines.append(STANDING_WORDS.get(standing, standing))
    topics = [shown_line(c.topics[int(t)].name) for t in dataset.topics_of.of(row)]
    if topics:
        words = ", ".join(topics[:3]) + (", …" if len(topics) > 3 else "")
        lines.append(words[:1].upper() + words[1:].lower())
    if dataset.accounts_differ[row]:
        lines.append(f"{counted(len(dataset.account_givers_of.of(row)), 'account')}, which differ")
    n_sources = len(dataset.sources_of.of(row))
    note = f"{counted(n_sources, 'source')}. Click to read it." if n_sources else "No source given"
    if n_sources > 1:
        note = f"{n_sources:,} sources. Click to read them."
    return HoverText(shown_line(dataset.title(row)), tuple(lines), note)


def link_hover(shown: ShownNetwork, link: int) -> HoverText | None:
    """Return what the card over a link says; None where the nodes say all of it."""
    network, dataset = shown.network, shown.network.dataset
    kind = LinkKind(int(network.link_kind[link]))
    a, b = int(network.link_a[link]), int(network.link_b[link])
    if kind == LinkKind.TIE:
        names = f"{node_words(shown, a)} – {node_words(shown, b)}"
        tie = int(network.link_row[link])
        certain = int(shown.weights.n_certain[tie])
        possible = int(shown.weights.n_possible[tie])
        said = counted(certain + possible, "interaction")
        if possible:
            said += ", uncertain" if not certain else f", {possible:,} of them uncertain"
        behind = network.ties.interactions_behind(tie)
        behind = behind[shown.shown.is_shown[behind]]
        lines = [said]
        if shown.link_accounts_differ[link]:
            lines.append("Accounts differ")
        return HoverText(names, tuple(lines), last_words(dataset, behind))
    if kind == LinkKind.RELATION:
        pair = (network.link_kind == LinkKind.RELATION) & (network.link_a == a)
        rows = network.link_row[np.flatnonzero(pair & (network.link_b == b))]
        lines = [_relation_words(dataset, int(row)) for row in rows[:4]]
        return HoverText(f"{node_words(shown, a)} – {node_words(shown, b)}", tuple(lines))
    return None


def contacts_of(shown: ShownNetwork, actor: int) -> Rows:
    """Return the actors with whom an actor shares a shown interaction, ascending."""
    ties, weights = shown.network.ties, shown.weights
    low, high = np.searchsorted(ties.a, (actor, actor + 1))
    after = ties.b[low:high][weights.n[low:high] > 0]
    before = np.flatnonzero((ties.b == actor) & (weights.n > 0))
    return np.unique(np.concatenate([ties.a[before], after])).astype(np.int32)


def last_words(dataset: Dataset, interactions: Rows) -> str:
    """Return `Last: 27 September 2023` for some interactions, or an empty text."""
    c = dataset.columns
    dated = interactions[dataset.has_date[interactions] & (c.latest[interactions] != OPEN_LATEST)]
    if not len(dated):
        return ""
    # Of those that end on the same day the shortest says most.
    row = int(dated[np.lexsort((c.earliest[dated], c.latest[dated]))[-1]])
    return f"Last: {interaction_date(dataset, row, short=False)}"


def _relation_words(dataset: Dataset, row: int) -> str:
    c = dataset.columns
    title = shown_line(c.relation_title[row]) if c.relation_title[row].strip() else ""
    kind = shown_line(c.relation_kinds[int(c.relation_kind[row])].label)
    to = shown_line(dataset.actor_name(int(c.relation_to[row])))
    said = title or kind
    return f"{said[:1].upper()}{said[1:]}, {to}"
