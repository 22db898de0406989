"""PNG, SVG and PDF: whole or not there, real vectors with real text, carrying their view."""

from __future__ import annotations

import json
import os
import re
import sys
import xml.etree.ElementTree as ET
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QImageReader

from explorer.errors import ExportFailed, OutputExists
from explorer.model.view import Selection, ViewFacts
from explorer.network.filters import FilterSpec, TimeWindow
from explorer.progress import Cancelled, CancelToken
from explorer.sample import create_sample
from tests.ui.snapshot_stand import loaded, subject
from ui.snapshot import writing
from ui.snapshot.carried_view import (
    KEY,
    NoViewInPicture,
    carried_text,
    read_carried,
    store_near,
)
from ui.snapshot.known_stores import KnownStores
from ui.snapshot.layout import lay_out
from ui.snapshot.spec import SnapshotSpec
from ui.snapshot.writing import write_picture
from ui.theme.fonts import Fonts

_SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("sample") / "us-karabakh-2023-09.actors"
    create_sample(path).close()
    session = loaded(path)
    yield session
    session.close()


@pytest.fixture
def page(qapp, sample):
    spec = SnapshotSpec(1600, 1000, drawn_on="24 November 2026")
    return lay_out(subject(sample), spec, Fonts.of_system())


def files(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


@pytest.mark.parametrize(("scale", "dpi"), [(1.0, 96), (2.0, 192), (3.125, 300)])
def test_a_png_has_its_pixels_and_their_density(page, tmp_path, scale, dpi):
    page = replace(page, spec=replace(page.spec, scale=scale))
    written = write_picture(page, tmp_path / "a.png")
    image = QImage(str(written.path))
    assert (round(1600 * scale), round(1000 * scale)) == (image.width(), image.height())
    assert dpi == round(image.dotsPerMeterX() * 0.0254)
    assert "US engagement over Karabakh" == image.text("Title")
    assert ["a.png"] == files(tmp_path)


def test_an_svg_is_vectors_with_real_text(page, tmp_path):
    out = write_picture(page, tmp_path / "a.svg").path
    root = ET.parse(out).getroot()
    assert "0 0 1600 1000" == root.get("viewBox")
    assert "US engagement over Karabakh" == root.findtext(f"{_SVG}title")
    assert "18–27 September 2023" in root.findtext(f"{_SVG}desc")
    texts = {"".join(node.itertext()).strip() for node in root.iter(f"{_SVG}text")}
    assert {"Samantha Power", "Ilham Aliyev", "Person", "accounts differ", "25 Sep"} <= texts
    assert any(text.startswith("uncertain: planned") for text in texts)
    assert [] == list(root.iter(f"{_SVG}image"))
    families = {n.get("font-family") for n in root.iter(f"{_SVG}text")}
    assert all(family.endswith(",sans-serif") for family in families)


def test_the_same_view_gives_the_same_svg(qapp, sample, page, tmp_path):
    again = lay_out(subject(sample), page.spec, Fonts.of_system())
    first = write_picture(page, tmp_path / "a.svg").path.read_bytes()
    assert first == write_picture(again, tmp_path / "b.svg").path.read_bytes()


def test_a_pdf_has_one_page_of_the_picture_s_size_with_fonts_in_it(page, tmp_path):
    out = write_picture(page, tmp_path / "a.pdf").path
    data = out.read_bytes()
    assert data.startswith(b"%PDF-")
    assert 1 == len(re.findall(rb"/Type\s*/Page\b", data))
    box = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", data)
    assert (1200.0, 750.0) == (float(box[1]), float(box[2]))
    assert b"/FontFile2" in data or b"/FontFile3" in data
    assert b"/Subtype /Image" not in data


def test_markup_in_names_stays_text_in_an_svg(qapp, sample, tmp_path):
    hostile = subject(sample, title='</text><script>alert("x")</script>&amp;')
    page = lay_out(hostile, SnapshotSpec(800, 500), Fonts.of_system())
    root = ET.parse(write_picture(page, tmp_path / "a.svg").path).getroot()
    assert [] == list(root.iter(f"{_SVG}script"))
    assert '</text><script>alert("x")</script>&amp;' == root.findtext(f"{_SVG}title")


@pytest.mark.parametrize("name", ["a.png", "a.svg", "a.pdf"])
def test_a_file_is_not_replaced_unasked(page, tmp_path, name):
    out = tmp_path / name
    out.write_bytes(b"mine")
    with pytest.raises(OutputExists):
        write_picture(page, out)
    assert b"mine" == out.read_bytes()
    write_picture(page, out, overwrite=True)
    assert b"mine" != out.read_bytes()
    assert [name] == files(tmp_path)


def test_a_cancelled_export_leaves_nothing(page, tmp_path):
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        write_picture(page, tmp_path / "a.png", token=token)
    assert [] == files(tmp_path)


@pytest.mark.parametrize("name", ["a.gif", "a", "a.actors"])
def test_another_ending_is_refused(page, tmp_path, name):
    with pytest.raises(ExportFailed, match=r"\.png, \.svg or \.pdf"):
        write_picture(page, tmp_path / name)


def test_a_size_beyond_reason_is_refused_before_it_is_drawn(page, tmp_path):
    huge = replace(page, spec=replace(page.spec, width=20_000, height=20_000))
    with pytest.raises(ExportFailed, match="too large"):
        write_picture(huge, tmp_path / "a.png")
    assert [] == files(tmp_path)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs permissions")
def test_a_folder_that_may_not_be_written_is_said(page, tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(ExportFailed, match="may not be written"):
            write_picture(page, tmp_path / "a.png")
    finally:
        tmp_path.chmod(0o700)


def test_a_folder_that_is_not_there_is_said(page, tmp_path):
    with pytest.raises(ExportFailed, match="no folder"):
        write_picture(page, tmp_path / "nowhere" / "a.png")


@pytest.mark.parametrize("name", ["a.svg", "a.pdf"])
def test_very_many_ties_become_an_image_and_that_is_said(page, tmp_path, monkeypatch, name):
    monkeypatch.setattr(writing, "MOST_VECTOR_MARKS", 5)
    written = write_picture(page, tmp_path / name)
    assert any("too many ties" in words for words in written.warnings)
    data = written.path.read_bytes()
    assert (b"<image" if name == "a.svg" else b"/Subtype /Image") in data
    if name == "a.svg":
        root = ET.fromstring(data)
        texts = {"".join(node.itertext()).strip() for node in root.iter(f"{_SVG}text")}
        assert {"Samantha Power", "Person"} <= texts


# --- the carried view --------------------------------------------------------------------------


def facts_of_everything() -> ViewFacts:
    return ViewFacts(
        selection=Selection.several([1, 2]),
        window=TimeWindow(19_625, 19_626),
        filter=FilterSpec(interaction_kinds=frozenset({"visit"})),
        focus=frozenset({1}),
        hops=2,
        projection="interactions",
        viewport=(0.0, 1.0, 2.0, 3.0),
    )


def test_a_png_carries_its_view_and_gives_it_back(page, sample, tmp_path):
    facts = facts_of_everything()
    store = tmp_path / "a store, с пробелом.actors"
    places = subject(sample).arrangement.to_json()
    out = tmp_path / "a.png"
    text = carried_text(out, store, "some-uuid", facts, {"ties": places})
    write_picture(page, out, carried=text)
    carried = read_carried(out)
    assert facts == carried.facts
    assert places == carried.places["ties"]
    assert (store.name, "some-uuid") == (carried.store_name, carried.store_uuid)


def test_a_picture_names_no_folders_of_its_maker(tmp_path):
    store = tmp_path / "secret project" / "deep" / "down" / "a.actors"
    text = carried_text(tmp_path / "out" / "p" / "a.png", store, "u", ViewFacts(), {})
    assert "secret" not in text
    assert "a.actors" in text


def test_the_store_is_found_beside_below_and_near_the_picture(tmp_path):
    for way in ("a.actors", "stores/a.actors", "../stores/a.actors"):
        home = tmp_path / way.replace("/", "-")
        picture = home / "pictures" / "a.png"
        store = picture.parent / way
        store.parent.mkdir(parents=True, exist_ok=True)
        picture.parent.mkdir(parents=True, exist_ok=True)
        text = carried_text(picture, store, "u", ViewFacts(), {})
        write_carrier(picture, text)
        assert None is store_near(picture, read_carried(picture))
        store.write_bytes(b"store")
        assert store.resolve() == store_near(picture, read_carried(picture)).resolve()


def write_carrier(path: Path, text: str) -> None:
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(0)
    image.setText(KEY, text)
    assert image.save(str(path))


@pytest.mark.parametrize(
    "way", ["/etc/passwd", "\\\\host\\share\\a", "C:/a", "../../a", "//host/share/a", "a\0b"]
)
def test_a_hostile_way_to_the_store_is_not_followed(tmp_path, way):
    picture = tmp_path / "x" / "y" / "a.png"
    picture.parent.mkdir(parents=True)
    (tmp_path / "a").write_bytes(b"there")
    text = carried_text(picture, tmp_path / "gone.actors", "u", ViewFacts(), {})
    data = json.loads(text)
    data["store"]["way"] = way
    write_carrier(picture, json.dumps(data))
    assert None is store_near(picture, read_carried(picture))


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "null",
        '{"version": 99}',
        '{"version": 1, "view": 5, "store": {}}',
        '{"version": 1, "view": {}, "store": "x"}',
        "[" * 100_000,
    ],
)
def test_a_view_that_cannot_be_read_is_refused_in_words(tmp_path, qapp, text):
    write_carrier(tmp_path / "a.png", text)
    with pytest.raises(NoViewInPicture, match=r"a\.png"):
        read_carried(tmp_path / "a.png")


