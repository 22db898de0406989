"""Text of the interchange form as lists of rows, before anything is asked of their values."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from db.errors import InvalidRow
from db.format.tables import Column
from db.writing.validation import checked_column
from explorer.errors import ExplorerError, ImportFailed, ImportProblem, shown
from explorer.exchange.form import FORMAT, HEAD, LIST_OF_NAME, LISTS, STORE_FIELDS, VERSION

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST_FILE_BYTES: Final = 2**31
_BYTE_ORDER_MARK: Final = "\ufeff"


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds, by list.

    Attributes
    ----------
    origin
        What the file is called in messages.
    head
        Title, description and date of creation, as far as they are given.
    lists
        The rows of each list of the form; a list that the file leaves out is empty.
    """

    origin: str
    head: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    @property
    def n_rows(self) -> int:
        """Number of rows in all lists."""
        return sum(map(len, self.lists.values()))


class _Twice(ValueError):
    """An object of the file gives a name two values."""


def read_text(path: Path) -> str:
    """Read a file of the interchange form.

    Raises
    ------
    ImportFailed
        If it cannot be read, or is not UTF-8.
    """
    try:
        if path.stat().st_size > _LARGEST_FILE_BYTES:
            raise _refused(str(path), "It is larger than 2 GB. Split it into several files.")
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError as fault:
        raise _refused(str(path), "There is no such file.") from fault
    except IsADirectoryError as fault:
        raise _refused(str(path), "It is a folder. Name a file in it.") from fault
    except OSError as fault:
        raise _refused(str(path), f"It cannot be read: {fault.strerror or fault}.") from fault
    except UnicodeDecodeError as fault:
        what = f"It is not UTF-8 text (at byte {fault.start:,}). Save it as UTF-8 and try again."
        raise _refused(str(path), what) from fault
    except ValueError as fault:  # a zero character in the path
        raise _refused(f"{str(path)!a}", "It cannot be the name of a file.") from fault


def read_document(text: str, origin: str) -> Document:
    """Take text apart into the lists of the form.

    Parameters
    ----------
    origin
        What to call the text in messages: the file's path, or "The text".

    Raises
    ------
    ImportFailed
        If it is not JSON, of another format or a later version, or has lists that the form has
        not.
    """
    found = _parsed(text, origin)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        what = f'It is not a file of this form: it does not begin with "format": "{FORMAT}".'
        raise _refused(origin, what)
    _check_version(found.get("version"), origin)
    document = Document(origin, _head(found.get("store"), origin))
    problems = [
        ImportProblem(f"There is no such list. The lists are {', '.join(LIST_OF_NAME)}.", name)
        for name in found
        if name not in HEAD and name not in LIST_OF_NAME
    ]
    for form in LISTS:
        rows = found.get(form.name, [])
        if not isinstance(rows, list):
            problems.append(ImportProblem("It must be a list, in [ ].", form.name))
            continue
        document.lists[form.name] = rows
        problems += [
            ImportProblem("A row must be an object, in { }.", form.name, number)
            for number, row in enumerate(rows, start=1)
            if not isinstance(row, dict)
        ]
    if problems:
        raise ImportFailed(origin, problems)
    return document


def _parsed(text: str, origin: str) -> object:
    try:
        return json.loads(
            text.removeprefix(_BYTE_ORDER_MARK),
            object_pairs_hook=_object,
            parse_constant=_no_constant,
        )
    except json.JSONDecodeError as fault:
        what = f"It is not JSON: {fault.msg} (line {fault.lineno:,}, column {fault.colno:,})."
        raise _refused(origin, what) from fault
    except RecursionError as fault:
        raise _refused(origin, "It is nested too deeply.") from fault
    except ValueError as fault:
        raise _refused(origin, f"It cannot be read as JSON: {fault}.") from fault


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Twice(f"an object has {shown(twice)} twice; keep one of them")
    return found


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


def _check_version(version: object, origin: str) -> None:
    match version:
        case [int(major), int(minor)] if (major, minor) > VERSION:
            what = (
                f"It is of version {major}.{minor} of the form; this program reads up to "
                f"{VERSION[0]}.{VERSION[1]}. A newer program can read it."
            )
        case [int(major), int(minor)] if major == VERSION[0] and minor >= 0:
            return
        case _:
            what = f'Its "version" is {shown(version)}; it should be {list(VERSION)}.'
    raise _refused(origin, what)


def _head(found: object, origin: str) -> dict[str, str]:
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise ImportFailed(origin, [ImportProblem("It must be an object, in { }.", "store")])
    problems = [
        ImportProblem(f"There is no such field; there are {', '.join(STORE_FIELDS)}.", "store",
                      field=name)
        for name in found
        if name not in STORE_FIELDS
    ]  # fmt: skip
    for name, value in found.items():
        if name in STORE_FIELDS:
            column = Column(name, "utc" if name == "created" else "long_text")
            try:
                checked_column("store", column, [value])
            except InvalidRow as fault:
                what = f"It cannot be {shown(value)}: {fault.mend}."
                problems.append(ImportProblem(what, "store", field=name))
    if problems:
        raise ImportFailed(origin, problems)
    return {name: value for name, value in found.items() if value is not None}


def _refused(origin: str, what: str) -> ExplorerError:
    return ImportFailed(origin, [ImportProblem(what)])
