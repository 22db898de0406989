"""The picture of a dossier: an ego network, drawn by the painter of the window as vectors."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator

from explorer.drawing.network.picture import NetworkPicture
from explorer.drawing.network.scene import prepare
from explorer.model.dataset import Dataset, Mask
from explorer.model.view import ViewFacts
from explorer.network.ego import arrange_part
from explorer.network.filters import Shown, show
from explorer.network.projection import show_network
from explorer.progress import CancelToken
from explorer.session import Session
from ui.network.painter import paint_network
from ui.snapshot.network_part import network_picture
from ui.snapshot.spec import INCH_PX, SnapshotSpec
from ui.snapshot.typography import network_fonts, page_fonts
from ui.theme.fonts import Fonts
from ui.theme.tokens import LIGHT

_WIDTH, _MOST_HEIGHT, _LEAST_HEIGHT = 760, 520, 200
#: So many of the contacts, the most met, are drawn around one actor.
MOST_CONTACTS = 60

_EMPTY_GROUP = re.compile(rb"<g [^>]*>\s*</g>\s*")
_FAMILIES = re.compile(rb'font-family="([^"]*)"')
_HEAD = re.compile(rb"\A\s*(<\?xml[^>]*>)?\s*(<!DOCTYPE[^>]*>)?\s*")
_SIZE = re.compile(rb'(<svg\s[^>]*?)width="[^"]*"\s+height="[^"]*"')


@dataclass(frozen=True, eq=False)
class EgoPicture:
    """A picture that any painter can draw.

    Attributes
    ----------
    note
        What is not in it, as a sentence; empty where all is.
    """

    picture: NetworkPicture
    scale: float
    fonts: Fonts
    size: QSize
    note: str = ""

    def paint(self, painter: QPainter) -> None:
        """Paint it into its size, from the origin."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setClipRect(QRectF(0, 0, self.size.width(), self.size.height()))
        painter.scale(self.scale, self.scale)
        paint_network(painter, self.picture, LIGHT, self.fonts)
        painter.restore()


def ego_picture(
    session: Session, focus: tuple[int, ...], fonts: Fonts, token: CancelToken
) -> EgoPicture | None:
    """Draw the actors in focus and, if it is one, its contacts; any thread.

    None where there would be nothing but one actor.
    """
    dataset = session.dataset
    network = session.network("ties")
    rows = [row for actor_id in focus if (row := dataset.actor_row(actor_id)) >= 0]
    facts = ViewFacts(show_ghosts=False, colour_by="kind")
    shown = show(dataset, facts.filter, facts.window)
    around = len(rows) == 1
    wanted, n_left = _around(session, rows[0]) if around else (_mask(dataset, rows), 0)
    if np.count_nonzero(wanted) < 2:
        return None
    n = int(np.count_nonzero(wanted))
    height = max(_LEAST_HEIGHT, min(_MOST_HEIGHT, 120 + 44 * n))
    drawn = show_network(network, _only(shown, wanted), show_positions=True)
    aspect = _WIDTH / height
    arrangement = arrange_part(network, drawn.node_is_shown, aspect=aspect, token=token)
    scene = prepare(drawn, arrangement, ghosts=False)
    spec = SnapshotSpec(_WIDTH * 2, height * 2, has_legend=False)
    pages = page_fonts(fonts)
    rect = QRectF(0, 0, _WIDTH, height)
    picture, scale = network_picture(scene, facts, spec, rect, pages, token, is_dark=False)
    if picture is None:
        return None
    note = f"The {n_left:,} contacts met least are left out." if n_left else ""
    return EgoPicture(picture, scale, network_fonts(pages, scale), QSize(_WIDTH, height), note)


def svg_element(picture: EgoPicture) -> str:
    """Return a picture as an SVG element to stand in a page."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(round(INCH_PX))
    generator.setSize(picture.size)
    generator.setViewBox(QRect(0, 0, picture.size.width(), picture.size.height()))
    with QPainter(generator) as painter:
        picture.paint(painter)
    buffer.close()
    text = _EMPTY_GROUP.sub(b"", bytes(data.data()))
    text = _FAMILIES.sub(rb'font-family="\1,sans-serif"', text)
    # The page gives it its width.
    return _SIZE.sub(rb"\1", _HEAD.sub(b"", text), count=1).decode("utf-8")


def _around(session: Session, row: int) -> tuple[Mask, int]:
    """Return an actor with those it is tied to most, and how many others there are."""
    ties, dataset = session.ties, session.dataset
    mine = np.flatnonzero((ties.a == row) | (ties.b == row))
    others = np.where(ties.a[mine] == row, ties.b[mine], ties.a[mine])
    behind = np.bincount(ties.pair_tie, minlength=len(ties))[mine]
    order = np.lexsort((others, -behind))[:MOST_CONTACTS]
    wanted = _mask(dataset, [row, *others[order].tolist()])
    columns = dataset.columns
    # Positions and memberships belong to who somebody is.
    held = columns.relation_to[columns.relation_from == row][:MOST_CONTACTS]
    wanted[held] = True
    return wanted, len(others) - len(order)


def _mask(dataset: Dataset, rows: list[int]) -> Mask:
    mask = np.zeros(dataset.n_actors, dtype=bool)
    mask[rows] = True
    return mask


def _only(shown: Shown, wanted: Mask) -> Shown:
    return replace(shown, actor_is_shown=shown.actor_is_shown & wanted)
