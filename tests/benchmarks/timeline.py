"""Measures the timeline: a step of the time window, panning, zooming, other lanes."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from explorer.drawing.timeline.content import TimelineContent
from explorer.drawing.timeline.marks import build_marks
from explorer.network.filters import TimeWindow
from tests.benchmarks.measuring import report, timed
from tests.building import generate_store
from ui.document import Document
from ui.jobs import JobRunner
from ui.lens import Lens
from ui.state import ViewState
from ui.theme import Appearance
from ui.timeline import TimelinePane

N_ACTORS, N_INTERACTIONS = 5_000, 20_000
STEPS = 40


def main() -> None:
    """Print one row for each thing a hand does to the timeline, repaint included."""
    app = QApplication([])
    size = f"{N_ACTORS:,} actors, {N_INTERACTIONS:,}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.actors"
        generate_store(path, N_ACTORS, N_INTERACTIONS).close()
        state = ViewState()
        jobs = JobRunner(is_synchronous=True)
        document = Document(jobs)
        lens = Lens(document, state, jobs)
        document.loaded.connect(lambda _: lens.refresh())
        pane = TimelinePane(state=state, lens=lens, appearance=Appearance(app, "light"))
        pane.resize(1280, 238)
        pane.show()
        document.open(path)
        app.processEvents()
        canvas = pane.canvas
        content = canvas.content
        if content is None or content.span is None:
            raise SystemExit("The generated store has no dates.")
        first, last = content.span

        def measure(what: str, step: Callable[[int], object]) -> None:
            at = iter(range(10**6))

            def work() -> None:
                step(next(at))
                canvas.viewport().repaint()

            report(what, size, timed(work, STEPS))

        def pan(i: int) -> None:
            start, end = canvas.axis.range
            by = (end - start) / 200
            canvas.move_to(start + by, end + by)

        dataset, passes = content.dataset, content.passes
        report("timeline: marks", size, timed(lambda: build_marks(dataset)))
        marks = build_marks(dataset)
        for by in ("kind", "actor"):
            report(
                f"timeline: lanes by {by}",
                size,
                timed(lambda by=by: TimelineContent(dataset, marks, passes, by).lanes),  # type: ignore[misc]
            )
        measure(
            "timeline: step of the window, shown",
            lambda i: state.change(window=TimeWindow(first + 100 + 3 * i, first + 700 + 3 * i)),
        )
        state.change(window=None)
        measure("timeline: pan over all dates", pan)
        canvas.axis.show(first + 1000, first + 1300)
        measure("timeline: pan over 300 days", pan)
        canvas.axis.show(first + 1000, first + 1030)
        measure("timeline: pan over 30 days", pan)
        canvas.axis.show(first, last)
        measure("timeline: zoom", lambda i: canvas.zoom(0.9 if i % 40 < 20 else 1 / 0.9))
        document.close()


if __name__ == "__main__":
    main()
