"""The composition root: makes every part of the running program and wires them once."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from explorer.editing.edited import Edited
from explorer.model.presence import present
from explorer.network.measures import can_measure
from explorer.resident import keep_large_arrays_apart
from ui.action import Situation
from ui.actions import ActionSet
from ui.arranger import Arranger
from ui.collecting import Collector
from ui.colouring import NetworkColouring
from ui.controls import as_label
from ui.details.pane import DetailsPane
from ui.document import Document
from ui.editing.commands import EditingCommands
from ui.editing.desk import Desk
from ui.editing.entry import Entry
from ui.exporting.flow import ExportFlow
from ui.filters.column import FiltersColumn
from ui.filters.pane import FiltersPane
from ui.identity.commands import IdentityCommands
from ui.importing.door import ImportDoor
from ui.jobs import JobRunner
from ui.keeping_on import log_fault
from ui.lens import Lens
from ui.network import NetworkPane
from ui.opening.glimpses import Glimpses
from ui.opening.kept_views import KeptViews
from ui.panel_first import PanelFirst
from ui.settings import APPLICATION, ORGANISATION, SettingsStore
from ui.snapshot.flow import SnapshotFlow
from ui.state import ViewState
from ui.theme.appearance import Appearance
from ui.timeline import TimelinePane
from ui.warming import Warming
from ui.window.checks import checked_actions
from ui.window.commands import Commands
from ui.window.files import FileFlows
from ui.window.first_run import FirstRun
from ui.window.header import Header
from ui.window.main_window import MainWindow
from ui.window.place import place_words
from ui.window.property_menus import PropertyMenus
from ui.window.recent import RecentStores
from ui.window.sample_preview import SAMPLE_WORDS, SamplePreview
from ui.window.status_line import StatusLine

#: By then the first picture is there, and a pause of the collector is not felt.
_STARTED_AFTER_MS = 1_500


def make_application(arguments: list[str]) -> QApplication:
    """Make the Qt application with its names; one per process."""
    keep_large_arrays_apart()
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(arguments)
    app.setApplicationName(APPLICATION)
    app.setOrganizationName(ORGANISATION)
    app.setDesktopFileName("actor-explorer")
    return app


class Program(QObject):
    """Everything that lives while the window is open.

    Parameters
    ----------
    is_synchronous
        Run jobs in the calling thread: for tests of the whole window.
    """

    def __init__(self, app: QApplication, *, is_synchronous: bool = False) -> None:
        super().__init__(app)
        self.settings = SettingsStore()
        taste = self.settings.read()
        self.appearance = Appearance(app, taste.theme, taste.text_scale)
        self.appearance.reduced_motion = taste.reduced_motion
        self.jobs = JobRunner(self, is_synchronous=is_synchronous)
        self.state = ViewState(self)
        self.recent = RecentStores(self.settings, self.jobs, self)
        self.document = Document(self.jobs, self)
        self.lens = Lens(self.document, self.state, self.jobs, self)
        self.arranger = Arranger(self.lens, self.jobs, self)
        self.views = KeptViews(self.document, self.state, self.arranger, self.jobs, self)
        state, lens, appearance = self.state, self.lens, self.appearance
        # First to hear of a click: its reading has begun before the others do anything.
        self.details = DetailsPane(
            state=state,
            lens=lens,
            arranger=self.arranger,
            document=self.document,
            jobs=self.jobs,
            appearance=appearance,
        )
        self.colouring = NetworkColouring(state, lens, self.arranger, self.jobs, self)
        self.network = NetworkPane(
            state=state,
            lens=lens,
            arranger=self.arranger,
            colouring=self.colouring,
            appearance=appearance,
        )
        self.timeline = TimelinePane(state=state, lens=lens, appearance=appearance, jobs=self.jobs)
        self.filters = FiltersPane(
            state=state, lens=lens, document=self.document, jobs=self.jobs, appearance=appearance
        )
        self.status = StatusLine(self.lens, self.jobs, self.appearance)
        self.first_run = FirstRun(self.appearance, SAMPLE_WORDS)
        self._preview = SamplePreview(self.first_run.preview, self.jobs, self.appearance, self)
        self._column = FiltersColumn(self.filters, state, appearance)
        self.window = MainWindow(
            filters=self._column,
            network=self.network,
            timeline=self.timeline,
            details=self.details,
            status=self.status,
            first_run=self.first_run,
            appearance=self.appearance,
        )
        self._glimpses = Glimpses(
            document=self.document,
            jobs=self.jobs,
            state=self.state,
            network=self.network,
            window=self.window,
            status=self.status,
            parent=self,
        )
        self.snapshot = SnapshotFlow(
            state=self.state,
            lens=self.lens,
            arranger=self.arranger,
            jobs=self.jobs,
            appearance=self.appearance,
            window=self.window,
            say=self.status.say,
        )
        self.files = FileFlows(
            document=self.document,
            jobs=self.jobs,
            settings=self.settings,
            notice=self.window.notice,
            window=self.window,
            open_picture=self._open_picture,
            trigger=lambda action_id: self.actions[action_id].trigger(),
            say=self.status.say,
        )
        self.exporting = ExportFlow(
            state=self.state,
            lens=self.lens,
            arranger=self.arranger,
            jobs=self.jobs,
            appearance=self.appearance,
            window=self.window,
            notice=self.window.notice,
            say=self.status.say,
        )
        self.commands = Commands(
            state=self.state,
            document=self.document,
            arranger=self.arranger,
            appearance=self.appearance,
            settings=self.settings,
            window=self.window,
            network=self.network,
            timeline=self.timeline,
            details=self.details,
            filters=self.filters,
            files=self.files,
            export_snapshot=self.snapshot.ask,
            panes=(self.filters, self.network, self.timeline, self.details),
        )
        self.editing = EditingCommands(
            document=self.document,
            state=self.state,
            jobs=self.jobs,
            appearance=self.appearance,
            window=self.window,
            notice=self.window.notice,
            say=self.status.say,
        )
        self.desk = Desk(self.document, self.jobs, appearance, self)
        self.entry = Entry(self.desk, state, self.window, self.status.say, self.editing.delete)
        for pane in (self.network, self.timeline, self.filters):
            pane.more_in_menu = self.entry.fill_menu
        self.details.amending.connect(self.entry.amend)
        self.importing = ImportDoor(
            document=self.document,
            state=state,
            jobs=self.jobs,
            appearance=appearance,
            window=self.window,
            open_store=self.files.open,
            frame=self.network.fit,
        )
        self.files.take_in = self.importing.take
        self.identity = IdentityCommands(
            document=self.document,
            state=state,
            jobs=self.jobs,
            appearance=appearance,
            window=self.window,
            notice=self.window.notice,
        )
        self.identity.add_to_menus(self.network, self.timeline, self.filters)
        self.details.amending.connect(self.identity.amend)
        self.exporting.dossiers.add_to_menus(self.network, self.timeline, self.filters)
        self.details.amending.connect(self.exporting.dossiers.amend)
        handlers = {
            **self.importing.handlers(),
            **self.commands.handlers(),
            **self.editing.handlers(),
            **self.entry.handlers(),
            **self.identity.handlers(),
            **self.exporting.handlers(),
        }
        self.actions = ActionSet(self.window, handlers)
        self.actions.add_to_canvases(self.network, self.timeline)
        self.window.empty_store.offer(self.actions.first_steps)
        self.header = Header(self.actions, self.appearance)
        self.window.setMenuWidget(self.header)
        menus = self.header.menus
        self._property_menus = PropertyMenus(
            menus["View/Size by"], menus["View/Colour by"], self.lens, self.state
        )
        self._recent_menu = self.header.menus["File"].addMenu("Open recent")
        self.header.menus["File"].insertMenu(self.actions["store.sample"], self._recent_menu)
        self._warming = Warming(self)
        self._wire()
        layout = self.settings.window_layout()
        if layout is not None:
            self.window.restore_layout(layout)
        self.recent.look()
        self._refresh()

    def start(self, store: Path | None = None, *, is_sample: bool = False) -> None:
        """Show the window, and open what was asked for."""
        self.window.show()
        self._warming.start()
        if store is not None:
            self.files.open(store)
        elif is_sample:
            self.files.open_sample()
        else:
            self.first_run.focus_first()
            self._preview.start()

    def close(self) -> None:
        """Remember the view, close the store, end all jobs."""
        self.settings.set_window_layout(self.window.layout_state())
        self._warming.close()
        self.network.view.close_down()
        self.document.close()
        self.jobs.close()

    def _wire(self) -> None:
        self.document.loaded.connect(self._on_loaded)
        self.arranger.changed.connect(self.lens.index)
        self.document.closed.connect(self._on_closed)
        self.document.edited.connect(self._on_edited)
        self.document.chain_changed.connect(self._refresh)
        self.document.editing_changed.connect(self._on_editing_changed)
        self.state.changed.connect(lambda _: self._refresh())
        self.state.history_changed.connect(self._refresh)
        self.lens.changed.connect(lambda _: self._refresh())
        self.appearance.changed.connect(self._refresh)
        self.header.home_requested.connect(self.commands.go_home)
        self.header.theme_button.clicked.connect(self._switch_theme)
        self.status.cancel_requested.connect(self.jobs.cancel)
        self.status.reset_requested.connect(self.commands.show_everything)
        self.first_run.sample_requested.connect(self.files.open_sample)
        self.first_run.open_requested.connect(self.files.open_asking)
        self.first_run.new_requested.connect(self.files.new_asking)
        self.first_run.import_requested.connect(self.importing.ask)
        self.first_run.recent_requested.connect(self.files.open)
        self.window.files_dropped.connect(self.importing.drop)
        self.window.closing.connect(self.close)
        self.details.said.connect(self.status.say)
        panel_first = PanelFirst(lambda: self.details.is_reading, self.details.settled, self)
        self.network.draw_after(panel_first)
        self.timeline.draw_after(panel_first)
        self._column.pane_wanted.connect(self.commands.open_filters)
        self._recent_menu.aboutToShow.connect(self._fill_recent)
        self.recent.changed.connect(self._on_recent_changed)

    def _on_loaded(self, is_same_store: bool) -> None:
        session = self.document.session
        if session is None:
            return
        if is_same_store:
            facts = present(self.state.facts, session.dataset)
            self.state.change(selection=facts.selection, focus=facts.focus)
            self.lens.refresh()
            self.window.set_title(session.title, session.path)
            self.status.say("Read anew.")
            return
        first = self.views.begin()
        self.lens.refresh(None if first is None else first.look)
        self.window.set_title(session.title, session.path)
        self.window.show_store(True)
        self.status.show_state("Read-only" if session.store.is_read_only else "Saved")

    def _on_edited(self, edited: Edited) -> None:
        session = self.document.session
        if session is not None and edited.selection is not None:
            facts = replace(self.state.facts, selection=edited.selection)
            self.state.select(present(facts, session.dataset).selection)
        self._refresh()

    def _on_editing_changed(self, is_editing: bool) -> None:
        if is_editing:
            self.status.show_state("Saving…")
        elif self.document.session is not None:
            self.status.show_state("Saved")
        self._refresh()

    def _on_closed(self) -> None:
        self.views.end()
        self.window.set_title(None)
        self.window.show_store(False)
        self.status.show_state("")
        self.recent.look()
        self._preview.start()

    def _open_picture(self, path: Path) -> None:
        """Bring back the view that a snapshot carries, with its store."""
        store, facts, places = self.snapshot.read_view(path)
        if store is None:
            return
        session = self.document.session
        if session is not None and session.path == store:
            self.arranger.remember(places)
            self.state.reset(facts)
            self.lens.refresh()
            return
        self.views.ask(store, facts, places)
        self.document.open(store)

    def _switch_theme(self) -> None:
        dark = self.appearance.theme.is_dark
        self.actions["view.theme_light" if dark else "view.theme_dark"].trigger()

    def _on_recent_changed(self) -> None:
        self.first_run.show_recent(self.recent.present)

    def _fill_recent(self) -> None:
        self._recent_menu.clear()
        self.recent.look()
        recent = self.recent.present
        for path in recent:
            action = self._recent_menu.addAction(as_label(path.name))
            action.setToolTip(str(path))
            action.triggered.connect(lambda _=False, path=path: self.files.open(path))
        if not recent:
            self._recent_menu.addAction("No recent stores").setEnabled(False)

    def _refresh(self) -> None:
        look, facts = self.lens.look, self.state.facts
        self.window.show_empty(look is not None and not look.dataset.n_actors)
        is_narrowed = not facts.filter.is_empty or bool(facts.focus) or facts.window is not None
        self.actions.update(
            Situation(
                has_store=look is not None,
                can_go_back=look is not None and self.state.can_go_back,
                can_go_forward=look is not None and self.state.can_go_forward,
                has_selection=not facts.selection.is_empty,
                has_actors_selected=bool(facts.selection.actors),
                is_narrowed=is_narrowed,
                can_broker=look is not None and can_measure("brokerage", look.dataset.n_actors),
                **self.editing.situation(),
                **self.identity.situation(),
                **self.exporting.dossiers.situation(),
            )
        )
        self.editing.refresh(self.actions)
        for action_id, is_on in checked_actions(facts, self.appearance, self.window).items():
            self.actions.check(action_id, is_on)
        is_home = not is_narrowed and facts.selection.is_empty
        words = None if look is None else place_words(look.dataset, facts)
        self.header.show_place(words, is_home=is_home)


def run(store: Path | None = None, *, is_sample: bool = False) -> int:
    """Run the program until its window is closed; returns the exit code."""
    app = make_application(sys.argv[:1])
    sys.excepthook = log_fault
    program = Program(app)
    program.start(store, is_sample=is_sample)
    QTimer.singleShot(_STARTED_AFTER_MS, Collector(app).start)
    return app.exec()
