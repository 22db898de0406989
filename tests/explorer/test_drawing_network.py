"""The network's picture: what is drawn, what stands out, what is picked, on the sample."""

from __future__ import annotations

import numpy as np
import pytest

from explorer.drawing.network import emphasis as emphasis_of
from explorer.drawing.network import wayfinding
from explorer.drawing.network.camera import Camera
from explorer.drawing.network.link_marks import links_in_view, tie_width_px
from explorer.drawing.network.picking import link_at, node_at, nodes_within, target_at
from explorer.model.view import Selection
from explorer.network.filters import FilterSpec, TimeWindow
from explorer.network.projection import LinkKind
from explorer.session import Session
from tests.explorer.drawn_sample import (
    SIZE,
    Drawn,
    actor_id,
    day,
    mark_between,
    opacity_of,
    two_accounts,
)


def test_unconnected_actors_are_counted_beside_the_ties_but_drawn_among_interactions(
    sample: Session,
) -> None:
    ties = Drawn(sample).picture()
    author = Drawn(sample).node("Nicholas Castillo")
    assert author in ties.scene.unconnected
    assert author not in ties.nodes.node
    both = Drawn(sample, projection="interactions").picture()
    assert author in both.nodes.node


def test_everything_drawn_fits_into_the_view_with_its_names(sample: Session) -> None:
    for projection, named in (("ties", 1.0), ("interactions", 0.85)):
        picture = Drawn(sample, projection=projection).picture()
        assert len(picture.labels) >= named * len(picture.nodes)
        xy = picture.nodes.xy_px
        assert (xy > 0).all()
        assert (xy < SIZE).all()


def test_names_lie_on_no_name_and_no_node(sample: Session) -> None:
    for projection in ("ties", "interactions"):
        drawn = Drawn(sample, projection=projection)
        for scale in (0.5, 1.0, 2.0):
            drawn.camera = drawn.camera.zoomed(scale)
            picture = drawn.picture()
            boxes = np.array(
                [(m.x_px, m.y_px, m.x_px + m.width_px, m.y_px + m.height_px)
                 for m in picture.labels]
            )  # fmt: skip
            hit = (boxes[:, None, :2] < boxes[None, :, 2:]).all(axis=2)
            hit &= hit.T
            assert len(boxes) == int(hit.sum())
            for label, box in zip(picture.labels, boxes, strict=True):
                inside = (picture.nodes.xy_px > box[:2]) & (picture.nodes.xy_px < box[2:])
                assert not picture.nodes.node[inside.all(axis=1)].size, label.lines


def test_size_grows_with_the_interactions_shown(sample: Session) -> None:
    whole = Drawn(sample)
    narrowed = Drawn(sample, window=TimeWindow(day(9, 25), day(9, 25)))
    power, blinken = whole.node("Samantha Power"), whole.node("Antony Blinken")
    base = whole.picture().scene.base_px
    assert 42.0 == base.max() == base[power]
    assert base[power] > base[blinken] > 16.0
    assert narrowed.picture().scene.base_px[power] < base[power]


def test_actors_without_a_name_and_uncertain_ties_are_hollow(sample: Session) -> None:
    drawn = Drawn(sample)
    picture = drawn.picture()
    unnamed = picture.nodes.node == drawn.node("Humanitarian NGOs")
    assert picture.nodes.is_hollow[unnamed].all()
    assert not picture.nodes.is_hollow[picture.nodes.node == drawn.node("Yuri Kim")].any()
    power = drawn.node("Samantha Power")
    uncertain = mark_between(picture, power, drawn.node("Humanitarian NGOs"), LinkKind.TIE)
    sure = mark_between(picture, power, drawn.node("Yuri Kim"), LinkKind.TIE)
    assert uncertain.is_hollow
    assert not sure.is_hollow


def test_a_tie_is_as_wide_as_its_interactions_are_many(sample: Session) -> None:
    drawn = Drawn(sample)
    mark = mark_between(
        drawn.picture(), drawn.node("Samantha Power"), drawn.node("Yuri Kim"), LinkKind.TIE
    )
    n = int(drawn.picture().scene.n[mark.at])
    assert 3 == n
    assert mark.width_px == pytest.approx(1.4 + 2.1 * np.log2(3))


