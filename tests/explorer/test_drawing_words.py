"""What nodes, hover cards and screen readers say."""

from __future__ import annotations

import numpy as np
import pytest

from explorer.drawing.network.speaking import spoken_node, spoken_tie
from explorer.drawing.wording import (
    actor_hover,
    interaction_hover,
    link_hover,
    node_words,
)
from explorer.network.filters import show
from explorer.network.projection import LinkKind, ShownNetwork, show_network
from explorer.session import Session


@pytest.fixture(scope="module")
def ties(sample: Session) -> ShownNetwork:
    return show_network(sample.network("ties"), show(sample.dataset), show_positions=True)


def row(session: Session, name: str) -> int:
    dataset = session.dataset
    return next(r for r in range(dataset.n_actors) if dataset.actor_name(r) == name)


def test_an_actor_is_spoken_with_kind_counts_and_state(sample: Session, ties: ShownNetwork) -> None:
    power = row(sample, "Samantha Power")
    said = spoken_node(ties, power, is_selected=True, is_pinned=True)
    n = len(sample.dataset.interactions_of.of(power))
    assert said.startswith(f"Samantha Power, person, {n} interactions, ")
    assert said.endswith("contacts, pinned, selected")


def test_a_tie_is_spoken_with_both_names_and_its_count(sample: Session, ties: ShownNetwork) -> None:
    said = spoken_tie(ties, row(sample, "Samantha Power"), row(sample, "Yuri Kim"))
    assert "Tie between Samantha Power and Yuri Kim, 3 interactions, selected" == said


def test_an_interactions_node_says_kind_and_short_date(sample: Session) -> None:
    shown = show_network(sample.network("interactions"), show(sample.dataset), show_positions=True)
    n_actors = sample.dataset.n_actors
    words = [node_words(shown, n_actors + r) for r in range(sample.dataset.n_interactions)]
    assert "Call, 26 Sep" in words
    assert "Meeting, 27 Sep?" in words
    assert "Statement, no date" in words


def test_the_card_over_a_call_tells_date_and_that_accounts_differ(sample: Session) -> None:
    call = int(np.flatnonzero(sample.dataset.accounts_differ)[0])
    card = interaction_hover(sample.dataset, call)
    assert card.title == sample.dataset.title(call)
    assert card.lines[0].startswith("Call, 26 September 2023")
    assert "2 accounts, which differ" in card.lines
    assert "1 source. Click to read it." == card.note


def test_the_card_over_an_actor_tells_its_kind_and_last_date(
    sample: Session, ties: ShownNetwork
) -> None:
    card = actor_hover(ties, row(sample, "Samantha Power"))
    assert "Person" == card.lines[0]
    assert any("USAID" in line for line in card.lines)
    assert card.note.startswith("Last: ")
    unnamed = actor_hover(ties, row(sample, "Humanitarian NGOs"))
    assert "Group, not named in the source" == unnamed.lines[0]


def test_the_card_over_a_tie_counts_what_is_uncertain(sample: Session, ties: ShownNetwork) -> None:
    a, b = row(sample, "Samantha Power"), row(sample, "Yuri Kim")
    network = ties.network
    is_tie = network.link_kind == LinkKind.TIE
    link = int(np.flatnonzero(is_tie & (network.link_a == a) & (network.link_b == b))[0])
    card = link_hover(ties, link)
    assert card is not None
    assert "Samantha Power – Yuri Kim" == card.title
    assert card.lines[0].startswith("3 interactions")
