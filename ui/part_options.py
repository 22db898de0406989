"""The options by which commands ask for the surroundings of some actors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

_Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def surroundings(what: str) -> _Decorator:
    """Give a command `--actor` (as `actors`) and `--hops`.

    Parameters
    ----------
    what
        Begins the help: “Show the surroundings of this actor alone”.
    """
    actor = click.option(
        "--actor",
        "actors",
        multiple=True,
        metavar="NAME",
        help=f"{what}: its name, another spelling, or its key. May be given several times.",
    )
    hops = click.option(
        "--hops",
        type=click.IntRange(1, 9),
        help="How many steps the surroundings reach.  [default: 1]",
    )
    return lambda command: actor(hops(command))


def check_hops(hops: int | None, actors: tuple[str, ...]) -> None:
    """Refuse a reach of nobody.

    Raises
    ------
    click.UsageError
    """
    if hops is not None and not actors:
        raise click.UsageError("--hops says how far the surroundings of an --actor reach.")
