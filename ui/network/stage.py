"""What the canvas shows: its inputs in one place, and the picture made from them when needed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from explorer.drawing.network.camera import NO_INSETS, Camera, Insets
from explorer.drawing.network.framing import fitting_camera
from explorer.drawing.network.scene import Scene, prepare
from explorer.drawing.network.styling import compose
from explorer.model.view import ViewFacts
from ui.network.text import QtTextMeasure

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.drawing.network.picture import NetworkPicture
    from explorer.drawing.network.scene import NodeHues
    from explorer.drawing.network.staged import Fields
    from explorer.model.dataset import Rows
    from explorer.network.arrangement import Arrangement
    from explorer.network.projection import ShownNetwork
    from ui.theme import Appearance

_START = Camera(0.0, 0.0, 120.0, 600.0, 400.0)


class Stage(QObject):
    """Network, places, camera and pointer of one canvas; main thread.

    Whatever changes, the picture is made at most once before it is painted.

    Attributes
    ----------
    hover, current
        Node keys under the pointer, and of the keyboard while it shows; None for none.

    Signals
    -------
    changed()
        The picture is another.
    camera_changed()
        The view moved; `changed` follows.
    """

    changed = Signal()
    camera_changed = Signal()

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._measure = QtTextMeasure(appearance.fonts)
        self._shown: ShownNetwork | None = None
        self._arrangement: Arrangement | None = None
        self._moved: tuple[int, float, float] | None = None
        self._facts = ViewFacts()
        self._camera = _START
        self._insets = NO_INSETS
        self._picture: NetworkPicture | None = None
        self._is_stale = True
        self._keeps_names = True
        self.hover: int | None = None
        self.current: int | None = None
        #: Where colours and fields for the raster come from, at the moment of composing.
        self.hues_now: Callable[[], NodeHues | None] = lambda: None
        self.fields_now: Callable[[], Fields | None] = lambda: None
        appearance.changed.connect(self._on_appearance_changed)

    @property
    def camera(self) -> Camera:
        """The view."""
        return self._camera

    @camera.setter
    def camera(self, camera: Camera) -> None:
        if camera != self._camera:
            self._camera = camera
            self.camera_changed.emit()
            self._touch()

    def arrive(self, camera: Camera) -> None:
        """Look at a view that stays: names get their best places in it."""
        self._keeps_names = False
        self.camera = camera

    @property
    def insets(self) -> Insets:
        """Edges of the canvas that something else lies on."""
        return self._insets

    @insets.setter
    def insets(self, insets: Insets) -> None:
        if insets != self._insets:
            self._insets = insets
            self._touch()

    @property
    def arrangement(self) -> Arrangement | None:
        """Places of the nodes, None while there is no network."""
        return self._arrangement

    def show(self, shown: ShownNetwork | None, arrangement: Arrangement | None) -> None:
        """Show another network or other places; both must belong together."""
        if shown is None or arrangement is None or shown.network is not arrangement.network:
            shown = arrangement = None
        if shown is not self._shown or arrangement is not self._arrangement:
            self._shown, self._arrangement = shown, arrangement
            self._touch()

    def set_facts(self, facts: ViewFacts, *, is_quiet: bool = False) -> None:
        """Follow the view state; quietly where the caller will `announce` it in a moment."""
        self._facts = facts
        if is_quiet:
            self._is_stale = True
        else:
            self._touch()

    def announce(self) -> None:
        """Say that the picture is another, which was kept quiet before."""
        self.changed.emit()

    def recolour(self) -> None:
        """Compose anew: colours or fields are others."""
        self._touch()

    def set_hover(self, key: int | None) -> None:
        """Mark what the pointer rests on, here or in another view."""
        if key != self.hover:
            self.hover = key
            self._touch()

    def set_current(self, key: int | None) -> None:
        """Mark where the keyboard is."""
        if key != self.current:
            self.current = key
            self._touch()

    def move_node(self, node: int, x: float, y: float) -> None:
        """Show a node elsewhere while it is dragged."""
        self._moved = (node, x, y)
        self._touch()

    def drop_node(self) -> None:
        """Let the dragged node go; the places are again those of the arrangement."""
        if self._moved is not None:
            self._moved = None
            self._touch()

    def picture(self) -> NetworkPicture | None:
        """Return what is to be painted now, None while there is no network."""
        shown, arrangement = self._shown, self._arrangement
        if shown is None or arrangement is None:
            self._picture = None
            return None
        if self._is_stale or self._picture is None:
            if self._moved is not None:
                arrangement = arrangement.with_pin(*self._moved)
            fields = self.fields_now()
            self._picture = compose(
                shown,
                arrangement,
                self._camera,
                self._facts,
                self._measure,
                hover=self.hover,
                current=self.current,
                previous=self._picture,
                insets=self._insets,
                is_dark=self._appearance.theme.is_dark,
                keeps_names=self._keeps_names,
                hues=self._hues(),
                crowd=None if fields is None else fields.crowd,
                staged=None if fields is None else fields.staged,
            )
            self._keeps_names = True
            self._is_stale = False
        return self._picture

    def fitting(self, nodes: Rows | None = None) -> Camera | None:
        """Return the view of everything that is drawn, or of some nodes; None without any."""
        scene = self._scene()
        if scene is None or not len(scene.drawn_nodes if nodes is None else nodes):
            return None
        return fitting_camera(
            scene,
            self._camera.width_px,
            self._camera.height_px,
            self._measure,
            insets=self._insets,
            nodes=nodes,
        )

    def _hues(self) -> NodeHues | None:
        """Return the colours of now: of a crowd those that it has been made in."""
        fields = self.fields_now()
        return self.hues_now() if fields is None else fields.hues

    def _scene(self) -> Scene | None:
        """Return what would be drawn now, without placing anything."""
        shown, arrangement = self._shown, self._arrangement
        if shown is None or arrangement is None:
            return None
        scene = None if self._picture is None else self._picture.scene
        if scene is None or scene.shown is not shown or scene.arrangement is not arrangement:
            hues, fields = self._hues(), self.fields_now()
            staged = None if fields is None else fields.staged
            if staged is not None and staged.is_of(shown, arrangement, hues):
                return staged.scene
            return prepare(shown, arrangement, ghosts=self._facts.show_ghosts, hues=hues)
        return scene

    def _touch(self) -> None:
        self._is_stale = True
        self.changed.emit()

    def _on_appearance_changed(self) -> None:
        self._measure = QtTextMeasure(self._appearance.fonts)
        if self._picture is not None:
            # Opacities of the dark theme are others, so nothing is carried over.
            self._picture = replace(self._picture, facts_key=())
        self._touch()
