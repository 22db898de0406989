"""What a file is that cannot be taken in, so that a refusal can say it and what to do instead."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_PASSAGES: Final = "Copy its text and add it as a source (Edit ▸ Add ▸ Source…)."
_AS_TABLE: Final = "Save what is meant as a CSV or Excel table."

_MAGIC: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF-", f"It is a PDF document. {_PASSAGES}"),
    (b"{\\rtf", f"It is a text document (RTF). {_PASSAGES}"),
    (b"\x89PNG\r\n\x1a\n", "It is a picture (PNG), and no data can be read from it."),
    (b"\xff\xd8\xff", "It is a picture (JPEG), and no data can be read from it."),
    (b"GIF8", "It is a picture (GIF), and no data can be read from it."),
    (b"II*\0", "It is a picture (TIFF), and no data can be read from it."),
    (b"MM\0*", "It is a picture (TIFF), and no data can be read from it."),
    (b"SQLite format 3\0", f"It is an SQLite database, but no store of this program. {_AS_TABLE}"),
    (b"7z\xbc\xaf\x27\x1c", "It is packed with 7-Zip. Unpack it, and import what is in it."),
    (b"Rar!", "It is packed with RAR. Unpack it, and import what is in it."),
    (b"BZh", "It is packed with bzip2. Unpack it, and import what is in it."),
    (b"\xfd7zXZ\0", "It is packed with xz. Unpack it, and import what is in it."),
    (b"\x28\xb5\x2f\xfd", "It is packed with Zstandard. Unpack it, and import what is in it."),
    (b"PAR1", f"It is a Parquet table. {_AS_TABLE}"),
    (b"ARROW1", f"It is an Arrow table. {_AS_TABLE}"),
    (b"\x89HDF", f"It is an HDF5 file. {_AS_TABLE}"),
    (b"\x7fELF", "It is a program, and no data can be read from it."),
    (b"ID3", "It is a sound recording. Write down what was said, and add it as a source."),
    (b"OggS", "It is a recording. Write down what was said, and add it as a source."),
)
_OLE: Final = b"\xd0\xcf\x11\xe0"
_WORD: Final = f"It is a text document of a word processor. {_PASSAGES}"
_SLIDES: Final = f"It is a presentation. {_PASSAGES}"
_UCINET: Final = (
    "It is a network of UCINET in its own form. Export it there as DL (Data ▸ Export ▸ DL)."
)
_PICKLE: Final = (
    "It is an object of Python, which is not read for safety. Write it as GraphML or CSV."
)
_GRAPH6: Final = "It is a graph without names and attributes (graph6). Export it as GraphML."
_ENDINGS: Final[dict[str, str]] = {
    ".gephi": "It is a project of Gephi. Open it there and export it (File ▸ Export ▸ Graph file) "
    "as GEXF.",
    ".cys": "It is a session of Cytoscape. Open it there and export the network (File ▸ Export) as "
    "CX2 or GraphML.",
    ".graffle": "It is a drawing of OmniGraffle. Export it as DOT or CSV.",
    ".vsdx": "It is a drawing of Visio. Export its shapes as a CSV or Excel table.",
    ".mtgx": "It is a graph of Maltego. Export it there as a CSV table.",
    ".mtgl": "It is a graph of Maltego. Export it there as a CSV table.",
    ".anb": "It is a chart of i2 Analyst's Notebook. Export it there as a CSV or Excel table.",
    ".anx": "It is a chart of i2 Analyst's Notebook. Export it there as a CSV or Excel table.",
    ".##h": _UCINET,
    ".##d": _UCINET,
    ".graphdb": "It is a data base of graphs. Export it as GraphML or CSV.",
    ".docx": _WORD, ".odt": _WORD, ".pages": _WORD, ".doc": _WORD,
    ".pptx": _SLIDES, ".odp": _SLIDES, ".ppt": _SLIDES, ".key": _SLIDES,
    ".bib": "It is a list of references (BibTeX), which is not read yet.",
    ".ris": "It is a list of references (RIS), which is not read yet.",
    ".ics": f"It is a calendar. {_AS_TABLE}",
    ".vcf": f"It is an address book. {_AS_TABLE}",
    ".eml": f"It is an e-mail. {_PASSAGES}",
    ".mbox": f"It is a box of e-mails. {_PASSAGES}",
    ".parquet": f"It is a Parquet table. {_AS_TABLE}",
    ".sav": f"It is a data file of SPSS. {_AS_TABLE}",
    ".dta": f"It is a data file of Stata. {_AS_TABLE}",
    ".rds": f"It is an object of R. {_AS_TABLE}",
    ".rdata": f"It is a workspace of R. {_AS_TABLE}",
    ".pickle": _PICKLE,
    ".gpickle": _PICKLE,
    ".pkl": _PICKLE,
    ".g6": _GRAPH6,
    ".s6": _GRAPH6,
}  # fmt: skip
_IN_ZIP: Final[tuple[tuple[str, str], ...]] = (
    ("word/document.xml", _WORD),
    ("ppt/presentation.xml", _SLIDES),
    ("Project_0_xml", _ENDINGS[".gephi"]),
)
_OPEN_DOCUMENT: Final = {
    "application/vnd.oasis.opendocument.text": _WORD,
    "application/vnd.oasis.opendocument.presentation": _SLIDES,
    "application/epub+zip": f"It is an e-book. {_PASSAGES}",
}
_ROOT: Final = re.compile(r"<(?![?!])([\w.:-]+)")
_PAGE: Final = re.compile(r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
                          re.IGNORECASE | re.DOTALL)  # fmt: skip
_XML_FORMS: Final = {
    "kml": f"It is a map (KML). {_AS_TABLE}",
    "svg": "It is a drawing (SVG), and no data can be read from it.",
    "rss": f"It is a news feed (RSS). {_PASSAGES}",
    "feed": f"It is a news feed (Atom). {_PASSAGES}",
    "rdf": f"It is RDF, which is not read. {_AS_TABLE}",
    "mxfile": "It is a drawing of diagrams.net. Export it as CSV or GraphML.",
    "opml": f"It is an outline (OPML). {_AS_TABLE}",
    "tei": f"It is a text in TEI. {_PASSAGES}",
    "chart": _ENDINGS[".anx"],
}


def stranger(path: Path, head: bytes) -> str:
    """Say what a file is that is surely of no format that is taken in; "" where that is not sure.

    Parameters
    ----------
    head
        How what is in it begins.
    """
    if (told := _of_archive(path)) or (told := _of_magic(path, head)):
        return told
    if told := _ENDINGS.get(_ending(path), ""):
        return told
    text = head[:4096].decode("utf-8", "replace").lstrip("\ufeff")
    if _PAGE.match(text):
        return f"It is a web page. {_PASSAGES} A table in it can be copied into a spreadsheet."
    if text.lstrip().startswith("<") and (root := _ROOT.search(text)):
        name = root.group(1).rpartition(":")[2].lower()
        return _XML_FORMS.get(name, "")
    return ""


def unknown(head: bytes) -> str:
    """Say of a file that no format fits what can be said."""
    text = head.decode("utf-8", "replace").lstrip("\ufeff").lstrip()
    controls = sum(character < " " and character not in "\r\n\t\f" for character in text)
    if controls > len(text) * 0.02:
        what = "It is no text, and of no format that is read here."
    elif text.startswith("<") and (root := _ROOT.search(text)):
        what = f"It is XML that begins with <{root.group(1)}>, which is not read here."
    elif text.startswith(("{", "[")):
        what = (
            "It is JSON, but neither of this program, nor a network, nor FollowTheMoney entities."
        )
    else:
        what = f"It is text, but no table and no network. {_PASSAGES}"
    return (
        f"{what} Read are tables (CSV, Excel, OpenDocument), networks (GEXF, GraphML and others), "
        "event data and FollowTheMoney."
    )


def _ending(path: Path) -> str:
    return path.suffix.lower()


def _of_magic(path: Path, head: bytes) -> str:
    for magic, told in _MAGIC:
        if head.startswith(magic):
            return told
    if head.startswith(_OLE) and _ending(path) in {".doc", ".ppt", ".msg"}:
        return _ENDINGS.get(_ending(path), f"It is an e-mail of Outlook. {_PASSAGES}")
    if head[4:8] == b"ftyp" or head.startswith(b"RIFF"):
        return "It is a recording. Write down what was said, and add it as a source."
    return ""


def _of_archive(path: Path) -> str:
    """Tell documents and projects that are archives from archives of tables."""
    with path.open("rb") as file:
        if file.read(4) != b"PK\x03\x04":
            return ""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            for name, told in _IN_ZIP:
                if name in names:
                    return told
            if any(name.endswith("/session.xml") or "cysession" in name for name in names):
                return _ENDINGS[".cys"]
            if "mimetype" in names:
                kind = archive.read("mimetype")[:200].decode("ascii", "replace").strip()
                return _OPEN_DOCUMENT.get(kind, "")
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return ""
    return ""
