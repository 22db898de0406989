"""The facets of the filter as one flat list: a heading for each, its values below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from explorer.model.plain_text import shown_line
from explorer.network.facets import FacetCount
from explorer.network.filters import PROPERTY, FilterSpec

_MOST_VALUES = 12
_MOST_CHARACTERS = 200

Section = tuple[str, tuple[str, ...], bool]

#: Sections in the order of the pane: title, the facets in it, whether it begins folded.
SECTIONS: tuple[Section, ...] = (
    ("Actors", ("actor_kinds", "unnamed"), False),
    ("Interactions", ("interaction_kinds",), False),
    ("Standing", ("standings",), True),
    ("Topics", ("topics",), True),
    ("Places", ("places",), True),
    ("Sources", ("sources",), True),
)

AnyIndex = QModelIndex | QPersistentModelIndex


def _property_sections(facets: Mapping[str, tuple[FacetCount, ...]]) -> tuple[Section, ...]:
    """Give a section for each property of actors, folded."""
    return tuple(
        (shown_line(facet.removeprefix(PROPERTY), 80), (facet,), True)
        for facet in facets
        if facet.startswith(PROPERTY)
    )


class RowKind(IntEnum):
    """What a row of the list is."""

    HEADING = 0
    VALUE = 1
    MORE = 2


@dataclass(frozen=True)
class FacetRow:
    """One row: a section's heading, a value with its counts, or "show all"."""

    kind: RowKind
    section: int
    facet: str
    value: str | int
    label: str
    total: int
    shown: int
    state: Qt.CheckState
    is_folded: bool = False
    family: str = ""


