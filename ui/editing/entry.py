"""Opens the forms: for something new, and for what is selected or pointed at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from explorer.editing.drafts import EvidenceDraft, Fact
from explorer.editing.marked import MarkedPassage
from explorer.editing.stored import (
    account_draft,
    actor_draft,
    evidence_draft,
    fact_of_evidence,
    interaction_draft,
    quote_draft,
    relation_draft,
    source_draft,
)
from explorer.editing.subjects import fact_words
from explorer.model.view import Selection
from explorer.progress import CancelToken, Progress
from explorer.session import Session
from ui.details.intents import AddHere, AddPassage, Amending, Change, Remove, UsePassage
from ui.editing.desk import Desk
from ui.editing.forms.account_form import AccountForm
from ui.editing.forms.actor_form import ActorForm
from ui.editing.forms.evidence_form import EvidenceForm
from ui.editing.forms.fact_picker import FactPicker
from ui.editing.forms.form import Form
from ui.editing.forms.interaction_form import InteractionForm
from ui.editing.forms.quote_form import QuoteForm
from ui.editing.forms.relation_form import RelationForm
from ui.editing.forms.source_form import SourceForm
from ui.messages import explain
from ui.state import ViewState

_MOST_PREFILLED = 12


class Entry(QObject):
    """Opens forms over the window, or over whichever window the keyboard is in.

    Parameters
    ----------
    say
        Says a few words in the status line.
    delete
        Deletes rows of a table by their ids, after a question where others go along.
    """

    def __init__(
        self,
        desk: Desk,
        state: ViewState,
        window: QWidget,
        say: Callable[[str], None],
        delete: Callable[[str, Sequence[int]], None],
    ) -> None:
        super().__init__(window)
        self._delete = delete
        self._desk, self._state, self._window, self._say = desk, state, window, say
        self.form: Form | None = None

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Return the handler of each action by its id."""
        return {
            "edit.add_interaction": self.add_interaction,
            "edit.add_interaction_here": self.add_interaction,
            "edit.add_actor": self.add_actor,
            "edit.add_relation": self.add_relation,
            "edit.add_quote": self.add_quote,
            "edit.add_account": self.add_account,
            "edit.add_source": self.add_source,
            "edit.add_evidence": self.add_evidence,
            "edit.change": self.change_selection,
        }

    def amend(self, intent: Amending) -> None:
        """Carry out what the panel, a list or a menu asks for."""
        match intent:
            case Change(table, row_id):
                self.change(table, row_id)
            case Remove(table, row_id):
                self._delete(table, (row_id,))
            case AddHere(what):
                self._adders()[what]()
            case UsePassage(use, passage, fact):
                self._use(use, passage, fact)
            case AddPassage():
                self.add_evidence_to(Fact(intent.subject, intent.row_id))  # type: ignore[arg-type]

    def _use(self, use: str, passage: MarkedPassage, fact: tuple[str, int] | None) -> None:
        if use == "evidence" and fact is not None:
            self.add_evidence_to(Fact(fact[0], fact[1]), passage)  # type: ignore[arg-type]
        elif use == "evidence":
            picker = FactPicker(self._desk, passage.words, self._over)
            picker.picked.connect(lambda found: self.add_evidence_to(found, passage))
            picker.open()
            picker.line.setFocus()
        else:
            makers = {
                "quote": self.add_quote,
                "account": self.add_account,
                "actor": self.add_actor,
                "interaction": self.add_interaction,
            }
            makers[use](passage)

    def _adders(self) -> Mapping[str, Callable[[], None]]:
        return {
            "interaction": self.add_interaction,
            "relation": self.add_relation,
            "quote": self.add_quote,
            "account": self.add_account,
            "evidence": self.add_evidence,
        }

    def fill_menu(self, menu: QMenu, selection: Selection) -> None:
        """Put what can be done with a thing that was pointed at into its menu.

        It is selected first, so that the forms begin with it.
        """
        entries: list[tuple[str, Callable[[], None]]] = []
        is_one = selection.sole_actor is not None or selection.sole_interaction is not None
        if is_one:
            entries.append(("Change…\tF2", self.change_selection))
        if selection.actors:
            entries.append(("Add an interaction…\tN", self.add_interaction))
            entries.append(("Add a position or relation…", self.add_relation))
        if selection.sole_interaction is not None:
            entries.append(("Add an account…", self.add_account))
        if is_one:
            entries.append(("Add a quote…", self.add_quote))
            entries.append(("Add a passage…", self.add_evidence))
            entries.append(("Delete…\tDel", lambda: self._delete_selected(selection)))
        menu.addSeparator()
        for text, do in entries:

            def chosen(do: Callable[[], None] = do) -> None:
                self._state.select(selection)
                do()

            menu.addAction(text, chosen).setEnabled(self._desk.document.can_edit)

    def _delete_selected(self, selection: Selection) -> None:
        table = "actors" if selection.sole_actor is not None else "interactions"
        self._delete(table, selection.actors or selection.interactions)

    # --- something new ------------------------------------------------------------------------

    def add_interaction(self, passage: MarkedPassage | None = None) -> None:
        """Open the form of a new interaction, with the actors that are selected."""
        form = InteractionForm(self._desk, self._over)
        if passage is not None:
            form.evidence.set_passage(passage.source_id, passage.words, passage.start, passage.end)
        else:
            form.prefill(self._state.facts.selection.actors[:_MOST_PREFILLED])
        form.next_wanted.connect(self.add_interaction)
        self._show(form, form.kind)

    def add_actor(self, passage: MarkedPassage | None = None) -> None:
        """Open the form of a new actor, named as the passage that is marked."""
        form = ActorForm(self._desk, self._over)
        if passage is not None:
            form.name.set_text(" ".join(passage.words.split()))
            form.evidence.set_passage(passage.source_id, passage.words, passage.start, passage.end)
        form.next_wanted.connect(self.add_actor)
        self._show(form, form.name)

    def add_relation(self) -> None:
        """Open the form of a new relation, from and to the actors that are selected."""
        form = RelationForm(self._desk, self._over)
        actors = self._state.facts.selection.actors[:2]
        form.prefill(actors)
        first = (form.from_actor, form.kind, form.kind)[len(actors)]
        form.next_wanted.connect(self.add_relation)
        self._show(form, first)

    def add_quote(self, passage: MarkedPassage | None = None) -> None:
        """Open the form of a new quote."""
        form = QuoteForm(self._desk, self._over)
        selection = self._state.facts.selection
        if selection.sole_interaction is not None:
            form.interaction.take(self._desk.interaction(selection.sole_interaction))
        if passage is not None:
            form.set_passage(passage)
        elif selection.sole_actor is not None:
            form.actor.take(self._desk.actor(selection.sole_actor))
        form.next_wanted.connect(self.add_quote)
        self._show(form, form.actor if passage is not None else form.words)

    def add_account(self, passage: MarkedPassage | None = None) -> None:
        """Open the form of a new account, of the interaction that is selected."""
        form = AccountForm(self._desk, self._over)
        interaction = self._state.facts.selection.sole_interaction
        if interaction is not None:
            form.prefill(interaction)
        if passage is not None:
            form.set_passage(passage)
        self._show(form, form.actor if passage is not None else form.words)

    def add_source(self) -> None:
        """Open the form of a new source."""
        form = SourceForm(self._desk, self._over)
        form.next_wanted.connect(self.add_source)
        self._show(form, form.title)

    def add_evidence(self) -> None:
        """Open the form of a passage for the actor or interaction that is selected."""
        selection = self._state.facts.selection
        if selection.sole_actor is not None:
            self.add_evidence_to(Fact("actor", selection.sole_actor))
        elif selection.sole_interaction is not None:
            self.add_evidence_to(Fact("interaction", selection.sole_interaction))
        else:
            self._say("Select an actor or an interaction that the passage supports")

    def add_evidence_to(self, fact: Fact, passage: MarkedPassage | None = None) -> None:
        """Open the form of a passage that supports a fact."""

        def show(words: str) -> None:
            form = EvidenceForm(self._desk, self._over, fact, words)
            if passage is not None:
                form.set_passage(passage)
            at = form.evidence.confidence_box if passage is not None else form.evidence.source
            self._show(form, at)

        self._desk.read("fact", _fact_words, fact, on_done=show, on_failed=self._tell)

    # --- what is there ------------------------------------------------------------------------

    def change_selection(self) -> None:
        """Open the form of what is selected."""
        selection = self._state.facts.selection
        if not self.change_what(selection):
            self._say("Select one actor, interaction or source to change it")

    def change_what(self, selection: Selection) -> bool:
        """Open the form of one actor, interaction or source; tell whether it is one."""
        for table, row_id in (
            ("actors", selection.sole_actor),
            ("interactions", selection.sole_interaction),
            ("sources", selection.source),
        ):
            if row_id is not None:
                self.change(table, row_id)
                return True
        return False

    def change(self, table: str, row_id: int) -> None:
        """Open the form of a row of the store.

        Parameters
        ----------
        table
            `actors`, `relations`, `interactions`, `sources`, `quotes`, `accounts` or `evidence`.
        """
        if table == "evidence":
            self._desk.read(
                "evidence", _evidence, row_id, on_done=self._show_evidence, on_failed=self._tell
            )
            return
        read, make, first = _FORMS[table]

        def show(draft: Any) -> None:
            form = make(self._desk, self._over, stored=(row_id, draft))
            self._show(form, first(form))

        self._desk.read_stored(read, row_id, on_done=show, on_failed=self._tell)

    def _show_evidence(self, found: tuple[int, Fact, str, EvidenceDraft]) -> None:
        row_id, fact, words, draft = found
        form = EvidenceForm(self._desk, self._over, fact, words, stored=(row_id, draft))
        self._show(form, form.evidence.excerpt)

    # --- within -------------------------------------------------------------------------------

    @property
    def _over(self) -> QWidget:
        active = QApplication.activeWindow()
        is_ours = active is not None and (active is self._window or _reads(active))
        return active if active is not None and is_ours else self._window

    def _show(self, form: Form, first: QWidget) -> None:
        why_not = self._desk.document.why_not
        if why_not:
            form.deleteLater()
            self._say(why_not)
            return
        self.form = form
        form.destroyed.connect(lambda: self._forget(form))
        form.open_at(first)

    def _forget(self, form: Form) -> None:
        if self.form is form:
            self.form = None

    def _tell(self, error: Exception) -> None:
        self._say(explain(error).text)


