"""The way of a store from the command *Export* to a file; main thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import platformdirs
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from explorer.exchange.scope import WHOLE, Scope, selection_scope, view_scope
from explorer.exchange.writers import Order, Writer, Written
from explorer.progress import CancelToken, Progress
from explorer.session import Session
from ui.arranger import Arranger
from ui.dossier.flow import DossierFlow
from ui.exporting.dialog import ExportChoice, ExportDialog, ScopeOffer
from ui.jobs import JobRunner
from ui.lens import Lens, Look
from ui.messages import explain
from ui.state import ViewState
from ui.theme.appearance import Appearance
from ui.window.files import sample_path
from ui.window.notice_bar import NoticeBar

_TOPIC = "export"
Places = dict[int, tuple[float, float]]


class ExportFlow(QObject):
    """Asks what is to be written, and has it written in the store lane.

    Attributes
    ----------
    ask_save
        Asks for a path (title, start, filter) and returns "" when the user gave up; tests put a
        function of their own here.
    dialog
        The dialog while it is open.
    dossiers
        The same for dossiers.
    """

    def __init__(
        self,
        *,
        state: ViewState,
        lens: Lens,
        arranger: Arranger,
        jobs: JobRunner,
        appearance: Appearance,
        window: QWidget,
        notice: NoticeBar,
        say: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._state, self._lens, self._jobs = state, lens, jobs
        self._arranger = arranger
        self._appearance, self._window = appearance, window
        self._notice, self._say = notice, say
        self._choice = ExportChoice()
        self._folder: Path | None = None
        self._session: Session | None = None
        self._offers: Mapping[str, ScopeOffer] = {}
        self.dialog: ExportDialog | None = None
        self.ask_save: Callable[[str, str, str], str] = self._ask_save
        self.dossiers = DossierFlow(
            state=state,
            lens=lens,
            jobs=jobs,
            appearance=appearance,
            window=window,
            notice=notice,
            say=say,
            folder=lambda session: self._folder or _folder_for(session.path),
        )

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Return the handler of each action by its id."""
        return {"store.export": self.ask, "store.dossier": self.dossiers.ask}

    def ask(self) -> None:
        """Open the dialog on the store and the view as they are now."""
        look = self._lens.look
        if look is None or self.dialog is not None:
            return
        self._session = look.session
        self._offers = _offers(look, self._state)
        dialog = ExportDialog(self._appearance, self._choice, self._offers, self._window)
        self.dialog = dialog
        dialog.export_wanted.connect(self._export)
        dialog.cancel_wanted.connect(lambda: self._jobs.cancel(_TOPIC))
        dialog.finished.connect(self._on_finished)
        dialog.open()

    def _export(self, choice: ExportChoice) -> None:
        session, dialog = self._session, self.dialog
        scope = self._offers[choice.scope].scope
        if session is None or dialog is None or scope is None:
            return
        writer = choice.writer
        folder = self._folder or _folder_for(session.path)
        start = str(folder / f"{session.path.stem}{writer.ending}")
        chosen = self.ask_save("Export", start, f"{writer.label} (*{writer.ending})")
        if not chosen:
            return
        out = Path(chosen)
        is_named = out.name.lower().endswith(writer.ending)
        if not is_named:
            # The name that the user agreed to replace was another one.
            out = out.with_name(f"{out.name}{writer.ending}")
        self._choice, self._folder = choice, out.parent
        dialog.set_busy(True)
        self._jobs.run(
            _TOPIC,
            _write,
            writer,
            session,
            out,
            scope,
            dict(choice.answers),
            self._places(),
            is_named,
            on_done=self._on_written,
            on_failed=self._on_failed,
        )

    def _places(self) -> Places | None:
        """Give where actors stand now, by their ids."""
        arrangement = self._arranger.arrangement
        if arrangement is None:
            return None
        keys, xy = arrangement.network.node_key.tolist(), arrangement.xy.tolist()
        return {key: (x, y) for key, (x, y) in zip(keys, xy, strict=True) if key > 0}

    def _on_written(self, written: Written) -> None:
        if self.dialog is not None:
            self.dialog.set_busy(False)
            self.dialog.accept()
        names = " and ".join(path.name for path in written.paths)
        self._say(f"Saved {names}.")
        if written.notes:
            self._notice.say(f"{names}: {' '.join(written.notes)}")

    def _on_failed(self, error: Exception) -> None:
        if self.dialog is not None:
            self.dialog.show_failure(explain(error).text)

    def _on_finished(self, _result: int) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
        self._session = None

    def _ask_save(self, title: str, start: str, kinds: str) -> str:
        return QFileDialog.getSaveFileName(self.dialog or self._window, title, start, kinds)[0]


def _offers(look: Look, state: ViewState) -> dict[str, ScopeOffer]:
    dataset, shown = look.dataset, look.shown
    offers = {"whole": ScopeOffer(WHOLE, dataset.n_actors, dataset.n_interactions)}
    view = view_scope(dataset, shown.actor_is_shown, shown.is_shown)
    offers["view"] = _offer(view if shown.is_narrowed else None)
    offers["selection"] = _offer(selection_scope(dataset, state.facts.selection))
    return offers


def _offer(scope: Scope | None) -> ScopeOffer:
    if scope is None or scope.actors is None or scope.interactions is None:
        return ScopeOffer(None)
    return ScopeOffer(scope, len(scope.actors), len(scope.interactions))


def _folder_for(store: Path) -> Path:
    return Path(platformdirs.user_documents_dir()) if store == sample_path() else store.parent


def _write(
    writer: Writer,
    session: Session,
    out: Path,
    scope: Scope,
    answers: dict[str, str],
    places: Places | None,
    overwrite: bool,
    *,
    token: CancelToken,
    progress: Progress,
) -> Written:
    order = Order(session.store, out, scope, answers, token, progress, overwrite, session, places)
    return writer.write(order)