class FacetModel(QAbstractListModel):
    """Rows of the filter list; main thread.

    Signals
    -------
    filter_requested(object)
        The `FilterSpec` that the user asks for.
    """

    filter_requested = Signal(object)
    ROW = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._facets: Mapping[str, tuple[FacetCount, ...]] = {}
        self._spec = FilterSpec()
        self._families: Mapping[str, str] = {}
        self._sections = SECTIONS
        # By the first facet: a property may be called like one of ours.
        self._folded = {facets[0] for _, facets, folded in SECTIONS if folded}
        self._expanded: set[str] = set()
        self._rows: list[FacetRow] = []

    def show(
        self,
        facets: Mapping[str, tuple[FacetCount, ...]],
        spec: FilterSpec,
        families: Mapping[str, str],
    ) -> None:
        """Show other counts; `families` gives the family (colour) of each interaction kind."""
        self._facets, self._spec, self._families = facets, spec, families
        known = {names[0] for _, names, _ in self._sections}
        self._sections = (*SECTIONS, *_property_sections(facets))
        self._folded |= {names[0] for _, names, folded in self._sections if folded} - known
        self._rebuild()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == self.ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.label
        if role == Qt.ItemDataRole.CheckStateRole and row.kind is not RowKind.MORE:
            return row.state
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole and row.kind is RowKind.VALUE:
            return f"{row.label}: {counted(row)}. Alt+click shows this one alone."
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def row(self, index: AnyIndex) -> FacetRow:
        """Return what stands in a row."""
        return self._rows[index.row()]

    def toggle(self, index: AnyIndex) -> None:
        """Switch a value, or a whole section, on or off."""
        row = self.row(index)
        if row.kind is RowKind.MORE:
            self._expanded.add(self._sections[row.section][1][0])
            self._rebuild()
        elif row.kind is RowKind.VALUE:
            hidden = set(self._hidden(row.facet))
            hidden ^= {row.value}
            self.filter_requested.emit(self._spec.with_hidden(row.facet, frozenset(hidden)))
        else:
            hide = row.state == Qt.CheckState.Checked
            spec = self._spec
            for facet in self._sections[row.section][1]:
                values = frozenset(c.value for c in self._facets.get(facet, ())) if hide else ()
                if facet != "unnamed" or not hide:
                    spec = spec.with_hidden(facet, frozenset(values))
            self.filter_requested.emit(spec)

    def only(self, index: AnyIndex) -> None:
        """Show one value of its facet alone; asked again, show all of it."""
        row = self.row(index)
        if row.kind is not RowKind.VALUE or row.facet == "unnamed":
            return
        others = frozenset(c.value for c in self._facets[row.facet] if c.value != row.value)
        wanted = frozenset() if self._hidden(row.facet) == others else others
        self.filter_requested.emit(self._spec.with_hidden(row.facet, wanted))

    def fold(self, index: AnyIndex, is_folded: bool | None = None) -> None:
        """Fold a section or unfold it; None changes it to the other."""
        facet = self._sections[self.row(index).section][1][0]
        wanted = facet not in self._folded if is_folded is None else is_folded
        if wanted != (facet in self._folded):
            (self._folded.add if wanted else self._folded.discard)(facet)
            self._rebuild()

    def _hidden(self, facet: str) -> frozenset[Any]:
        if facet == "unnamed":
            return frozenset({"unnamed"}) if self._spec.unnamed else frozenset()
        if facet.startswith(PROPERTY):
            name = facet.removeprefix(PROPERTY)
            return frozenset(value for of, value in self._spec.properties if of == name)
        value: frozenset[Any] = getattr(self._spec, facet)
        return value

    def _rebuild(self) -> None:
        rows = self._make_rows()
        same_shape = [(r.kind, r.facet, r.value) for r in rows] == [
            (r.kind, r.facet, r.value) for r in self._rows
        ]
        if same_shape:
            # Keeps the keyboard's place and the scroll position while counts change.
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _make_rows(self) -> list[FacetRow]:
        rows: list[FacetRow] = []
        for at, (_, facets, _) in enumerate(self._sections):
            counts = [(facet, count) for facet in facets for count in self._facets.get(facet, ())]
            if not counts:
                continue
            folded = facets[0] in self._folded
            rows.append(self._heading_row(at, counts, is_folded=folded))
            if folded:
                continue
            is_cut = facets[0] not in self._expanded and len(counts) > _MOST_VALUES + 1
            seen = counts[:_MOST_VALUES] if is_cut else counts
            rows += [self._value_row(at, facet, count) for facet, count in seen]
            if is_cut:
                words = f"Show all {len(counts):,}"
                more = replace(rows[-1], kind=RowKind.MORE, value=f"more:{facets[0]}", label=words)
                rows.append(more)
        return rows

    def _heading_row(
        self, section: int, counts: list[tuple[str, FacetCount]], *, is_folded: bool
    ) -> FacetRow:
        title, facets, _ = self._sections[section]
        mine = [count for facet, count in counts if facet == facets[0]]
        # Something may have several topics or sources: there the sum would mislead.
        is_sum = facets[0] not in ("topics", "sources")
        total = sum(c.total for c in mine) if is_sum else len(mine)
        shown = sum(c.shown for c in mine) if is_sum else sum(1 for c in mine if c.shown)
        hidden = {facet: self._hidden(facet) for facet in facets}
        n_hidden = sum(count.value in hidden[facet] for facet, count in counts)
        state = Qt.CheckState.Checked if n_hidden == 0 else Qt.CheckState.PartiallyChecked
        if n_hidden == len(counts):
            state = Qt.CheckState.Unchecked
        return FacetRow(
            RowKind.HEADING, section, facets[0], title, title, total, shown, state, is_folded
        )

    def _value_row(self, section: int, facet: str, count: FacetCount) -> FacetRow:
        is_hidden = count.value in self._hidden(facet)
        return FacetRow(
            RowKind.VALUE,
            section,
            facet,
            count.value,
            shown_line(count.label, _MOST_CHARACTERS),
            count.total,
            count.shown,
            Qt.CheckState.Unchecked if is_hidden else Qt.CheckState.Checked,
            family=self._families.get(str(count.value), ""),
        )

    def _spoken(self, row: FacetRow) -> str:
        if row.kind is RowKind.MORE:
            return row.label
        states = {
            Qt.CheckState.Checked: "shown",
            Qt.CheckState.Unchecked: "hidden",
            Qt.CheckState.PartiallyChecked: "partly shown",
        }
        return f"{row.label}, {counted(row)}, {states[row.state]}"


def counted(row: FacetRow) -> str:
    """Return a row's count: `8`, or `6 of 8` when narrowed."""
    if row.shown == row.total:
        return f"{row.total:,}"
    return f"{row.shown:,} of {row.total:,}"
