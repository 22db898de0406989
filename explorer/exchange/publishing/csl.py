"""Writes sources as CSL-JSON, which reference managers read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from explorer.exchange.atomic_file import write_atomically
from explorer.exchange.exporting import ListExport
from explorer.exchange.publishing.date_parts import date_parts
from explorer.exchange.sheets.parting import part_of
from explorer.progress import CancelToken

if TYPE_CHECKING:
    from explorer.exchange.writers import Order

_TYPES: Final = {
    "article": "article-newspaper", "news": "article-newspaper", "report": "report",
    "statement": "speech", "speech": "speech", "interview": "interview", "book": "book",
    "broadcast": "broadcast", "web": "webpage", "webpage": "webpage", "dataset": "dataset",
    "letter": "personal_communication", "file": "document", "document": "document",
    "treaty": "treaty", "press release": "pamphlet", "thesis": "thesis", "map": "map",
}  # fmt: skip


def write_csl(order: Order) -> tuple[str, ...]:
    """Write the sources of an order; give what did not fit, as sentences.

    Raises
    ------
    explorer.errors.ExportFailed
        If the file cannot be written.
    explorer.progress.Cancelled
        When the token was cancelled; nothing was written then.
    """
    token = order.token or CancelToken()
    exported = ListExport(order.store, token, order.progress).all()
    sources = part_of(order.store, exported, order.scope).get("sources", [])
    text = json.dumps([_item(row) for row in sources], ensure_ascii=False, indent=1)
    token.raise_if_cancelled()
    write_atomically(order.path, text.encode("utf-8"), overwrite=order.overwrite)
    return ()


def _item(row: dict[str, Any]) -> dict[str, Any]:
    kind = _TYPES.get(str(row.get("kind", "")).casefold(), "document")
    if kind == "document" and row.get("url"):
        kind = "webpage"
    item: dict[str, Any] = {"id": row["id"], "type": kind, "title": row["title"]}
    if author := row.get("author"):
        # Who is a person and who an office is not told: nothing is taken apart.
        item["author"] = [{"literal": author}]
    if publisher := row.get("publisher"):
        name = "container-title" if kind in {"article-newspaper", "webpage"} else "publisher"
        item[name] = publisher
    if published := row.get("published"):
        item["issued"] = _issued(published)
    for field, name in (("url", "URL"), ("language", "language")):
        if field in row:
            item[name] = row[field]
    if reliability := row.get("reliability"):
        item["note"] = f"Reliability: {reliability}"
    return item


def _issued(edtf: str) -> dict[str, Any]:
    ends = date_parts(edtf)
    # CSL has no year 0, and counts years before Christ without it, as people do.
    ends = tuple((year - 1 if year <= 0 else year, *rest) for year, *rest in ends)
    if not ends:
        return {"literal": edtf}
    issued: dict[str, Any] = {"date-parts": [list(end) for end in ends]}
    if "~" in edtf or "?" in edtf or "%" in edtf:
        issued["circa"] = True
    return issued
