"""Exporting a snapshot from the window, and bringing the view of a picture back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import platformdirs
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from db.edtf import day_number
from explorer.model.timespan import day_words
from explorer.model.view import ViewFacts
from explorer.progress import CancelToken, Progress
from ui.arranger import Arranger
from ui.jobs import JobRunner
from ui.lens import Lens
from ui.messages import explain
from ui.snapshot.carried_view import NoViewInPicture, carried_text, read_carried, store_near
from ui.snapshot.choices import Choices
from ui.snapshot.dialog import SnapshotDialog
from ui.snapshot.known_stores import KnownStores
from ui.snapshot.layout import lay_out
from ui.snapshot.spec import SnapshotSpec
from ui.snapshot.subject import Subject, subject_of, whole_view
from ui.snapshot.writing import Written, paint_image, write_picture
from ui.state import ViewState
from ui.theme.appearance import Appearance
from ui.theme.fonts import Fonts
from ui.window.main_window import MainWindow

_KINDS = {"png": "PNG picture (*.png)", "svg": "SVG drawing (*.svg)", "pdf": "PDF page (*.pdf)"}
_STORES = "Stores (*.actors *.sqlite *.db);;All files (*)"


@dataclass(frozen=True, eq=False)
class _Asked:
    """What is pictured, as it was when the dialog opened; edits meanwhile do not get in."""

    seen: Subject
    store: Path
    uuid: str
    places: dict[str, Any]

    def subject(self, spec: SnapshotSpec) -> Subject:
        if not spec.is_whole:
            return self.seen
        seen = self.seen
        network = seen.network.network
        facts = whole_view(seen.facts)
        return subject_of(
            seen.title,
            seen.store_name,
            network,
            seen.arrangement,
            facts,
            seen.network.actor_measure,
        )


class SnapshotFlow(QObject):
    """The way of a snapshot from the command to the file; main thread.

    Attributes
    ----------
    ask_save, ask_store
        Ask for a path (title, start, filter) and return "" when the user gave up; tests put
        functions of their own here.
    dialog
        The dialog while it is open.
    """

    def __init__(
        self,
        *,
        state: ViewState,
        lens: Lens,
        arranger: Arranger,
        jobs: JobRunner,
        appearance: Appearance,
        window: MainWindow,
        say: Callable[[str], None],
        known: KnownStores | None = None,
    ) -> None:
        super().__init__(window)
        self._state, self._lens, self._arranger = state, lens, arranger
        self._jobs, self._appearance = jobs, appearance
        self._window, self._say = window, say
        self._known = known or KnownStores()
        self._choices: Choices | None = None
        self._folder: Path | None = None
        self._asked: _Asked | None = None
        self._is_waiting = False
        self.dialog: SnapshotDialog | None = None
        arranger.changed.connect(self._on_arranged)
        self.ask_save: Callable[[str, str, str], str] = self._ask_save
        self.ask_store: Callable[[str, str, str], str] = self._ask_store

    def ask(self) -> None:
        """Open the dialog on what is seen now."""
        look, arrangement = self._lens.look, self._arranger.arrangement
        if look is None or self.dialog is not None:
            return
        if arrangement is None:
            self._is_waiting = True
            self._say("The snapshot opens when the network is arranged.")
            return
        self._is_waiting = False
        facts = self._state.facts
        session = look.session
        self._asked = _Asked(
            Subject(
                session.title,
                session.path.stem,
                facts,
                look.network,
                arrangement,
                self._arranger.hues,
                self._arranger.crowd,
            ),
            session.path,
            session.uuid,
            self._arranger.to_json(),
        )
        # Format and size are kept for the session; the title belongs to the store.
        choices = self._choices or Choices().with_theme(self._appearance.theme.is_dark)
        choices = replace(choices, spec=replace(choices.spec, title=None))
        dialog = SnapshotDialog.ask(
            self._appearance,
            choices,
            store_title=session.title,
            has_selection=not facts.selection.is_empty,
            parent=self._window,
        )
        self.dialog = dialog
        dialog.preview_wanted.connect(self._draw_preview)
        dialog.export_wanted.connect(self._export)
        dialog.cancel_wanted.connect(lambda: self._jobs.cancel("snapshot"))
        dialog.finished.connect(self._on_finished)

    def read_view(self, path: Path) -> tuple[Path | None, ViewFacts, dict[str, Any]]:
        """Return the store that a picture shows, the view and the places in it.

        Where the picture carries no view, or its store is not found and the user does not name
        it, the notice bar says so and the store is None.
        """
        try:
            carried = read_carried(path)
        except NoViewInPicture as error:
            self._window.notice.say(str(error), is_error=True)
            return None, ViewFacts(), {}
        store = self._open_store(carried.store_uuid) or store_near(path, carried)
        store = store or self._known.find(carried.store_uuid)
        if store is None:
            title = f"Where is {carried.shown_name}, the store of this picture?"
            chosen = self.ask_store(title, str(path.parent), _STORES)
            store = Path(chosen) if chosen else None
        if store is None:
            self._window.notice.say(
                f"{path.name} shows the store {carried.shown_name}, which was not found. "
                "Put it beside the picture, or open the store itself.",
                is_error=True,
            )
            return None, ViewFacts(), {}
        return store, carried.facts, carried.places

    def _on_arranged(self) -> None:
        if self._is_waiting:
            self.ask()

    def _open_store(self, uuid: str) -> Path | None:
        look = self._lens.look
        if look is None or look.session.uuid != uuid:
            return None
        return look.session.path

    def _draw_preview(self, spec: SnapshotSpec, scale: float) -> None:
        asked = self._asked
        if asked is None:
            return
        self._jobs.run(
            "snapshot-preview",
            _preview,
            asked,
            replace(spec, drawn_on=_today()),
            scale,
            self._appearance.fonts,
            lane="compute",
            on_done=self._show_preview,
            on_failed=self._on_failed,
        )

    def _show_preview(self, drawn: tuple[QImage, tuple[str, ...]]) -> None:
        if self.dialog is not None:
            self.dialog.show_preview(*drawn)

    def _export(self, choices: Choices) -> None:
        asked, dialog = self._asked, self.dialog
        if asked is None or dialog is None:
            return
        ending = choices.file_format
        folder = self._folder or _folder_for(asked.store)
        start = str(folder / f"{asked.store.stem}.{ending}")
        chosen = self.ask_save("Export snapshot", start, _KINDS[ending])
        if not chosen:
            return
        out = Path(chosen)
        is_named = out.suffix.lower() == f".{ending}"
        if not is_named:
            # The name that the user agreed to replace was another one.
            out = out.with_name(f"{out.name}.{ending}")
        self._choices, self._folder = choices, out.parent
        carried = ""
        if ending == "png" and choices.carries_view:
            facts = asked.subject(choices.spec).facts
            carried = carried_text(out, asked.store, asked.uuid, facts, asked.places)
        dialog.set_busy(True)
        self._jobs.run(
            "snapshot",
            _export,
            asked,
            replace(choices.spec, drawn_on=_today()),
            out,
            is_named,
            carried,
            self._appearance.fonts,
            lane="compute",
            on_done=self._on_written,
            on_failed=self._on_failed,
        )

    def _on_written(self, written: Written) -> None:
        asked = self._asked
        if asked is not None:
            self._known.note(asked.uuid, asked.store)
        if self.dialog is not None:
            self.dialog.set_busy(False)
            self.dialog.accept()
        self._say(" ".join((f"Saved {written.path.name}.", *written.warnings)))

    def _on_failed(self, error: Exception) -> None:
        if self.dialog is not None:
            self.dialog.show_failure(explain(error).text)

    def _on_finished(self) -> None:
        self._jobs.cancel("snapshot-preview")
        self.dialog = self._asked = None

    def _ask_save(self, title: str, start: str, kinds: str) -> str:
        return QFileDialog.getSaveFileName(self.dialog, title, start, kinds)[0]

    def _ask_store(self, title: str, start: str, kinds: str) -> str:
        return QFileDialog.getOpenFileName(self._window, title, start, kinds)[0]


def _preview(
    asked: _Asked,
    spec: SnapshotSpec,
    scale: float,
    fonts: Fonts,
    *,
    token: CancelToken,
    progress: Progress,
) -> tuple[QImage, tuple[str, ...]]:
    page = lay_out(asked.subject(spec), spec, fonts, token)
    image = paint_image(page, scale)
    token.raise_if_cancelled()
    return image, page.warnings


def _export(
    asked: _Asked,
    spec: SnapshotSpec,
    out: Path,
    overwrite: bool,
    carried: str,
    fonts: Fonts,
    *,
    token: CancelToken,
    progress: Progress,
) -> Written:
    progress(0, 0, f"Drawing {out.name}.")
    page = lay_out(asked.subject(spec), spec, fonts, token)
    return write_picture(page, out, overwrite=overwrite, carried=carried, token=token)


def _today() -> str:
    return day_words(day_number(date.today()))


def _folder_for(store: Path) -> Path:
    """Begin beside the store, unless that is where the program keeps its own sample."""
    home = Path(platformdirs.user_data_dir("actor-explorer"))
    if store.parent == home:
        return Path(platformdirs.user_pictures_dir())
    return store.parent
