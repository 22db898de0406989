"""One row of the panel's lists as plain data: what it shows, and what a click on it asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ui.details.intents import Intent

SignKind = Literal["actor", "interaction", "icon", "split", "diamond"]


@dataclass(frozen=True)
class Sign:
    """The sign before a row's text.

    Attributes
    ----------
    kind
        `actor`: glyph of a kind; `interaction`: pictogram in the family's colour; `icon`: an icon
        in text 2; `split`: the disc of differing accounts.
    is_hollow
        Without a name, or uncertain.
    """

    kind: SignKind
    name: str = ""
    family: str = ""
    is_hollow: bool = False


@dataclass(frozen=True)
class Span:
    """A piece of a line; with an intent it is a link.

    Attributes
    ----------
    is_quiet
        A link that looks like text until the pointer or the keyboard is on it.
    is_serif
        Words of a source.
    """

    text: str
    intent: Intent | None = None
    is_quiet: bool = True
    is_bold: bool = False
    is_serif: bool = False


Line = tuple[Span, ...]


@dataclass(frozen=True)
class Row:
    """A row: date column, sign, title, lines below, words of a source, values at the right.

    Attributes
    ----------
    intent
        What a click anywhere else on the row asks for.
    when
        Text of the date column; None: the list has no date column.
    values
        Texts of right-aligned columns.
    bar
        Length of a bar before the last value, 0 to 1, with the colour key `bar_colour`.
    quote
        Words of a source under the lines, in serif, already cut to what is shown.
    hover_key
        Network key that the pointer on this row points at in all views.
    children
        Rows that unfold under this one: the evidence.
    is_child
        Unfolded under another row.
    most_lines
        Into how many each of the lines below may wrap.
    values_are_links
        The values are words for what the row's click does: shown in accent.
    is_joined
        A line leads from its sign to the next row's: a chain.
    tag, tag_is_warning
        A word in a frame after the title.
    thing
        Table and id of what the row stands for, where that is not what a click on it selects.
    is_part
        The row says a part of the thing: it is changed with it, and not deleted from there.
    """

    title: Line = ()
    intent: Intent | None = None
    sign: Sign | None = None
    when: str | None = None
    lines: tuple[Line, ...] = ()
    values: tuple[str, ...] = ()
    bar: float | None = None
    bar_colour: str = "accent"
    quote: str = ""
    quote_rule: str = "strong"
    after: tuple[Line, ...] = ()
    hover_key: int | None = None
    children: tuple[Row, ...] = field(default=(), repr=False)
    is_child: bool = False
    tooltip: str = ""
    is_dim: bool = False
    is_joined: bool = False
    values_are_links: bool = False
    most_lines: int = 4
    tag: str = ""
    tag_is_warning: bool = False
    thing: tuple[str, int] | None = None
    is_part: bool = False

    def __hash__(self) -> int:
        # A part tells rows apart well enough, and lists ask for it at every turn.
        return hash((self.when, self.title, self.values, self.quote))

    @property
    def spoken(self) -> str:
        """All of the row as one text for screen readers."""
        parts = [self.when or "", _text(self.title), self.tag, *self.values]
        parts += [_text(line) for line in self.lines]
        parts += [self.quote, *(_text(line) for line in self.after)]
        return ", ".join(part for part in parts if part)

    @property
    def links(self) -> tuple[Intent, ...]:
        """Everything the row links to, its own intent first."""
        own = (self.intent,) if self.intent is not None else ()
        spans = (span for line in (self.title, *self.lines, *self.after) for span in line)
        return own + tuple(span.intent for span in spans if span.intent is not None)


def _text(line: Line) -> str:
    return "".join(span.text for span in line)
