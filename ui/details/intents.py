"""What a click in the panel asks for, as plain values; the pane alone carries them out."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.editing.marked import MarkedPassage
from explorer.model.profile.entries import Quote
from explorer.model.view import Selection


@dataclass(frozen=True)
class Select:
    """Select something in all views."""

    selection: Selection


@dataclass(frozen=True)
class ReadSource:
    """Open the source reader at a passage."""

    source_id: int
    excerpt: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class ReadWords:
    """Show words that are too long for the panel."""

    title: str
    words: str


@dataclass(frozen=True)
class CopyQuotes:
    """Put words with their citations on the clipboard."""

    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class CopyText:
    """Put a text on the clipboard; `said` is what the status line then says."""

    text: str
    said: str = "Copied"


@dataclass(frozen=True)
class OpenAddress:
    """Open an address of the web in the browser."""

    url: str


@dataclass(frozen=True)
class FilterTopic:
    """Show interactions on this topic alone."""

    topic: str


@dataclass(frozen=True)
class Focus:
    """Show only these actors and what lies among and around them."""

    actor_ids: tuple[int, ...]
    hops: int = 1


@dataclass(frozen=True)
class TogglePin:
    """Pin the actor where it is, or let it go."""

    actor_id: int


@dataclass(frozen=True)
class Jump:
    """Scroll to a section of the panel."""

    section: str


@dataclass(frozen=True)
class Resort:
    """Show a list in another order, or another side of it."""

    section: str
    choice: str


@dataclass(frozen=True)
class IncludeUndated:
    """Show interactions without a date although a time window is set, or hide them again."""

    include: bool


@dataclass(frozen=True)
class ShowAllDates:
    """Lift the time window."""


@dataclass(frozen=True)
class ResetFilters:
    """Lift filter and focus."""


@dataclass(frozen=True)
class Retry:
    """Read the profile again after a failure."""


@dataclass(frozen=True)
class Change:
    """Open the form of a row of the store; `table` as in the store's format."""

    table: str
    row_id: int


@dataclass(frozen=True)
class Remove:
    """Delete a row of the store, after a question where others go along."""

    table: str
    row_id: int


@dataclass(frozen=True)
class AddPassage:
    """Open the form of a passage that supports a thing; `subject` as of a `Fact`."""

    subject: str
    row_id: int


@dataclass(frozen=True)
class TakeApart:
    """Let an actor that is shown as part of another one stand for itself again."""

    actor_id: int


@dataclass(frozen=True)
class Divide:
    """Make two actors of one."""

    actor_id: int


@dataclass(frozen=True)
class WriteDossier:
    """Write all that is known of what is selected to a file."""


@dataclass(frozen=True)
class AddHere:
    """Open the form of something new that belongs to what is selected.

    Attributes
    ----------
    what
        `interaction`, `relation`, `quote`, `account` or `evidence`.
    """

    what: str


@dataclass(frozen=True)
class UsePassage:
    """Make something of a passage that was marked in a source.

    Attributes
    ----------
    use
        `quote`, `account`, `actor`, `interaction` or `evidence`.
    fact
        Subject and id of what it is evidence for; None asks.
    """

    use: str
    passage: MarkedPassage
    fact: tuple[str, int] | None = None


Amending = Change | Remove | AddPassage | AddHere | TakeApart | Divide | UsePassage | WriteDossier

Intent = (
    Select
    | ReadSource
    | ReadWords
    | CopyQuotes
    | CopyText
    | OpenAddress
    | FilterTopic
    | Focus
    | TogglePin
    | Jump
    | Resort
    | IncludeUndated
    | ShowAllDates
    | ResetFilters
    | Retry
    | Change
    | Remove
    | AddPassage
    | TakeApart
    | Divide
    | UsePassage
    | AddHere
    | WriteDossier
)
