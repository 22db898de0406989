"""Hundreds of clicks leave no widgets and no Python objects behind."""

from __future__ import annotations

import gc
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from explorer.model.view import Selection
from tests.ui.details_stand import standing

_N_CLICKS = 200


def test_hundreds_of_clicks_leave_neither_widgets_nor_objects_behind(
    qapp: QApplication, sample_store: Path
) -> None:
    with standing(qapp, sample_store) as stand:
        dataset = stand.lens.look.dataset
        things = [Selection.actor(dataset.actor_id(row)) for row in range(dataset.n_actors)]
        things += [
            Selection.interaction(dataset.interaction_id(row))
            for row in range(dataset.n_interactions)
        ]

        def click(n: int) -> tuple[int, int]:
            for number in range(n):
                stand.state.select(things[number % len(things)])
                QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            stand.show_actor("Samantha Power")
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            gc.collect()
            return len(stand.pane.findChildren(QWidget)), len(gc.get_objects())

        widgets, objects = click(len(things))
        widgets_after, objects_after = click(_N_CLICKS)
        assert widgets_after == widgets
        # What Back and the panel remember of each click is all that grows.
        assert objects_after < objects + 20 * _N_CLICKS
