"""The way from a selected actor or interaction to its dossier in a file; main thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from explorer.model.plain_text import shown_line
from explorer.model.view import Selection
from explorer.progress import CancelToken, Progress
from explorer.session import Session
from ui.details.intents import WriteDossier
from ui.dossier.naming import file_name
from ui.dossier.writing import write_dossier
from ui.jobs import JobRunner
from ui.lens import Lens
from ui.messages import explain
from ui.state import ViewState
from ui.theme.appearance import Appearance
from ui.theme.fonts import Fonts
from ui.window.notice_bar import NoticeBar

_TOPIC = "export"
_KINDS = "Page for a browser (*.html);;PDF for print (*.pdf)"
FillMenu = Callable[[QMenu, Selection], None]


class HasMenu(Protocol):
    """A pane whose context menus take in more."""

    more_in_menu: FillMenu | None


class DossierFlow(QObject):
    """Asks where a dossier is to be written, and has it written in the store lane.

    Attributes
    ----------
    ask_save
        Asks for a path (title, start, filter) and returns it with the filter that was chosen;
        both are "" when the user gave up. Tests put a function of their own here.
    """

    def __init__(
        self,
        *,
        state: ViewState,
        lens: Lens,
        jobs: JobRunner,
        appearance: Appearance,
        window: QWidget,
        notice: NoticeBar,
        say: Callable[[str], None],
        folder: Callable[[Session], Path],
    ) -> None:
        super().__init__(window)
        self._state, self._lens, self._jobs = state, lens, jobs
        self._appearance, self._window = appearance, window
        self._notice, self._say, self._folder = notice, say, folder
        self.ask_save: Callable[[str, str, str], tuple[str, str]] = self._ask_save

    def ask(self) -> None:
        """Write the dossier of what is selected."""
        self.write(self._state.facts.selection)

    def amend(self, intent: object) -> None:
        """Carry out what the panel asks for."""
        if isinstance(intent, WriteDossier):
            self.ask()

    def situation(self) -> dict[str, bool]:
        """Return what of a `Situation` depends on what is selected."""
        return {"can_tell": _is_told(self._state.facts.selection)}

    def add_to_menus(self, *panes: HasMenu) -> None:
        """Put it into the context menus of panes, after the rest."""
        for pane in panes:
            pane.more_in_menu = self._after(pane.more_in_menu)

    def write(self, selection: Selection) -> None:
        """Ask for a file and write the dossier of one actor or interaction."""
        look = self._lens.look
        if look is None or not _is_told(selection):
            return
        session = look.session
        title = _title(session, selection)
        start = str(self._folder(session) / file_name(title, ".html"))
        chosen, kind = self.ask_save("Write a dossier", start, _KINDS)
        if not chosen:
            return
        out = Path(chosen)
        is_named = out.suffix.lower() in {".html", ".htm", ".pdf"}
        if not is_named:
            # The name that the user agreed to replace was another one.
            out = out.with_name(f"{out.name}{'.pdf' if '.pdf' in kind else '.html'}")
        self._jobs.run(
            _TOPIC,
            _write,
            session,
            selection,
            out,
            self._appearance.fonts,
            is_named,
            on_done=self._on_written,
            on_failed=lambda error: self._notice.say(explain(error).text),
        )

    def _after(self, before: FillMenu | None) -> FillMenu:
        def fill(menu: QMenu, pointed: Selection) -> None:
            if before is not None:
                before(menu, pointed)
            if _is_told(pointed):
                menu.addSeparator()
                menu.addAction("Dossier…", lambda: self.write(pointed))

        return fill

    def _on_written(self, result: tuple[Path, tuple[str, ...]]) -> None:
        path, notes = result
        self._say(f"Saved {path.name}.")
        if notes:
            self._notice.say(f"{path.name}: {' '.join(notes)}")

    def _ask_save(self, title: str, start: str, kinds: str) -> tuple[str, str]:
        return QFileDialog.getSaveFileName(self._window, title, start, kinds)


def _is_told(selection: Selection) -> bool:
    return selection.sole_actor is not None or selection.sole_interaction is not None


def _title(session: Session, selection: Selection) -> str:
    dataset = session.dataset
    if selection.sole_actor is not None:
        row = dataset.actor_row(selection.sole_actor)
        return shown_line(dataset.actor_name(row)) if row >= 0 else session.path.stem
    row = dataset.interaction_row(selection.sole_interaction or 0)
    return shown_line(dataset.title(row)) if row >= 0 else session.path.stem


def _write(
    session: Session,
    selection: Selection,
    out: Path,
    fonts: Fonts,
    overwrite: bool,
    *,
    token: CancelToken,
    progress: Progress,
) -> tuple[Path, tuple[str, ...]]:
    dossier = write_dossier(
        session, selection, out, fonts, overwrite=overwrite, token=token, progress=progress
    )
    return out, dossier.notes
