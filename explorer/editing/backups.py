"""Copies of a store that are kept before something large is done to it, and the way back to one.

They lie in a folder beside the store, so that what is confidential stays where its owner put it,
and are marked as not to be written. All of the last day are kept, then one a day for a month,
then one a month.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import stat
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from db import Changes, StoreReadOnly, history, open_store
from db.history import StepRow
from explorer.editing.edited import Edited
from explorer.editing.refusal import EditRefused
from explorer.model.view import Selection
from explorer.progress import Progress, no_progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from db import Store
    from explorer.progress import CancelToken

#: What a backup was kept for, as it stands in its name, and in words.
REASONS: Final = {
    "before-import": "Before an import",
    "before-merge": "Before a merge",
    "before-joining": "Before another store was joined",
    "before-going-back": "Before going back to a backup",
    "before-update": "Before the format was renewed",
    "by-hand": "Kept by hand",
}

_STAMP: Final = re.compile(r"(?P<reason>[a-z][a-z-]*)-(?P<stamp>\d{8}-\d{6})-[0-9a-f]{4}")
_KEEP_ALL: Final = timedelta(days=1)
_KEEP_DAILY: Final = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a store.

    Attributes
    ----------
    reason
        One of `REASONS`, or what another program called it.
    """

    path: Path
    made_at: datetime
    reason: str
    size_bytes: int

    @property
    def reason_words(self) -> str:
        """What it was kept for."""
        return REASONS.get(self.reason, self.reason.replace("-", " ").capitalize())


@dataclass(frozen=True, slots=True)
class BackupContents:
    """What a backup holds: rows by table, and the newest steps of its history."""

    title: str
    counts: dict[str, int]
    newest_steps: tuple[StepRow, ...]


