"""What the menus do about who is who: look for duplicates, join, take apart, divide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from explorer.identity.comparing import Comparison, compare_actors
from explorer.identity.deciding import Decision, decide
from explorer.identity.judging import join_actors, take_apart
from explorer.identity.splitting import Part, SplitDraft, read_parts, split_actor
from explorer.model.view import Selection
from explorer.progress import CancelToken, Progress
from explorer.session import Session
from ui.controls import as_label
from ui.details.intents import Divide, TakeApart
from ui.document import Document
from ui.identity.duplicates_window import DuplicatesWindow
from ui.identity.merge_dialog import MergeDialog
from ui.identity.split_dialog import SplitDialog
from ui.jobs import JobRunner
from ui.messages import explain
from ui.state import ViewState
from ui.theme.appearance import Appearance
from ui.window.notice_bar import NoticeBar

FillMenu = Callable[[QMenu, Selection], None]


class HasMenu(Protocol):
    """A pane whose context menus take in more."""

    more_in_menu: FillMenu | None


class IdentityCommands(QObject):
    """Handlers of the actions on who is who; main thread."""

    def __init__(
        self,
        *,
        document: Document,
        state: ViewState,
        jobs: JobRunner,
        appearance: Appearance,
        window: QWidget,
        notice: NoticeBar,
    ) -> None:
        super().__init__(window)
        self._document, self._state, self._jobs = document, state, jobs
        self._appearance, self._window, self._notice = appearance, window, notice
        self.duplicates: DuplicatesWindow | None = None
        self.dialog: MergeDialog | SplitDialog | None = None

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Return the handler of each action by its id."""
        return {
            "identity.duplicates": self.find_duplicates,
            "identity.join": self.join_selection,
            "identity.split": self.split_selection,
        }

    def add_to_menus(self, *panes: HasMenu) -> None:
        """Put what can be done with an actor into the context menus of panes, after the rest."""
        for pane in panes:
            pane.more_in_menu = self._after(pane.more_in_menu)

    def amend(self, intent: object) -> None:
        """Carry out what the panel asks for."""
        match intent:
            case TakeApart(actor_id):
                self.take_apart(actor_id)
            case Divide(actor_id):
                self.split(actor_id)

    def situation(self) -> dict[str, bool]:
        """Return what of a `Situation` depends on who is selected."""
        selection = self._state.facts.selection
        is_actors = not selection.interactions and selection.source is None
        return {
            "can_join": is_actors and len(selection.actors) == 2,
            "can_split": is_actors and len(selection.actors) == 1,
        }

    def find_duplicates(self) -> None:
        """Open the window of pairs, or bring it to the front."""
        if self.duplicates is not None and self.duplicates.isVisible():
            self.duplicates.raise_()
            self.duplicates.activateWindow()
            return
        self.duplicates = DuplicatesWindow(
            document=self._document,
            state=self._state,
            jobs=self._jobs,
            appearance=self._appearance,
            parent=self._window,
        )
        self.duplicates.show()
        self.duplicates.search()

    def join_selection(self) -> None:
        """Ask how the two selected actors are to be joined."""
        selected = self._state.facts.selection.actors
        if len(selected) == 2:
            self.join(selected[0], selected[1])

    def join(self, part: int, whole: int) -> None:
        """Ask how two actors are to be joined."""
        session = self._editable()
        if session is not None:
            self._jobs.run(
                "join", _compare, session, part, whole,
                on_done=self._ask_joining, on_failed=self._on_failed,
            )  # fmt: skip

    def take_apart(self, actor_id: int) -> None:
        """Let an actor that is shown as part of another one stand for itself again."""
        if self._editable() is not None:
            self._document.edit(take_apart, actor_id, on_failed=self._on_failed)

    def split_selection(self) -> None:
        """Ask what of the selected actor goes to a new one."""
        selected = self._state.facts.selection.actors
        if len(selected) == 1:
            self.split(selected[0])

    def split(self, actor_id: int) -> None:
        """Ask what of an actor goes to a new one."""
        session = self._editable()
        if session is not None:
            self._jobs.run(
                "split", _parts, session, actor_id,
                on_done=lambda parts: self._ask_splitting(session, actor_id, parts),
                on_failed=self._on_failed,
            )  # fmt: skip

    def _after(self, before: FillMenu | None) -> FillMenu:
        def fill(menu: QMenu, pointed: Selection) -> None:
            if before is not None:
                before(menu, pointed)
            actor_id, session = pointed.sole_actor, self._document.session
            if actor_id is None or session is None:
                return
            menu.addSeparator()
            other = self._state.facts.selection.sole_actor
            row = -1 if other is None else session.dataset.actor_row(other)
            if other is not None and row >= 0 and other != actor_id:
                name = as_label(session.dataset.actor_name(row))
                joining = menu.addAction(
                    f"Show as one with {name}…", lambda: self.join(actor_id, other)
                )
                joining.setEnabled(self._document.can_edit)
            dividing = menu.addAction("Divide into two actors…", lambda: self.split(actor_id))
            dividing.setEnabled(self._document.can_edit)

        return fill

    def _ask_joining(self, comparison: Comparison | None) -> None:
        if comparison is None:
            self._notice.say("These two are one actor already.")
            return
        dialog = MergeDialog(self._appearance, comparison, self._window)
        dialog.decided.connect(self._decide)
        self._open(dialog)

    def _decide(self, decision: Decision) -> None:
        if decision.verdict == "same":
            # Selects the one that both are now.
            self._document.edit(
                join_actors,
                (decision.actor_id,),
                decision.other_id,
                decision.note,
                on_failed=self._on_failed,
            )
        else:
            self._document.edit(decide, (decision,), on_failed=self._on_failed)

    def _ask_splitting(self, session: Session, actor_id: int, parts: tuple[Part, ...]) -> None:
        dataset = session.dataset
        row = dataset.actor_row(actor_id)
        if row < 0:
            return
        dialog = SplitDialog(
            self._appearance,
            actor_id=int(dataset.actor_id(row)),
            name=dataset.actor_name(row),
            kind=dataset.actor_kind(row),
            kinds=dataset.columns.actor_kinds,
            parts=parts,
            parent=self._window,
        )
        dialog.wanted.connect(self._split)
        self._open(dialog)

    def _split(self, draft: SplitDraft) -> None:
        self._document.edit(split_actor, draft, on_failed=self._on_failed)

    def _open(self, dialog: MergeDialog | SplitDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(lambda _: self._forget(dialog))
        dialog.open()

    def _forget(self, dialog: MergeDialog | SplitDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None
        dialog.deleteLater()

    def _editable(self) -> Session | None:
        if not self._document.can_edit:
            self._notice.say(self._document.why_not, is_error=True)
            return None
        return self._document.session

    def _on_failed(self, error: Exception) -> None:
        self._notice.say(explain(error).text, is_error=True)


def _compare(
    session: Session, part: int, whole: int, *, token: CancelToken, progress: Progress
) -> Comparison | None:
    return compare_actors(session, part, whole, token=token, progress=progress)


def _parts(
    session: Session, actor_id: int, *, token: CancelToken, progress: Progress
) -> tuple[Part, ...]:
    return read_parts(session, actor_id, token=token, progress=progress)