class _FormMaker(Protocol):
    def __call__(self, desk: Desk, parent: QWidget | None, *, stored: Any) -> Form: ...


_FORMS: Mapping[str, tuple[Callable[..., Any], _FormMaker, Callable[[Any], QWidget]]] = {
    "actors": (actor_draft, ActorForm, lambda form: form.name),
    "relations": (relation_draft, RelationForm, lambda form: form.title),
    "interactions": (interaction_draft, InteractionForm, lambda form: form.title),
    "sources": (source_draft, SourceForm, lambda form: form.first),
    "quotes": (quote_draft, QuoteForm, lambda form: form.words),
    "accounts": (account_draft, AccountForm, lambda form: form.words),
}


def _reads(window: QWidget) -> bool:
    """Whether a window is one that forms may be opened over, such as the source reader."""
    return isinstance(window, QDialog) and not isinstance(window, Form)


def _fact_words(session: Session, fact: Fact, *, token: CancelToken, progress: Progress) -> str:
    token.raise_if_cancelled()
    return fact_words(session.store, fact)


def _evidence(
    session: Session, row_id: int, *, token: CancelToken, progress: Progress
) -> tuple[int, Fact, str, EvidenceDraft]:
    token.raise_if_cancelled()
    fact = fact_of_evidence(session.store, row_id)
    return row_id, fact, fact_words(session.store, fact), evidence_draft(session.store, row_id)
