"""Remembers each store's last view in the platform's own place, never in the store itself."""

from __future__ import annotations

import json
import logging
import os
import re
from pathlib import Path
from typing import Any

import platformdirs

from explorer.model.view import ViewFacts

_log = logging.getLogger(__name__)
_VERSION = 1
_SAFE = re.compile(r"[^0-9A-Za-z-]")


class ViewMemory:
    """Keeps one small file per store, named by the store's uuid."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or Path(platformdirs.user_data_dir("actor-explorer")) / "views"

    def read(self, uuid: str) -> tuple[ViewFacts, dict[str, Any]] | None:
        """Return the last view and positions of a store; None where there are none usable."""
        try:
            data = json.loads(self._file(uuid).read_text(encoding="utf-8"))
            return from_data(data)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, RecursionError) as error:
            _log.info("The last view of this store could not be read: %s", error)
            return None

    def write(self, uuid: str, facts: ViewFacts, places: dict[str, Any]) -> None:
        """Keep a view; a failure is logged, for nothing depends on it."""
        target = self._file(uuid)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            draft = target.with_suffix(".part")
            draft.write_text(json.dumps(to_data(facts, places)), encoding="utf-8")
            os.replace(draft, target)
        except OSError as error:
            _log.info("The view of this store could not be kept: %s", error)

    def _file(self, uuid: str) -> Path:
        # The uuid comes out of a file that somebody else may have made.
        return self._folder / f"{_SAFE.sub('_', uuid)[:80] or 'unnamed'}.json"


def to_data(facts: ViewFacts, places: dict[str, Any]) -> dict[str, Any]:
    """Return a view and positions as plain data."""
    return {"version": _VERSION, "view": facts.to_json(), "places": places}


def from_data(data: Any) -> tuple[ViewFacts, dict[str, Any]]:
    """Read what `to_data` gave.

    Raises
    ------
    ValueError
        Where it is something else or of a later version.
    """
    if not isinstance(data, dict) or data.get("version") != _VERSION:
        raise ValueError("not a view of this version")
    places = data.get("places")
    return ViewFacts.from_json(data.get("view", {})), places if isinstance(places, dict) else {}
