"""The form of an interaction: what, when, who, where, about what, and how we know."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from db.format.schema import STANDINGS
from explorer.editing.adding import add_interaction
from explorer.editing.changing import change_interaction
from explorer.editing.columns import made_title
from explorer.editing.completing import Candidate
from explorer.editing.drafts import AmountDraft, InteractionDraft, ParticipantDraft
from ui.editing.desk import Desk
from ui.editing.fields.date_field import DateField
from ui.editing.fields.disclosure import Disclosure
from ui.editing.fields.evidence import EvidenceBlock
from ui.editing.fields.field import Field, LineField, TextField
from ui.editing.fields.lines import LinesField
from ui.editing.fields.participants import ParticipantsField
from ui.editing.fields.reference_fields import InteractionField, PlaceField, TermField
from ui.editing.fields.several_field import TopicsField
from ui.editing.fields.side_by_side import SideBySide
from ui.editing.forms.form import Deed, Form

_STANDING_WORDS = {
    "took_place": "Took place", "planned": "Planned", "denied": "Denied",
    "cancelled": "Cancelled", "unclear": "Unclear",
}  # fmt: skip


class InteractionForm(Form):
    """Adds an interaction, or changes one.

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
        stored: tuple[int, InteractionDraft] | None = None,
    ) -> None:
        title = "New interaction" if stored is None else "Change interaction"
        super().__init__(desk, title, parent, save_words="Save" if stored else "Add interaction")
        appearance = desk.appearance
        self._stored = stored
        self.kind = TermField(desk, "interaction_kinds", "Kind", value="meeting")
        self.when = DateField(appearance, has_details=True)
        self.participants = ParticipantsField(desk)
        self.place = PlaceField(desk)
        self.topics = TopicsField(desk)
        self.title = LineField(appearance, "Title")
        self.evidence = EvidenceBlock(desk)
        self.add(SideBySide(appearance, ((self.kind, 1), (self.when, 2))))
        self.heading("Who took part")
        self.add(self.participants)
        self.add(SideBySide(appearance, ((self.place, 1), (self.topics, 1))))
        if stored is None:
            self.heading("How we know")
            self.add(self.evidence)
        else:
            # A new passage for what is there already is a step of its own.
            self.evidence.hide()
        self.add(self.title)
        self._add_more()
        for field in (self.kind, self.when, self.place, self.topics):
            field.edited.connect(self.touch)
        self.kind.edited.connect(self._propose_title)
        self.participants.edited.connect(self._propose_title)
        self.evidence.source.base_changed.connect(self.when.set_base)
        self.follow(self.kind.line, self.when.line)
        self.follow(self.place.line, self.topics.line)
        self.follow(self.topics, self.title.line if stored else self.evidence.source)
        self.follow(self.evidence.source.source.line, self.evidence.excerpt.area)
        self.participants.finished.connect(lambda: self.place.line.setFocus())
        if stored is not None:
            self._fill(stored[1])
        self._propose_title()
        # Who types goes from the date to the names: a space would press what is between.
        QWidget.setTabOrder(self.title.line, self.when.more)
        self.watch_focus()

    def prefill(self, actor_ids: tuple[int, ...]) -> None:
        """Name participants that are selected where the form is opened."""
        rows = [(ParticipantDraft(actor_id), self.desk.actor(actor_id).text) for actor_id in
                actor_ids]  # fmt: skip
        if rows:
            self.participants.set_values(rows)
            self.participants.add_row()
            self._propose_title()

    def find_fault(self) -> QWidget | None:
        if self.kind.value() is None:
            self.kind.set_fault("Say what kind it was.")
            return self.kind
        if self.when.show_fault():
            return self.when
        for row in self.participants.rows:
            if not row.is_empty and row.role.value() is None:
                row.role.set_fault("Say as what.")
                return row.role
        if self.parent_field.names_nothing:
            self.parent_field.set_fault("No interaction is called that.")
            return self.parent_field
        for amount in self.amounts.rows:
            if amount.texts[0] and _number(amount.texts[0]) is None:
                amount.lines[0].setProperty("role", "invalid")
                return amount.lines[0]
        if not self.participants.value() and not self.title.text():
            self.title.set_fault("Name who took part, or give it a title.")
            return self.participants.rows[0].actor if self.participants.rows else self.title
        return self.evidence.show_fault() if self._stored is None else None

    def deed(self) -> Deed:
        was = self._stored[1] if self._stored else None
        draft = InteractionDraft(
            kind=self.kind.value() or "other",
            title=self.title.text(),
            when=self.when.value(),
            participants=self.participants.value(),
            place=self.place.value(),
            topics=self.topics.value(),
            standing=str(self.standing_box.currentData()),
            standing_words=self.standing_words.value(),
            parent_id=self.parent_field.value(),
            amounts=self.amounts.values(_amount),
            order=was.order if was else (),
            description=self.description.value(),
            properties=was.properties if was else None,
            evidence=() if was else self.evidence.value("occurrence"),
        )
        if self._stored is None:
            return add_interaction, (draft,)
        return change_interaction, (self._stored[0], draft, was)

    def show_refusal(self, field: str, words: str) -> QWidget | None:
        part, _, rest = field.partition(".")
        if part == "participants" and rest:
            at, _, name = rest.partition(".")
            return self.participants.show_fault(int(at), name, words)
        fields: dict[str, Field] = {
            "kind": self.kind, "when": self.when, "title": self.title, "place": self.place,
            "topics": self.topics, "parent_id": self.parent_field,
            "standing_words": self.standing_words, "description": self.description,
        }  # fmt: skip
        if part == "evidence":
            name = field.rpartition(".")[2]
            target: Field = self.evidence.excerpt
            target = self.evidence.source.source if name in ("source", "title") else target
            target.set_fault(words)
            return target
        known = fields.get(part)
        if known is not None:
            known.set_fault(words)
        return known

    def _add_more(self) -> None:
        appearance = self.desk.appearance
        self.more = Disclosure(appearance, "More: standing, part of, amounts, description")
        standing = QComboBox()
        for name in STANDINGS:
            standing.addItem(_STANDING_WORDS[name], name)
        standing.activated.connect(lambda _: self.touch())
        self.standing_box = standing
        self.standing = Field(appearance, "Standing", standing)
        self.standing_words = LineField(
            appearance, "Standing, as the source words it", placeholder="“is set to travel”"
        )
        self.parent_field = InteractionField(self.desk, "Part of")
        self.parent_field.line.setPlaceholderText("Title of the visit or talks that it was part of")
        self.amounts = LinesField(
            appearance,
            (("Amount", "11500000", 2), ("Unit", "USD", 1), ("Words", "“$11.5 million”", 2),
             ("Purpose", "What for", 3)),
            "An amount",
        )  # fmt: skip
        self.description = TextField(appearance, "Description")
        column = self.more.column
        column.addWidget(
            SideBySide(appearance, ((self.standing, 1), (self.standing_words, 2)))
        )  # fmt: skip
        column.addWidget(self.parent_field)
        column.addWidget(self.amounts)
        column.addWidget(self.description)
        for field in (self.standing_words, self.parent_field, self.amounts, self.description):
            field.edited.connect(self.touch)
        self.add(self.more)

    def _fill(self, draft: InteractionDraft) -> None:
        desk = self.desk
        if isinstance(draft.kind, str):
            self.kind.set_value(draft.kind)
        self.title.set_text(draft.title)
        self.when.set_value(draft.when)
        self.participants.set_values(
            [
                (part, desk.actor(part.actor).text if isinstance(part.actor, int) else "")
                for part in draft.participants
            ]
        )
        if isinstance(draft.place, int):
            self.place.take(desk.named("places", draft.place))
        self.topics.set_candidates(
            [
                desk.named("topics", topic) if isinstance(topic, int) else Candidate(None, topic)
                for topic in draft.topics
            ]
        )
        self.standing_box.setCurrentIndex(STANDINGS.index(draft.standing))
        self.standing_words.set_text(draft.standing_words)
        if draft.parent_id is not None:
            self.parent_field.take(desk.interaction(draft.parent_id))
        for amount in draft.amounts:
            texts = (
                _shown_number(amount.value),
                amount.unit,
                amount.words or "",
                amount.purpose or "",
            )
            self.amounts.add_row(texts, amount)
        self.description.set_text(draft.description)
        if draft.standing != "took_place" or draft.amounts or draft.parent_id or draft.description:
            self.more.open()

    def _propose_title(self) -> None:
        kind = self.kind.line.text().strip() or "Interaction"
        names = self.participants.names()
        self.title.line.setPlaceholderText(made_title(kind, names))


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "").replace("\u00a0", "").replace(" ", ""))
    except ValueError:
        return None


def _shown_number(value: float) -> str:
    return f"{value:.15g}"


def _amount(texts: list[str], kept: AmountDraft | None) -> AmountDraft:
    value, unit, words, purpose = texts
    number = _number(value) or 0.0
    if kept is not None and value == _shown_number(kept.value):
        number = kept.value
    return AmountDraft(
        number,
        unit or "units",
        words or None,
        purpose or None,
        kept.id if kept is not None else None,
    )
