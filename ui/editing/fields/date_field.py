"""A date as one types it, with how it was understood below."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from db.format.schema import OPEN_EARLIEST, OPEN_LATEST
from explorer.editing.dates import NO_DATE, NotUnderstood, Understood, understand
from explorer.editing.drafts import WhenDraft
from explorer.model.timespan import date_words
from ui.controls import PushButton
from ui.editing.fields.field import Field, LineField
from ui.editing.fields.side_by_side import SideBySide
from ui.painting import guarded
from ui.theme import Appearance


class DateField(Field):
    """A line for a date; says how it was understood, and offers the other reading."""

    def __init__(
        self, appearance: Appearance, label: str = "When", *, has_details: bool = False
    ) -> None:
        """Make the field.

        Parameters
        ----------
        has_details
            Whether the source's words and how the date was inferred can be told.
        """
        self._has_details = has_details
        self.line = QLineEdit()
        self.line.setPlaceholderText("26 September 2023, autumn 2023, about 1998, 22–25 May 2022")
        super().__init__(appearance, label, self.line)
        self._base: date | None = None
        self._day_first: bool | None = None
        self._are_words_kept = False
        self._kept: tuple[str, WhenDraft] | None = None
        self._understood = NO_DATE
        self._fault: NotUnderstood | None = None
        self._sign = _CertaintySign(appearance, self)
        self.below.insertWidget(0, self._sign)
        self.other = PushButton(appearance, "", role="quiet-link")
        self.other.hide()
        self.other.clicked.connect(self._turn)
        self.below.addWidget(self.other)
        self.keep_words = PushButton(appearance, "Keep as words only", role="quiet-link")
        self.keep_words.setToolTip("Keep what is typed as the words of the source, without a date")
        self.keep_words.hide()
        self.keep_words.clicked.connect(self._keep_words)
        self.below.addWidget(self.keep_words)
        self._add_details()
        self.line.textChanged.connect(self._on_text)
        self.line.editingFinished.connect(self._show_fault)

    def _add_details(self) -> None:
        """Add what is seldom told of a date: the source's words for it, and how it was inferred."""
        appearance = self.appearance
        self.more = PushButton(appearance, "Source’s words, how inferred", role="quiet-link")
        self.more.setAutoDefault(False)
        self.more.hide()
        self.source_words = LineField(
            appearance, "As the source words it", placeholder="“later in the day”"
        )
        self.reasoning = LineField(
            appearance, "Inferred, and how", placeholder="Year from the article’s date"
        )
        self._details = SideBySide(appearance, ((self.source_words, 1), (self.reasoning, 1)))
        self._details.hide()
        column = self.layout()
        if column is not None:
            column.addWidget(self.more)
            column.addWidget(self._details)
        self.more.clicked.connect(self.open_details)
        for field in (self.source_words, self.reasoning):
            field.edited.connect(self._on_details)

    def open_details(self) -> None:
        """Show the fields for the source's words and for how the date was inferred."""
        had_focus = self.more.hasFocus()
        self._details.show()
        QWidget.setTabOrder(self.line, self.source_words.line)
        QWidget.setTabOrder(self.source_words.line, self.reasoning.line)
        self.more.hide()
        if had_focus:
            self.source_words.setFocus()

    def _on_details(self) -> None:
        self._kept = None
        self.edited.emit()

    @property
    def understood(self) -> Understood:
        """What is in it was taken for; no date where it was not understood."""
        return self._understood

    @property
    def is_valid(self) -> bool:
        """Whether what is in it is a date, nothing, or kept as words."""
        return self._fault is None or self._are_words_kept or self.is_left

    @property
    def is_left(self) -> bool:
        """Whether what was given was left as it is."""
        return self._kept is not None and self.line.text().strip() == self._kept[0].strip()

    def set_base(self, base: date | None) -> None:
        """Count a missing year, "yesterday" and "today" from a day, as that of the source."""
        self._base = base
        self._on_text(self.line.text())

    def set_value(self, when: WhenDraft) -> None:
        """Show a date that is in the store; left as it is, it stays the same to the letter."""
        if when.edtf is None and when.earliest is None and when.latest is None:
            text = when.words or ""
            self._are_words_kept = bool(text)
        else:
            earliest = OPEN_EARLIEST if when.earliest is None else when.earliest
            latest = OPEN_LATEST if when.latest is None else when.latest
            text = date_words(when.edtf, earliest, latest)
            self.source_words.set_text(when.words)
        self.reasoning.set_text(when.reasoning)
        self.line.setText(text)
        self._kept = (self.line.text(), when)
        self._on_text(self.line.text())
        if self.source_words.value() or self.reasoning.value():
            self.open_details()

    def value(self) -> WhenDraft:
        """Return the date; ask `is_valid` first."""
        text = self.line.text().strip()
        if self._kept is not None and self.is_left:
            return self._kept[1]
        if self._are_words_kept and self._fault is not None:
            return WhenDraft(words=text)
        found = self._understood
        if not found.is_dated:
            return WhenDraft()
        reasoning = self.reasoning.value()
        if reasoning is None and found.is_inferred:
            reasoning = found.note[:1].upper() + found.note[1:]
        return WhenDraft(
            edtf=found.edtf,
            words=self.source_words.value() or (text if found.edtf is None else None),
            earliest=found.earliest,
            latest=found.latest,
            basis="stated" if reasoning is None else "inferred",
            reasoning=reasoning,
        )

    def edtf(self) -> str | None:
        """Return the date as EDTF alone, None where there is none."""
        return self.value().edtf

    def show_fault(self) -> bool:
        """Say what is wrong, if anything is; tell whether it is."""
        self._show_fault()
        return not self.is_valid

    def _on_text(self, text: str) -> None:
        if not self.is_left:
            self._are_words_kept = False
        self._fault, self._understood = None, NO_DATE
        try:
            self._understood = understand(text, day_first=self._day_first, base=self._base)
        except NotUnderstood as fault:
            self._fault = fault
        self._say_date()
        self.edited.emit()

    def _say_date(self) -> None:
        found = self._understood
        self.other.setVisible(bool(found.other))
        self.keep_words.hide()
        self._sign.show_date(found if found.is_dated else None)
        self.more.setVisible(self._has_details and found.is_dated and self._details.isHidden())
        if self._are_words_kept and self._fault is not None:
            self.set_hint("Words of the source, without a date")
            return
        if self._fault is not None or not found.is_dated:
            # While one types most beginnings are no date yet; the fault is said on leaving.
            self.set_hint("")
            return
        if found.other:
            other = understand(found.other).words
            self.other.setText(f"or {other}")
            self.other.setAccessibleName(f"Read it as {other}")
        parts = (found.words, found.precision if found.precision != "day" else "", found.note)
        self.set_hint(" · ".join(part for part in parts if part))

    def _show_fault(self) -> None:
        if not self.is_valid and self._fault is not None and self.line.text().strip():
            mend = self._fault.mend
            self.set_fault(f"{mend[:1].upper()}{mend[1:]}.")
            self.keep_words.show()

    def _turn(self) -> None:
        """Take the other reading."""
        found = understand(self._understood.other)
        self.line.setText(found.words)
        self.line.setFocus()

    def _keep_words(self) -> None:
        self._are_words_kept = True
        self._say_date()
        self.line.setFocus()
        self.edited.emit()


class _CertaintySign(QWidget):
    """The mark that the date gets in the timeline: a full disc, or a hollow one."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._is_hollow = False
        self.setFixedSize(self.sizeHint())
        self.hide()

    def sizeHint(self) -> QSize:
        side = self._appearance.fonts.px(12)
        return QSize(side, side)

    def show_date(self, found: Understood | None) -> None:
        """Show whether the day is sure; nothing for no date."""
        self.setVisible(found is not None)
        if found is not None:
            self._is_hollow = found.is_uncertain
            words = "Uncertain: drawn hollow" if self._is_hollow else "Certain: drawn full"
            self.setToolTip(words)
            self.setAccessibleName(words)
            self.setFixedSize(self.sizeHint())
            self.update()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ink = self._appearance.theme.colour("text_2")
            radius = self._appearance.fonts.px(9) / 2
            middle = QPointF(self.width() / 2, self.height() / 2)
            if self._is_hollow:
                painter.setPen(QPen(ink, 1.6))
                painter.drawEllipse(middle, radius - 0.8, radius - 0.8)
            else:
                painter.setPen(QPen(ink, 0))
                painter.setBrush(ink)
                painter.drawEllipse(middle, radius, radius)
