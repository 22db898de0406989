"""What every test gets: an offscreen platform, clean settings and no noise left behind."""

from __future__ import annotations

import os

# Before any Qt import: a developer's display must not change what the tests see.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.fonts=false")
