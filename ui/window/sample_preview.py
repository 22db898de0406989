"""The sample's network for the first page: read and laid out in the background, once."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QRectF, QSizeF, QTimer
from PySide6.QtGui import QImage, QPainter

from explorer.drawing.network.camera import fit
from explorer.drawing.network.scene import prepare
from explorer.drawing.network.styling import compose
from explorer.model.view import ViewFacts
from explorer.network.arrangement import Arrangement, arrange
from explorer.network.filters import show
from explorer.network.projection import ShownNetwork, show_network
from explorer.progress import CancelToken, Progress
from explorer.sample import create_sample
from explorer.session import Session
from ui.jobs import JobRunner
from ui.network.painter import paint_network
from ui.network.text import QtTextMeasure
from ui.theme.appearance import Appearance
from ui.theme.fonts import DESIGN_PX
from ui.window.preview import Preview

#: What the sample is, for those who have not opened it; a test holds it to the sample.
SAMPLE_WORDS = (
    "US engagement over Karabakh, 18–27 September 2023: 26 actors, 19 interactions and one call "
    "told in two ways, from one article."
)

#: The first page is painted and can be used before anything is read.
_START_AFTER_MS = 250
_MARGIN_PX = 28.0
_ASPECT = 1.1


@dataclass(frozen=True, eq=False)
class _Sample:
    network: ShownNetwork
    arrangement: Arrangement


class SamplePreview(QObject):
    """Gives the first page's preview its network; main thread."""

    def __init__(
        self,
        preview: Preview,
        jobs: JobRunner,
        appearance: Appearance,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._preview, self._jobs, self._appearance = preview, jobs, appearance
        self._is_asked = False
        self._sample: _Sample | None = None
        self._kept: tuple[tuple[object, ...], QImage] | None = None

    def start(self) -> None:
        """Read and lay out the sample, unless that was done or is under way."""
        if not self._is_asked:
            self._is_asked = True
            QTimer.singleShot(_START_AFTER_MS, self, self._run)

    def _run(self) -> None:
        if not self._preview.isVisible():
            # A store was opened meanwhile; the first page asks again when it is back.
            self._is_asked = False
            return
        self._jobs.run("sample-preview", _read, lane="compute", on_done=self._take)

    def _take(self, sample: _Sample) -> None:
        self._sample = sample
        self._preview.show_network(self._paint)
        self._preview.setAccessibleDescription(SAMPLE_WORDS)

    def _paint(self, painter: QPainter, width: int, height: int) -> None:
        """Paint the network without names; an image, so that all of it is equally pale."""
        sample, theme = self._sample, self._appearance.theme
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        if sample is None or width < 2 or height < 2:
            return
        key = (theme.name, width, height, ratio)
        if self._kept is None or self._kept[0] != key:
            size = QSizeF(width * ratio, height * ratio).toSize()
            image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
            image.fill(0)
            with QPainter(image) as inner:
                inner.scale(ratio, ratio)
                self._paint_network(inner, sample, width, height)
            self._kept = key, image
        painter.drawImage(QRectF(0, 0, width, height), self._kept[1])

    def _paint_network(self, painter: QPainter, sample: _Sample, width: int, height: int) -> None:
        fonts = replace(self._appearance.fonts, base_px=DESIGN_PX)
        scene = prepare(sample.network, sample.arrangement, ghosts=False)
        rows = scene.drawn_nodes
        reach = np.repeat(scene.base_px[rows][:, None] * 0.7 + _MARGIN_PX, 4, axis=1)
        camera = fit(sample.arrangement.xy[rows], reach, width, height, most_scale=120.0)
        picture = compose(
            sample.network,
            sample.arrangement,
            camera,
            ViewFacts(),
            QtTextMeasure(fonts),
            is_dark=self._appearance.theme.is_dark,
            for_export=True,
            most_labels=0,
        )
        paint_network(painter, picture, self._appearance.theme, fonts)


def _read(*, token: CancelToken, progress: Progress) -> _Sample:
    with tempfile.TemporaryDirectory(prefix="actor-explorer-") as folder:
        path = Path(folder) / "sample.actors"
        create_sample(path).close()
        session = Session.load(path, token, writable=False)
        session.close()
    network = session.network("ties")
    shown = show_network(network, show(session.dataset), show_positions=True)
    return _Sample(shown, arrange(network, aspect=_ASPECT, token=token))
