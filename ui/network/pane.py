"""The network pane: bar, canvas and what lies on it, wired to the view state."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from explorer.drawing.network.camera import Camera
from explorer.drawing.network.naming import names_left_out
from explorer.drawing.network.picking import target_at
from explorer.drawing.network.speaking import spoken_current
from explorer.model.view import Selection
from ui.network.bar import NetworkBar
from ui.network.canvas_events import CanvasEvents
from ui.network.canvas_note import CanvasNote
from ui.network.cards import NetworkCards
from ui.network.choosing import (
    focus_of,
    selection_of,
    selection_of_node,
    selection_of_nodes,
    toggled,
)
from ui.network.gestures import Intents
from ui.network.keyboard import KeyIntents
from ui.network.menu import MenuHandlers, fill_ground_menu, fill_node_menu
from ui.network.navigator import Navigator
from ui.network.overlays import Overlays
from ui.network.stage import Stage
from ui.network.view import NetworkView

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.drawing.network.picking import Target
    from explorer.drawing.network.picture import NetworkPicture
    from explorer.drawing.network.staged import Fields
    from explorer.model.view import ViewFacts
    from explorer.network.projection import ShownNetwork
    from ui.arranger import Arranger
    from ui.colouring import NetworkColouring
    from ui.lens import Lens
    from ui.panel_first import PanelFirst
    from ui.state import ViewState
    from ui.theme import Appearance


class NetworkPane(QWidget):
    """Network with its bar; renders the view state and asks it for changes."""

    def __init__(
        self,
        *,
        state: ViewState,
        lens: Lens,
        arranger: Arranger,
        colouring: NetworkColouring,
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state, self._lens, self._arranger = state, lens, arranger
        self._appearance = appearance
        self.setProperty("ground", "canvas")
        self.setAccessibleName("Network")
        self._glimpse: Fields | None = None
        self.stage = Stage(appearance, self)
        self.stage.hues_now = lambda: colouring.hues
        self.stage.fields_now = lambda: arranger.fields if (g := self._glimpsed) is None else g
        colouring.changed.connect(self.stage.recolour)
        arranger.crowd_changed.connect(self.stage.recolour)
        self.bar = NetworkBar(appearance, self)
        self.view = NetworkView(self.stage, appearance, self)
        self.overlays = Overlays(appearance, self.view)
        self.note = CanvasNote(appearance, state, self.view)
        self.cards = NetworkCards(self.stage, appearance, self.view)
        self.navigator = Navigator(state, lens, arranger, self.stage, appearance, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        hairline = QFrame(self)
        hairline.setProperty("role", "hairline")
        column.addWidget(hairline)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        self.more_in_menu: Callable[[QMenu, Selection], None] | None = None
        """Adds what the program can do with what was pointed at to its context menu."""
        self._menus = MenuHandlers(
            select=self._select_node,
            focus=self._focus_node,
            pin=self._toggle_pin,
            fit=self.fit,
            select_all=self.select_all_visible,
        )
        self.events = self._make_events()
        self.view.input = self.events
        self._after_paint = QTimer(self)
        self._after_paint.setSingleShot(True)
        self._after_paint.setInterval(0)
        self._after_paint.timeout.connect(self._follow_picture)
        self._panel_first: PanelFirst | None = None
        self._wire()
        self._show_facts()

    def draw_after(self, panel_first: PanelFirst) -> None:
        """Let the panel show a click first."""
        self._panel_first = panel_first

    def show_glimpse(self, shown: ShownNetwork, fields: Fields, facts: ViewFacts) -> None:
        """Show a network that is still being read until the look has places; it can be moved."""
        self._glimpse = fields
        self.stage.set_facts(replace(facts, selection=Selection()))
        self.navigator.glimpse(shown, fields.crowd.arrangement, facts.viewport)

    def end_glimpse(self) -> None:
        """Show nothing again, where the network has not come."""
        if self._glimpsed is not None:
            self.stage.show(None, None)
        self._glimpse = None

    @property
    def _glimpsed(self) -> Fields | None:
        """The network that is still being read, while it is on the stage."""
        glimpse = self._glimpse
        is_there = glimpse and glimpse.crowd.arrangement is self.stage.arrangement
        return glimpse if is_there else None

    def _picture(self) -> NetworkPicture | None:
        """Return the picture on which hands act: not one that is still being read."""
        return None if self._glimpsed is not None else self.stage.picture()

    def fit(self) -> None:
        """Bring everything that is drawn into sight."""
        self.navigator.fit()

    def zoom(self, factor: float) -> None:
        """Zoom by a factor, the middle stays."""
        self.navigator.zoom(factor)

    def select_all_visible(self) -> None:
        """Select every actor and interaction in sight."""
        picture = self._picture()
        if picture is None:
            return
        nodes, camera = picture.nodes, picture.camera
        inside = (nodes.xy_px >= 0).all(axis=1) & ~nodes.is_ghost
        inside &= (nodes.xy_px <= (camera.width_px, camera.height_px)).all(axis=1)
        rows = sorted(nodes.node[inside].tolist())
        if rows:
            self._state.select(selection_of_nodes(picture.scene.network, rows, None))

    def _make_events(self) -> CanvasEvents:
        return CanvasEvents(
            self.view,
            self.stage,
            Intents(
                click=self.click,
                double_click=self.double_click,
                banded=self.band,
                pin=self.pin,
                look=self.navigator.look,
                point=self.point,
            ),
            KeyIntents(
                walked=self.walked,
                select=self._select_node,
                focus=self._focus_node,
                pin=self._toggle_pin,
                step_out=self.step_out,
                menu=self.open_menu,
            ),
            open_menu=self.open_menu,
            resized=self._on_canvas_resized,
        )

    @property
    def camera(self) -> Camera:
        """The view onto the network, for a snapshot of what is seen."""
        return self.stage.camera

    def _wire(self) -> None:
        state = self._state
        state.changed.connect(self._on_state_changed)
        state.hovered.connect(self.stage.set_hover)
        self._lens.changed.connect(self._on_look_changed)
        self._arranger.changed.connect(self._on_arrangement_changed)
        self.stage.changed.connect(self._after_paint.start)
        self.overlays.insets_changed.connect(self.navigator.set_insets)
        self.overlays.unconnected.clicked.connect(self._select_unconnected)
        self._appearance.changed.connect(self.overlays.arrange)
        bar = self.bar
        bar.projection_chosen.connect(lambda key: state.change(projection=key))
        bar.positions_toggled.connect(lambda on: state.change(show_positions=on))
        bar.zoom_asked.connect(self.zoom)
        bar.fit_asked.connect(self.fit)
        bar.menu_wanted.connect(
            lambda menu: fill_ground_menu(menu, state, self._arranger, self._menus)
        )

    def _on_state_changed(self, names: frozenset[str]) -> None:
        first = self._panel_first
        waits = first is not None and names == {"selection"} and first.holds(self._draw_selection)
        self.stage.set_facts(self._state.facts, is_quiet=waits)
        self._show_facts()
        if "communities" in names:
            self._arranger.balance(self._state.facts.communities)
        if "selection" in names and not waits:
            self._say_current()

    def _draw_selection(self) -> None:
        self.stage.announce()
        self._say_current()

    def _on_look_changed(self, is_other_dataset: bool) -> None:
        self.stage.set_facts(self._state.facts)
        self.cards.close()
        self._show_facts()

    def _on_arrangement_changed(self, _is_other_network: bool) -> None:
        if self._glimpsed is None:
            self._glimpse = None

    def _on_canvas_resized(self) -> None:
        self.navigator.resize(self.view.width(), self.view.height())
        self.overlays.arrange()
        self.note.arrange()

    def _show_facts(self) -> None:
        self.bar.show_facts(self._state.facts, has_network=self._lens.look is not None)

    def _follow_picture(self) -> None:
        picture = self.stage.picture()
        self.overlays.follow(picture)
        self.bar.show_left_out(0 if picture is None else names_left_out(picture))
        self.note.follow(picture)

    def _select_unconnected(self) -> None:
        picture = self._picture()
        if picture is not None:
            rows = picture.scene.unconnected.tolist()
            self._state.select(selection_of_nodes(picture.scene.network, rows, None))

    # What gestures, keys and menus ask for ---------------------------------------------------

    def click(self, target: Target | None, is_adding: bool) -> None:
        """Select what was clicked; empty ground clears the selection."""
        picture = self._picture()
        self.cards.close()
        self.events.keyboard.leave()
        if picture is None:
            return
        now = self._state.facts.selection
        if target is None:
            if not is_adding:
                self._state.select(Selection())
        elif is_adding:
            self._state.select(toggled(now, picture.shown, target))
        else:
            self._state.select(selection_of(picture.shown, target))

    def double_click(self, target: Target | None) -> None:
        """Focus on the neighbours of a node; on empty ground show everything."""
        if target is None:
            self.fit()
        elif target.node >= 0 and target.kind == "node":
            self._focus_node(target.node)

    def band(self, nodes: list[int], is_adding: bool) -> None:
        """Select what the rubber band holds."""
        picture = self._picture()
        if picture is None or not nodes:
            return
        now = self._state.facts.selection if is_adding else None
        self._state.select(selection_of_nodes(picture.scene.network, nodes, now))

    def pin(self, node: int, x: float, y: float) -> None:
        """Pin a node where it was dropped."""
        key = self._key(node)
        if key is not None:
            self._arranger.pin(key, x, y)

    def point(self, target: Target | None, at: QPointF) -> None:
        """Follow the pointer with hover and card."""
        node = -1 if target is None else target.node
        self._state.set_hover(self._key(node) if node >= 0 else None)
        is_mute = self.events.gestures.is_dragging or self._glimpsed is not None
        self.cards.point(None if is_mute else target, at)

    def walked(self, node: int) -> None:
        """Bring the node that the keyboard went to into sight, and say it."""
        key = self._key(node)
        if key is not None:
            self.navigator.reveal(key)
        self._say_current()

    def step_out(self) -> bool:
        """Take one step out: card, drag, selection, focus, time window; False if none is left."""
        facts = self._state.facts
        if self.events.gestures.cancel() or self.cards.close():
            return True
        if not facts.selection.is_empty:
            self._state.select(Selection())
        elif facts.focus:
            self._state.change(focus=frozenset(), viewport=None)
        elif facts.window is not None:
            self._state.change(window=None)
        else:
            return False
        return True

    def open_menu(self, node: int, at: QPointF | None = None) -> None:
        """Open the context menu of a node, or of the ground (-1)."""
        picture = self._picture()
        if picture is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if node >= 0:
            is_pinned = bool(picture.scene.arrangement.is_pinned[node])
            fill_node_menu(menu, picture.shown, node, is_pinned=is_pinned, handlers=self._menus)
            place = picture.camera.to_px(picture.scene.arrangement.xy[node])
            at = at or QPointF(float(place[0]), float(place[1]))
            self._add_to_menu(menu, selection_of_node(picture.scene.network, node))
        else:
            target = None if at is None else target_at(picture, at.x(), at.y())
            if target is not None and target.link >= 0:
                self._add_to_menu(menu, selection_of(picture.shown, target))
                menu.addSeparator()
            fill_ground_menu(menu, self._state, self._arranger, self._menus)
        at = at or QPointF(self.view.width() / 2, self.view.height() / 2)
        menu.popup(self.view.mapToGlobal(at.toPoint()))

    def _add_to_menu(self, menu: QMenu, selection: Selection) -> None:
        if self.more_in_menu is not None:
            self.more_in_menu(menu, selection)

    def _select_node(self, node: int, is_adding: bool) -> None:
        picture = self._picture()
        if picture is None:
            return
        wanted = selection_of_node(picture.scene.network, node)
        if is_adding:
            actor = wanted.actors[0] if wanted.actors else None
            interaction = wanted.interactions[0] if wanted.interactions else None
            now = self._state.facts.selection
            wanted = now.toggled(actor=actor, interaction=interaction)
        self._state.select(wanted)

    def _focus_node(self, node: int) -> None:
        picture = self._picture()
        if picture is not None:
            focus = focus_of(picture.scene.network, [node])
            self._state.change(focus=focus, hops=1, viewport=None)

    def _toggle_pin(self, node: int) -> None:
        picture = self._picture()
        key = self._key(node)
        if picture is None or key is None:
            return
        if self._arranger.is_pinned(key):
            self._arranger.unpin(key)
        else:
            self._arranger.pin(key, *picture.scene.place_of(node))

    def _key(self, node: int) -> int | None:
        picture = self._picture()
        if picture is None or not 0 <= node < picture.scene.network.n_nodes:
            return None
        return int(picture.scene.network.node_key[node])

    def _say_current(self) -> None:
        """Let the canvas say its current item to a screen reader."""
        picture = self._picture()
        selection = self._state.facts.selection
        words = "Network" if picture is None else spoken_current(picture, selection)
        if words != self.view.accessibleName():
            # Qt tells the screen reader of a changed name by itself.
            self.view.setAccessibleName(words)
