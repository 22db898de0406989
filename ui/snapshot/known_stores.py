"""Where the stores of pictures lie on this machine, so that a picture need not say it."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path

import platformdirs

_log = logging.getLogger(__name__)
_MOST = 500


class KnownStores:
    """Keeps one small file: the last path of each store that a picture was made of, by uuid."""

    def __init__(self, folder: Path | None = None) -> None:
        home = folder or Path(platformdirs.user_data_dir("actor-explorer"))
        self._file = home / "pictured-stores.json"

    def find(self, uuid: str) -> Path | None:
        """Return where a store was last seen, if there is still a file."""
        path = self._read().get(uuid)
        return Path(path) if path is not None and os.path.isfile(path) else None

    def note(self, uuid: str, store: Path) -> None:
        """Remember where a store lies; a failure is logged, for nothing depends on it."""
        known = self._read()
        known.pop(uuid, None)
        known[uuid] = os.fspath(store.absolute())
        kept = dict(list(known.items())[-_MOST:])
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            draft = self._file.with_suffix(".part")
            draft.write_text(json.dumps(kept), encoding="utf-8")
            os.replace(draft, self._file)
        except OSError as error:
            _log.info("Where the store of a picture lies could not be kept: %s", error)

    def _read(self) -> dict[str, str]:
        try:
            data = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(data, dict):
            return {}
        return {k: v for k, v in data.items() if isinstance(k, str) and isinstance(v, str)}
