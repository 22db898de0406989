"""The palette keeps what the design promises: contrast, and distance in every colour vision."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from tests.ui.colour_vision import SIMULATIONS, ciede2000, smallest_distance
from ui.theme import DARK, LIGHT, THEMES, Theme, blend, contrast, theme_named

GROUNDS = ("window", "surface", "canvas", "raised", "selection")
BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


def hues_of_families(theme: Theme) -> dict[str, str]:
    return {name: hue for name, hue in theme.families.items() if name != "other"}


def test_contrast_is_that_of_the_web_guidelines() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert contrast("#FFFFFF", "#777777") == contrast("#777777", "#FFFFFF")


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.0, 2.0), (50.0, 0.0, 0.0), 2.3669),
        ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0011), 7.2195),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_colour_difference_agrees_with_the_published_pairs(
    one: tuple[float, float, float], other: tuple[float, float, float], difference: float
) -> None:
    assert ciede2000(one, other) == pytest.approx(difference, abs=1e-4)
    assert ciede2000(other, one) == pytest.approx(difference, abs=1e-4)


@BOTH
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", ["text_1", "text_2", "text_3"])
def test_every_text_level_reaches_4_5_on_every_ground(theme: Theme, text: str, ground: str) -> None:
    assert contrast(theme.hex_of(text), theme.hex_of(ground)) >= 4.5


@BOTH
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("on_accent", "accent"),
        ("on_accent", "accent_pressed"),
        ("accent", "window"),
        ("accent", "surface"),
        ("accent", "canvas"),
        ("accent", "selection"),
        ("warn", "warn_ground"),
        ("danger", "surface"),
        ("danger", "window"),
    ],
)
def test_coloured_text_reaches_4_5(theme: Theme, text: str, ground: str) -> None:
    assert contrast(theme.hex_of(text), theme.hex_of(ground)) >= 4.5


@BOTH
@pytest.mark.parametrize("ground", ["window", "surface", "canvas"])
def test_glyphs_lines_and_outlines_reach_3(theme: Theme, ground: str) -> None:
    marks = {**theme.actor_kinds, **theme.families, "strong": theme.strong}
    if ground == "canvas":
        marks |= {"tie": theme.tie, "position": theme.position}
    too_faint = {
        name: contrast(hue, theme.hex_of(ground))
        for name, hue in marks.items()
        if contrast(hue, theme.hex_of(ground)) < 3.0
    }
    assert too_faint == {}


@BOTH
@pytest.mark.parametrize("vision", list(SIMULATIONS))
@pytest.mark.parametrize("of", ["actors", "interactions"])
def test_hues_of_a_set_stay_apart_in_every_colour_vision(
    theme: Theme, vision: str, of: str
) -> None:
    hues = dict(theme.actor_kinds) if of == "actors" else hues_of_families(theme)
    distance, pair = smallest_distance(hues, vision)
    assert distance >= 15.0, f"{theme.name}, {vision}: {sorted(pair)} are only {distance:.1f} apart"


@pytest.mark.parametrize(
    ("theme", "hues", "vision", "distance", "pair"),
    [
        (LIGHT, "actors", "normal", 26.7, {"person", "state"}),
        (LIGHT, "actors", "protan", 23.7, {"organisation", "group"}),
        (LIGHT, "actors", "deutan", 24.3, {"person", "state"}),
        (LIGHT, "actors", "tritan", 24.1, {"state", "group"}),
        (DARK, "actors", "normal", 22.5, {"organisation", "group"}),
        (DARK, "actors", "protan", 18.5, {"organisation", "group"}),
        (DARK, "actors", "deutan", 19.9, {"state", "office"}),
        (DARK, "actors", "tritan", 20.0, {"state", "group"}),
        (LIGHT, "interactions", "normal", 34.2, {"movement", "force"}),
        (LIGHT, "interactions", "protan", 19.4, {"movement", "deal"}),
        (LIGHT, "interactions", "deutan", 17.4, {"deal", "force"}),
        (LIGHT, "interactions", "tritan", 15.8, {"talk", "deal"}),
        (DARK, "interactions", "normal", 28.0, {"movement", "force"}),
        (DARK, "interactions", "protan", 18.1, {"deal", "force"}),
        (DARK, "interactions", "deutan", 16.0, {"talk", "words"}),
        (DARK, "interactions", "tritan", 21.6, {"talk", "deal"}),
    ],
)
def test_the_smallest_distances_are_those_the_design_measured(
    theme: Theme, hues: str, vision: str, distance: float, pair: set[str]
) -> None:
    colours = dict(theme.actor_kinds) if hues == "actors" else hues_of_families(theme)
    found, between = smallest_distance(colours, vision)
    assert between == pair
    assert found == pytest.approx(distance, abs=0.06)


@BOTH
def test_text_inside_a_bar_is_readable_or_goes_beside_it(theme: Theme) -> None:
    for family, hue in theme.families.items():
        text = theme.text_on(f"family:{family}")
        assert text is None or contrast(text, hue) >= 4.5


def test_text_in_bars_is_ink_or_paper_as_the_design_says() -> None:
    paper, ink = LIGHT.surface, LIGHT.text_1
    light = {family: LIGHT.text_on(f"family:{family}") for family in hues_of_families(LIGHT)}
    assert light == {"talk": None, "movement": ink, "words": paper, "deal": paper, "force": paper}
    assert {DARK.text_on(f"family:{family}") for family in DARK.families} == {ink}


@BOTH
def test_every_token_is_a_colour(theme: Theme) -> None:
    hexadecimal = re.compile(r"#[0-9A-F]{6}")
    for field in fields(theme):
        value = getattr(theme, field.name)
        if isinstance(value, str) and field.name != "name":
            assert hexadecimal.fullmatch(value), field.name


@BOTH
def test_keys_resolve_to_tokens_kinds_families_and_plain_colours(theme: Theme) -> None:
    assert theme.colour("tie").name().upper() == theme.tie
    assert theme.hex_of("kind:state") == theme.actor_kinds["state"]
    assert theme.hex_of("family:deal") == theme.families["deal"]
    assert theme.hex_of("#123456") == "#123456"
    assert theme.colour("accent", 0.5).alpha() == 128


@BOTH
def test_unknown_kinds_and_families_are_drawn_in_the_neutral_hue(theme: Theme) -> None:
    assert theme.hex_of("kind:alliance") == theme.hex_of("kind:vessel") == theme.text_3
    assert theme.hex_of("family:barter") == theme.families["other"]


@pytest.mark.parametrize("key", ["kind:", "family:", "tint", "name", "is_dark", ""])
def test_a_key_that_names_no_colour_is_an_error(key: str) -> None:
    with pytest.raises(KeyError):
        LIGHT.hex_of(key)


def test_a_broken_setting_falls_back_to_the_light_theme() -> None:
    assert theme_named("dark") is THEMES["dark"] is DARK
    assert theme_named("solarised") is LIGHT


def test_blending_runs_from_the_background_to_the_foreground() -> None:
    assert blend("#FFFFFF", "#000000", 0.0) == "#000000"
    assert blend("#FFFFFF", "#000000", 1.0) == "#FFFFFF"
    assert blend("#FF0000", "#0000FF", 0.5) == "#800080"
