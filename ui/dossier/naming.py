"""Names of files after what is in them."""

from __future__ import annotations

import re

_MOST = 80
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_TAKEN = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def file_name(title: str, ending: str) -> str:
    """Return a name for a file that every system takes.

    Examples
    --------
    >>> file_name('A/B: "talks"', ".html"), file_name("con", ".pdf"), file_name("...", ".pdf")
    ('A B talks.html', 'con dossier.pdf', 'dossier.pdf')
    """
    stem = _NOT_IN_NAMES.sub(" ", title)[:_MOST]
    stem = " ".join(stem.split()).strip(" .") or "dossier"
    if _TAKEN.fullmatch(stem):
        stem += " dossier"
    return f"{stem}{ending}"
