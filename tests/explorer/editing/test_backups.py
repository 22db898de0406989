"""Backups: kept before what is large, thinned by age, read without harm, gone back to."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db import Store, StoreUnavailable, create_store, history, open_store
from explorer.editing.adding import add_actor
from explorer.editing.backups import (
    Backup,
    backed_up,
    backup_folder,
    backups_of,
    go_back,
    keep_backup,
    look_into,
    superfluous,
    thin,
)
from explorer.editing.drafts import ActorDraft
from explorer.editing.refusal import EditRefused
from explorer.exchange.exporting import export_json
from explorer.progress import Cancelled, CancelToken

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def _aged(days: float, reason: str = "before-import") -> Backup:
    return Backup(Path(f"{days}.actors"), NOW - timedelta(days=days), reason, 1)


def _ages(backups: list[Backup]) -> list[float]:
    return [(NOW - one.made_at) / timedelta(days=1) for one in backups]


def test_a_backup_is_a_whole_store_that_is_only_read(store: Store) -> None:
    before = export_json(store)
    backup = keep_backup(store, "before-import")
    add_actor(store, ActorDraft("Later"))
    assert backup.path.parent == backup_folder(store.path)
    assert backups_of(store.path) == [
        Backup(backup.path, backup.made_at.replace(microsecond=0), "before-import",
               backup.path.stat().st_size),
    ]  # fmt: skip
    assert backup.reason_words == "Before an import"
    with open_store(backup.path) as kept:
        assert kept.is_read_only
        assert export_json(kept) == before
    contents = look_into(backup)
    assert contents.counts["actors"] == 3
    assert [step.title for step in contents.newest_steps] == ["Build"]
    assert contents.title == store.title


def test_going_back_restores_everything_and_keeps_what_was_there(store: Store) -> None:
    before, steps = export_json(store), history.n_steps(store)
    backup = keep_backup(store, "by-hand")
    add_actor(store, ActorDraft("Later"))
    later = export_json(store)
    edited = go_back(store, backup)
    assert edited.is_whole
    assert (export_json(store), history.n_steps(store)) == (before, steps)
    assert store.integrity() == []
    newest = backups_of(store.path)[0]
    assert newest.reason == "before-going-back"
    go_back(store, newest)
    assert export_json(store) == later
    add_actor(store, ActorDraft("And on"))
    assert store.counts()["actors"] == 5


def test_a_backup_of_another_store_is_refused(store: Store, tmp_path: Path) -> None:
    with create_store(tmp_path / "other.actors", title="Other") as other:
        backup = keep_backup(other, "by-hand")
    before = export_json(store)
    with pytest.raises(EditRefused, match="another store"):
        go_back(store, backup)
    assert export_json(store) == before


def test_going_back_can_be_stopped(store: Store) -> None:
    backup = keep_backup(store, "by-hand")
    add_actor(store, ActorDraft("Later"))
    later = export_json(store)
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        go_back(store, backup, token=token)
    assert export_json(store) == later


def test_a_use_case_keeps_a_backup_first_unless_the_store_is_empty(
    store: Store, tmp_path: Path
) -> None:
    before = export_json(store)
    edited = backed_up("before-merge", add_actor)(store, ActorDraft("New"))
    assert edited.title == "Add New"
    (backup,) = backups_of(store.path)
    with open_store(backup.path) as kept:
        assert export_json(kept) == before
    with create_store(tmp_path / "empty.actors", title="Empty") as empty:
        backed_up("before-import", add_actor)(empty, ActorDraft("New"))
        assert backups_of(empty.path) == []


def test_a_backup_before_what_changed_nothing_goes_again(store: Store) -> None:
    with pytest.raises(EditRefused):
        backed_up("before-import", add_actor)(store, ActorDraft(" "))
    assert backups_of(store.path) == []
    assert not backup_folder(store.path).exists()


def test_where_no_backup_can_be_kept_nothing_is_done(store: Store) -> None:
    backup_folder(store.path).write_text("a file where the folder should be")
    before = export_json(store)
    with pytest.raises(StoreUnavailable, match="backup"):
        backed_up("before-import", add_actor)(store, ActorDraft("New"))
    assert export_json(store) == before


def test_age_thins_to_one_a_day_and_then_one_a_month() -> None:
    recent = [_aged(hours / 24) for hours in range(24)]
    days = [_aged(day + part) for day in range(1, 31) for part in (0.1, 0.3, 0.4)]
    months = [_aged(40 + day) for day in range(0, 300, 5)]
    gone = superfluous([*recent, *days, *months], NOW)
    kept = [one for one in (*recent, *days, *months) if one not in gone]
    assert [one for one in recent if one in gone] == []
    assert len([age for age in _ages(kept) if 1.2 < age < 31]) in (29, 30, 31)
    assert len([age for age in _ages(kept) if age > 31]) in (10, 11, 12)
    assert superfluous(kept, NOW) == [], "thinning twice takes no more"


def test_what_was_kept_by_hand_and_the_newest_are_never_thinned() -> None:
    same_month = [_aged(200), _aged(201, "by-hand"), _aged(202), _aged(203)]
    assert _ages(superfluous(same_month, NOW)) == pytest.approx([202, 203])
    assert superfluous([_aged(900)], NOW) == []


def test_thinning_touches_nothing_but_backups_of_this_store(store: Store) -> None:
    backup = keep_backup(store, "before-import")
    folder = backup_folder(store.path)
    for stamp in ("20200101-000001", "20200102-000001"):
        old = folder / f"{store.path.stem}.before-import-{stamp}-0000.actors"
        shutil.copy(backup.path, old)
        old.chmod(0o444)
    others = [folder / "notes.txt", folder / f"{store.path.stem}.notes.actors",
              folder / "another.before-import-20200101-000001-0000.actors"]  # fmt: skip
    for other in others:
        other.write_text("mine")
    gone = thin(store.path, datetime.now(UTC))
    assert [one.name for one in gone] == [
        f"{store.path.stem}.before-import-20200101-000001-0000.actors"
    ]
    assert all(other.read_text() == "mine" for other in others)
    assert len(backups_of(store.path)) == 2


def test_backups_kept_beside_the_store_by_an_update_are_listed_too(store: Store) -> None:
    beside = store.path.with_name(f"{store.path.stem}.before-update-20260101-120000-ab12.actors")
    store.back_up(beside)
    assert [one.reason_words for one in backups_of(store.path)] == ["Before the format was renewed"]
