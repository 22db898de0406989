"""Text of a stranger's file made safe to show: no control characters, no turned reading order."""

from __future__ import annotations

import re

#: Longest piece of a passage shown in a panel; the whole of it is in the reader.
MOST_SHOWN_CHARACTERS = 2000

# Controls but line feed; marks that turn or embed the reading order; soft invisible joiners of
# no use outside them; halves of surrogate pairs, which no font and no clipboard can take.
_UNSHOWN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_LINE_ENDS = re.compile("\r\n|\r|\u2028|\u2029")
_WHITE = re.compile(r"\s+")


def shown_text(text: str) -> str:
    """Return a text of any length as it may be shown, line ends kept."""
    return _UNSHOWN.sub("", _LINE_ENDS.sub("\n", text)).replace("\t", " ")


def shown_line(text: str, most: int = 400) -> str:
    """Return a text as one line for names and titles, cut at `most` characters.

    Returns
    -------
    str
        Never empty: a name of invisible characters alone is said to be one.
    """
    line = _WHITE.sub(" ", shown_text(text[: 4 * most])).strip()
    if not line:
        return "(no visible text)"
    return line if len(line) <= most else f"{line[:most].rstrip()}…"


def shown_passage(text: str, most: int = MOST_SHOWN_CHARACTERS) -> tuple[str, bool]:
    """Return the beginning of a passage as it may be shown, and whether that is not all of it."""
    cut = text[: most + 200]
    passage = shown_text(cut).strip()
    if len(text) <= most:
        return passage, False
    passage = passage[:most]
    at = passage.rfind(" ", most - 80)
    return f"{passage[: at if at > 0 else most].rstrip()} …", True


def quoted(words: str) -> str:
    """Return words between quotation marks, unless they bring their own."""
    words = words.strip()
    if words[:1] in '“„«"‘「' and words[-1:] in '”“»"’」':
        return words
    return f"“{words}”"


def counted(n: int, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 interaction`, `12,400 interactions`."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def listed(names: list[str], most: int = 3) -> str:
    """Return names as a list in words: `A, B and 4 others`."""
    if len(names) > most + 1:
        return f"{', '.join(names[:most])} and {len(names) - most:,} others"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
