"""Lays the timeline of very many interactions out beside, so that the window does not wait."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from explorer.drawing.timeline.content import TimelineContent
from explorer.drawing.timeline.marks import Marks, build_marks

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.model.dataset import Dataset, Mask
    from explorer.model.view import Lanes as LanesBy
    from explorer.progress import CancelToken, Progress
    from ui.jobs import JobRunner

#: Up to so many interactions are laid out at once, in less time than a frame may take.
_MOST_AT_ONCE = 20_000


class ContentMaker:
    """Makes the content that is asked for last; main thread.

    Parameters
    ----------
    jobs
        None to make everything at once.
    take
        Called with the content, and whether it is of another store than the one before.
    most_rows
        For how many rows there is room now.
    """

    def __init__(
        self,
        jobs: JobRunner | None,
        take: Callable[[TimelineContent, bool], None],
        most_rows: Callable[[], int],
    ) -> None:
        self._jobs, self._take, self._most_rows = jobs, take, most_rows
        self._marks: tuple[Dataset, Marks] | None = None
        self._asked: tuple[Dataset, Mask, LanesBy] | None = None
        self._is_other_store = False
        self.is_busy = False

    def forget(self) -> None:
        """Nothing is asked for any more."""
        self._marks = self._asked = None
        self._stop()

    def is_asked(self, dataset: Dataset, passes: Mask, by: LanesBy) -> bool:
        """Whether this is what was asked for last."""
        if self._asked is None:
            return False
        of, passing, lanes = self._asked
        is_like = of is dataset and lanes == by
        return is_like and (passing is passes or np.array_equal(passing, passes))

    def ask(
        self,
        dataset: Dataset,
        passes: Mask,
        by: LanesBy,
        *,
        is_other_store: bool,
    ) -> None:
        """Make a content; it is taken at once where it is small."""
        self._stop()
        self._asked = (dataset, passes, by)
        # What has not been taken yet was of another store as well, perhaps.
        self._is_other_store |= is_other_store
        known = self._marks[1] if self._marks is not None and self._marks[0] is dataset else None
        if self._jobs is None or dataset.n_interactions <= _MOST_AT_ONCE:
            marks = known or build_marks(dataset)
            self._took(TimelineContent(dataset, marks, passes, by))
            return
        self.is_busy = True
        self._lay_out(partial(_made, dataset, known, passes, by))

    def _lay_out(self, make: Callable[[], TimelineContent]) -> None:
        if self._jobs is not None:
            most_rows = self._most_rows()
            job = partial(_laid_out, make, most_rows)
            done = partial(self._take_laid_out, most_rows)
            self._jobs.run("timeline", job, lane="drawing", on_done=done)

    def _take_laid_out(self, most_rows: int, content: TimelineContent) -> None:
        if most_rows == self._most_rows():
            self._took(content)
        else:
            # A window that opens takes its size meanwhile.
            self._lay_out(lambda: content)

    def _took(self, content: TimelineContent) -> None:
        self.is_busy = False
        self._marks = (content.dataset, content.marks)
        is_other_store, self._is_other_store = self._is_other_store, False
        self._take(content, is_other_store)

    def _stop(self) -> None:
        if self.is_busy and self._jobs is not None:
            self._jobs.cancel("timeline")
        self.is_busy = False


def _made(dataset: Dataset, marks: Marks | None, passes: Mask, by: LanesBy) -> TimelineContent:
    return TimelineContent(dataset, build_marks(dataset) if marks is None else marks, passes, by)


def _laid_out(
    make: Callable[[], TimelineContent],
    most_rows: int,
    *,
    token: CancelToken,
    progress: Progress,
) -> TimelineContent:
    """Make all that the first picture asks for; it is kept in the content."""
    content = make()
    token.raise_if_cancelled()
    _ = content.span, content.lanes
    token.raise_if_cancelled()
    content.make_ready(most_rows)
    return content
