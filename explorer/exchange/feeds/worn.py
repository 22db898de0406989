"""Rows that a spreadsheet has ruined: zeros lost from codes, long numbers rounded."""

from __future__ import annotations

WORN_CODE = (
    "The code has lost a zero at its beginning, as spreadsheets do to numbers; take the file as "
    "it was downloaded."
)
WORN_NUMBER = "A spreadsheet has rounded this number; take the file as it was downloaded."
NO_KIND = "No such kind of event is known; write the code as it is in the code book."


def is_rounded(cell: str) -> bool:
    """Tell whether a cell that should hold a long number holds it in powers of ten."""
    return ("E+" in cell or "e+" in cell) and cell[:1].isdecimal()
