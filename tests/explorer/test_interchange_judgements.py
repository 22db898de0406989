"""Judgements as text: the version says what a file tells."""

from __future__ import annotations

import json
from pathlib import Path

from db import create_store
from explorer.exchange.interchange import export_json, import_json
from explorer.sample import create_sample


def test_a_store_is_of_the_oldest_version_that_can_tell_it(tmp_path: Path) -> None:
    with create_sample(tmp_path / "sample.actors") as store:
        before = export_json(store)
        assert json.loads(before)["version"] == [1, 0]
        with store.atomic("Judge") as writer:
            writer.insert("judgements", actor_id=1, other_id=2, verdict="different")
        told = export_json(store)
        assert json.loads(told)["version"] == [1, 1]
        with store.atomic("Take back") as writer:
            writer.delete("judgements", 1)
        assert export_json(store) == before
        with create_store(tmp_path / "new.actors", title="") as new:
            import_json(new, told)
            assert export_json(new) == told
            assert import_json(new, told).n_added == 0


def test_properties_of_participants_need_the_newer_version(tmp_path: Path) -> None:
    with create_sample(tmp_path / "sample.actors") as store:
        with store.atomic("Seat") as writer:
            writer.update("participants", 1, properties={"seat": 2})
        told = json.loads(export_json(store))
    assert told["version"] == [1, 1]
    assert told["participants"][0]["properties"] == {"seat": 2}
