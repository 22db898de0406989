"""Where the network is looked at: fitted or by hand, gliding, remembered in the view state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QTimer

from explorer.drawing.network.camera import Camera, Insets
from ui.network.motion import CameraMotion, PlaceMotion

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from explorer.model.view import Projection
    from explorer.network.arrangement import Arrangement
    from explorer.network.projection import ShownNetwork
    from ui.arranger import Arranger
    from ui.lens import Lens
    from ui.network.stage import Stage
    from ui.state import ViewState
    from ui.theme import Appearance

Viewport = tuple[float, float, float, float]

_SAY_AFTER_MS = 250
_REVEAL_MARGIN_PX = 48.0


class Navigator(QObject):
    """Decides the camera; main thread.

    While the view is *fitted* it follows size and layout; a pan or zoom by hand ends that.
    The view by hand is kept as `ViewFacts.viewport`, None while fitted.
    """

    def __init__(
        self,
        state: ViewState,
        lens: Lens,
        arranger: Arranger,
        stage: Stage,
        appearance: Appearance,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._state, self._lens, self._arranger = state, lens, arranger
        self._stage, self._appearance = stage, appearance
        self._is_fitted = True
        self._said: Viewport | None = None
        self._insets = stage.insets
        self._projection: Projection | None = None
        self._glimpse: Arrangement | None = None
        self._camera_motion = CameraMotion(self._take_camera, self)
        self._place_motion = PlaceMotion(self._take_places, self)
        self._say_later = QTimer(self)
        self._say_later.setSingleShot(True)
        self._say_later.setInterval(_SAY_AFTER_MS)
        self._say_later.timeout.connect(self._say)
        lens.changed.connect(self._on_look_changed)
        arranger.changed.connect(self._on_arrangement_changed)
        state.changed.connect(self._on_state_changed)
        state.fit_requested.connect(self.fit)
        state.reveal_requested.connect(self.reveal)
        if lens.look is not None:
            self._on_look_changed(True)

    @property
    def is_fitted(self) -> bool:
        """Whether the view follows what is drawn."""
        return self._is_fitted

    def fit(self) -> None:
        """Bring everything that is drawn into sight, and keep it there."""
        self._is_fitted = True
        self._say_later.stop()
        self._said = None
        self._stage.insets = self._insets
        goal = self._stage.fitting()
        if goal is not None:
            self._glide(goal)
        self._state.change(viewport=None)

    def zoom(self, factor: float) -> None:
        """Zoom by a factor about the middle."""
        start = self._camera_motion.goal or self._stage.camera
        self._by_hand()
        self._glide(start.zoomed(factor))

    def look(self, camera: Camera) -> None:
        """Look where the hand leads, at once."""
        self._camera_motion.stop()
        self._stage.camera = camera
        self._by_hand()

    def glimpse(
        self, shown: ShownNetwork, arrangement: Arrangement, viewport: Viewport | None
    ) -> None:
        """Look at a network that is still being read; it stays until the look has places."""
        self._glimpse = arrangement
        self._stage.show(shown, arrangement)
        self._look_by(viewport)

    def reveal(self, key: int) -> None:
        """Pan as far as needed to bring a node into sight (an interaction: who took part)."""
        picture = self._stage.picture()
        if picture is None:
            return
        network = picture.scene.network
        node = network.node_of(key)
        nodes = np.array([node]) if node >= 0 else np.zeros(0, dtype=np.int64)
        if node < 0 and key < 0:
            row = network.dataset.interaction_row(-key)
            nodes = network.dataset.actors_of.of(row) if row >= 0 else nodes
        nodes = nodes[picture.scene.is_drawn[nodes]]
        if not len(nodes):
            return
        camera = self._camera_motion.goal or self._stage.camera
        places = camera.to_px(picture.scene.arrangement.xy[nodes])
        low, high = places.min(axis=0), places.max(axis=0)
        margin = min(_REVEAL_MARGIN_PX, camera.width_px / 4, camera.height_px / 4)
        dx = _shift(low[0], high[0], margin, camera.width_px - margin)
        bottom = camera.height_px - margin - self._stage.insets.bottom_px
        dy = _shift(low[1], high[1], margin, bottom)
        if dx or dy:
            self._by_hand()
            self._glide(camera.panned(dx, dy))

    def resize(self, width_px: int, height_px: int) -> None:
        """Follow the size of the canvas."""
        self._camera_motion.stop()
        if height_px > 0:
            self._arranger.aspect = max(0.3, min(4.0, width_px / height_px))
        self._stage.camera = self._stage.camera.resized(width_px, height_px)
        self._stage.insets = self._insets
        self._refit()

    def set_insets(self, insets: Insets) -> None:
        """Follow what lies on the edges of the canvas.

        While a filter or the time window is dragged the legend grows and shrinks; the network
        must not jump with it. So it makes room once, and takes it back at the next fit.
        """
        self._insets = insets
        if insets.bottom_px > self._stage.insets.bottom_px:
            self._stage.insets = insets
            self._refit()

    def _on_look_changed(self, is_other_dataset: bool) -> None:
        if is_other_dataset:
            self._is_fitted = self._state.facts.viewport is None
        look = self._lens.look
        arrangement = self._arranger.arrangement
        shown = None if look is None else look.network
        on_stage = self._stage.arrangement
        if (
            shown is not None
            and on_stage is not None
            and arrangement is not None
            and on_stage.network is shown.network
        ):
            # Only the filter differs: a motion that is under way goes on.
            arrangement = on_stage
        is_kept = on_stage is self._glimpse is not None or self._arranger.is_carrying
        if shown is not None and arrangement is None and is_kept:
            return
        self._glimpse = None
        self._stage.show(shown, arrangement)

    def _on_arrangement_changed(self, is_other_network: bool) -> None:
        look, arrangement = self._lens.look, self._arranger.arrangement
        if look is None or arrangement is None:
            return
        before = self._stage.arrangement
        if (
            not is_other_network
            and before is not None
            and before.network is not arrangement.network
        ):
            # After an edit all stands where it stood: what one looks at does not move.
            self._glimpse = None
            self._stage.show(look.network, arrangement)
            return
        if is_other_network or before is None:
            self._glimpse = None
            self._stage.show(look.network, arrangement)
            self._first_view(arrangement.network.projection)
            return
        is_small = _is_one_node_moved(before, arrangement)
        self._place_motion.go(before, arrangement, at_once=is_small or self._is_still())

    def _first_view(self, projection: Projection) -> None:
        """Look at another network: by the view the state holds, unless it is for another one."""
        viewport = self._state.facts.viewport
        is_of_other = viewport == self._said and projection != self._projection
        self._projection = projection
        self._look_by(None if is_of_other else viewport)
        if is_of_other:
            self._state.change(viewport=None)

    def _look_by(self, viewport: Viewport | None) -> None:
        if viewport is None:
            self._is_fitted, self._said = True, None
            self._stage.insets = self._insets
            self._refit()
        else:
            self._is_fitted, self._said = False, viewport
            camera = self._stage.camera
            self._stage.arrive(Camera.on_viewport(viewport, camera.width_px, camera.height_px))

    def _on_state_changed(self, names: frozenset[str]) -> None:
        viewport = self._state.facts.viewport
        if self._stage.arrangement is None:
            return
        if "viewport" in names and viewport != self._said and viewport is not None:
            self._said = viewport
            self._is_fitted = False
            camera = self._stage.camera
            self._glide(Camera.on_viewport(viewport, camera.width_px, camera.height_px))
        elif names & {"viewport", "focus", "hops"} and viewport is None:
            is_new = not self._is_fitted or names & {"focus", "hops"}
            self._is_fitted, self._said = True, None
            self._say_later.stop()
            goal = self._stage.fitting() if is_new else None
            if goal is not None:
                self._glide(goal)

    def _by_hand(self) -> None:
        self._is_fitted = False
        if self._glimpse is None:
            self._say_later.start()
        else:
            # The network itself may come at any moment, and is to stand as this one does.
            self._say()

    def _say(self) -> None:
        if not self._is_fitted and self._stage.picture() is not None:
            self._said = self._stage.camera.viewport
            self._state.change(viewport=self._said)

    def _refit(self) -> None:
        if self._is_fitted:
            goal = self._stage.fitting()
            if goal is not None:
                self._camera_motion.stop()
                self._stage.arrive(goal)

    def _glide(self, goal: Camera) -> None:
        self._camera_motion.go(self._stage.camera, goal, at_once=self._is_still())

    def _take_camera(self, camera: Camera, has_arrived: bool) -> None:
        if has_arrived:
            self._stage.arrive(camera)
        else:
            self._stage.camera = camera

    def _take_places(self, arrangement: Arrangement) -> None:
        look = self._lens.look
        if look is not None:
            self._stage.show(look.network, arrangement)
            self._refit()

    def _is_still(self) -> bool:
        return self._appearance.reduced_motion


def _shift(low: float, high: float, least: float, most: float) -> float:
    """Return by how much a span must move to lie between two bounds, or its middle there."""
    if high - low > most - least:
        return (least + most - low - high) / 2
    if low < least:
        return least - low
    return min(0.0, most - high)


def _is_one_node_moved(before: Arrangement, after: Arrangement) -> bool:
    """Whether a hand did it: then nothing glides, least of all what was just dropped."""
    return int(np.count_nonzero((before.xy != after.xy).any(axis=1))) <= 1
