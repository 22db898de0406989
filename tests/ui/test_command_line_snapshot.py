"""Snapshots from the command line, and what happens where there is no display."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from db import open_store
from explorer.model.view import ViewFacts
from explorer.network.filters import TimeWindow
from explorer.sample import create_sample
from tests.building import build_store
from tests.ui.command_stand import assert_refused, run
from ui.display import display_problem
from ui.memory import ViewMemory
from ui.snapshot.carried_view import read_carried


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "us karabakh #1 100% Արցախ.actors"
    create_sample(path).close()
    return path


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- snapshot ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.png", "b.svg", "c.pdf"])
def test_a_snapshot_is_drawn_in_each_format(qapp, store, here, name):
    result = run("snapshot", store, name, "--width", 800, "--height", 500)
    assert (0, f"Wrote {name}.\n") == (result.exit_code, result.stdout)
    assert 1000 < (here / name).stat().st_size
    assert_refused(run("snapshot", store, name), "exists already")
    assert 0 == run("snapshot", store, name, "--overwrite").exit_code


def test_size_scale_and_density_make_the_pixels(qapp, store, here):
    run("snapshot", store, "a.png", "--width", 800, "--height", 500, "--scale", 1.5)
    assert (1200, 750) == (QImage("a.png").width(), QImage("a.png").height())
    run("snapshot", store, "b.png", "--width", 800, "--height", 500, "--dpi", 192)
    assert (1600, 1000) == (QImage("b.png").width(), QImage("b.png").height())
    assert 192 == round(QImage("b.png").dotsPerMeterX() * 0.0254)


def test_weak_ties_are_left_out_when_asked(qapp, store, here):
    assert 0 == run("snapshot", store, "a.png", "--least", 2).exit_code
    assert 2 == read_carried(here / "a.png").facts.filter.least_behind_tie
    assert 2 == run("snapshot", store, "b.png", "--least", 0).exit_code
    assert not (here / "b.png").exists()


def test_window_actor_and_projection_are_those_of_the_picture(qapp, store, here):
    options = ("--from", "2023-09-25", "--to", "2023-09-26", "--actor", "samantha power")
    result = run("snapshot", store, "a.png", *options, "--projection", "interactions")
    assert 0 == result.exit_code, result.output
    facts = read_carried(here / "a.png").facts
    assert TimeWindow(19_625, 19_626) == facts.window
    assert "interactions" == facts.projection
    assert 1 == len(facts.focus)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--from", "2023-13"), ("--from", "2023-13", "month")),
        (("--from", "yesterday"), ("--from", "yesterday")),
        (("--to", "0000-00-00"), ("--to",)),
        (("--from", "2023-09-26", "--to", "2023-09-25"), ("exchange",)),
        (("--from", "2031"), ("2031", "nothing is left")),
        (("--actor", "Nobody at all"), ("No actor", "Nobody at all")),
        (("--actor", "Armenian"), ("Armenian separatist forces", "whole name")),
        (("--actor", ""), ("--actor",)),
        (("--view",), ("has not shown",)),
    ],
)
def test_what_the_store_does_not_hold_is_told(qapp, store, here, options, words):
    assert_refused(run("snapshot", store, "a.png", *options), *words)
    assert not (here / "a.png").exists()


def test_months_and_years_are_windows_too(qapp, store, here):
    assert 0 == run("snapshot", store, "a.png", "--from", "2023-09", "--to", "2023").exit_code
    window = read_carried(here / "a.png").facts.window
    assert TimeWindow(19_601, 19_722) == window


def test_an_actor_is_found_by_name_spelling_key_and_without_accents(qapp, here):
    made = build_store(here / "a.actors", actors=["Ülviyyə Həsənov", "Ada", "Ada Lovelace"])
    with made, made.atomic("More") as writer:
        writer.update("actors", 1, key="hasanov")
        writer.insert("actor_names", actor_id=1, name="Гасанова")
    for name in ("Ülviyyə Həsənov", "ulviyyə HƏSƏNOV", "Гасанова", "hasanov", "Ada"):
        result = run("snapshot", "a.actors", "a.png", "--actor", name, "--overwrite")
        assert 0 == result.exit_code, (name, result.output)
        expected = {2} if name == "Ada" else {1}
        assert expected == read_carried(here / "a.png").facts.focus


def test_two_actors_of_one_name_are_told_apart_by_key(qapp, here):
    made = build_store(here / "a.actors", actors=["Ada", "Bo"])
    with made, made.atomic("More") as writer:
        writer.update("actors", 1, key="ada-1")
        writer.update("actors", 2, name="Ada", key="ada-2")
    assert_refused(run("snapshot", "a.actors", "a.png", "--actor", "Ada"), "ada-1, ada-2")
    assert 0 == run("snapshot", "a.actors", "a.png", "--actor", "ada-2").exit_code


def test_the_view_last_seen_is_drawn_with_its_places(qapp, store, here):
    with open_store(store, writable=False) as opened:
        uuid = opened.uuid
    facts = ViewFacts(window=TimeWindow(19_625, 19_626), projection="ties")
    run("snapshot", store, "whole.png")
    places = read_carried(here / "whole.png").places
    places["ties"]["x"][0] = 7.5
    ViewMemory().write(uuid, facts, places)
    result = run("snapshot", store, "a.png", "--view")
    assert 0 == result.exit_code, result.output
    carried = read_carried(here / "a.png")
    assert facts == carried.facts
    assert 7.5 == carried.places["ties"]["x"][0]


def test_another_title_or_none_is_drawn(qapp, store, here):
    run("snapshot", store, "a.svg", "--title", "Who & when")
    assert ">Who &amp; when<" in (here / "a.svg").read_text(encoding="utf-8").replace("\n", "")
    run("snapshot", store, "b.svg", "--title", "")
    assert "US engagement" not in (here / "b.svg").read_text(encoding="utf-8")


def test_a_page_too_small_for_all_of_it_says_so_on_stderr(qapp, store, here):
    result = run("snapshot", store, "a.png", "--width", 400, "--height", 300)
    assert 0 == result.exit_code
    assert "note: " in result.stderr
    assert "Wrote a.png.\n" == result.stdout


# --- without a display ---------------------------------------------------------------------------


def test_without_a_display_the_sample_is_drawn_to_a_free_name(qapp, here):
    for name in ("us-karabakh-2023-09.png", "us-karabakh-2023-09-2.png"):
        result = run()
        assert 0 == result.exit_code, result.output
        assert "There is no display" in result.output
        assert name in result.output
        assert 1600 == QImage(str(here / name)).width()


def test_without_a_display_a_store_or_its_picture_is_drawn(qapp, here):
    create_sample(here / "a.actors").close()
    result = run("a.actors")
    assert (0, True) == (result.exit_code, (here / "a.png").exists())
    result = run("a.png")
    assert (0, True) == (result.exit_code, (here / "a-2.png").exists()), result.output
    (here / "a.actors").rename(here / "elsewhere")
    assert_refused(run("a.png"), "a.actors", "not beside it")


def test_a_window_is_opened_where_there_is_a_display(monkeypatch, store):
    opened: list[tuple[Path | None, bool]] = []

    def run_window(path: Path | None, *, is_sample: bool) -> int:
        opened.append((path, is_sample))
        return 0

    monkeypatch.setattr("ui.display.display_problem", lambda: None)
    monkeypatch.setattr("ui.app.run", run_window)
    assert 0 == run(store).exit_code
    assert 0 == run("--sample").exit_code
    assert 0 == run().exit_code
    assert [(store, False), (None, True), (None, False)] == opened


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="Linux only")
@pytest.mark.parametrize(
    ("environment", "has_problem"),
    [
        ({}, True),
        ({"DISPLAY": ":93"}, True),
        ({"DISPLAY": "localhost:93.0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-93"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
        ({"QT_QPA_PLATFORM": "vnc"}, False),
    ],
)
def test_a_display_that_does_not_answer_is_found_out(
    monkeypatch, tmp_path, environment, has_problem
):
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert has_problem is (display_problem() is not None)


def test_a_wayland_display_that_answers_is_enough(monkeypatch, tmp_path):
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(str(tmp_path / "wayland-7"))
        server.listen()
        assert None is display_problem()
