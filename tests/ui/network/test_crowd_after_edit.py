"""After an edit a crowd stands as it was until that of now is made beside."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from explorer.compiling.warm import fill_cache
from explorer.editing.adding import add_interaction
from explorer.editing.drafts import ActorDraft, InteractionDraft, ParticipantDraft
from explorer.editing.removing import remove
from tests.building import generate
from tests.ui.network_stand import Stand, set_up, take_down

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication


@pytest.fixture(scope="module")
def stand(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    fill_cache()
    path = tmp_path_factory.mktemp("crowd") / "crowd.actors"
    generate(path, 3_200, 12_000, seed=3)
    stand = set_up(qapp, path, (900, 640))
    # The stand has no program around it that would look again.
    stand.document.loaded.connect(lambda is_same: stand.lens.refresh() if is_same else None)
    stand.image()
    yield stand
    take_down(stand)


def _until_carried(qapp: QApplication, stand: Stand) -> set[bool]:
    """Wait until the network of now is on the stage; say whether the raster drew meanwhile."""
    drawn: set[bool] = set()
    limit_s = time.monotonic() + 60
    while True:
        qapp.processEvents()
        picture = stand.pane.stage.picture()
        drawn.add(picture is not None and picture.crowd is not None)
        look = stand.lens.look
        assert look is not None
        is_there = picture is not None and picture.scene.network is look.network.network
        if is_there and not stand.document.is_editing and not stand.arranger.is_carrying:
            return drawn
        assert time.monotonic() < limit_s, "the network of now did not come"
        time.sleep(0.002)


def test_the_raster_draws_all_the_time(qapp: QApplication, stand: Stand) -> None:
    before = stand.arranger.arrangement
    assert before is not None
    told: list[object] = []
    draft = InteractionDraft(
        participants=(ParticipantDraft(1), ParticipantDraft(ActorDraft("Newcomer")))
    )
    stand.document.edit(add_interaction, draft, on_done=told.append)
    while not told:
        qapp.processEvents()
    assert _until_carried(qapp, stand) == {True}
    after = stand.arranger.arrangement
    assert after is not None
    assert after.network.n_nodes == before.network.n_nodes + 1
    told.clear()
    stand.document.edit(remove, "interactions", (5,), on_done=told.append)
    while not told:
        qapp.processEvents()
    assert _until_carried(qapp, stand) == {True}
