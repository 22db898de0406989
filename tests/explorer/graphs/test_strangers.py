"""A file of no format that is read is refused with a sentence that says what it is."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from explorer.errors import ImportFailed
from explorer.exchange.formats import format_of, likeliest_format


def packed(**members: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.pdf", b"%PDF-1.7\n1 0 obj << /Type /Catalog >>\nendobj\n", "PDF document"),
        ("scan.csv", b"%PDF-1.7\n1,2,3\n4,5,6\n", "PDF document"),
        ("a.docx", packed(word__document_xml="<w/>", mimetype="x"), "word processor"),
        ("a.odt", packed(mimetype="application/vnd.oasis.opendocument.text"), "word processor"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture"),
        ("a.html", b"<!DOCTYPE html>\n<html><body>a, b</body></html>", "web page"),
        ("a.db", b"SQLite format 3\0" + bytes(200), "SQLite database, but no store"),
        ("a.xml", b"<?xml version='1.0'?><kml xmlns='x'><Document/></kml>", "map"),
        ("b.xml", b"<?xml version='1.0'?><stuff/>", "begins with <stuff>"),
        ("a.json", b'{"type": "FeatureCollection", "features": []}', "JSON"),
        ("a.pickle", b"\x80\x04\x95abc\x8c\x01x\x94.", "Python"),
        ("notes.txt", b"Dear all\n\nwe met on Monday and talked.\nYours\n", "no table"),
        ("a.bin", bytes(range(256)), "no text"),
    ],
)
def test_a_stranger_is_named(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ImportFailed, match=told) as caught:
        format_of(path)
    assert str(caught.value).count("\n") <= 2
    assert 0 == likeliest_format(path)[1]


def test_a_project_of_gephi_says_how_to_get_out_of_it(tmp_path: Path) -> None:
    path = tmp_path / "network.gephi"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Project_0_xml", "<project/>")
    with pytest.raises(ImportFailed, match="as GEXF"):
        format_of(path)
