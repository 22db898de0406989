"""Printing for the command line, whatever the terminal can take and the data holds."""

from __future__ import annotations

import json
import sys
from typing import Any, NoReturn

import click

from explorer.model.plain_text import shown_text


def prepare_output() -> None:
    """Let letters that the terminal's encoding lacks be written as escapes, not as a fault."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def say(words: str, *, err: bool = False) -> None:
    """Print words that may hold a stranger's text: nothing in them can steer the terminal."""
    click.echo(shown_text(words.encode("utf-8", "backslashreplace").decode("utf-8")), err=err)


def fail(words: str) -> NoReturn:
    """Say what went wrong on stderr and end with exit code 1."""
    say(f"error: {words.strip()}", err=True)
    sys.exit(1)


def print_json(value: Any) -> None:
    """Print plain data as JSON; what is not printable is escaped, so that it stays data."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    click.echo("".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text))
