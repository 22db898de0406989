"""The entities of a file, one after the other, and what is in them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from explorer.errors import ImportFailed, ImportProblem
from explorer.exchange.ftm.statements import are_statements, entities_in
from explorer.exchange.packing import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from explorer.exchange.intake.incoming_file import IncomingFile
    from explorer.exchange.intake.problems import Problems
    from explorer.progress import CancelToken

_LISTS: Final = ("entities", "results", "data")
_CHECK_EVERY: Final = 1_000
_LARGEST_WHOLE: Final = 512 << 20


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity.

    Attributes
    ----------
    line
        Where it stands, as an editor counts; its number in a list.
    """

    id: str
    schema: str
    properties: Mapping[str, tuple[str, ...]]
    caption: str
    datasets: tuple[str, ...]
    line: int
    file_index: int = 0

    def all(self, *names: str) -> tuple[str, ...]:
        """Give the values of properties, each once."""
        return tuple(dict.fromkeys(v for name in names for v in self.properties.get(name, ())))

    def first(self, *names: str) -> str:
        """Give the first value of the first property that has one, or ""."""
        return next(iter(self.all(*names)), "")

    def joined_with(self, other: Entity) -> Entity:
        """Give one entity of two pieces of it."""
        properties = {
            name: tuple(
                dict.fromkeys((*self.properties.get(name, ()), *other.properties.get(name, ())))
            )
            for name in dict.fromkeys((*self.properties, *other.properties))
        }
        schema = other.schema if self.schema in ("Thing", "LegalEntity") else self.schema
        datasets = tuple(dict.fromkeys((*self.datasets, *other.datasets)))
        caption = self.caption or other.caption
        return Entity(self.id, schema, properties, caption, datasets, self.line, self.file_index)


def entities_of(
    file: IncomingFile, file_index: int, problems: Problems, token: CancelToken
) -> Iterator[Entity]:
    """Read the entities of a file; what is none is refused.

    Raises
    ------
    ImportFailed
        If the file cannot be read.
    Cancelled
    """

    def told(position: int) -> None:
        file.bytes_read = position

    for part in parts_of(file.path):
        label = f"{part.name}, line" if part.member else "line"
        with part.open(told) as stream:
            begin = stream.read(1)
            if begin == b"\xef":
                begin = stream.read(2) and stream.read(1)
            first = begin + stream.readline()
            if are_statements(first):
                rows = entities_in(first, stream)
            elif _is_whole(first):
                rows = _whole(first + stream.read(_LARGEST_WHOLE), part.name)
            else:
                rows = _lines(first, stream)
            for number, (line, value) in enumerate(rows):
                if not number % _CHECK_EVERY:
                    token.raise_if_cancelled()
                if isinstance(value, str):
                    problems.refuse(f"{label} {line}", "", None, value)
                    continue
                entity = _entity(value, line, file_index)
                if isinstance(entity, Entity):
                    yield entity
                else:
                    problems.refuse(f"{label} {line}", "", None, entity)


def _is_whole(first: bytes) -> bool:
    """Tell whether a file is one JSON value rather than one a line."""
    if first.lstrip().startswith(b"["):
        return True
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return first.lstrip().startswith(b"{") and first.strip() in (b"{", b"")
    return False


def _whole(text: bytes, name: str) -> Iterator[tuple[int, Any]]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        what = f"It is no JSON: {error}."
        raise ImportFailed(name, [ImportProblem(what)]) from error
    if isinstance(value, dict) and "schema" not in value:
        value = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), [])
    yield from enumerate(value if isinstance(value, list) else [value], 1)


def _lines(first: bytes, stream: Any) -> Iterator[tuple[int, Any]]:
    line, number = first, 1
    while line:
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError) as error:
                yield number, f"It is no JSON ({error}); mend it or take it out."
        line = stream.readline()
        number += 1


def _entity(value: Any, line: int, file_index: int) -> Entity | str:
    """Give an entity, or a sentence on why it is none."""
    if not isinstance(value, dict):
        return "It is no entity; an entity is an object with id, schema and properties."
    identity, schema = value.get("id"), value.get("schema")
    if not isinstance(identity, str) or not identity or not isinstance(schema, str):
        return "An entity has an “id” and a “schema”, both texts."
    properties: dict[str, tuple[str, ...]] = {}
    given = value.get("properties") or {}
    if not isinstance(given, dict):
        return "The “properties” of an entity are an object of lists."
    for name, values in given.items():
        listed = values if isinstance(values, list) else [values]
        texts = tuple(text for text in map(_text, listed) if text)
        if texts:
            properties[str(name)] = texts
    datasets = value.get("datasets") or ()
    listed = datasets if isinstance(datasets, list) else [datasets]
    caption = value.get("caption")
    return Entity(
        identity, schema, properties, caption if isinstance(caption, str) else "",
        tuple(str(d) for d in listed if d), line, file_index,
    )  # fmt: skip


def _text(value: Any) -> str:
    match value:
        case str():
            return value
        case dict():
            # Nested entities stand for their id.
            return str(value.get("id") or "")
        case None:
            return ""
        case _:
            return str(value)
