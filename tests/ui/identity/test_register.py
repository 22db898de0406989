"""Decisions made faster than they are written all arrive, and those taken back do not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from db import open_store, reads
from explorer.editing.backups import backups_of
from explorer.identity.deciding import Decision
from tests.building import build_store
from ui.document import Document
from ui.identity.register import Register
from ui.jobs import JobRunner


@pytest.fixture
def document(qtbot, tmp_path: Path) -> Iterator[Document]:
    """Eight actors in an open store; jobs run in their lanes."""
    build_store(tmp_path / "s.actors", actors=tuple("ABCDEFGH")).close()
    owner = QObject()
    jobs = JobRunner(owner)
    made = Document(jobs, owner)
    with qtbot.waitSignal(made.loaded):
        made.open(tmp_path / "s.actors")
    yield made
    made.close()
    jobs.close()


def verdicts(document: Document) -> list[tuple[int, int, str]]:
    session = document.session
    assert session is not None
    with open_store(session.path, writable=False) as store:
        rows = reads.judgements(store)
    return [(row.actor_id, row.other_id, row.verdict) for row in rows]


def test_decisions_made_meanwhile_go_together_and_each_is_a_step(qtbot, document) -> None:
    register = Register(document, document)
    tickets = [register.decide(Decision("same", at, at + 1)) for at in (1, 3, 5)]
    tickets.append(register.decide(Decision("different", 1, 7)))
    qtbot.waitUntil(lambda: not register.is_busy and not document.is_editing)
    assert verdicts(document) == [
        (1, 2, "same"), (3, 4, "same"), (5, 6, "same"), (1, 7, "different"),
    ]  # fmt: skip
    assert len({ticket.step_id for ticket in tickets}) == len(tickets)
    assert document.session.dataset.n_actors == 5


def test_what_is_taken_back_before_it_is_written_leaves_no_trace(qtbot, document) -> None:
    register = Register(document, document)
    first, second, third = (register.decide(Decision("different", at, at + 1)) for at in (1, 3, 5))
    register.take_back(third)
    register.take_back(first)
    qtbot.waitUntil(lambda: not register.is_busy and not document.is_editing)
    assert verdicts(document) == [(3, 4, "different")]
    assert (first.is_withdrawn, second.is_withdrawn, third.is_written) == (True, False, False)


def test_what_is_written_is_taken_back_by_its_step(qtbot, document) -> None:
    register = Register(document, document)
    ticket = register.decide(Decision("same", 1, 2))
    qtbot.waitUntil(lambda: ticket.is_written)
    register.take_back(ticket)
    qtbot.waitUntil(lambda: not document.is_editing)
    assert verdicts(document) == []


def test_a_decision_on_somebody_who_is_gone_is_told_and_the_others_stay(qtbot, document) -> None:
    register = Register(document, document)
    told: list[str] = []
    register.failed.connect(lambda words, _: told.append(words))
    register.decide(Decision("unsure", 1, 2))
    register.decide(Decision("same", 1, 99))
    register.decide(Decision("unsure", 3, 4))
    qtbot.waitUntil(lambda: not register.is_busy and not document.is_editing)
    assert verdicts(document) == [(1, 2, "unsure"), (3, 4, "unsure")]
    assert "no longer in the store" in told[0]


def test_a_backup_is_kept_before_the_first_that_joins_and_no_other(qtbot, document) -> None:
    register = Register(document, document)

    def kept() -> list[str]:
        return [backup.reason for backup in backups_of(document.session.path)]

    def decide(decision: Decision) -> None:
        register.decide(decision)
        qtbot.waitUntil(lambda: not register.is_busy and not document.is_editing)

    decide(Decision("different", 5, 6))
    assert kept() == []
    decide(Decision("same", 1, 2))
    decide(Decision("same", 3, 4))
    assert kept() == ["before-merge"]