def test_widths_of_ties_tell_strong_from_stronger_in_stores_of_any_strength() -> None:
    for most in (1, 5, 12, 40, 6_000):
        widths = [tie_width_px(n, most) for n in sorted({1, max(1, most // 3), most})]
        assert widths == sorted(set(widths))
        assert 1.4 <= widths[0]
        assert widths[-1] <= 9.0


def test_a_tie_and_a_position_of_the_same_two_bow_apart(sample: Session) -> None:
    picture = Drawn(sample).picture()
    bowed = [mark for mark in picture.links if mark.control is not None]
    ends = [frozenset((mark.start, mark.end)) for mark in bowed]
    assert bowed
    for mark, pair in zip(bowed, ends, strict=True):
        partner = next(m for m, p in zip(bowed, ends, strict=True) if p == pair and m is not mark)
        straight = np.mean([mark.start, mark.end], axis=0)
        assert float(np.hypot(*(np.array(mark.middle) - partner.middle))) == pytest.approx(
            18.0, abs=8.0
        )
        assert not np.allclose(mark.middle, straight)


def test_selecting_an_actor_lights_its_ties_and_dims_the_rest(sample: Session) -> None:
    power = actor_id(sample, "Samantha Power")
    drawn = Drawn(sample, selection=Selection.actor(power))
    picture = drawn.picture()
    node = drawn.node("Samantha Power")
    assert node == picture.emphasis.halo
    assert 1.0 == opacity_of(picture, node) == opacity_of(picture, drawn.node("Yuri Kim"))
    assert 0.28 == opacity_of(picture, drawn.node("Armenia"))
    assert 0.36 == opacity_of(drawn.picture(is_dark=True), drawn.node("Armenia"))
    lit = mark_between(picture, node, drawn.node("Yuri Kim"), LinkKind.TIE)
    assert ("accent", 1.0, 3) == (lit.colour, lit.opacity, lit.count)
    other = mark_between(
        picture, drawn.node("Gary Peters"), drawn.node("Nikol Pashinyan"), LinkKind.TIE
    )
    assert ("tie", 0.2, 0) == (other.colour, other.opacity, other.count)
    dim_name = next(m for m in picture.labels if m.node == drawn.node("Armenia"))
    own_name = next(m for m in picture.labels if m.node == node)
    assert 0.58 == dim_name.opacity
    assert ("strong", 1.0) == (own_name.role, own_name.opacity)


def test_nothing_is_dimmed_where_that_is_switched_off(sample: Session) -> None:
    power = actor_id(sample, "Samantha Power")
    picture = Drawn(sample, selection=Selection.actor(power), dim_others=False).picture()
    assert {1.0} == set(picture.nodes.opacity.tolist())


def test_a_selected_tie_is_lit_alone(sample: Session) -> None:
    pair = actor_id(sample, "Samantha Power"), actor_id(sample, "Yuri Kim")
    picture = Drawn(sample, selection=Selection.tie(*pair)).picture()
    assert [3] == [mark.count for mark in picture.links if mark.is_lit]
    assert 2 == int(picture.nodes.is_selected.sum())


def test_two_accounts_reach_from_the_tie_to_those_who_give_them(sample: Session) -> None:
    drawn = Drawn(sample, selection=Selection.interaction(two_accounts(sample)))
    picture = drawn.picture()
    call = mark_between(
        picture, drawn.node("Antony Blinken"), drawn.node("Ilham Aliyev"), LinkKind.TIE
    )
    assert call.has_split
    assert call.is_lit
    assert 2 == len(picture.giver_lines)
    assert {call.middle} == {line.start for line in picture.giver_lines}
    giver = drawn.node("State Department spokesperson")
    assert 1.0 == opacity_of(picture, giver)
    assert not picture.nodes.is_selected[picture.nodes.node == giver].any()


def test_among_interactions_a_contact_is_reached_through_what_both_did(sample: Session) -> None:
    power = actor_id(sample, "Samantha Power")
    drawn = Drawn(sample, projection="interactions", selection=Selection.actor(power))
    picture = drawn.picture()
    assert 1.0 == opacity_of(picture, drawn.node("Nikol Pashinyan"))
    assert 0.28 == opacity_of(picture, drawn.node("Antony Blinken"))
    row = sample.dataset.interaction_row(two_accounts(sample))
    corner = picture.nodes.has_split[picture.nodes.node == sample.dataset.n_actors + row]
    assert corner.all()


def test_what_is_filtered_out_stays_as_a_ghost_without_name_and_tie(sample: Session) -> None:
    drawn = Drawn(sample, filter=FilterSpec(actor_kinds=frozenset({"state"})))
    picture = drawn.picture()
    armenia = drawn.node("Armenia")
    assert picture.nodes.is_ghost[picture.nodes.node == armenia].all()
    assert 0.16 == opacity_of(picture, armenia)
    assert armenia not in {label.node for label in picture.labels}
    assert armenia not in set(picture.scene.a.tolist()) | set(picture.scene.b.tolist())
    without = Drawn(
        sample, filter=FilterSpec(actor_kinds=frozenset({"state"})), show_ghosts=False
    ).picture()
    assert not without.nodes.is_ghost.any()


def test_an_exported_picture_has_neither_rings_nor_ghosts(sample: Session) -> None:
    drawn = Drawn(sample, window=TimeWindow(day(9, 25), day(9, 26)))
    picture = drawn.picture(for_export=True, hover=drawn.id_of("Yuri Kim"))
    assert not picture.has_rings
    assert -1 == picture.hovered
    assert not picture.nodes.is_ghost.any()


def test_names_keep_their_places_while_the_view_moves_sideways(sample: Session) -> None:
    drawn = Drawn(sample)
    before = drawn.picture()
    drawn.camera = drawn.camera.panned(17, -9)
    after = drawn.picture(previous=before)
    places = {label.node: label for label in after.labels}
    # What would be cut off at an edge may change to the other side of its node.
    left, top, right, bottom = 4.0, 4.0, SIZE[0] - 4.0, SIZE[1] - 4.0
    uncut = [
        label
        for label in before.labels
        if left <= label.x_px + 17 <= right - label.width_px
        and top <= label.y_px - 9 <= bottom - label.height_px
    ]
    assert len(uncut) > 20
    for label in uncut:
        assert label.x_px + 17 == pytest.approx(places[label.node].x_px)
        assert label.y_px - 9 == pytest.approx(places[label.node].y_px)


def test_what_is_unchanged_is_taken_from_the_picture_before(sample: Session) -> None:
    drawn = Drawn(sample)
    before = drawn.picture()
    after = drawn.picture(previous=before, hover=drawn.id_of("Yuri Kim"))
    assert before.scene is after.scene
    assert before.emphasis is after.emphasis


def test_the_hovered_node_has_its_ties_at_full_opacity(sample: Session) -> None:
    armenia = actor_id(sample, "Armenia")
    drawn = Drawn(sample, selection=Selection.actor(armenia))
    pair = drawn.node("Gary Peters"), drawn.node("Nikol Pashinyan")
    quiet = mark_between(drawn.picture(), *pair, LinkKind.TIE)
    hovered = drawn.picture(hover=drawn.id_of("Gary Peters"))
    assert 0.2 == quiet.opacity
    assert 1.0 == mark_between(hovered, *pair, LinkKind.TIE).opacity


def test_a_selection_that_is_nowhere_to_be_seen_dims_nothing(sample: Session) -> None:
    drawn = Drawn(
        sample,
        selection=Selection.actor(actor_id(sample, "Armenia")),
        filter=FilterSpec(actor_kinds=frozenset({"state"})),
    )
    assert not emphasis_of.emphasise(drawn.picture().scene, drawn.facts).is_dimming


def test_an_interaction_outside_the_window_dims_nothing_though_its_actors_are_in_it(
    sample: Session,
) -> None:
    dataset = sample.dataset
    kinds = [dataset.interaction_kind(row) for row in range(dataset.n_interactions)]
    call = Selection.interaction(dataset.interaction_id(kinds.index("call")))
    for window, expected in ((TimeWindow(19_627, 19_627), False), (None, True)):
        drawn = Drawn(sample, selection=call, window=window)
        aliyev = drawn.node("Ilham Aliyev")
        scene = drawn.picture().scene
        assert scene.shown.node_is_shown[aliyev]
        assert expected == emphasis_of.emphasise(scene, drawn.facts).is_dimming


def test_the_pointer_finds_nodes_ties_and_signs(sample: Session) -> None:
    drawn = Drawn(sample)
    picture = drawn.picture()
    power, kim = drawn.node("Samantha Power"), drawn.node("Yuri Kim")
    at = {int(n): xy for n, xy in zip(picture.nodes.node, picture.nodes.xy_px, strict=True)}
    assert power == node_at(picture, *at[power])
    tie = mark_between(picture, power, kim, LinkKind.TIE)
    assert int(picture.scene.link[tie.at]) == link_at(picture, *tie.middle)
    call = next(mark for mark in picture.links if mark.has_split)
    found = target_at(picture, *call.middle)
    assert found is not None
    assert "accounts" == found.kind
    assert target_at(picture, 2.0, 2.0) is None
    label = next(m for m in picture.labels if m.node == kim)
    named = target_at(picture, label.x_px + 3, label.y_px + 5)
    assert named is not None
    assert kim == named.node


def test_the_rubber_band_holds_what_lies_in_it(sample: Session) -> None:
    picture = Drawn(sample).picture()
    assert len(picture.nodes) == len(nodes_within(picture, 0, 0, *SIZE))
    x, y = picture.nodes.xy_px[0]
    assert int(picture.nodes.node[0]) in nodes_within(picture, x - 1, y - 1, x + 1, y + 1)


def test_arrows_lead_to_the_nearest_that_way_and_reach_everyone(sample: Session) -> None:
    scene = Drawn(sample).picture().scene
    start = wayfinding.first_node(scene)
    assert "Samantha Power" == sample.dataset.actor_name(start)
    reached, open_nodes = {start}, [start]
    while open_nodes:
        node = open_nodes.pop()
        for way in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            following = wayfinding.nearest_towards(scene, node, *way)
            step = scene.arrangement.xy[following] - scene.arrangement.xy[node]
            assert following == node or float(step @ way) > 0
            if following not in reached:
                reached.add(following)
                open_nodes.append(following)
    assert set(scene.drawn_nodes.tolist()) == reached


def test_walking_along_ties_begins_with_the_strongest(sample: Session) -> None:
    scene = Drawn(sample).picture().scene
    power = wayfinding.first_node(scene)
    first = wayfinding.along_ties(scene, power, -1, 1)
    assert "Yuri Kim" == sample.dataset.actor_name(first)
    second = wayfinding.along_ties(scene, power, first, 1)
    assert second != first
    assert first == wayfinding.along_ties(scene, power, second, -1)


def test_names_are_placed_anew_when_the_canvas_becomes_narrower(sample: Session) -> None:
    drawn = Drawn(sample)
    before = drawn.picture()
    edge = max(label.x_px + label.width_px for label in before.labels)
    drawn.camera = drawn.camera.resized(2 * (edge - 20) - SIZE[0], SIZE[1])
    narrow = drawn.picture(previous=before)
    for label in narrow.labels:
        x = float(narrow.nodes.xy_px[narrow.nodes.node == label.node][0, 0])
        if x < drawn.camera.width_px - 100:
            assert label.x_px + label.width_px <= drawn.camera.width_px


def test_links_that_pass_the_view_by_are_not_in_it(sample: Session) -> None:
    drawn = Drawn(sample)
    scene = drawn.picture().scene
    xy = scene.arrangement.xy
    for node in scene.drawn_nodes[-6:].tolist():
        view = Camera(*xy[node], 900.0, *SIZE)
        steps = np.linspace(0, 1, 400)[:, None, None]
        points = view.to_px(xy[scene.a] + steps * (xy[scene.b] - xy[scene.a]))
        inside = ((points > 0) & (points < SIZE)).all(axis=2).any(axis=0)
        assert (links_in_view(scene, view) >= inside).all()
        assert int(links_in_view(scene, view).sum()) <= int(inside.sum()) + 1