def keep_backup(
    store: Store,
    reason: str,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Backup:
    """Keep a copy of the store as it is, and thin older ones; store thread.

    Raises
    ------
    db.StoreUnavailable
        If it cannot be written.
    Cancelled
    """
    folder = backup_folder(store.path)
    with contextlib.suppress(OSError):
        # Where the folder cannot be made, writing into it says so in a sentence.
        folder.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    target = _free_name(folder, store.path, reason, now)
    store.back_up(target, token, progress)
    with contextlib.suppress(OSError):
        target.chmod(stat.S_IRUSR | stat.S_IRGRP)
    thin(store.path, now)
    return Backup(target, now, reason, target.stat().st_size)


def backed_up(reason: str, use_case: Callable[..., Edited]) -> Callable[..., Edited]:
    """Return a use-case that keeps a backup first, of a store that holds anything.

    Where nothing is changed in the end, the backup goes again.
    """

    def run(
        store: Store, *args: object, token: CancelToken | None = None,
        progress: Progress = no_progress,
    ) -> Edited:  # fmt: skip
        with backup_before(store, reason, token=token, progress=progress):
            return use_case(store, *args, token=token, progress=progress)

    return run


@contextmanager
def backup_before(
    store: Store,
    reason: str,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Iterator[None]:
    """Keep a backup before the block, of a store that holds anything.

    Where the block changes nothing, the backup goes again.
    """
    n_steps = history.n_steps(store)
    backup = keep_backup(store, reason, token=token, progress=progress) if n_steps else None
    try:
        yield
    finally:
        if backup is not None and history.n_steps(store) == n_steps:
            _remove(backup.path)
            with contextlib.suppress(OSError):
                # Only where it is empty.
                backup.path.parent.rmdir()


def backups_of(path: Path) -> list[Backup]:
    """List the backups of a store, the newest first; any thread."""
    found: list[tuple[Backup, int]] = []
    for place in (backup_folder(path), path.parent):
        try:
            entries = sorted(place.glob(f"{_escaped(path.stem)}.*{path.suffix}"))
        except OSError:
            continue
        for entry in entries:
            backup = _backup_at(entry, path)
            if backup is not None:
                found.append(backup)
    # Within one second the clock of the file system tells more than the name.
    found.sort(key=lambda one: (one[0].made_at, one[1]), reverse=True)
    return [backup for backup, _ in found]


def thin(path: Path, now: datetime) -> list[Path]:
    """Delete the backups that age has made superfluous; return their paths."""
    gone = []
    for backup in superfluous(backups_of(path), now):
        if _remove(backup.path):
            gone.append(backup.path)
    return gone


def superfluous(backups: Sequence[Backup], now: datetime) -> list[Backup]:
    """Choose which backups may go: those kept by hand, and the newest of all, never."""
    kept_periods: set[tuple[int, ...]] = set()
    found = []
    for at, backup in enumerate(sorted(backups, key=lambda one: one.made_at, reverse=True)):
        age, day = now - backup.made_at, backup.made_at.date()
        if backup.reason == "by-hand":
            continue
        period = (day.year, day.month, day.day) if age <= _KEEP_DAILY else (day.year, day.month)
        if period in kept_periods and at > 0 and age > _KEEP_ALL:
            found.append(backup)
        kept_periods.add(period)
    return found


def look_into(
    backup: Backup,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> BackupContents:
    """Read what a backup holds; it is not changed. Any thread.

    Raises
    ------
    db.StoreError
        If it cannot be read.
    """
    with _opened(backup.path) as store:
        return BackupContents(
            store.title or store.path.stem,
            store.counts(),
            tuple(history.steps(store, limit=10)),
        )


def go_back(
    store: Store,
    backup: Backup,
    *,
    token: CancelToken | None = None,
    progress: Progress = no_progress,
) -> Edited:
    """Make a store what it was when a backup was kept; the present state is kept as another one.

    Raises
    ------
    EditRefused
        If the backup is one of another store.
    db.StoreError
        If either cannot be read or written; the store is as it was.
    """
    with _opened(backup.path) as kept:
        if kept.uuid != store.uuid:
            raise EditRefused(
                "", f"{backup.path.name} is a backup of another store; open it on its own instead."
            )
        keep_backup(store, "before-going-back", token=token, progress=progress)
        store.become(kept, token, progress)
    title = f"Go back to the backup of {backup.made_at:%Y-%m-%d}"
    return Edited(title, Changes(None), Selection(), is_whole=True)


def backup_folder(path: Path) -> Path:
    """Return where the backups of a store lie."""
    return path.with_name(f"{path.stem} backups")


def _remove(path: Path) -> bool:
    try:
        path.chmod(stat.S_IRUSR | stat.S_IWUSR)
        path.unlink()
    except OSError:
        return False
    return True


def _free_name(folder: Path, path: Path, reason: str, now: datetime) -> Path:
    for number in range(0x1_0000):
        name = f"{path.stem}.{reason}-{now:%Y%m%d-%H%M%S}-{number:04x}{path.suffix}"
        if not (folder / name).exists():
            return folder / name
    return folder / f"{path.stem}.{reason}-{now:%Y%m%d-%H%M%S}-ffff{path.suffix}"


def _backup_at(entry: Path, path: Path) -> tuple[Backup, int] | None:
    middle = entry.name[len(path.stem) + 1 : len(entry.name) - len(path.suffix)]
    match = _STAMP.fullmatch(middle)
    if match is None:
        return None
    try:
        made_at = datetime.strptime(match["stamp"], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
        status = entry.stat()
    except (ValueError, OSError):
        return None
    return Backup(entry, made_at, match["reason"], status.st_size), status.st_mtime_ns


@contextmanager
def _opened(path: Path) -> Iterator[Store]:
    """Open a backup; one of an older format as a renewed copy that goes again."""
    try:
        store = open_store(path, writable=False)
    except StoreReadOnly:
        # So an older format is told that would have to be renewed before it can be read.
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".renewed-") as folder:
            copy = Path(folder) / path.name
            shutil.copyfile(path, copy)
            with open_store(copy) as renewed:
                yield renewed
        return
    with store:
        yield store


def _escaped(name: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", name)
