"""Writes a dossier as HTML or PDF: at once or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from explorer.errors import ExportFailed, OutputExists
from explorer.exchange.atomic_file import write_atomically
from explorer.exchange.dossier.content import Dossier
from explorer.exchange.dossier.gathering import gather_dossier
from explorer.exchange.dossier.page import dossier_page
from explorer.model.view import Selection
from explorer.progress import CancelToken, Progress, no_progress
from explorer.session import Session
from ui.dossier.paging import page_spans
from ui.dossier.picture import EgoPicture, ego_picture, svg_element
from ui.dossier.print_text import PrintText
from ui.snapshot.spec import INCH_PX
from ui.snapshot.typography import page_fonts
from ui.theme.fonts import Fonts
from ui.theme.tokens import LIGHT

FORMATS = (".html", ".pdf")
_MM_PX = INCH_PX / 25.4
_PAGE_MM = (210.0, 297.0)
_SIDE_MM, _TOP_MM, _FOOT_MM = 22.0, 20.0, 20.0
#: Steps of a PDF in each CSS pixel: fine enough for hairlines.
_STEPS = 12


def dossier_format(path: Path) -> Literal[".html", ".pdf"]:
    """Return the ending of what a file's name asks for.

    Raises
    ------
    ExportFailed
        If it is neither HTML nor PDF.
    """
    ending = path.suffix.lower()
    if ending in {".html", ".htm"}:
        return ".html"
    if ending == ".pdf":
        return ".pdf"
    raise ExportFailed(
        f"{path.name} does not say what to write. End the name in .html or .pdf.", path
    )


def write_dossier(
    session: Session,
    selection: Selection,
    out: Path,
    fonts: Fonts,
    *,
    overwrite: bool = False,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Dossier:
    """Write what is known of one actor or interaction to a file; store lane.

    Raises
    ------
    explorer.exchange.dossier.gathering.NothingToTell
        If the selection is neither one actor nor one interaction.
    explorer.errors.ExportFailed
        If the file is there already or cannot be written.
    explorer.progress.Cancelled
        When the token was cancelled; nothing was written then.
    """
    token = token or CancelToken()
    form = dossier_format(out)
    if not overwrite and os.path.lexists(out):
        raise OutputExists(out)
    dossier = gather_dossier(session, selection, token, progress)
    progress(0, 0, "Drawing the picture.")
    picture = ego_picture(session, dossier.focus, fonts, token)
    token.raise_if_cancelled()
    progress(0, 0, "Writing the dossier.")
    if form == ".html":
        drawn = svg_element(picture) if picture is not None else ""
        note = picture.note if picture is not None else ""
        # Halves of surrogate pairs have no place in a file.
        content = dossier_page(dossier, drawn, note).encode("utf-8", "replace")
    else:
        content = _pdf(dossier, picture, fonts, out, token)
    token.raise_if_cancelled()
    write_atomically(out, content, overwrite=overwrite)
    return dossier


def _pdf(
    dossier: Dossier, picture: EgoPicture | None, fonts: Fonts, out: Path, token: CancelToken
) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    millimetres = QPageLayout.Unit.Millimeter
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), millimetres)
    writer.setResolution(round(INCH_PX * _STEPS))
    writer.setTitle(dossier.title)
    writer.setCreator("Actor Explorer")
    width = (_PAGE_MM[0] - 2 * _SIDE_MM) * _MM_PX
    height = (_PAGE_MM[1] - _TOP_MM - _FOOT_MM) * _MM_PX
    text = PrintText(page_fonts(fonts), width)
    text.fill(dossier, picture)
    text.document.setTextWidth(width)
    pages = page_spans(text.document.size().height(), height, text.unbroken(), text.lines())
    painter = QPainter()
    if not painter.begin(writer):
        raise ExportFailed(f"{out} was not written: a PDF cannot be made here.", out)
    with painter:
        painter.scale(_STEPS, _STEPS)
        for page, (top, bottom) in enumerate(pages):
            token.raise_if_cancelled()
            if page:
                writer.newPage()
            _paint_page(painter, text, top, bottom, width)
            _paint_foot(painter, dossier, fonts, f"{page + 1} / {len(pages)}", width)
    buffer.close()
    return bytes(data.data())


def _paint_page(
    painter: QPainter, text: PrintText, top: float, bottom: float, width: float
) -> None:
    painter.save()
    painter.translate(_SIDE_MM * _MM_PX, _TOP_MM * _MM_PX - top)
    rect = QRectF(0, top, width, bottom - top)
    painter.setClipRect(rect)
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = rect
    text.document.documentLayout().draw(painter, context)
    painter.restore()


def _paint_foot(
    painter: QPainter, dossier: Dossier, fonts: Fonts, number: str, width: float
) -> None:
    font = page_fonts(fonts).ui_font()
    font.setPixelSize(10)
    painter.save()
    painter.setFont(font)
    left, y = _SIDE_MM * _MM_PX, (_PAGE_MM[1] - _FOOT_MM + 9.0) * _MM_PX
    painter.setPen(LIGHT.colour("border"))
    painter.drawLine(QPointF(left, y - 14), QPointF(left + width, y - 14))
    painter.setPen(LIGHT.colour("text_3"))
    metrics = painter.fontMetrics()
    room = round(width - metrics.horizontalAdvance(number) - 24)
    words = f"{dossier.title} · from “{dossier.store_title}”, {dossier.made_on}"

    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
    painter.drawText(QPointF(left, y), shown)
    painter.drawText(QPointF(left + width - metrics.horizontalAdvance(number), y), number)
    painter.restore()
