"""The form of what lasts between two actors: a position, a membership, a part of a whole."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from explorer.editing.adding import add_relation
from explorer.editing.changing import change_relation
from explorer.editing.drafts import RelationDraft
from ui.editing.desk import Desk
from ui.editing.fields.date_field import DateField
from ui.editing.fields.evidence import EvidenceBlock
from ui.editing.fields.field import Field, LineField, TextField
from ui.editing.fields.reference_fields import ActorField, TermField
from ui.editing.fields.side_by_side import SideBySide
from ui.editing.forms.form import Deed, Form


class RelationForm(Form):
    """Adds a relation, or changes one.

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
        stored: tuple[int, RelationDraft] | None = None,
    ) -> None:
        title = "New position or relation" if stored is None else "Change relation"
        super().__init__(desk, title, parent, save_words="Save" if stored else "Add relation")
        appearance = desk.appearance
        self._stored = stored
        self.from_actor = ActorField(desk, "Holder, member or part")
        self.kind = TermField(desk, "relation_kinds", "Relation", value="position")
        self.to_actor = ActorField(desk, "At, of or in", first_kind="organisation")
        self.title = LineField(appearance, "Title", placeholder="Secretary of State")
        self.when = DateField(appearance, "From and to", has_details=True)
        self.when.line.setPlaceholderText("since March 2021, 2019–2023, until 2010")
        self.description = TextField(appearance, "Description", n_lines=2)
        self.evidence = EvidenceBlock(desk)
        self.add(self.from_actor)
        self.add(self.kind)
        self.add(self.to_actor)
        self.add(SideBySide(appearance, ((self.title, 1), (self.when, 1))))
        if stored is None:
            self.heading("How we know")
            self.add(self.evidence)
        else:
            self.evidence.hide()
        self.add(self.description)
        for field in (self.title, self.when):
            field.edited.connect(self.touch)
        self.evidence.source.base_changed.connect(self.when.set_base)
        self.follow(self.from_actor.line, self.kind.line)
        self.follow(self.kind.line, self.to_actor.line)
        self.follow(self.to_actor.line, self.title.line)
        self.follow(self.evidence.source.source.line, self.evidence.excerpt.area)
        if stored is not None:
            self._fill(stored[1])
        self.watch_focus()

    def prefill(self, actor_ids: tuple[int, ...]) -> None:
        """Name the ends that are selected where the form is opened."""
        for field, actor_id in zip((self.from_actor, self.to_actor), actor_ids, strict=False):
            field.take(self.desk.actor(actor_id))

    def find_fault(self) -> QWidget | None:
        for field, words in (
            (self.from_actor, "Name who holds it, or is part."),
            (self.to_actor, "Name at, of or in what."),
        ):
            if field.value() is None:
                field.set_fault(words)
                return field
        if self.kind.value() is None:
            self.kind.set_fault("Say what kind of relation it is.")
            return self.kind
        if self.when.show_fault():
            return self.when
        return self.evidence.show_fault() if self._stored is None else None

    def deed(self) -> Deed:
        was = self._stored[1] if self._stored else None
        draft = RelationDraft(
            kind=self.kind.value() or "other",
            from_actor=self.from_actor.value() or 0,
            to_actor=self.to_actor.value() or 0,
            title=self.title.value(),
            when=self.when.value(),
            description=self.description.value(),
            properties=was.properties if was else None,
            evidence=() if was else self.evidence.value(),
        )
        if self._stored is None:
            return add_relation, (draft,)
        return change_relation, (self._stored[0], draft, was)

    def show_refusal(self, field: str, words: str) -> QWidget | None:
        fields: dict[str, Field] = {
            "kind": self.kind, "from_actor": self.from_actor, "to_actor": self.to_actor,
            "title": self.title, "when": self.when, "description": self.description,
            "evidence": self.evidence.excerpt,
        }  # fmt: skip
        known = fields.get(field.partition(".")[0])
        if known is not None:
            known.set_fault(words)
        return known

    def _fill(self, draft: RelationDraft) -> None:
        if isinstance(draft.kind, str):
            self.kind.set_value(draft.kind)
        for field, ref in ((self.from_actor, draft.from_actor), (self.to_actor, draft.to_actor)):
            if isinstance(ref, int):
                field.take(self.desk.actor(ref))
        self.title.set_text(draft.title)
        self.when.set_value(draft.when)
        self.description.set_text(draft.description)
