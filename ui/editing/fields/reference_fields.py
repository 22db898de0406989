"""Fields that name one thing in the store, or one to be made: actor, place, source, term."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from db.folding import fold
from db.format.vocabularies import DIRECTIONS, FAMILIES
from explorer.editing.completing import Candidate
from explorer.editing.drafts import (
    ActorDraft,
    ActorRef,
    Kind,
    PlaceDraft,
    PlaceRef,
    SourceDraft,
    SourceRef,
    TermDraft,
)
from ui.editing.desk import Desk, Vocabulary
from ui.editing.fields.completing_line import Complete, CompletingLine, Offer
from ui.editing.fields.field import Field

_FAMILY_WORDS = {
    "talk": "talk", "movement": "movement", "words": "words", "deal": "deal", "force": "force",
    "other": "other", "position": "position", "membership": "membership",
    "ownership": "ownership", "family": "family", "succession": "succession",
    "from": "from this actor", "to": "to this actor", "none": "no direction",
}  # fmt: skip


class ReferenceField(Field):
    """A line that is completed from the store."""

    def __init__(
        self,
        desk: Desk,
        label: str,
        complete: Complete,
        offer: Offer,
        *,
        placeholder: str = "",
        shows_all: bool = False,
        has_namesakes: bool = False,
        is_label_shown: bool = True,
    ) -> None:
        self.line = CompletingLine(
            desk.appearance, complete, offer, shows_all=shows_all, has_namesakes=has_namesakes
        )
        self.line.setPlaceholderText(placeholder)
        super().__init__(desk.appearance, label, self.line, is_label_shown=is_label_shown)
        self.desk = desk
        self.line.chosen.connect(self._on_chosen)
        self.line.textEdited.connect(lambda _: self.edited.emit())

    @property
    def candidate(self) -> Candidate | None:
        """What is named, None for nothing."""
        return self.line.candidate

    def take(self, candidate: Candidate | None) -> None:
        """Name something."""
        self.line.take(candidate)

    def _on_chosen(self, candidate: Candidate | None) -> None:
        self.set_hint(self._words_on(candidate))
        self.edited.emit()

    def _words_on(self, candidate: Candidate | None) -> str:
        return candidate.reason if candidate is not None and candidate.is_new else ""


class ActorField(ReferenceField):
    """An actor: one of the store, under any of its names, or a new one of some kind."""

    def __init__(
        self,
        desk: Desk,
        label: str = "Actor",
        *,
        placeholder: str = "Name",
        is_label_shown: bool = True,
        first_kind: str = "person",
    ) -> None:
        self._first_kind = first_kind
        super().__init__(
            desk,
            label,
            lambda words, deliver: desk.complete("actors", words, deliver),
            self._new,
            placeholder=placeholder,
            has_namesakes=True,
            is_label_shown=is_label_shown,
        )

    def value(self) -> ActorRef | None:
        """Return the actor's id, or the draft of a new one."""
        candidate = self.candidate
        if candidate is None:
            return None
        if candidate.id is not None:
            return candidate.id
        return ActorDraft(name=candidate.text, kind=candidate.kind)

    def _new(self, words: str) -> Sequence[Candidate]:
        terms = sorted(
            self.desk.terms("actor_kinds"), key=lambda term: term.name != self._first_kind
        )
        return [
            Candidate(None, words, f"New {fold(term.label)}", kind=term.name)
            for term in terms[:6]
        ]  # fmt: skip


class InteractionField(ReferenceField):
    """An interaction of the store."""

    def __init__(self, desk: Desk, label: str, *, placeholder: str = "Title") -> None:
        super().__init__(
            desk,
            label,
            lambda words, deliver: desk.complete("interactions", words, deliver),
            lambda _: (),
            placeholder=placeholder,
        )

    def value(self) -> int | None:
        """Return the interaction's id."""
        candidate = self.candidate
        return None if candidate is None else candidate.id

    @property
    def names_nothing(self) -> bool:
        """Whether something is typed that no interaction is called."""
        return bool(self.line.text().strip()) and self.value() is None


class PlaceField(ReferenceField):
    """A place: one of the store, or a new one."""

    def __init__(self, desk: Desk, label: str = "Where") -> None:
        super().__init__(
            desk,
            label,
            desk.complete_places,
            lambda words: [Candidate(None, words, "New place")],
            placeholder="Place, if it is stated",
        )

    def value(self) -> PlaceRef | None:
        """Return the place's id, or the draft of a new one."""
        candidate = self.candidate
        if candidate is None:
            return None
        return candidate.id if candidate.id is not None else PlaceDraft(name=candidate.text)


class SourceField(ReferenceField):
    """A source: one of the store, or a new one of which the title is typed."""

    def __init__(self, desk: Desk, label: str = "Source") -> None:
        super().__init__(
            desk,
            label,
            lambda words, deliver: desk.complete("sources", words, deliver),
            lambda words: [Candidate(None, words, "New source")],
            placeholder="Title of the article, statement or document",
        )

    def value(self) -> SourceRef | None:
        """Return the source's id, or the draft of a new one."""
        candidate = self.candidate
        if candidate is None:
            return None
        if candidate.id is not None:
            return candidate.id
        if re.match(r"https?://", candidate.text):
            return SourceDraft(title=candidate.text, url=candidate.text)
        return SourceDraft(title=candidate.text)


class TermField(ReferenceField):
    """A kind or a role: a term of the vocabulary, or a new one with its family."""

    def __init__(
        self,
        desk: Desk,
        vocabulary: Vocabulary,
        label: str,
        *,
        value: str = "",
        is_label_shown: bool = True,
    ) -> None:
        self._vocabulary = vocabulary
        super().__init__(
            desk,
            label,
            lambda words, deliver: desk.complete_terms(vocabulary, words, deliver),
            self._new,
            placeholder="Type, or Down for the list",
            shows_all=True,
            is_label_shown=is_label_shown,
        )
        self.family = QComboBox()
        self.family.setAccessibleName(f"{label}: drawn as")
        families = DIRECTIONS[::-1] if vocabulary == "roles" else FAMILIES.get(vocabulary, ())
        for family in sorted(families, key=lambda name: name not in ("other", "none")):
            self.family.addItem(_FAMILY_WORDS[family], family)
        self.family.hide()
        self.below.addWidget(self.family)
        if value:
            self.set_value(value)

    def set_value(self, name: str) -> None:
        """Choose a term by its name."""
        term = next((t for t in self.desk.terms(self._vocabulary) if t.name == name), None)
        label = self.desk.label_of(self._vocabulary, name)
        self.take(Candidate(0 if term is None else term.id, label, kind=name))

    def value(self) -> Kind | None:
        """Return the term's name, or the draft of a new one; None for nothing."""
        candidate = self.candidate
        if candidate is None:
            return None
        if candidate.id is not None:
            return candidate.kind
        family = self.family.currentData()
        name = re.sub(r"\W+", "_", candidate.text.strip().lower()).strip("_")
        return TermDraft(name or candidate.text, candidate.text, str(family or "other"))

    def _new(self, words: str) -> Sequence[Candidate]:
        what = "role" if self._vocabulary == "roles" else "kind"
        return [Candidate(None, words, f"New {what}")]

    def _on_chosen(self, candidate: Candidate | None) -> None:
        is_new = candidate is not None and candidate.is_new
        self.family.setVisible(is_new and self.family.count() > 0)
        super()._on_chosen(candidate)

    def _words_on(self, candidate: Candidate | None) -> str:
        if candidate is None or not candidate.is_new:
            return ""
        return f"{candidate.reason}, drawn as" if self.family.count() else candidate.reason
