"""What keeps a store in order without changing what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import Changes
from explorer.editing.edited import Edited
from explorer.progress import Progress, no_progress

if TYPE_CHECKING:
    from db import Store
    from explorer.progress import CancelToken


def rebuild_search(
    store: Store, *, token: CancelToken | None = None, progress: Progress = no_progress
) -> Edited:
    """Fill the search anew; the history is not concerned. Store thread."""
    store.rebuild_search(token, progress)
    return Edited("Rebuild the search", Changes(None))
