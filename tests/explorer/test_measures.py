"""Measures say what their names promise, on the sample and against networkx's own words."""

from __future__ import annotations

import numpy as np
import pytest

from explorer.network.filters import FilterSpec, TimeWindow, show
from explorer.network.graph import graph_of
from explorer.network.measures import MEASURE_WORDS, can_measure, measure_actors
from explorer.network.projection import show_network
from explorer.progress import Cancelled, CancelToken


def by_name(sample, measure):
    values = measure_actors(sample.dataset, sample.ties, measure)
    return dict(zip(sample.dataset.columns.actor_name, values.tolist(), strict=True))


def test_power_has_most_interactions_and_contacts(sample):
    for measure in ("interactions", "contacts"):
        values = by_name(sample, measure)
        assert "Samantha Power" == max(values, key=values.__getitem__)
    assert 7 == by_name(sample, "contacts")["Samantha Power"]


def test_who_joins_two_parts_brokers_and_who_hangs_on_one_does_not(sample):
    values = by_name(sample, "brokerage")
    assert values["Ilham Aliyev"] > 0
    assert 0 == values["Antony Blinken"]
    assert 0 == values["Nicholas Castillo"]


def test_every_measure_is_finite_and_not_negative(sample):
    for measure in MEASURE_WORDS:
        values = measure_actors(sample.dataset, sample.ties, measure)
        assert (sample.dataset.n_actors,) == values.shape
        assert np.isfinite(values).all()
        assert (values >= 0).all()


def test_a_cancelled_measure_stops(sample):
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        measure_actors(sample.dataset, sample.ties, "brokerage", token=token)


def test_brokerage_is_not_offered_where_it_would_take_minutes():
    assert can_measure("brokerage", 5_000)
    assert not can_measure("brokerage", 100_000)
    assert can_measure("contacts", 10**7)


@pytest.mark.parametrize("projection", ["ties", "interactions"])
def test_the_graph_has_what_is_shown(sample, projection):
    shown = show(sample.dataset, FilterSpec(), TimeWindow(19625, 19626))
    network = show_network(sample.network(projection), shown, show_positions=False)
    graph = graph_of(network)
    assert shown.n_actors == graph.number_of_nodes()
    names = {data["name"]: node for node, data in graph.nodes(data=True)}
    call = graph.edges[names["Antony Blinken"], names["Ilham Aliyev"]]
    assert (1, True) == (call["weight"], call["accounts_differ"])
    assert not graph.has_edge(names["Samantha Power"], names["Ilham Aliyev"])
