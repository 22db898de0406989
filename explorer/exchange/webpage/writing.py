"""Writes a view as one HTML file that needs nothing but a browser."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any

from db.edtf import day_number
from explorer.exchange.atomic_file import write_atomically
from explorer.exchange.webpage.content import page_content
from explorer.model.timespan import day_words
from explorer.progress import CancelToken
from explorer.session import Session
from resources import page_part

if TYPE_CHECKING:
    from explorer.exchange.writers import Order

_IN_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def write_page(order: Order) -> tuple[str, ...]:
    """Write what an order asks for; return what did not fit, as sentences.

    Raises
    ------
    explorer.errors.ExportFailed
        If the file is there already or cannot be written.
    explorer.progress.Cancelled
        When the token was cancelled; nothing was written then.
    """
    token = order.token or CancelToken()
    session = order.session or Session.of(order.store, token, order.progress)
    made_on = day_words(day_number(date.today()))
    content = page_content(session, order.scope, order.places, made_on, token, order.progress)
    page = html_page(content.data).encode("utf-8", "replace")
    token.raise_if_cancelled()
    write_atomically(order.path, page, overwrite=order.overwrite)
    return content.notes


def html_page(data: dict[str, Any]) -> str:
    """Return the page of some data, see `page_content`."""
    script = page_part("view.js")
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    title = escape(data["title"])
    body = page_part("view.html").replace("@TITLE@", title)
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="en"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{title}</title>",
            f"<style>{page_part('view.css')}</style></head><body>",
            body,
            f'<script type="application/json" id="data">{script_json(data)}</script>',
            f"<script>{script}</script>",
            "</body></html>\n",
        )
    )


def script_json(data: object) -> str:
    r"""Return data as JSON that nothing in it can end the script element it stands in.

    Examples
    --------
    >>> print(script_json("</script>\u2028"))
    "\u003c/script\u003e\u2028"
    """
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    for character, code in _IN_SCRIPT.items():
        text = text.replace(character, code)
    return text
