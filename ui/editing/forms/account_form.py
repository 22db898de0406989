"""The form of an account: what one party says happened, and how it reached us."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from explorer.editing.adding import add_account
from explorer.editing.changing import change_account
from explorer.editing.drafts import AccountDraft
from ui.editing.desk import Desk
from ui.editing.fields.field import LineField
from ui.editing.fields.reference_fields import InteractionField
from ui.editing.forms.form import Deed
from ui.editing.forms.words_form import WordsForm


class AccountForm(WordsForm):
    """Adds an account, or changes one.

    Parameters
    ----------
    stored
        Id and draft of the one to change; None adds one.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        *,
        stored: tuple[int, AccountDraft] | None = None,
    ) -> None:
        title = "New account" if stored is None else "Change account"
        words = "Save" if stored else "Add account"
        super().__init__(desk, title, parent, save_words=words, who="Who tells it so")
        self._stored = stored
        self.interaction = InteractionField(desk, "Of what")
        self.summary = LineField(desk.appearance, "In short")
        self.form.set_choice("reported")
        self.add(self.interaction)
        self.add(self.summary)
        self.add_source()
        self.follow(self.actor.line, self.interaction.line)
        self.follow(self.interaction.line, self.summary.line)
        self.follow(self.source.source.line, self.chain.add_button)
        if stored is not None:
            self._fill(stored[1])
        self.watch_focus()

    def prefill(self, interaction_id: int) -> None:
        """Say of what it is."""
        self.interaction.take(self.desk.interaction(interaction_id))

    def find_fault(self) -> QWidget | None:
        if self.actor.value() is None:
            self.actor.set_fault("Name who tells it so.")
            return self.actor
        if self.interaction.value() is None:
            self.interaction.set_fault("Name the interaction that it is an account of.")
            return self.interaction
        return self.find_words_fault()

    def deed(self) -> Deed:
        words, start, end = self.stated_words()
        draft = AccountDraft(
            interaction=self.interaction.value() or 0,
            actor=self.actor.value() or 0,
            words=words,
            source=self.source.value() or 0,
            form=self.form.choice(),
            summary=self.summary.value(),
            start=start,
            end=end,
            attributions=self.chain.value(),
        )
        self.desk.cite(draft.source)
        if self._stored is None:
            return add_account, (draft,)
        return change_account, (self._stored[0], draft, self._stored[1])

    def show_refusal(self, field: str, words: str) -> QWidget | None:
        if field.partition(".")[0] == "interaction":
            self.interaction.set_fault(words)
            return self.interaction
        return super().show_refusal(field, words)

    def _fill(self, draft: AccountDraft) -> None:
        desk = self.desk
        self.set_words(draft.words, draft.start, draft.end)
        self.form.set_choice(draft.form)
        if isinstance(draft.actor, int):
            self.actor.take(desk.actor(draft.actor))
        if isinstance(draft.interaction, int):
            self.interaction.take(desk.interaction(draft.interaction))
        if isinstance(draft.source, int):
            self.source.take(draft.source)
        self.summary.set_text(draft.summary)
        for link in draft.attributions:
            self.chain.add_row(link)
