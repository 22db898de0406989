"""The tables of the format as data: what `docs/store-format.md` says, in a form to build upon."""

from __future__ import annotations

from typing import Final

from db.format.tables import Column, OnDelete, SearchTable, Table
from db.format.vocabularies import DIRECTIONS, FAMILIES

APPLICATION_ID: Final = 0x41637478
"""The letters “Actx” in the file's header."""

FORMAT_VERSION: Final = (1, 1)
"""Major and minor version that this program writes."""

USER_VERSION: Final = FORMAT_VERSION[0] * 65_536 + FORMAT_VERSION[1]

OPEN_EARLIEST: Final = -(2**31)
"""Stands in columns for "not bounded below"."""

OPEN_LATEST: Final = 2**31 - 1
"""Stands in columns for "not bounded above"."""

STANDINGS: Final = ("took_place", "planned", "denied", "cancelled", "unclear")
CONFIDENCES: Final = ("certain", "probable", "possible", "doubtful", "not_assessed")
DATE_BASES: Final = ("stated", "inferred")
FORMS: Final = ("verbatim", "reported")
ORDERS: Final = ("before", "after", "during", "same_day")
ASPECTS: Final = (
    "occurrence", "date", "place", "standing", "topic", "parent", "existence", "name", "kind",
    "fact",
)  # fmt: skip
STEP_KINDS: Final = ("edit", "import", "undo", "redo", "merge")
VERDICTS: Final = ("same", "different", "unsure")


def _key() -> Column:
    return Column("key", "key", is_unique=True)


def _words(name: str, *, required: bool = False, unique: bool = False) -> Column:
    return Column(name, is_required=required, is_unique=unique)


def _choice(name: str, choices: tuple[str, ...], default: str | None = None) -> Column:
    return Column(name, "choice", is_required=True, default=default, choices=choices)


def _to(name: str, target: str, on_delete: OnDelete, *, required: bool = False) -> Column:
    return Column(name, "reference", is_required=required, target=target, on_delete=on_delete)


def _number(name: str) -> Column:
    return Column(name, "offset")


_WHEN: Final = (
    Column("date_words"),
    Column("edtf", "edtf"),
    Column("earliest", "day"),
    Column("latest", "day"),
    Column("date_flags", "derived", is_required=True, default=0),
    Column("date_basis", "choice", choices=DATE_BASES),
    Column("date_reasoning", "long_text"),
)
_REST: Final = (Column("description", "long_text"), Column("properties", "json_object"))
_PASSAGE: Final = (_number("start"), _number("end"))

