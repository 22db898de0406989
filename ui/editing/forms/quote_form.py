"""The form of a quote: who said what, where, about whom, and how it reached us."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from explorer.editing.adding import add_quote
from explorer.editing.changing import change_quote
from explorer.editing.completing import Candidate
from explorer.editing.drafts import QuoteDraft
from ui.editing.desk import Desk
from ui.editing.fields.field import LineField
from ui.editing.fields.reference_fields import InteractionField
from ui.editing.fields.several_field import ActorsField
from ui.editing.forms.form import Deed
from ui.editing.forms.words_form import WordsForm


class QuoteForm(WordsForm):
    """Adds a quote, or changes one.

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
        stored: tuple[int, QuoteDraft] | None = None,
    ) -> None:
        title = "New quote" if stored is None else "Change quote"
        words = "Save" if stored else "Add quote"
        super().__init__(desk, title, parent, save_words=words, who="Who said it")
        self._stored = stored
        self.interaction = InteractionField(desk, "Where it was said")
        self.about = ActorsField(desk, "About whom")
        self.language = LineField(desk.appearance, "Language", placeholder="en")
        self.actor.line.setPlaceholderText("Name, if the source has one")
        self.add(self.interaction)
        self.add(self.about)
        self.add_source()
        self.add(self.language)
        self.follow(self.actor.line, self.interaction.line)
        self.follow(self.interaction.line, self.about.line)
        self.follow(self.about, self.source)
        self.follow(self.source.source.line, self.language.line)
        if stored is not None:
            self._fill(stored[1])
        self.watch_focus()

    def find_fault(self) -> QWidget | None:
        if self.interaction.names_nothing:
            self.interaction.set_fault("No interaction is called that; leave it empty if none is.")
            return self.interaction
        return self.find_words_fault()

    def deed(self) -> Deed:
        words, start, end = self.stated_words()
        draft = QuoteDraft(
            words=words,
            source=self.source.value() or 0,
            speaker=self.actor.value(),
            form=self.form.choice(),
            interaction=self.interaction.value(),
            about=self.about.value(),
            start=start,
            end=end,
            language=self.language.value(),
            attributions=self.chain.value(),
        )
        self.desk.cite(draft.source)
        if self._stored is None:
            return add_quote, (draft,)
        return change_quote, (self._stored[0], draft, self._stored[1])

    def _fill(self, draft: QuoteDraft) -> None:
        desk = self.desk
        self.set_words(draft.words, draft.start, draft.end)
        self.form.set_choice(draft.form)
        if isinstance(draft.speaker, int):
            self.actor.take(desk.actor(draft.speaker))
        if isinstance(draft.interaction, int):
            self.interaction.take(desk.interaction(draft.interaction))
        about: list[Candidate] = [desk.actor(a) for a in draft.about if isinstance(a, int)]
        self.about.set_candidates(about)
        if isinstance(draft.source, int):
            self.source.take(draft.source)
        for link in draft.attributions:
            self.chain.add_row(link)
        self.language.set_text(draft.language)
