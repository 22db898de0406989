"""What the forms of a quote and of an account share: words, their form, source and way to us."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from explorer.editing.marked import MarkedPassage
from ui.controls import Segmented
from ui.editing.desk import Desk
from ui.editing.fields.chain import ChainField
from ui.editing.fields.evidence import SourceBlock
from ui.editing.fields.field import Field, TextField
from ui.editing.fields.reference_fields import ActorField
from ui.editing.forms.form import Form


class WordsForm(Form):
    """Words of somebody; the forms of a quote and of an account say what else there is."""

    def __init__(
        self, desk: Desk, title: str, parent: QWidget | None, *, save_words: str, who: str
    ) -> None:
        super().__init__(desk, title, parent, save_words=save_words)
        appearance = desk.appearance
        self.words = TextField(appearance, "Words", n_lines=4, is_quoted=True)
        self.form = Segmented(
            appearance,
            (("verbatim", "Verbatim", ""), ("reported", "Reported speech", "")),
            "Form",
        )
        self.actor = ActorField(desk, who)
        self.source = SourceBlock(desk)
        self.chain = ChainField(desk)
        self._offsets: tuple[str, int, int] | None = None
        self.add(self.words)
        self.column.addWidget(self.form)
        self.add(self.actor)
        self.words.edited.connect(self._on_words)
        self.form.chosen.connect(lambda _: self.touch())

    def add_source(self) -> None:
        """Put source and chain below the fields so far."""
        self.heading("Where it stands, and how it reached us")
        self.add(self.source)
        self.add(self.chain)
        last = self.desk.last_source
        if last is not None:
            self.source.take(last)

    def set_passage(self, passage: MarkedPassage) -> None:
        """Fill the words in with a passage that was marked in a source."""
        self.set_words(passage.words, passage.start, passage.end)
        self.source.take(passage.source_id)

    def set_words(self, words: str, start: int | None, end: int | None) -> None:
        """Show words as they stand, with their offsets in the source."""
        self.words.set_text(words)
        if start is not None and end is not None:
            self._offsets = (self.words.text(), start, end)

    def stated_words(self) -> tuple[str, int | None, int | None]:
        """Return the words and their offsets, which hold as long as the words were not changed."""
        text = self.words.text()
        if self._offsets is not None and self._offsets[0] == text:
            return self._offsets
        return text if self.words.is_left else text.strip(), None, None

    def find_words_fault(self) -> QWidget | None:
        """Say what is missing of what both forms need."""
        if self.words.value() is None:
            self.words.set_fault("Give the words.")
            return self.words
        if self.source.published.isVisibleTo(self) and self.source.published.show_fault():
            return self.source.published
        if self.source.value() is None:
            self.source.source.set_fault("Name the source in which the words stand.")
            return self.source
        return None

    def show_refusal(self, field: str, words: str) -> QWidget | None:
        fields: dict[str, Field] = {
            "words": self.words, "speaker": self.actor, "actor": self.actor,
            "source": self.source.source,
        }  # fmt: skip
        known = fields.get(field.partition(".")[0])
        if known is not None:
            known.set_fault(words)
        return known

    def _on_words(self) -> None:
        # Words between quotation marks are verbatim, as a rule.
        self.touch()
