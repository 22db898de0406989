"""The interchange form: a store as text that people and other programs can read and write."""

from __future__ import annotations

from explorer.exchange.exporting import export_json, write_json
from explorer.exchange.importing import import_json
from explorer.exchange.report import ImportReport

__all__ = ["ImportReport", "export_json", "import_json", "write_json"]
