"""Sorts millions of whole numbers in parts short enough to be cancelled between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from explorer.progress import CancelToken

_DIGIT: Final = 16
"""Bits of a digit: numpy sorts numbers of so many by counting, quickly and stably."""


def stable_order(numbers: npt.NDArray[Any], token: CancelToken) -> npt.NDArray[np.int64]:
    """Give the rows of whole numbers from 0 on in ascending order, equal ones as they come."""
    order = np.arange(len(numbers))
    largest = int(numbers.max(initial=0))
    sorted_so_far = numbers
    for shift in range(0, max(1, largest.bit_length()), _DIGIT):
        token.raise_if_cancelled()
        digit = ((sorted_so_far >> shift) & ((1 << _DIGIT) - 1)).astype(np.uint16)
        token.raise_if_cancelled()
        step = np.argsort(digit, kind="stable")
        token.raise_if_cancelled()
        order, sorted_so_far = order[step], sorted_so_far[step]
    return order
