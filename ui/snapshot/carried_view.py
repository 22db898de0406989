"""The view that a PNG carries in its metadata: written into it, read back, its store found."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath
from typing import Any

from PySide6.QtGui import QImageReader

from explorer.errors import ExplorerError
from explorer.model.plain_text import shown_line
from explorer.model.view import ViewFacts
from ui.memory import from_data, to_data

KEY = "ActorExplorerView"
_LONGEST = 16_000_000
_MOST_CHARACTERS = 120


class NoViewInPicture(ExplorerError):
    """A picture carries no view of this program, or one that cannot be read."""


@dataclass(frozen=True)
class CarriedView:
    """What a picture says of the view that it shows.

    Attributes
    ----------
    store_name, store_uuid
        File name and uuid of the store.
    way
        Path from the picture's folder to the store where they lie near each other, or "".
    """

    store_name: str
    store_uuid: str
    way: str
    facts: ViewFacts
    places: dict[str, Any]

    @property
    def shown_name(self) -> str:
        """The store's name as it may be shown: a stranger may have written it."""
        return shown_line(self.store_name, _MOST_CHARACTERS)


def carried_text(
    picture: Path, store: Path, uuid: str, facts: ViewFacts, places: dict[str, Any]
) -> str:
    """Return the text to put into a picture.

    Pictures are published: they say the store's name and uuid, and where it lies only if it is
    in the same folder, below it or beside it; never the names of the user's other folders.
    """
    data = to_data(facts, places)
    data["store"] = {"name": store.name, "uuid": uuid, "way": _way(picture, store)}
    return json.dumps(data, ensure_ascii=True, separators=(",", ":"))


def read_carried(picture: Path) -> CarriedView:
    """Return the view that a picture carries.

    Raises
    ------
    NoViewInPicture
        If the file is no picture of this program.
    """
    if not os.path.isfile(picture):
        raise NoViewInPicture(f"{picture} is not there; check the name.")
    text = QImageReader(str(picture)).text(KEY)
    if not text:
        raise NoViewInPicture(
            f"{picture.name} carries no view. Only PNG snapshots of this program can be opened."
        )
    try:
        if len(text) > _LONGEST:
            raise ValueError("too long")
        data = json.loads(text)
        facts, places = from_data(data)
        store = data["store"]
        name, uuid, way = (str(store[key]) for key in ("name", "uuid", "way"))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NoViewInPicture(
            f"The view in {picture.name} cannot be read; the picture may be of a later version."
        ) from error
    return CarriedView(PurePath(name).name, uuid, way, facts, places)


def store_near(picture: Path, carried: CarriedView) -> Path | None:
    """Return the store if it lies where the picture says, or in the picture's folder."""
    # The way comes out of a stranger's file: only a plain one from here is followed, so that
    # no picture can make this program reach for a device or another machine.
    way = PurePosixPath(carried.way)
    is_plain = bool(carried.way) and not way.is_absolute() and way.parts.count("..") <= 1
    is_plain = is_plain and not set(carried.way) & {"\\", ":", "\0"}
    candidates = [picture.parent / way] if is_plain else []
    if carried.store_name and "\0" not in carried.store_name:
        candidates.append(picture.parent / carried.store_name)
    return next((path for path in candidates if os.path.isfile(path)), None)


def _way(picture: Path, store: Path) -> str:
    try:
        way = os.path.relpath(store.resolve(), picture.resolve().parent)
    except (OSError, ValueError):
        # On another drive, for instance.
        return ""
    parts = PurePath(way).parts
    if len(parts) > 3 or parts.count("..") > 1 or PurePath(way).is_absolute():
        return ""
    return "/".join(parts)
