"""Two actors side by side on screen: what is told of each, what agrees and what clashes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from explorer.identity.comparing import Compared, Comparison, Line
from explorer.identity.proposals import Reason
from explorer.model.plain_text import listed
from ui.controls import PushButton
from ui.theme.appearance import Appearance

_LABEL_PX = 128
_MOST_REASONS = 8


class SideBySide(QScrollArea):
    """Shows a `Comparison`; the one at the right is kept.

    Signals
    -------
    switch_wanted()
        The other one shall be kept.
    """

    switch_wanted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Both actors side by side")
        self.switch_button: PushButton | None = None

    def show_words(self, words: str) -> None:
        """Show a sentence in the place of a comparison."""
        label = _label(words, "note")
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._set(label)

    def show_comparison(
        self,
        comparison: Comparison,
        *,
        is_switched: bool = False,
        reasons: Sequence[Reason] = (),
    ) -> None:
        """Show two actors.

        Parameters
        ----------
        is_switched
            The first of the comparison stands at the right.
        reasons
            What speaks for and against among all actors; without any those of the comparison.
        """
        fonts = self._appearance.fonts
        body = QWidget()
        body.setProperty("role", "scrolled")
        grid = QGridLayout(body)
        grid.setContentsMargins(fonts.px(20), fonts.px(16), fonts.px(20), fonts.px(16))
        grid.setHorizontalSpacing(fonts.px(20))
        grid.setVerticalSpacing(fonts.px(7))
        grid.setColumnMinimumWidth(0, fonts.px(_LABEL_PX))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self._heads(grid, comparison, is_switched)
        self._reasons(grid, reasons or comparison.reasons, comparison)
        for respect in comparison.respects:
            self._respect(grid, respect, is_switched)
        grid.setRowStretch(grid.rowCount(), 1)
        self._set(body)

    def _set(self, body: QWidget) -> None:
        old = self.takeWidget()
        self.setWidget(body)
        if old is not None:
            old.deleteLater()

    def _heads(self, grid: QGridLayout, comparison: Comparison, is_switched: bool) -> None:
        sides = [
            (comparison.first, comparison.first_kind, comparison.first_names),
            (comparison.other, comparison.other_kind, comparison.other_names),
        ]
        if is_switched:
            sides.reverse()
        self.switch_button = PushButton(self._appearance, "Switch sides  (X)", role="quiet-link")
        self.switch_button.setToolTip("Keep the other one (X)")
        self.switch_button.setAutoDefault(False)
        self.switch_button.clicked.connect(self.switch_wanted)
        grid.addWidget(self.switch_button, 0, 0, Qt.AlignmentFlag.AlignBottom)
        for column, (entry, kind, names) in enumerate(sides, start=1):
            box = QVBoxLayout()
            box.setSpacing(self._appearance.fonts.px(2))
            is_kept = column == 2
            role = "If the same: shown as part of the other" if not is_kept else "Kept"
            box.addWidget(_label(role, "secondary"))
            box.addWidget(_label(entry.shown, "figure"))
            also = f", with {listed(list(names), 3)}" if names else ""
            box.addWidget(_label(f"{kind}{also}", "note"))
            grid.addLayout(box, 0, column)

    def _reasons(
        self, grid: QGridLayout, reasons: Sequence[Reason], comparison: Comparison
    ) -> None:
        self._line(grid)
        row = grid.rowCount()
        for column, (title, is_for) in enumerate((("For", True), ("Against", False)), start=1):
            box = QVBoxLayout()
            box.setSpacing(self._appearance.fonts.px(3))
            box.addWidget(_label(title, "small-heading"))
            found = [reason for reason in reasons if reason.is_for == is_for][:_MOST_REASONS]
            for reason in found:
                sign = "+" if is_for else "−"
                words = reason.words[:1].upper() + reason.words[1:]
                box.addWidget(_label(f"{sign} {abs(reason.points)}   {words}", "body"))
            if not found:
                box.addWidget(_label("Nothing that the store tells.", "faint"))
            box.addStretch(1)
            grid.addLayout(box, row, column)
        score = max(0, min(100, sum(reason.points for reason in reasons)))
        told = [f"{score} of 100"]
        if comparison.judged:
            told.append(f"Before: {comparison.judged}")
        grid.addWidget(_label("\n\n".join(told), "note"), row, 0, Qt.AlignmentFlag.AlignTop)

    def _respect(self, grid: QGridLayout, respect: Compared, is_switched: bool) -> None:
        self._line(grid)
        row = grid.rowCount()
        grid.addWidget(_label(respect.label, "note"), row, 0, Qt.AlignmentFlag.AlignTop)
        sides = [(respect.first, respect.n_first), (respect.other, respect.n_other)]
        if is_switched:
            sides.reverse()
        for column, (lines, n) in enumerate(sides, start=1):
            grid.addLayout(self._cell(lines, n), row, column)
        if respect.clash:
            clash = _label(respect.clash, "warn")
            clash.setAccessibleName(f"Clash: {respect.clash}")
            grid.addWidget(clash, row + 1, 1, 1, 2)

    def _cell(self, lines: Sequence[Line], n: int) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setSpacing(self._appearance.fonts.px(3))
        for line in lines:
            words = f"=  {line.words}" if line.is_common else line.words
            label = _label(words, "body" if line.is_common else "quiet")
            if line.is_common:
                label.setAccessibleName(f"the same in both: {line.words}")
                label.setToolTip("The same in both")
            box.addWidget(label)
        if n > len(lines):
            box.addWidget(_label(f"and {n - len(lines):,} more", "faint"))
        if not n:
            box.addWidget(_label("–", "faint"))
        box.addStretch(1)
        return box

    @staticmethod
    def _line(grid: QGridLayout) -> None:
        line = QFrame()
        line.setProperty("role", "hairline")
        grid.addWidget(line, grid.rowCount(), 0, 1, 3)


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
