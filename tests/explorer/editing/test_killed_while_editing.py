"""SIGKILL while the store is edited, or goes back to a backup: it is as before, or as after."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from db import history, open_store
from explorer.editing.adding import add_actor
from explorer.editing.backups import keep_backup
from explorer.editing.drafts import ActorDraft
from explorer.exchange.exporting import export_json
from tests.building import generate_store

_ROOT = Path(__file__).parents[3]
_EDITING = """
import sys
from db import history, open_store
from explorer.editing.adding import add_interaction
from explorer.editing.drafts import ActorDraft, InteractionDraft, ParticipantDraft
from explorer.editing.history.taking_back import take_back_step
store = open_store(sys.argv[1])
print("ready", flush=True)
for number in range(100_000):
    who = tuple(ParticipantDraft(ActorDraft(f"Guest {number}.{n}")) for n in range(20))
    edited = add_interaction(store, InteractionDraft(title=f"Meeting {number}", participants=who))
    if number % 2:
        take_back_step(store, edited.step_id)
    print(number, flush=True)
"""
_GOING_BACK = """
import sys
from db import open_store
from explorer.editing.backups import backups_of, go_back
store = open_store(sys.argv[1])
first, other = backups_of(store.path)[:2]
print("ready", flush=True)
for number in range(100_000):
    go_back(store, (first, other)[number % 2])
    print(number, flush=True)
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")


def _kill_after(code: str, path: Path, delay_s: float) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        cwd=_ROOT,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(delay_s)
    process.send_signal(signal.SIGKILL)
    process.communicate()


@pytest.mark.parametrize("seed", range(3))
def test_a_killed_edit_leaves_whole_steps_that_can_all_be_taken_back(
    tmp_path: Path, seed: int
) -> None:
    path = tmp_path / "store.actors"
    with generate_store(path, 50, 100) as store:
        before, n_before = export_json(store), history.n_steps(store)
    _kill_after(_EDITING, path, random.Random(seed).uniform(0.05, 0.4))
    with open_store(path) as store:
        assert store.integrity() == []
        for step in history.steps(store, limit=history.n_steps(store) - n_before):
            if step.undone_by_id is None and step.kind == "edit":
                history.undo_step(store, step.id)
        assert export_json(store) == before


@pytest.mark.parametrize("seed", range(3))
def test_a_store_killed_on_its_way_back_is_one_of_the_two(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "store.actors"
    states = set()
    with generate_store(path, 200, 2_000) as store:
        for name in ("One", "Two"):
            add_actor(store, ActorDraft(name))
            states.add(export_json(store))
            keep_backup(store, "by-hand")
    _kill_after(_GOING_BACK, path, random.Random(seed).uniform(0.05, 0.5))
    with open_store(path) as store:
        assert export_json(store) in states
        assert store.integrity() == []