TABLES: Final = (
    Table(
        "meta",
        (
            _words("name", required=True),
            Column("value", "long_text", is_required=True, may_be_empty=True),
        ),
        key=("name",),
    ),
    Table(
        "_sqlite_migrations",
        (
            _words("migration_set", required=True),
            _words("name", required=True),
            _words("applied_at", required=True),
        ),
        unique=(("migration_set", "name"),),
    ),
    Table(
        "actor_kinds",
        (_words("name", required=True, unique=True), _words("label", required=True)),
    ),
    Table(
        "interaction_kinds",
        (
            _words("name", required=True, unique=True),
            _words("label", required=True),
            _choice("family", FAMILIES["interaction_kinds"], "other"),
        ),
    ),
    Table(
        "relation_kinds",
        (
            _words("name", required=True, unique=True),
            _words("label", required=True),
            _words("reverse_label", required=True),
            _choice("family", FAMILIES["relation_kinds"], "other"),
        ),
    ),
    Table(
        "roles",
        (
            _words("name", required=True, unique=True),
            _words("label", required=True),
            _choice("direction", DIRECTIONS, "none"),
        ),
    ),
    Table(
        "actors",
        (
            _key(),
            _to("kind_id", "actor_kinds", "RESTRICT", required=True),
            _words("name", required=True),
            Column("is_unnamed", "flag", is_required=True, default=0),
            *_REST,
        ),
        extra_indexes=(("name",),),
    ),
    Table(
        "sources",
        (
            _key(),
            _words("title", required=True),
            _words("author"),
            _to("author_id", "actors", "SET NULL"),
            _words("publisher"),
            Column("published", "edtf"),
            _words("url"),
            _words("kind"),
            Column("language", "language"),
            _words("reliability"),
            Column("text", "long_text"),
            _words("text_sha256"),
            Column("properties", "json_object"),
        ),
    ),
    Table(
        "actor_names",
        (
            _to("actor_id", "actors", "CASCADE", required=True),
            _words("name", required=True),
            Column("language", "language"),
            _words("script"),
            _words("note"),
            _to("source_id", "sources", "SET NULL"),
        ),
    ),
    Table(
        "actor_identifiers",
        (
            _to("actor_id", "actors", "CASCADE", required=True),
            _words("scheme", required=True),
            _words("value", required=True),
        ),
        unique=(("scheme", "value", "actor_id"),),
    ),
    Table(
        "relations",
        (
            _key(),
            _to("kind_id", "relation_kinds", "RESTRICT", required=True),
            _to("from_actor_id", "actors", "CASCADE", required=True),
            _to("to_actor_id", "actors", "CASCADE", required=True),
            _words("title"),
            *_WHEN,
            *_REST,
        ),
        extra_indexes=(("earliest", "latest"),),
    ),
    Table(
        "places",
        (
            _key(),
            _words("name", required=True),
            _to("parent_id", "places", "SET NULL"),
            Column("latitude", "latitude"),
            Column("longitude", "longitude"),
        ),
    ),
    Table("topics", (_key(), _words("name", required=True, unique=True))),
    Table(
        "interactions",
        (
            _key(),
            _to("kind_id", "interaction_kinds", "RESTRICT", required=True),
            _words("title", required=True),
            _choice("standing", STANDINGS, "took_place"),
            _words("standing_words"),
            _to("place_id", "places", "SET NULL"),
            _to("parent_id", "interactions", "SET NULL"),
            *_WHEN,
            *_REST,
        ),
        extra_indexes=(("earliest", "latest"),),
    ),
    Table(
        "interaction_topics",
        (
            _to("interaction_id", "interactions", "CASCADE", required=True),
            _to("topic_id", "topics", "CASCADE", required=True),
        ),
        key=("interaction_id", "topic_id"),
    ),
    Table(
        "interaction_order",
        (
            _to("interaction_id", "interactions", "CASCADE", required=True),
            _choice("relation", ORDERS),
            _to("other_id", "interactions", "CASCADE", required=True),
            _words("words"),
        ),
    ),
    Table(
        "participants",
        (
            _to("interaction_id", "interactions", "CASCADE", required=True),
            _to("actor_id", "actors", "CASCADE", required=True),
            _to("role_id", "roles", "RESTRICT", required=True),
            _words("capacity"),
            _to("position_id", "relations", "SET NULL"),
            Column("properties", "json_object", since=(1, 1)),
        ),
        unique=(("interaction_id", "actor_id", "role_id"),),
    ),
    Table(
        "amounts",
        (
            _to("interaction_id", "interactions", "CASCADE", required=True),
            Column("value", "number", is_required=True),
            _words("unit", required=True),
            _words("words"),
            _words("purpose"),
        ),
    ),
    Table(
        "quotes",
        (
            _key(),
            _to("speaker_id", "actors", "SET NULL"),
            _choice("form", FORMS),
            Column("words", "long_text", is_required=True),
            _to("interaction_id", "interactions", "SET NULL"),
            _to("source_id", "sources", "CASCADE", required=True),
            *_PASSAGE,
            Column("language", "language"),
        ),
    ),
    Table(
        "quote_actors",
        (
            _to("quote_id", "quotes", "CASCADE", required=True),
            _to("actor_id", "actors", "CASCADE", required=True),
        ),
        key=("quote_id", "actor_id"),
    ),
    Table(
        "accounts",
        (
            _key(),
            _to("interaction_id", "interactions", "CASCADE", required=True),
            _to("actor_id", "actors", "CASCADE", required=True),
            _choice("form", FORMS),
            Column("words", "long_text", is_required=True),
            _words("summary"),
            _to("source_id", "sources", "CASCADE", required=True),
            *_PASSAGE,
        ),
    ),
    Table(
        "attributions",
        (
            _to("quote_id", "quotes", "CASCADE"),
            _to("account_id", "accounts", "CASCADE"),
            Column("position", "integer", is_required=True),
            _to("actor_id", "actors", "SET NULL"),
            _to("interaction_id", "interactions", "SET NULL"),
            _to("source_id", "sources", "SET NULL"),
            _words("verb", required=True),
            _words("date_words"),
        ),
        exactly_one_of=("quote_id", "account_id"),
    ),
    Table(
        "evidence",
        (
            _key(),
            _to("source_id", "sources", "CASCADE", required=True),
            Column("excerpt", "long_text", is_required=True),
            *_PASSAGE,
            _to("actor_id", "actors", "CASCADE"),
            _to("relation_id", "relations", "CASCADE"),
            _to("interaction_id", "interactions", "CASCADE"),
            _to("participant_id", "participants", "CASCADE"),
            _to("amount_id", "amounts", "CASCADE"),
            _to("order_id", "interaction_order", "CASCADE"),
            _to("account_id", "accounts", "CASCADE"),
            _to("quote_id", "quotes", "CASCADE"),
            _choice("aspect", ASPECTS, "fact"),
            _choice("confidence", CONFIDENCES, "not_assessed"),
            Column("note", "long_text"),
            _words("recorded_by", required=True),
            Column("recorded_at", "utc", is_required=True),
        ),
        # With the source, so that which sources an interaction has is read from the index alone.
        extra_indexes=(("interaction_id", "source_id"),),
        exactly_one_of=(
            "actor_id", "relation_id", "interaction_id", "participant_id", "amount_id", "order_id",
            "account_id", "quote_id",
        ),
    ),
    Table(
        "judgements",
        (
            _key(),
            _to("actor_id", "actors", "CASCADE", required=True),
            _to("other_id", "actors", "CASCADE", required=True),
            _choice("verdict", VERDICTS),
            Column("note", "long_text"),
            _words("decided_by", required=True),
            Column("decided_at", "utc", is_required=True),
        ),
        unique=(("actor_id", "other_id"),),
        differing=("actor_id", "other_id"),
        since=(1, 1),
    ),
    Table(
        "history_steps",
        (
            Column("made_at", "utc", is_required=True),
            _words("made_by", required=True),
            _words("title", required=True),
            _choice("kind", STEP_KINDS),
            _to("undoes_id", "history_steps", "SET NULL"),
        ),
    ),
    Table(
        "history_changes",
        (
            _to("step_id", "history_steps", "CASCADE", required=True),
            _words("table_name", required=True),
            Column("row_id", "integer", is_required=True),
            Column("last_row_id", "integer"),
            Column("before", "long_text"),
            Column("after", "long_text"),
        ),
        extra_indexes=(("table_name", "row_id"), ("table_name", "last_row_id")),
    ),
)  # fmt: skip

TABLE_OF_NAME: Final = {table.name: table for table in TABLES}

UNRECORDED: Final = frozenset({"_sqlite_migrations", "history_steps", "history_changes"})
"""Tables that keep the store's own books; no one writes them through a `Writer`."""

VOCABULARIES: Final = ("actor_kinds", "interaction_kinds", "relation_kinds", "roles")

SEARCH_TABLES: Final = (
    SearchTable("search_actors", (1, 2, 3)),
    SearchTable("search_interactions"),
    SearchTable("search_quotes"),
    SearchTable("search_sources"),
)
