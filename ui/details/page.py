"""A page of the panel as plain data: a head, figures, and sections in their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from explorer.model.profile.entries import Quote
from ui.details.intents import Intent
from ui.details.rows.row import Line, Row, Sign, Span

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class HeadButton:
    """An icon button in the head."""

    key: str
    icon: str
    name: str
    keys: str = ""
    intent: Intent | None = None
    menu: tuple[tuple[str, Intent], ...] = ()


@dataclass(frozen=True)
class Head:
    """What is looked at.

    Attributes
    ----------
    second
        The other end of a tie.
    tie_width_px
        Width of the line that joins the two signs of a tie.
    over, title, under
        A line above the title, the title, and lines below it.
    """

    title: str
    over: Line = ()
    under: tuple[Line, ...] = ()
    sign: Sign | None = None
    second: Sign | None = None
    titles: tuple[Span, ...] = ()
    tie_width_px: float = 1.4
    buttons: tuple[HeadButton, ...] = ()
    tag: str = ""


@dataclass(frozen=True)
class Figure:
    """A number in bold with its word below; a click jumps to what it counts."""

    value: str
    label: str
    intent: Intent | None = None


def count_figure(n: int, one: str, many: str, intent: Intent | None = None) -> Figure:
    """Return a count with its noun."""
    return Figure(f"{n:,}", one if n == 1 else many, intent)


@dataclass(frozen=True)
class Choice:
    """One of the orders or sides of a section, in its heading."""

    key: str
    text: str
    is_chosen: bool


@dataclass(frozen=True)
class RowsContent:
    """A list of rows.

    Attributes
    ----------
    rows
        All rows, or the first ones where `pages` knows the others.
    n_total
        How many there are.
    n_first
        How many are shown before "Show all".
    pages
        Key by which the pane fetches further rows, and what it needs to do so.
    """

    rows: tuple[Row, ...]
    n_total: int
    n_first: int = 12
    pages: tuple[str, Any] | None = field(default=None, compare=False)
    title_lines: int = 3


_AT_ONCE = 14


def rows_at_hand(
    things: Sequence[Thing], make: Callable[[Thing], Row], n_first: int = 12
) -> RowsContent:
    """Return a list of things that are all at hand, of which a few are made into rows at once."""
    n = len(things)
    first = tuple(make(thing) for thing in things[: max(_AT_ONCE, n_first + 2)])

    def others(start: int, end: int) -> tuple[Row, ...]:
        return tuple(make(thing) for thing in things[start:end])

    return RowsContent(first, n, n_first, ("at hand", others))


@dataclass(frozen=True)
class QuotesContent:
    """Quote cards one under another; `n_total` may be more than are here."""

    quotes: tuple[Quote, ...]
    n_total: int
    pages: tuple[str, Any] | None = field(default=None, compare=False)
    empty: str = ""


@dataclass(frozen=True)
class AccountsContent:
    """Accounts side by side."""

    accounts: tuple[Quote, ...]


@dataclass(frozen=True)
class ChipsContent:
    """Words in frames, each a link."""

    chips: tuple[tuple[str, Intent], ...]


@dataclass(frozen=True)
class TextContent:
    """Plain text of ours or of the store."""

    text: str
    is_faint: bool = False


@dataclass(frozen=True)
class ActionsContent:
    """Links in a row, each with an icon."""

    actions: tuple[tuple[str, str, Intent], ...]


Content = (
    RowsContent | QuotesContent | AccountsContent | ChipsContent | TextContent | ActionsContent
)


@dataclass(frozen=True)
class SectionPage:
    """A section: heading, a note at the right of it, and contents one under another.

    Attributes
    ----------
    key
        Names the section for jumps.
    jump
        Its words in the jump bar; empty: it is not there.
    """

    key: str
    heading: str = ""
    note: str = ""
    sign: Sign | None = None
    choices: tuple[Choice, ...] = ()
    choices_name: str = ""
    is_segmented: bool = False
    contents: tuple[Content, ...] = ()
    jump: str = ""


@dataclass(frozen=True)
class Page:
    """All of the panel for one selection."""

    head: Head
    figures: tuple[Figure, ...] = ()
    sections: tuple[SectionPage, ...] = ()
