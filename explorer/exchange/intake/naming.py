"""A title for an interaction that its source leaves without one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMED: Final = 3
_LONGEST_NAME: Final = 80


def made_title(kind_label: str, names: Sequence[str]) -> str:
    """Give a title from a kind and who took part.

    Examples
    --------
    >>> made_title("call", ["Antony Blinken", "Ilham Aliyev"])
    'Call: Antony Blinken and Ilham Aliyev'
    >>> made_title("meeting", ["A", "B", "C", "D", "E"])
    'Meeting: A, B, C and 2 more'
    >>> made_title("decision", [])
    'Decision'
    """
    kind = kind_label[:1].upper() + kind_label[1:]
    if not names:
        return kind
    shown = [
        name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
        for name in names[:_NAMED]
    ]
    if more := len(names) - len(shown):
        told = f"{', '.join(shown)} and {more:,} more"
    else:
        told = shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
    return f"{kind}: {told}"
