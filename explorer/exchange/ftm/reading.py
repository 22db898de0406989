"""Files of FollowTheMoney entities as records: looked through once, then read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from explorer.errors import ImportFailed, ImportProblem
from explorer.exchange.format import SURE
from explorer.exchange.ftm.entities import entities_of
from explorer.exchange.ftm.model import DOCUMENTS, PASSED_OVER
from explorer.exchange.ftm.sources import document_source
from explorer.exchange.ftm.statements import are_statements
from explorer.exchange.ftm.survey import Survey
from explorer.exchange.ftm.taking import Taking
from explorer.exchange.intake.problems import Problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explorer.exchange.format import Reading
    from explorer.exchange.intake.incoming_file import IncomingFile
    from explorer.exchange.intake.records import Record


def read_ftm(files: Sequence[IncomingFile], reading: Reading, /) -> Iterator[Record]:
    """Read entities as records; those in several pieces are put together.

    Documents are given while looking through, so that what rests on them comes after them. What is
    kept in memory are ids and what says something about others, such as notes and addresses.

    Raises
    ------
    ImportFailed
        If a file cannot be read or holds no entity.
    Cancelled
    """
    survey = Survey()
    n_entities = 0
    for index, file in enumerate(files):
        for entity in entities_of(file, index, reading.problems, reading.token):
            n_entities += 1
            is_new = entity.id not in survey.schemata
            survey.note(entity)
            if entity.schema in DOCUMENTS and is_new:
                yield document_source(entity)
    if not n_entities and not reading.problems.refused:
        names = ", ".join(file.path.name for file in files)
        raise ImportFailed(names, [ImportProblem("There are no entities in it.")])
    taking = Taking(survey, reading.problems)
    # What is refused was so at the first reading.
    unheard = Problems("", is_skipping=True)
    for index, file in enumerate(files):
        for entity in entities_of(file, index, unheard, reading.token):
            if entity.schema in DOCUMENTS:
                continue
            if entity.schema in PASSED_OVER:
                reading.problems.remark(f"Entities of the schema {entity.schema} are passed over.")
            elif entity.id in survey.in_pieces:
                known = survey.pieces.get(entity.id)
                survey.pieces[entity.id] = entity if known is None else known.joined_with(entity)
            else:
                yield from taking.records(entity)
    for entity in survey.pieces.values():
        yield from taking.records(entity)


def sniff_ftm(head: bytes) -> int:
    """Tell how sure it is that a file holds entities, from its first bytes."""
    if are_statements(head.partition(b"\n")[0]):
        return SURE
    text = head.decode("utf-8-sig", "replace").lstrip()
    if text[:1] == "[":
        text = text[1:].lstrip()
    if text[:1] != "{":
        return 0
    try:
        value, _ = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        # The first may be longer than what is looked at.
        return SURE if '"schema"' in text and '"properties"' in text and '"id"' in text else 0
    is_entity = isinstance(value, dict) and {"id", "schema", "properties"} <= value.keys()
    return SURE if is_entity and isinstance(value["schema"], str) else 0
