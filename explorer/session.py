"""An open store with its dataset: the one façade that the window and the command line use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from db import Changes, Store, history, open_store
from explorer.model.dataset import Dataset
from explorer.model.dataset_patch import patched_dataset
from explorer.model.property_columns import read_property_columns
from explorer.model.view import Measure, Projection
from explorer.network.filters import show
from explorer.network.measures import measure_actors
from explorer.network.projection import Network, ShownNetwork, build_network, show_network
from explorer.network.ties import Ties, project_ties
from explorer.progress import CancelToken, Progress, no_progress
from explorer.session_patch import everything_after

#: Kept by a dataset once they are asked for; in a store of a million they take a second.
_ASKED_BY_EVERY_VIEW = (
    "sure_bounds",
    "interactions_of", "topics_of", "sources_of", "n_interactions_of", "accounts_differ",
    "is_uncertain",
)  # fmt: skip


@dataclass(eq=False)
class Session:
    """A store, the dataset read from it, and the projections of that dataset.

    The store belongs to the thread that called `load`; every method that reads it must be
    called there. `dataset`, `ties` and `network` are immutable and may be used anywhere.

    Attributes
    ----------
    title
        The store's own title, or the name of its file.
    uuid
        Of the document, by which views and positions are remembered.
    newest_step
        Id of the newest step of the history when it was read, 0 without any.
    """

    store: Store
    dataset: Dataset
    title: str
    uuid: str
    newest_step: int = 0
    _networks: dict[Projection, Network] = field(default_factory=dict, repr=False)
    _measures: dict[Measure, npt.NDArray[np.float64]] = field(default_factory=dict, repr=False)

    @classmethod
    def load(
        cls,
        path: Path | str,
        token: CancelToken | None = None,
        progress: Progress = no_progress,
        *,
        writable: bool = True,
        on_actors: Callable[[Store, Dataset], None] | None = None,
    ) -> Session:
        """Open a store and read it.

        Parameters
        ----------
        on_actors
            Called with the actors as soon as they are read, as if nothing had happened yet.

        Raises
        ------
        db.StoreError
            For every fault of the file; it is left as it was.
        explorer.progress.Cancelled
            When the token was cancelled.
        """
        store = open_store(path, writable=writable, token=token, progress=progress)
        try:
            return cls.of(store, token, progress, on_actors)
        except BaseException:
            store.close()
            raise

    def reread(self, token: CancelToken | None = None, progress: Progress = no_progress) -> Session:
        """Read the same open store anew after a change; store thread."""
        return Session.of(self.store, token, progress)

    def after(
        self,
        changes: Changes,
        token: CancelToken | None = None,
        progress: Progress = no_progress,
    ) -> Session:
        """Give the session after a change; only what a small one touched is read. Store thread."""
        newest = [step.id for step in history.steps(self.store, limit=2)]
        is_only = newest[:1] == [changes.step_id] and [*newest[1:], 0][0] == self.newest_step
        if not is_only or self.store.changed_outside():
            return self.reread(token, progress)
        patch = self.store.columns_after(self.dataset.columns, changes)
        if patch is None:
            return self.reread(token, progress)
        store, columns = self.store, patch.columns
        properties = self.dataset.properties
        if "actors" in changes.tables or "judgements" in changes.tables:
            properties = read_property_columns(store, columns, token)
        dataset = patched_dataset(self.dataset, patch, properties)
        session = Session(store, dataset, store.title or store.path.stem, store.uuid, newest[0])
        ties, everything = everything_after(self.everything, dataset, patch)
        session.__dict__ |= {"ties": ties.ties, "everything": everything}
        session._networks["ties"] = everything.network
        session._prepare()
        return session

    def is_stale(self) -> bool:
        """Whether the store was changed since it was read, here or elsewhere; store thread."""
        return self.newest_step != _newest_step(self.store) or self.store.changed_outside()

    @classmethod
    def of(
        cls,
        store: Store,
        token: CancelToken | None = None,
        progress: Progress = no_progress,
        on_actors: Callable[[Store, Dataset], None] | None = None,
    ) -> Session:
        """Read an open store, which stays the caller's to close; store thread."""
        newest_step = _newest_step(store)
        tell = None if on_actors is None else lambda actors: on_actors(store, Dataset(actors))
        columns = store.columns(token, progress, tell)
        dataset = Dataset(columns, read_property_columns(store, columns, token))
        session = cls(store, dataset, store.title or store.path.stem, store.uuid, newest_step)
        session._prepare()
        if token is not None:
            token.raise_if_cancelled()
        return session

    def _prepare(self) -> None:
        """Make what every view asks for: a first access from the window's thread would stall it."""
        _ = self.everything
        for name in _ASKED_BY_EVERY_VIEW:
            getattr(self.dataset, name)

    @cached_property
    def everything(self) -> ShownNetwork:
        """The ties without any filter or window: what other looks are counted from."""
        return show_network(self.network("ties"), show(self.dataset), show_positions=True)

    @property
    def path(self) -> Path:
        """Where the store lies."""
        return self.store.path

    @cached_property
    def ties(self) -> Ties:
        """The one-mode projection of the dataset."""
        return project_ties(self.dataset)

    def network(self, projection: Projection) -> Network:
        """Return the network of a projection, built once."""
        if projection not in self._networks:
            self._networks[projection] = build_network(self.dataset, self.ties, projection)
        return self._networks[projection]

    def known_measure(self, measure: Measure) -> npt.NDArray[np.float64] | None:
        """Return a measure that was computed before; None for one that was not."""
        return self._measures.get(measure)

    def measure(
        self,
        measure: Measure,
        *,
        token: CancelToken | None = None,
        progress: Progress = no_progress,
    ) -> npt.NDArray[np.float64]:
        """Return a measure of each actor, computed once; any thread."""
        if measure not in self._measures:
            self._measures[measure] = measure_actors(
                self.dataset, self.ties, measure, token=token, progress=progress
            )
        return self._measures[measure]

    def close(self) -> None:
        """Close the store; may be called twice."""
        self.store.close()


def _newest_step(store: Store) -> int:
    newest = history.steps(store, limit=1)
    return newest[0].id if newest else 0
