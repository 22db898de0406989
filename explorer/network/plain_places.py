"""Places of nodes as plain data: lists where they are few, packed where they are many."""

from __future__ import annotations

import base64
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.int64]
Places = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

_MOST_IN_LISTS: Final = 5_000
"""Reading a hundred thousand places as decimals takes a quarter of a second, packed none."""

_FARTHEST: Final = 1e6


def plain_places(keys: Keys, xy: Places, is_pinned: Mask) -> dict[str, Any]:
    """Return places as data that JSON can hold."""
    pinned = keys[is_pinned].tolist()
    if len(keys) > _MOST_IN_LISTS:
        return {
            "packed_keys": packed(keys.astype("<i8")),
            "packed_xy": packed(xy.astype("<f4")),
            "pinned": pinned,
        }
    rounded = np.round(xy, 4)
    return {
        "keys": keys.tolist(),
        "x": rounded[:, 0].tolist(),
        "y": rounded[:, 1].tolist(),
        "pinned": pinned,
    }


def places_of(data: dict[str, Any]) -> tuple[Keys, Places, Mask] | None:
    """Read what `plain_places` gave, without places that are not usable; None where nothing is."""
    try:
        if "packed_keys" in data:
            keys = unpacked(data["packed_keys"], "<i8").astype(np.int64)
            xy = unpacked(data["packed_xy"], "<f4").reshape(-1, 2).astype(np.float64)
        else:
            keys = np.array([int(key) for key in data["keys"]], dtype=np.int64)
            sides = [[float(value) for value in data[name]] for name in ("x", "y")]
            xy = np.array(sides, dtype=np.float64).reshape(2, -1).T
        pinned = np.array([int(key) for key in data.get("pinned", ())], dtype=np.int64)
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    if len(keys) != len(xy):
        return None
    with np.errstate(invalid="ignore"):
        is_usable = np.abs(xy).sum(axis=1) < _FARTHEST
    keys, xy = keys[is_usable], xy[is_usable]
    return keys, xy, np.isin(keys, pinned)


def packed(values: npt.NDArray[Any]) -> str:
    """Return an array as text that JSON can hold."""
    return base64.b64encode(values.tobytes()).decode("ascii")


def unpacked(text: str, kind: str) -> npt.NDArray[Any]:
    """Read what `packed` gave.

    Raises
    ------
    TypeError, ValueError
        Where it is something else.
    """
    return np.frombuffer(base64.b64decode(text, validate=True), dtype=kind)
