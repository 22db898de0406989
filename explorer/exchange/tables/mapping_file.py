"""Mappings as files that people read and write: TOML, see `docs/mapping.md`."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from explorer.errors import ImportFailed, ImportProblem, shown
from explorer.exchange.atomic_file import write_atomically
from explorer.exchange.tables.mapping import (
    MEANINGS,
    MEANINGS_OF_ROWS,
    ROWS,
    Mapping,
    Meaning,
    Rows,
    TableMapping,
    Use,
)

if TYPE_CHECKING:
    from collections.abc import Mapping as Dictionary

FORMAT: Final = "actor-explorer-mapping"
VERSION: Final = 1
ENDING: Final = ".toml"

_HEAD: Final = """\
# How tables become actors, interactions and relations in Actor Explorer.
# What each entry means: docs/mapping.md
"""
_TABLE_ENTRIES: Final = {
    "table": str, "rows": str, "headings_line": int, "encoding": str, "separator": str,
    "day_first": bool, "decimal_comma": bool, "columns": list, "values": list,
}  # fmt: skip
_USE_ENTRIES: Final = {
    "heading": str, "is": str, "value": str, "joined_with": list, "separator": str, "role": str,
    "actor_kind": str, "by_id": bool, "of": str, "words": dict, "label": str,
    "from_above": bool,
}  # fmt: skip


def read_mapping(path: Path) -> Mapping:
    """Read a mapping from a file.

    Raises
    ------
    ImportFailed
        With everything that is wrong with it.
    """
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise _failed(path, f"It cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise _failed(path, "It is not UTF-8 text. Save it as UTF-8.") from error
    return mapping_of(text, path.name)


def mapping_of(text: str, origin: str = "The mapping") -> Mapping:
    """Read a mapping from text.

    Raises
    ------
    ImportFailed
        With everything that is wrong with it.
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _failed(origin, f"It is not TOML: {error}.") from error
    if found.get("format") != FORMAT:
        raise _failed(origin, f'It is no mapping: it does not say format = "{FORMAT}".')
    if found.get("version") != VERSION:
        what = f"Its version is {shown(found.get('version'))}; this program reads {VERSION}."
        raise _failed(origin, what)
    reader = _Reader()
    tables = tuple(
        reader.table(number, entries)
        for number, entries in enumerate(found.get("tables", ()), start=1)
    )
    if not tables and not reader.problems:
        reader.note("", "There are no [[tables]] in it.")
    if reader.problems:
        raise ImportFailed(origin, reader.problems)
    return Mapping(tables)


def mapping_text(mapping: Mapping) -> str:
    """Write a mapping as text that `mapping_of` reads back to the same."""
    lines = [_HEAD, f"format = {_toml(FORMAT)}", f"version = {VERSION}"]
    for table in mapping.tables:
        lines += ["", "[[tables]]", f"table = {_toml(table.table)}"]
        lines.append(f"rows = {_toml(table.rows)}    # {ROWS[table.rows]}")
        if table.headings_line is not None:
            lines.append(f"headings_line = {table.headings_line}")
        for name in ("encoding", "separator"):
            if value := getattr(table, name):
                lines.append(f"{name} = {_toml(value)}")
        for name in ("day_first", "decimal_comma"):
            if (flag := getattr(table, name)) is not None:
                lines.append(f"{name} = {_toml(flag)}")
        for use in table.uses:
            lines += ["", "[[tables.columns]]" if use.heading else "[[tables.values]]"]
            lines += [f"{name} = {_toml(value)}" for name, value in _entries(use).items()]
    return "\n".join(lines) + "\n"


def write_mapping(mapping: Mapping, path: Path, *, overwrite: bool = False) -> None:
    """Write a mapping to a file.

    Raises
    ------
    ExportFailed
        If it cannot be written, or is there already and may not be replaced.
    """
    write_atomically(path, mapping_text(mapping).encode("utf-8"), overwrite=overwrite)


