"""Documents as sources, and what entities rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.edtf import InvalidDate, parse_edtf
from explorer.exchange.feeds.sources import article_source
from explorer.exchange.intake.records import Citation, SourceRecord

if TYPE_CHECKING:
    from explorer.exchange.ftm.entities import Entity
    from explorer.exchange.ftm.survey import Survey

_DEFAULT_DATASET = "default"


def document_source(entity: Entity) -> SourceRecord:
    """Give a document as a source."""
    title = entity.first("title", "name", "fileName") or entity.caption or entity.first("sourceUrl")
    published = entity.first("publishedAt", "date", "authoredAt", "modifiedAt")[:10]
    try:
        parse_edtf(published)
    except InvalidDate:
        published = ""
    used = {
        "title", "author", "publisher", "publishedAt", "sourceUrl", "language", "bodyText",
    }  # fmt: skip
    rest = {n: list(v) for n, v in entity.properties.items() if n not in used}
    return SourceRecord(
        f"ftm:{entity.id}",
        title or entity.id,
        author=", ".join(entity.all("author")) or None,
        publisher=", ".join(entity.all("publisher")) or None,
        published=published or None,
        url=entity.first("sourceUrl") or None,
        kind="article" if entity.schema == "Article" else "document",
        text="\n\n".join(entity.all("bodyText")) or None,
        properties={"schema": entity.schema, **rest},
    )


def citations_of(entity: Entity, survey: Survey) -> tuple[Citation, ...]:
    """Give what an entity rests on beside its file: documents, addresses in the web, data sets."""
    said = entity.first("summary", "description", "name") or entity.caption or entity.id
    found = [
        Citation(f"ftm:{proof}", said)
        for proof in entity.all("proof", "parent")
        if survey.is_document(proof)
    ]
    urls = entity.all("sourceUrl")
    publisher = entity.first("publisher")
    for url in urls:
        found.append(Citation(article_source(url), said))
    if publisher and not urls:
        source = SourceRecord(f"publisher:{publisher}", publisher, publisher=publisher)
        found.append(Citation(source, said, _record(entity)))
    for dataset in entity.datasets:
        if dataset != _DEFAULT_DATASET:
            source = SourceRecord(f"ftm:dataset:{dataset}", dataset, kind="dataset")
            found.append(Citation(source, said, _record(entity)))
    for held in survey.held.get(entity.id, ()):
        if held.schema not in ("Documentation", "Mention"):
            continue
        passage = held.first("summary", "description", "name") or said
        found += [
            Citation(f"ftm:{document}", passage, held.first("role") or None)
            for document in held.all("document")
            if survey.is_document(document)
        ]
    return tuple(found)


def _record(entity: Entity) -> str | None:
    number = entity.first("recordId")
    return f"record {number}" if number else None
