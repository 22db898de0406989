"""Files of feeds as blocks of interactions, and which feed a file is of."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final, Protocol

from explorer.errors import ImportFailed, ImportProblem
from explorer.exchange.feeds import icews, polecat
from explorer.exchange.feeds.codes import ALIKE
from explorer.exchange.feeds.filtering import FeedFilter, filter_of
from explorer.exchange.feeds.gdelt import GdeltRows
from explorer.exchange.feeds.headed import normal, separator_of
from explorer.exchange.feeds.icews import IcewsRows
from explorer.exchange.feeds.lines import feed_parts
from explorer.exchange.feeds.merging import Retellings
from explorer.exchange.feeds.polecat import PolecatRows
from explorer.exchange.format import SURE
from explorer.exchange.intake.event_block import BlockMaker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explorer.exchange.feeds.lines import Part
    from explorer.exchange.format import Reading
    from explorer.exchange.intake.event_block import EventBlock
    from explorer.exchange.intake.incoming_file import IncomingFile
    from explorer.exchange.intake.plain import PlainInteraction
    from explorer.exchange.intake.problems import Problems

EVENTS_AT_ONCE: Final = 5_000
_NO: Final = ("no", "false", "0", "off")
_EVENT_TABS: Final = (56, 57, 60)
_MENTION_TABS: Final = (13, 14, 15)
_DAY_DIGITS: Final = 8
_TIME_DIGITS: Final = 14


class _Rows(Protocol):
    n_left: int

    def __init__(
        self, problems: Problems, wanted: FeedFilter, retellings: Retellings | None, /
    ) -> None: ...

    def read(self, part: Part, /) -> Iterator[PlainInteraction]: ...


_FEEDS: Final[dict[str, type[_Rows]]] = {
    "gdelt": GdeltRows,
    "icews": IcewsRows,
    "polecat": PolecatRows,
}


def read_feed(name: str, files: Sequence[IncomingFile], reading: Reading) -> Iterator[EventBlock]:
    """Read the files of one feed, in blocks.

    Options: `kinds`, `since`, `until`, `actors`, `countries` choose rows (`FeedFilter`); `merge`
    "no" takes every row as an interaction of its own.

    Raises
    ------
    ImportFailed
        If a file cannot be read.
    Cancelled
    """
    problems, options = reading.problems, reading.options
    is_merging = str(options.get("merge", "yes")).lower() not in _NO
    retellings = Retellings() if is_merging else None
    rows = _FEEDS[name](problems, filter_of(options), retellings)
    events = (event for part in feed_parts(files, reading.token) for event in rows.read(part))
    maker = BlockMaker(problems, ALIKE if is_merging else None)
    n_blocks = 0
    while some := list(islice(events, EVENTS_AT_ONCE)):
        n_blocks += 1
        yield maker.block(some)
    if rows.n_left:
        problems.remark(f"{rows.n_left:,} rows are not among those that were asked for.")
    if retellings is not None and retellings.n_found:
        problems.remark(
            f"{retellings.n_found:,} rows tell an event again (same day, actors, kind and place); "
            "each is a further passage of the one interaction."
        )
    if not n_blocks and not rows.n_left and not problems.refused:
        names = ", ".join(file.path.name for file in files)
        raise ImportFailed(names, [ImportProblem("There are no events in it.")])


def sniff_feed(name: str, head: bytes) -> int:
    """Tell how sure it is that a file is of the feed of this name, from its first bytes."""
    text = head.decode("utf-8-sig", "replace")
    first = next((line for line in text.splitlines() if line.strip()), "")
    headings = {normal(cell.strip('"')) for cell in first.split(separator_of(first))}
    if name == "icews":
        return SURE if headings >= {normal(h) for h in icews.HEADINGS} else 0
    if name == "polecat":
        return SURE if headings >= {normal(h) for h in polecat.HEADINGS} else 0
    if "globaleventid" in headings and headings & {"eventcode", "mentionidentifier"}:
        return SURE
    cells = first.split("\t")
    if not cells[0].isdecimal():
        # Numbers that a spreadsheet has rounded are told from the row, not refused as no feed.
        return 0
    n_tabs = len(cells) - 1
    if n_tabs in _EVENT_TABS and len(cells[1]) == _DAY_DIGITS and cells[1].isdecimal():
        return SURE
    is_mention = n_tabs in _MENTION_TABS and all(
        len(cell) == _TIME_DIGITS and cell.isdecimal() for cell in cells[1:3]
    )
    return SURE if is_mention else 0