def _entries(use: Use) -> dict[str, Any]:
    entries: dict[str, Any] = {
        "heading": use.heading,
        "is": use.meaning,
        "value": use.value,
        "joined_with": list(use.joined),
        "separator": use.separator,
        "role": use.role,
        "actor_kind": use.actor_kind,
        "by_id": use.is_by_id,
        "of": use.of,
        "label": use.label,
        "words": dict(use.words),
        "from_above": use.is_from_above,
    }
    return {name: value for name, value in entries.items() if value}


class _Reader:
    """Takes the entries of a file apart, and collects what is wrong with them."""

    def __init__(self) -> None:
        self.problems: list[ImportProblem] = []

    def note(self, place: str, what: str) -> None:
        """Note a fault."""
        self.problems.append(ImportProblem(what, place))

    def table(self, number: int, entries: Any) -> TableMapping:
        """Read one of the [[tables]]."""
        place = f"tables, number {number}"
        entries = self._checked(place, entries, _TABLE_ENTRIES)
        rows = entries.get("rows", "")
        if rows not in ROWS:
            self.note(place, f"rows is {shown(rows)}; it may be {', '.join(ROWS)}.")
            rows = "nothing"
        rows = cast("Rows", rows)
        uses = [
            self._use(f"{place}, {kind} {at}", rows, use, is_column=kind == "columns")
            for kind in ("columns", "values")
            for at, use in enumerate(entries.get(kind, ()), start=1)
        ]
        return TableMapping(
            entries.get("table", "*"),
            rows,
            tuple(use for use in uses if use is not None),
            entries.get("headings_line"),
            entries.get("encoding", ""),
            entries.get("separator", ""),
            entries.get("day_first"),
            entries.get("decimal_comma"),
        )

    def _use(self, place: str, rows: Rows, entries: Any, *, is_column: bool) -> Use | None:
        entries = self._checked(place, entries, _USE_ENTRIES)
        meaning = entries.get("is", "")
        if meaning not in MEANINGS:
            self.note(place, f"is is {shown(meaning)}; it may be {', '.join(MEANINGS)}.")
            return None
        if rows != "nothing" and meaning not in MEANINGS_OF_ROWS[rows]:
            self.note(place, f"A column of {rows} cannot be {shown(meaning)}.")
        needed = "heading" if is_column else "value"
        if not entries.get(needed):
            self.note(place, f"There is no {needed}.")
        words = entries.get("words", {})
        joined = entries.get("joined_with", ())
        if not all(isinstance(value, str) for value in (*words.values(), *joined)):
            self.note(place, "words and joined_with hold text only, in quotation marks.")
            words, joined = {}, ()
        return Use(
            cast("Meaning", meaning),
            entries.get("heading", "") if is_column else "",
            entries.get("value", ""),
            tuple(joined),
            entries.get("separator", ""),
            entries.get("role", ""),
            entries.get("actor_kind", ""),
            entries.get("by_id", False),
            entries.get("of", ""),
            words,
            entries.get("label", ""),
            entries.get("from_above", False),
        )

    def _checked(self, place: str, entries: Any, known: Dictionary[str, type]) -> dict[str, Any]:
        if not isinstance(entries, dict):
            self.note(place, "It must be a table of entries.")
            return {}
        checked = {}
        for name, value in entries.items():
            if name not in known:
                self.note(place, f"There is no entry “{name}”; there are {', '.join(known)}.")
            elif type(value) is not known[name]:
                self.note(place, f"{name} cannot be {shown(value)}.")
            else:
                checked[name] = value
        return checked


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_toml(k)} = {_toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, int):
        return str(value)
    # JSON's escapes are TOML's, but for DEL, which TOML wants written as one.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _failed(origin: Path | str, what: str) -> ImportFailed:
    return ImportFailed(str(origin), [ImportProblem(what)])
