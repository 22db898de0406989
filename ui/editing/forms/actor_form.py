"""The form of an actor: its names, its numbers in registers, and what else is known."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QWidget

from explorer.editing.adding import add_actor
from explorer.editing.changing import change_actor
from explorer.editing.drafts import ActorDraft, IdentifierDraft, NameDraft
from explorer.editing.property_texts import properties_of, text_of_property
from ui.editing.desk import Desk
from ui.editing.fields.disclosure import Disclosure
from ui.editing.fields.evidence import EvidenceBlock
from ui.editing.fields.field import LineField, TextField
from ui.editing.fields.lines import LinesField
from ui.editing.fields.reference_fields import TermField
from ui.editing.fields.side_by_side import SideBySide
from ui.editing.forms.form import Deed, Form


class ActorForm(Form):
    """Adds an actor, or changes one.

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
        stored: tuple[int, ActorDraft] | None = None,
    ) -> None:
        title = "New actor" if stored is None else "Change actor"
        super().__init__(desk, title, parent, save_words="Save" if stored else "Add actor")
        appearance = desk.appearance
        self._stored = stored
        self.name = LineField(appearance, "Name")
        self.kind = TermField(desk, "actor_kinds", "Kind", value="person")
        self.is_unnamed = QCheckBox("The sources leave it without a name; this describes it")
        self.names = LinesField(
            appearance,
            (("Other name", "Name", 4), ("Language of name", "Language, as hy", 2),
             ("Note on name", "Note, as “spelling of the article”", 4)),
            "Another name",
        )  # fmt: skip
        self.identifiers = LinesField(
            appearance,
            (("Register", "wikidata", 2), ("Number", "Q42", 4)),
            "A number in a register",
        )
        self.description = TextField(appearance, "Description", n_lines=2)
        self.properties = LinesField(
            appearance, (("Property", "Name", 2), ("Value of property", "Value", 4)), "A property"
        )
        self.evidence = EvidenceBlock(desk)
        self.add(SideBySide(appearance, ((self.name, 3), (self.kind, 2))))
        self.column.addWidget(self.is_unnamed)
        self.heading("Other names")
        self.add(self.names)
        if stored is None:
            self.heading("How we know")
            self.add(self.evidence)
        else:
            self.evidence.hide()
        self.more = Disclosure(appearance, "More: registers, description, properties")
        for widget in (self.identifiers, self.description, self.properties):
            self.more.column.addWidget(widget)
            widget.edited.connect(self.touch)
        self.add(self.more)
        for field in (self.name, self.kind):
            field.edited.connect(self.touch)
        self.is_unnamed.toggled.connect(lambda _: self.touch())
        self.follow(self.kind.line, self.is_unnamed)
        self.follow(self.evidence.source.source.line, self.evidence.excerpt.area)
        if stored is not None:
            self._fill(stored[1])
        self.watch_focus()

    def find_fault(self) -> QWidget | None:
        if not self.name.text():
            self.name.set_fault("Give the actor a name, or words that describe it.")
            return self.name
        if self.kind.value() is None:
            self.kind.set_fault("Say what kind it is.")
            return self.kind
        for row in self.identifiers.rows:
            if bool(row.texts[0]) != bool(row.texts[1]):
                return row.lines[0 if not row.texts[0] else 1]
        return self.evidence.show_fault() if self._stored is None else None

    def deed(self) -> Deed:
        properties = properties_of((*row.texts, row.kept) for row in self.properties.rows)
        draft = ActorDraft(
            name=self.name.text(),
            kind=self.kind.value() or "person",
            is_unnamed=self.is_unnamed.isChecked(),
            names=self.names.values(_name),
            identifiers=self.identifiers.values(_identifier),
            description=self.description.value(),
            properties=properties,
            evidence=() if self._stored else self.evidence.value("existence"),
        )
        if self._stored is None:
            return add_actor, (draft,)
        return change_actor, (self._stored[0], draft, self._stored[1])

    def show_refusal(self, field: str, words: str) -> QWidget | None:
        part = field.partition(".")[0]
        if part == "evidence":
            self.evidence.excerpt.set_fault(words)
            return self.evidence.excerpt
        known = {"name": self.name, "kind": self.kind, "description": self.description}.get(part)
        if known is not None:
            known.set_fault(words)
        return known

    def _fill(self, draft: ActorDraft) -> None:
        self.name.set_text(draft.name)
        if isinstance(draft.kind, str):
            self.kind.set_value(draft.kind)
        self.is_unnamed.setChecked(draft.is_unnamed)
        for name in draft.names:
            self.names.add_row((name.name, name.language or "", name.note or ""), name)
        for identifier in draft.identifiers:
            self.identifiers.add_row((identifier.scheme, identifier.value), identifier)
        self.description.set_text(draft.description)
        for key, value in (draft.properties or {}).items():
            self.properties.add_row((key, text_of_property(value)), value)
        if draft.identifiers or draft.description or draft.properties:
            self.more.open()


def _name(texts: list[str], kept: NameDraft | None) -> NameDraft:
    name, language, note = texts
    made = NameDraft(name) if kept is None else kept
    return replace(made, name=name, language=language or None, note=note or None)


def _identifier(texts: list[str], kept: IdentifierDraft | None) -> IdentifierDraft:
    return IdentifierDraft(texts[0], texts[1], None if kept is None else kept.id)
