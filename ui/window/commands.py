"""What each action of the table does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget

from explorer.model.view import Selection
from explorer.network.filters import FilterSpec
from ui.arranger import Arranger
from ui.document import Document
from ui.filters.pane import FiltersPane
from ui.settings import Settings, SettingsStore
from ui.state import ViewState
from ui.theme.appearance import Appearance
from ui.window.about import about_sheet, shortcuts_sheet
from ui.window.files import FileFlows
from ui.window.main_window import MainWindow

_TEXT_SCALES = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)


class NetworkCommands(Protocol):
    """What the network pane can be asked for."""

    def fit(self) -> None: ...
    def zoom(self, factor: float) -> None: ...
    def select_all_visible(self) -> None: ...


class TimelineCommands(Protocol):
    """What the timeline pane can be asked for."""

    def select_neighbour(self, step: int) -> None: ...


class DetailsCommands(Protocol):
    """What the details pane can be asked for."""

    def copy_citation(self) -> None: ...


class Commands(QObject):
    """Handlers of all actions; main thread."""

    def __init__(
        self,
        *,
        state: ViewState,
        document: Document,
        arranger: Arranger,
        appearance: Appearance,
        settings: SettingsStore,
        window: MainWindow,
        network: NetworkCommands,
        timeline: TimelineCommands,
        details: DetailsCommands,
        filters: FiltersPane,
        files: FileFlows,
        export_snapshot: Callable[[], None],
        panes: tuple[QWidget, ...],
    ) -> None:
        super().__init__(window)
        self._state, self._document, self._arranger = state, document, arranger
        self._appearance, self._settings, self._window = appearance, settings, window
        self._network, self._timeline, self._details = network, timeline, details
        self._filters, self._files, self._panes = filters, files, panes
        self._export_snapshot = export_snapshot

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Return the handler of each action by its id."""
        state, files, window = self._state, self._files, self._window
        return {
            "store.new": files.new_asking,
            "store.open": files.open_asking,
            "store.sample": files.open_sample,
            "store.reload": self._document.reload,
            "store.close": self._document.close,
            "snapshot.export": self._export_snapshot,
            "app.quit": lambda: _closed(window),
            "edit.find": self._find,
            "edit.copy_citation": self._details.copy_citation,
            "edit.select_all": self._network.select_all_visible,
            "edit.clear_selection": lambda: state.select(Selection()),
            "edit.reset_filters": self.show_everything,
            "view.ties": lambda: state.change(projection="ties"),
            "view.interactions": lambda: state.change(projection="interactions"),
            "view.switch": self._switch_projection,
            "view.positions": lambda: state.change(show_positions=not state.facts.show_positions),
            "view.ghosts": lambda: state.change(show_ghosts=not state.facts.show_ghosts),
            "view.no_dimming": lambda: state.change(dim_others=not state.facts.dim_others),
            "view.fit": self._network.fit,
            "view.zoom_in": lambda: self._network.zoom(1.25),
            "view.zoom_out": lambda: self._network.zoom(0.8),
            "view.arrange": self._arranger.arrange_anew,
            "view.size_interactions": lambda: state.change(size_by="interactions"),
            "view.size_contacts": lambda: state.change(size_by="contacts"),
            "view.size_brokerage": lambda: state.change(size_by="brokerage"),
            "view.colour_auto": lambda: state.change(colour_by="auto"),
            "view.colour_kind": lambda: state.change(colour_by="kind"),
            "view.colour_community": lambda: state.change(colour_by="community"),
            "view.reduced_motion": self._toggle_motion,
            "view.theme_system": lambda: self._set_theme("system"),
            "view.theme_light": lambda: self._set_theme("light"),
            "view.theme_dark": lambda: self._set_theme("dark"),
            "view.text_larger": lambda: self._step_text(1),
            "view.text_smaller": lambda: self._step_text(-1),
            "view.text_normal": lambda: self._set_text_scale(1.0),
            "view.filters": window.toggle_filters,
            "view.timeline": lambda: self._toggle(window.timeline_dock),
            "view.panel": lambda: self._toggle(window.details_dock),
            "go.back": state.back,
            "go.forward": state.forward,
            "go.previous": lambda: self._timeline.select_neighbour(-1),
            "go.next": lambda: self._timeline.select_neighbour(1),
            "go.focus": self._focus,
            "go.all": self.go_home,
            "go.filters": lambda: self._enter(0),
            "go.network": lambda: self._enter(1),
            "go.timeline": lambda: self._enter(2),
            "go.panel": lambda: self._enter(3),
            "go.next_pane": lambda: self._cycle(1),
            "go.previous_pane": lambda: self._cycle(-1),
            "help.shortcuts": lambda: _shown(shortcuts_sheet(self._appearance, window)),
            "help.about": lambda: _shown(about_sheet(self._appearance, window)),
        }

    def show_everything(self) -> None:
        """Leave filter, focus and time window; the selection stays."""
        self._state.change(
            filter=FilterSpec(), focus=frozenset(), window=None, include_undated=False
        )

    def go_home(self) -> None:
        """Leave filter, focus, time window and selection."""
        self._state.change(
            filter=FilterSpec(),
            focus=frozenset(),
            window=None,
            include_undated=False,
            selection=Selection(),
        )

    def open_filters(self, is_search: bool) -> None:
        """Show search and filters in full; with the keyboard in the field where asked."""
        self._window.open_filters()
        if is_search:
            self._filters.focus_search()
        else:
            self._filters.facets.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _find(self) -> None:
        self.open_filters(True)

    def _switch_projection(self) -> None:
        other = "interactions" if self._state.facts.projection == "ties" else "ties"
        self._state.change(projection=other)

    def _focus(self) -> None:
        actors = frozenset(self._state.facts.selection.actors)
        if actors:
            self._state.change(focus=actors)

    def _set_theme(self, name: str) -> None:
        self._appearance.set_theme(name)
        self._keep(replace(self._settings.read(), theme=name))

    def _toggle_motion(self) -> None:
        reduced = not self._appearance.reduced_motion
        self._appearance.reduced_motion = reduced
        self._keep(replace(self._settings.read(), reduced_motion=reduced))

    def _step_text(self, step: int) -> None:
        now = self._appearance.text_scale
        nearest = min(range(len(_TEXT_SCALES)), key=lambda i: abs(_TEXT_SCALES[i] - now))
        self._set_text_scale(_TEXT_SCALES[min(len(_TEXT_SCALES) - 1, max(0, nearest + step))])

    def _set_text_scale(self, scale: float) -> None:
        self._appearance.set_text_scale(scale)
        self._keep(replace(self._settings.read(), text_scale=scale))

    def _keep(self, settings: Settings) -> None:
        self._settings.write(settings)

    def _toggle(self, dock: QDockWidget) -> None:
        self._window.set_pane_shown(dock, not self._window.is_pane_shown(dock))

    def _enter(self, at: int) -> None:
        docks = {2: self._window.timeline_dock, 3: self._window.details_dock}
        if at == 0:
            self._window.open_filters()
        elif at in docks:
            self._window.set_pane_shown(docks[at], True)
        _focus_into(self._panes[at])

    def _cycle(self, step: int) -> None:
        focused = QApplication.focusWidget()
        shown = [pane for pane in self._panes if pane.isVisible()]
        if not shown:
            return
        inside = [focused is not None and pane.isAncestorOf(focused) for pane in shown]
        at = inside.index(True) if True in inside else -1 if step > 0 else 0
        _focus_into(shown[(at + step) % len(shown)])


def _focus_into(pane: QWidget) -> None:
    """Give the keyboard to the first thing in a pane that takes it."""
    target = pane.focusProxy() or pane
    if target.focusPolicy() == Qt.FocusPolicy.NoFocus:
        children = pane.findChildren(QWidget)
        target = next(
            (c for c in children if c.isVisible() and c.focusPolicy() & Qt.FocusPolicy.TabFocus),
            pane,
        )
    target.setFocus(Qt.FocusReason.TabFocusReason)


def _closed(window: QWidget) -> None:
    window.close()


def _shown(sheet: QWidget) -> None:
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.exec()  # type: ignore[attr-defined]
