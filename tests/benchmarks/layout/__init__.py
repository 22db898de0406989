"""Layouts measured against each other: graphs, peers, quality, growth with size."""

from __future__ import annotations

import os

# Before anything loads numpy: its linear algebra would use all cores, and the peers use one.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
