"""Our engine made ready for measuring: compiled beforehand, and on one core as its peers are."""

from __future__ import annotations

import os
import tempfile

from explorer.compiling.ready import CACHE_VARIABLE
from explorer.compiling.warm import fill_cache
from explorer.network.layout.large.means import Means


def compiled() -> Means:
    """Give the compiled means; compile them first if they are not."""
    if CACHE_VARIABLE not in os.environ:
        os.environ[CACHE_VARIABLE] = tempfile.mkdtemp(prefix="layout-kernels-")
    fill_cache()
    from explorer.network.layout.large.compiled_means import CompiledMeans

    return CompiledMeans()


def keep_to_one_core() -> None:
    """Keep this process and those it starts to one core, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