def test_files_that_are_no_pictures_of_ours_are_refused(tmp_path, qapp, page):
    (tmp_path / "letter.png").write_bytes(b"Dear Sir")
    (tmp_path / "empty.png").write_bytes(b"")
    QImage(4, 4, QImage.Format.Format_RGB32).save(str(tmp_path / "photo.png"))
    write_picture(page, tmp_path / "plain.png")
    for name in ("letter.png", "empty.png", "photo.png", "plain.png", "nowhere.png"):
        with pytest.raises(NoViewInPicture, match=name):
            read_carried(tmp_path / name)


def test_a_truncated_picture_is_read_or_refused_but_never_a_fault(tmp_path, page):
    out = tmp_path / "a.png"
    text = carried_text(out, tmp_path / "a.actors", "u", ViewFacts(), {})
    data = write_picture(page, out, carried=text).path.read_bytes()
    assert text == QImageReader(str(out)).text(KEY)
    for length in (10, 60, 200, 1000, len(data) // 2):
        cut = tmp_path / "cut.png"
        cut.write_bytes(data[:length])
        with suppress(NoViewInPicture):
            assert ViewFacts() == read_carried(cut).facts


def test_known_stores_are_found_by_uuid_as_long_as_they_are_there(tmp_path):
    store = tmp_path / "a.actors"
    store.write_bytes(b"store")
    known = KnownStores(tmp_path / "home")
    assert None is known.find("u")
    known.note("u", store)
    assert store == KnownStores(tmp_path / "home").find("u")
    store.unlink()
    assert None is known.find("u")
    (tmp_path / "home" / "pictured-stores.json").write_text("[1")
    assert None is known.find("u")
