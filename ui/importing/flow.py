"""The way of files into a store: asked for or dropped, looked at, taken in, told."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from explorer.editing.backups import backed_up
from explorer.editing.edited import Edited
from explorer.exchange.describing import Described, described
from explorer.exchange.report import ImportReport
from explorer.exchange.tables.mapping_file import ENDING, read_mapping, write_mapping
from explorer.exchange.tables.previewing import Preview, Survey, preview, survey
from explorer.exchange.taking_in import FilesOfFormat, look_into, rehearse, sorted_by_format
from explorer.model.plain_text import counted
from ui.importing.asked import Asked, Imported, import_files, import_into_new
from ui.importing.dialog import ImportDialog
from ui.importing.recognition import file_filter, new_store_path
from ui.messages import explain
from ui.window.files import SUFFIX

if TYPE_CHECKING:
    from explorer.exchange.tables.mapping import Mapping
    from explorer.progress import CancelToken, Progress
    from ui.document import Document
    from ui.jobs import JobRunner
    from ui.state import ViewState
    from ui.theme.appearance import Appearance

_LOOK, _PREVIEW, _NEW, _EDIT = "import-look", "import-preview", "import", "edit"
_SHORTEST_WAIT_MS = 0


class ImportFlow(QObject):
    """Takes files in, with one dialog at a time; main thread.

    Parameters
    ----------
    frame
        Brings the whole network into sight.
    """

    def __init__(
        self,
        *,
        document: Document,
        state: ViewState,
        jobs: JobRunner,
        appearance: Appearance,
        window: QWidget,
        frame: Callable[[], None],
        complain: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._document, self._state, self._jobs = document, state, jobs
        self._appearance, self._window = appearance, window
        self._frame, self._complain = frame, complain
        self._waiting: deque[FilesOfFormat] = deque()
        self._files: FilesOfFormat | None = None
        self._survey: Survey | None = None
        self.dialog: ImportDialog | None = None
        self.ask_files: Callable[[], Sequence[str]] = self._ask_files
        self.ask_place: Callable[[str], str] = self._ask_place
        self.ask_mapping: Callable[[], str] = self._ask_mapping
        self.ask_mapping_name: Callable[[str], str] = self._ask_mapping_name
        jobs.progressed.connect(self._on_progressed)
        jobs.ended.connect(self._on_ended)

    def ask(self) -> None:
        """Ask for files and take them in."""
        if paths := [Path(name) for name in self.ask_files()]:
            self.take(paths)

    def take(self, paths: Sequence[Path]) -> None:
        """Look at files and show what they would bring."""
        try:
            self._waiting.extend(sorted_by_format(paths))
        except Exception as error:  # noqa: BLE001 - told like every other fault of a file
            self._complain(explain(error).text)
            return
        if self.dialog is not None and self.dialog.is_aside:
            # The report of the last import makes room for the next.
            self.dialog.reject()
        elif self.dialog is None:
            self._next()

    # --- looking ----------------------------------------------------------------------------

    def _next(self) -> None:
        if not self._waiting:
            return
        self._files = files = self._waiting.popleft()
        self._survey = None
        self.dialog = dialog = ImportDialog(
            self._appearance, [path.name for path in files.paths], self._targets(), self._window
        )
        dialog.survey_wanted.connect(self._look_at_tables)
        dialog.preview_wanted.connect(self._preview)
        dialog.import_wanted.connect(self._import)
        dialog.cancel_wanted.connect(self._cancel)
        dialog.load_wanted.connect(self._load_mapping)
        dialog.save_wanted.connect(self._save_mapping)
        dialog.place_wanted.connect(self._choose_place)
        dialog.finished.connect(self._on_finished)
        dialog.open()
        if files.format.is_mapped:
            self._look_at_tables(None)
        else:
            dialog.choices.ask(files.format.choices)
            dialog.look_wanted.connect(self._look_at_contents)
            self._look_at_contents()

    def _look_at_contents(self) -> None:
        if self.dialog is not None and self._files is not None:
            answers = self.dialog.choices.answers
            self.dialog.show_busy("Looking through the files.")
            session = self._document.session
            into = Path("new.actors") if session is None else session.path
            self._run(_LOOK, _look, self._files, answers, into, on_done=self._show_contents)

    def _targets(self) -> list[tuple[str, Path | None]]:
        session = self._document.session
        targets: list[tuple[str, Path | None]] = []
        if session is not None and self._document.can_edit:
            targets.append((session.title, None))
        assert self._files is not None  # noqa: S101 - set by the only caller
        path = new_store_path(self._files.paths[0], SUFFIX)
        targets.append((f"a new store, {path.name}", path))
        return targets

    def _choose_place(self) -> None:
        """Ask where the new store shall lie."""
        if self.dialog is None or self._files is None:
            return
        name = self.ask_place(str(new_store_path(self._files.paths[0], SUFFIX)))
        path = Path(name) if name else None
        if path is not None and not path.suffix:
            path = path.with_suffix(SUFFIX)
        self.dialog.foot.take_place(path)

    def _run(self, topic: str, job: Any, *args: Any, on_done: Callable[[Any], None]) -> None:
        self._jobs.run(
            topic, job, *args, lane="files", on_done=on_done, on_failed=self._on_look_failed
        )

    def _look_at_tables(self, mapping: Mapping | None) -> None:
        if self._files is not None:
            self._run(_LOOK, _survey, self._files.paths, mapping, on_done=self._show_survey)

    def _show_survey(self, found: Survey) -> None:
        self._survey = found
        if self.dialog is not None:
            self.dialog.show_survey(found)

    def _preview(self, mapping: Mapping) -> None:
        if self._survey is not None:
            self._run(_PREVIEW, _preview, self._survey, mapping, on_done=self._show_preview)

    def _show_preview(self, found: Preview) -> None:
        if self.dialog is not None:
            self.dialog.show_preview(found)

    def _show_contents(self, found: tuple[str, list[Described], tuple[str, ...]]) -> None:
        if self.dialog is not None:
            self.dialog.show_contents(*found)

    def _on_look_failed(self, error: Exception) -> None:
        if self.dialog is not None:
            self.dialog.show_failure(explain(error).text)
            self.dialog.import_button.setEnabled(False)

    # --- mappings ---------------------------------------------------------------------------

    def _load_mapping(self) -> None:
        name = self.ask_mapping()
        if not name:
            return
        try:
            mapping = read_mapping(Path(name))
        except Exception as error:  # noqa: BLE001 - told like every other fault of a file
            self._tell(explain(error).text)
        else:
            self._look_at_tables(mapping)

    def _save_mapping(self) -> None:
        if self.dialog is None or self._files is None:
            return
        name = self.ask_mapping_name(str(self._files.paths[0].with_suffix(ENDING)))
        if not name:
            return
        path = Path(name)
        try:
            # The dialog that asked has asked before replacing, too.
            write_mapping(self.dialog.mapping, path if path.suffix else path.with_suffix(ENDING),
                          overwrite=True)  # fmt: skip
        except Exception as error:  # noqa: BLE001 - told like every other fault of a file
            self._tell(explain(error).text)

    def _tell(self, words: str) -> None:
        if self.dialog is not None:
            self.dialog.show_failure(words)

    # --- taking in --------------------------------------------------------------------------

    def _import(self) -> None:
        dialog, files = self.dialog, self._files
        if dialog is None or files is None:
            return
        options: dict[str, Any] = dict(dialog.choices.answers)
        if files.format.is_mapped:
            options["mapping"] = dialog.mapping
        asked = Asked(files, options, dialog.is_skipping, dialog.into)
        dialog.show_busy("Importing.", is_import=True)
        if asked.into is None:
            self._document.edit(
                backed_up("before-import", import_files),
                asked,
                on_done=self._on_imported,
                on_failed=self._on_import_failed,
            )
        else:
            self._jobs.run(
                _NEW, import_into_new, asked, lane="files",
                on_done=lambda report: self._on_made(asked.into, report),
                on_failed=self._on_import_failed,
            )  # fmt: skip

    def _on_imported(self, edited: Edited) -> None:
        report = edited.report if isinstance(edited, Imported) else None
        if edited.selection is not None:
            self._state.select(edited.selection)
        self._frame()
        if self.dialog is not None and report is not None:
            self.dialog.show_report(report)

    def _on_made(self, path: Path | None, report: ImportReport) -> None:
        if self.dialog is not None:
            self.dialog.show_report(report)
        if path is not None:
            self._document.open(path)

    def _on_import_failed(self, error: Exception) -> None:
        self._tell(explain(error).text)

    def _cancel(self) -> None:
        for topic in (_NEW, _EDIT):
            self._jobs.cancel(topic)

    def _on_progressed(self, topic: str, done: int, total: int, words: str) -> None:
        if self.dialog is not None and topic in (_LOOK, _NEW, _EDIT):
            self.dialog.show_progress(done, total, words)

    def _on_ended(self, topic: str) -> None:
        # What is done calls its handler next; what was cancelled calls none.
        if topic in (_NEW, _EDIT) and self.dialog is not None:
            QTimer.singleShot(_SHORTEST_WAIT_MS, self, self._tell_cancelled)

    def _tell_cancelled(self) -> None:
        is_over = not self._jobs.is_running(_NEW) and not self._jobs.is_running(_EDIT)
        if self.dialog is not None and self.dialog.is_importing and is_over:
            self.dialog.show_cancelled()

    def _on_finished(self) -> None:
        for topic in (_LOOK, _PREVIEW):
            self._jobs.cancel(topic)
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()
        self._next()

    # --- asking -----------------------------------------------------------------------------

    def _ask_files(self) -> Sequence[str]:
        session = self._document.session
        folder = str(session.path.parent) if session is not None else ""
        return QFileDialog.getOpenFileNames(self._window, "Import", folder, file_filter())[0]

    def _ask_place(self, start: str) -> str:
        kinds = f"Stores (*{SUFFIX})"
        return QFileDialog.getSaveFileName(self._window, "New store", start, kinds)[0]

    def _ask_mapping(self) -> str:
        kinds = f"Mappings (*{ENDING});;All files (*)"
        return QFileDialog.getOpenFileName(self._window, "Load a mapping", "", kinds)[0]

    def _ask_mapping_name(self, start: str) -> str:
        kinds = f"Mappings (*{ENDING})"
        return QFileDialog.getSaveFileName(self._window, "Save the mapping", start, kinds)[0]


def _survey(
    paths: Sequence[Path], mapping: Mapping | None, *, token: CancelToken, progress: Progress
) -> Survey:
    return survey(paths, mapping, token=token, progress=progress)


def _preview(found: Survey, mapping: Mapping, *, token: CancelToken, progress: Progress) -> Preview:
    return preview(found.tables, mapping, token=token, progress=progress)


def _look(
    files: FilesOfFormat,
    answers: dict[str, str],
    into: Path,
    *,
    token: CancelToken,
    progress: Progress,
) -> tuple[str, list[Described], tuple[str, ...]]:
    """Read files through and say what is in them."""
    if files.format.read is None:
        report = rehearse(into, files, token=token, progress=progress)
        counts: Any = report.added
        cards: list[Described] = []
        remarks = report.remarks
    else:
        look = look_into(files, answers, token=token, progress=progress)
        counts, remarks = look.counts, look.problems.remarks
        cards = [described(record, look.names) for record in look.first]
        remarks += tuple(str(problem) for problem in look.problems.refused[:20])
    parts = [
        counted(counts[name], name.removesuffix("s"))
        for name in ("actors", "interactions", "relations")
        if counts.get(name)
    ]
    return f"{files.format.label}: {', '.join(parts) or 'nothing'}", cards, remarks
