"""The window on the backups: kept by hand, compared with now, looked into, gone back to."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.editing.adding import add_actor
from explorer.editing.backups import backed_up
from explorer.editing.drafts import ActorDraft
from ui.app import Program
from ui.editing.agreement import Agreement
from ui.editing.history.backups_window import BackupsWindow, size_words


def open_window(program: Program) -> BackupsWindow:
    program.actions["store.backups"].trigger()
    return program.window.findChildren(BackupsWindow)[-1]


def names(program: Program) -> set[str]:
    session = program.document.session
    assert session is not None
    return set(session.dataset.columns.actor_name)


def test_without_backups_it_says_when_there_will_be_one(program: Program) -> None:
    window = open_window(program)
    assert window.list.count() == 0
    assert "There is no backup yet." in window.view.text
    assert not window.back_button.isEnabled()
    assert not window.look_button.isEnabled()


def test_one_kept_by_hand_is_listed_with_what_it_holds(program: Program) -> None:
    window = open_window(program)
    window.keep_button.click()
    program.document.edit(add_actor, ActorDraft("Later"))
    assert window.list.count() == 1
    text = window.view.text.split("\n")
    assert text[0] == "Kept by hand"
    at = text.index("Actors")
    assert text[at : at + 3] == ["Actors", "3", "4"]
    assert "Build" in text


def test_going_back_is_asked_about_and_keeps_the_present(program: Program) -> None:
    program.document.edit(backed_up("before-import", add_actor), ActorDraft("Imported"))
    window = open_window(program)
    assert window.list.count() == 1
    window.back_button.click()
    (question,) = window.findChildren(Agreement)
    assert "kept as a backup first" in question.question.note
    question.accept()
    assert "Imported" not in names(program)
    assert window.list.count() == 2
    window.list.setCurrentRow(0)
    assert "Before going back to a backup" in window.view.text
    window.back_button.click()
    window.findChildren(Agreement)[-1].accept()
    assert "Imported" in names(program)


def test_a_backup_is_looked_into_in_a_window_of_its_own(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[Path] = []
    window = open_window(program)
    monkeypatch.setattr(window, "_open_apart", looked_at.append)
    window.keep_button.click()
    window.look_button.click()
    assert window.current is not None
    assert looked_at == [window.current.path]


def test_a_spoilt_backup_is_told_and_changes_nothing(program: Program) -> None:
    window = open_window(program)
    window.keep_button.click()
    assert window.current is not None
    path = window.current.path
    path.chmod(0o644)
    path.write_bytes(b"spoilt")
    window.refresh()
    window.list.setCurrentRow(-1)
    window.list.setCurrentRow(0)
    assert path.name in window.view.text
    window.back_button.click()
    window.findChildren(Agreement)[-1].accept()
    assert "Samantha Power" in names(program)


def test_the_search_can_be_filled_anew(program: Program) -> None:
    session = program.document.session
    assert session is not None
    session.store.connection.execute("DELETE FROM search_actors")
    program.actions["store.rebuild_search"].trigger()
    assert session.store.integrity() == []


@pytest.mark.parametrize(
    ("size_bytes", "words"),
    [(0, "0 bytes"), (999, "999 bytes"), (528_384, "528 KB"), (484_089_856, "484 MB"),
     (2_500_000_000, "2.5 GB")],
)  # fmt: skip
def test_sizes_are_told_in_words(size_bytes: int, words: str) -> None:
    assert size_words(size_bytes) == words
