"""Writes a page as PNG, SVG or PDF: whole or not at all, never over a file unasked."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QSize, QSizeF
from PySide6.QtGui import QImage, QImageWriter, QPageSize, QPaintDevice, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from explorer.drawing.network.picture import NetworkPicture
from explorer.errors import ExportFailed, OutputExists
from explorer.exchange.atomic_file import write_atomically
from explorer.progress import CancelToken
from ui.snapshot.carried_view import KEY
from ui.snapshot.page import Page, paint_network_part, paint_page
from ui.snapshot.spec import INCH_PX, format_of

#: With more ties or actors than that a vector file could hardly be opened: they become an image.
MOST_VECTOR_MARKS = 20_000
_LAYER_SCALE = 2.0
_MOST_LAYER_PX = 9_000
_POINTS_PER_INCH = 72.0
#: Steps of a PDF in each page unit: fine enough for hairlines of a tenth of a unit.
_PDF_STEPS = 12

_EMPTY_GROUP = re.compile(rb"<g [^>]*>\s*</g>\s*")
_FAMILIES = re.compile(rb'font-family="([^"]*)"')


@dataclass(frozen=True)
class Written:
    """A finished file, and what it could not hold, as sentences."""

    path: Path
    warnings: tuple[str, ...] = ()


def write_picture(
    page: Page,
    out: Path,
    *,
    overwrite: bool = False,
    carried: str = "",
    token: CancelToken | None = None,
) -> Written:
    """Write a page in the format that the file's name asks for; any thread.

    Parameters
    ----------
    carried
        The view as text, put into a PNG so that the program can bring it back.

    Raises
    ------
    explorer.errors.ExportFailed
        If the file is there already, cannot be written, or is of another format.
    explorer.progress.Cancelled
        When the token was cancelled; then nothing was written.
    """
    token = token or CancelToken()
    kind = format_of(out)
    page.spec.check()
    if not overwrite and os.path.lexists(out):
        raise OutputExists(out)
    warnings = page.warnings
    if kind == "png":
        content = _png(page, out, carried)
    else:
        drawn, layer = _without_masses(page)
        if layer is not None:
            warnings += (
                "There are too many ties for single lines: the network is an image in the "
                "picture, at twice its size; all text is text.",
            )
        token.raise_if_cancelled()
        content = _svg(drawn, layer, out) if kind == "svg" else _pdf(drawn, layer, out)
    token.raise_if_cancelled()
    write_atomically(out, content, overwrite=overwrite)
    return Written(out, warnings)


def paint_image(page: Page, scale: float) -> QImage:
    """Return the page as an image with so many pixels in each unit; any thread."""
    spec = page.spec
    size = QSize(max(1, round(spec.width * scale)), max(1, round(spec.height * scale)))
    is_clear = spec.theme == "transparent"
    kinds = QImage.Format
    image = QImage(size, kinds.Format_ARGB32_Premultiplied if is_clear else kinds.Format_RGB32)
    if image.isNull():
        raise ExportFailed(
            f"There is not enough memory for {size.width():,} × {size.height():,} pixels. "
            "Choose a smaller picture, or write SVG or PDF.",
            "",
        )
    image.fill(0 if is_clear else page.theme.colour("canvas"))
    with QPainter(image) as painter:
        painter.scale(size.width() / spec.width, size.height() / spec.height)
        paint_page(painter, page)
    return image


def _png(page: Page, out: Path, carried: str) -> bytes:
    scale = page.spec.scale
    image = paint_image(page, scale)
    per_metre = round(INCH_PX * scale / 0.0254)
    image.setDotsPerMeterX(per_metre)
    image.setDotsPerMeterY(per_metre)
    buffer, data = _memory()
    writer = QImageWriter(buffer, QByteArray(b"png"))
    for key, words in (("Title", _title(page)), ("Software", "Actor Explorer"), (KEY, carried)):
        if words:
            writer.setText(key, words)
    if not writer.write(image):
        raise ExportFailed(f"{out} was not written: {writer.errorString()}.", out)
    buffer.close()
    return bytes(data.data())


def _svg(page: Page, layer: QImage | None, out: Path) -> bytes:
    spec = page.spec
    buffer, data = _memory()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(round(INCH_PX))
    generator.setSize(QSize(spec.width, spec.height))
    generator.setViewBox(QRect(0, 0, spec.width, spec.height))
    generator.setTitle(_title(page))
    generator.setDescription(_description(page))
    _paint_vectors(generator, page, layer, 1.0, out)
    buffer.close()
    # Qt leaves an empty group for each change of pen, and names no family of last resort.
    text = _EMPTY_GROUP.sub(b"", bytes(data.data()))
    return _FAMILIES.sub(rb'font-family="\1,sans-serif"', text)


def _pdf(page: Page, layer: QImage | None, out: Path) -> bytes:
    spec = page.spec
    buffer, data = _memory()
    writer = QPdfWriter(buffer)
    points = _POINTS_PER_INCH / INCH_PX
    size = QSizeF(spec.width * points, spec.height * points)
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    writer.setPageSize(QPageSize(size, QPageSize.Unit.Point, "Snapshot", exact))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(round(INCH_PX * _PDF_STEPS))
    writer.setTitle(_title(page))
    writer.setCreator("Actor Explorer")
    _paint_vectors(writer, page, layer, _PDF_STEPS, out)
    buffer.close()
    return bytes(data.data())


def _paint_vectors(
    device: QPaintDevice, page: Page, layer: QImage | None, steps: float, out: Path
) -> None:
    painter = QPainter()
    if not painter.begin(device):
        raise ExportFailed(f"{out} was not written: its format cannot be drawn here.", out)
    with painter:
        painter.scale(steps, steps)
        if layer is not None:
            spec = page.spec
            if spec.theme != "transparent":
                painter.fillRect(0, 0, spec.width, spec.height, page.theme.colour("canvas"))
            painter.drawImage(page.network_rect, layer)
            # The ground is there already; a second one would cover the layer.
            page = replace(page, spec=replace(spec, theme="transparent"))
        paint_page(painter, page)


def _without_masses(page: Page) -> tuple[Page, QImage | None]:
    """Return the page with only names left of a very large network, and an image of the rest."""
    picture = page.picture
    if picture is None:
        return page, None
    n_links = sum(len(bucket.links) for bucket in picture.dense)
    is_mass = max(n_links, len(picture.nodes)) > MOST_VECTOR_MARKS or picture.crowd is not None
    if not is_mass:
        return page, None
    rect = page.network_rect
    scale = min(_LAYER_SCALE, _MOST_LAYER_PX / max(rect.width(), rect.height()))
    size = QSize(max(1, round(rect.width() * scale)), max(1, round(rect.height() * scale)))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    with QPainter(image) as painter:
        painter.scale(scale, scale)
        painter.translate(-rect.topLeft())
        paint_network_part(painter, replace(page, picture=replace(picture, labels=())))
    return replace(page, picture=_names_only(picture)), image


def _names_only(picture: NetworkPicture) -> NetworkPicture:
    nodes = picture.nodes
    none = np.zeros(len(nodes), dtype=bool)
    kept = replace(
        nodes,
        **{name: getattr(nodes, name)[none] for name in nodes.__dataclass_fields__},
    )
    return replace(
        picture,
        nodes=kept,
        links=(),
        dense=(),
        dense_lit=None,
        giver_lines=(),
        has_rings=False,
        crowd=None,
    )


def _title(page: Page) -> str:
    title = page.texts.get("title")
    return " ".join(title.block.lines) if title is not None else "Actor Explorer"


def _description(page: Page) -> str:
    said = [page.texts[name].block for name in ("what", "source", "imprint") if name in page.texts]
    return ". ".join(" ".join(block.lines) for block in said)


def _memory() -> tuple[QBuffer, QByteArray]:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer, data
