"""The pairs that were proposed, with what was decided on each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from explorer.identity.deciding import Verdict
from explorer.identity.proposals import Proposal
from explorer.model.dataset import Dataset
from explorer.model.plain_text import shown_line

AnyIndex = QModelIndex | QPersistentModelIndex

VERDICT_WORDS: dict[str, str] = {
    "same": "the same",
    "different": "not the same",
    "unsure": "left open",
    "gone": "one already",
}


@dataclass
class PairRow:
    """One pair in the list.

    Attributes
    ----------
    part, whole
        Ids: the first would be shown as part of the second.
    verdict
        What was decided here, "gone" where both have become one or none; else empty.
    """

    proposal: Proposal
    part: int
    whole: int
    part_name: str
    whole_name: str
    verdict: str = ""

    @property
    def words(self) -> str:
        """Both names on one line."""
        return f"{self.part_name} – {self.whole_name}"


class PairModel(QAbstractListModel):
    """Rows in the order in which they are best looked at."""

    PAIR = Qt.ItemDataRole.UserRole + 1

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[PairRow] = []
        self._shown_as: dict[int, int] = {}

    def set_proposals(self, proposals: Sequence[Proposal], dataset: Dataset) -> None:
        """Show other pairs; those whose actors are gone meanwhile are left out."""
        self.beginResetModel()
        self._shown_as.clear()
        self._rows = []
        for proposal in proposals:
            rows = [dataset.actor_row(i) for i in (proposal.first_id, proposal.other_id)]
            if min(rows) >= 0 and rows[0] != rows[1]:
                names = [shown_line(dataset.actor_name(row)) for row in rows]
                self._rows.append(PairRow(proposal, proposal.first_id, proposal.other_id, *names))
        self.endResetModel()

    def row(self, at: int) -> PairRow | None:
        """Return a pair."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    @property
    def n_left(self) -> int:
        """How many pairs nothing was decided on yet."""
        return sum(not row.verdict for row in self._rows)

    def next_open(self, after: int) -> int:
        """Return the next pair that nothing was decided on, from the beginning again; -1: none."""
        n = len(self._rows)
        for step in range(1, n + 1):
            at = (after + step) % n
            if not self._rows[at].verdict:
                return at
        return -1

    def switch(self, at: int) -> None:
        """Let the other one be kept."""
        row = self._rows[at]
        row.part, row.whole = row.whole, row.part
        row.part_name, row.whole_name = row.whole_name, row.part_name
        self._tell(at)

    def decide(self, at: int, verdict: Verdict) -> None:
        """Note what was decided; pairs that become one thereby need no decision."""
        row = self._rows[at]
        row.verdict = verdict
        if verdict == "same":
            self._shown_as[self.shown_as(row.part)] = self.shown_as(row.whole)
            self._look_for_gone()
        self._tell(at)

    def take_back(self, at: int) -> None:
        """Forget what was decided on a pair."""
        self._rows[at].verdict = ""
        self._shown_as = {}
        for row in self._rows:
            if row.verdict == "gone":
                row.verdict = ""
        for row in self._rows:
            if row.verdict == "same":
                self._shown_as[self.shown_as(row.part)] = self.shown_as(row.whole)
        self._look_for_gone()
        self._tell(at)

    def shown_as(self, actor_id: int) -> int:
        """Return as which actor one is shown by what was decided here."""
        while actor_id in self._shown_as:
            actor_id = self._shown_as[actor_id]
        return actor_id

    def mark_gone(self, at: int) -> None:
        """Note that a pair is none any more."""
        self._rows[at].verdict = "gone"
        self._tell(at)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index.row())
        if row is None:
            return None
        if role == self.PAIR:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            state = VERDICT_WORDS.get(row.verdict, "")
            if not state and row.proposal.is_unsure:
                state = "left open before"
            return f"{row.words}, {row.proposal.score} of 100{', ' if state else ''}{state}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.words
        return None

    def _look_for_gone(self) -> None:
        for row in self._rows:
            if not row.verdict and self.shown_as(row.part) == self.shown_as(row.whole):
                row.verdict = "gone"
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def _tell(self, at: int) -> None:
        index = self.index(at)
        self.dataChanged.emit(index, index)
