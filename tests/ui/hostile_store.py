"""A store in which every text field is hostile, made by the writer and then worsened by hand."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from db import Writer, create_store

#: What a browser, a rich text label, a shell or a format string would act upon.
MARKUP: Final = (
    "<b>Bold</b> <script>alert(1)</script><img src='file:///etc/passwd'>"
    "<a href='javascript:alert(1)'>link</a> &amp; &File %s %n {0} **x**"
)
TURNED: Final = "Aliyev \u202egnp.exe\u202c\u2066 end"
ZALGO: Final = "Z" + "\u0301\u0327\u0489" * 400 + "algo"
INVISIBLE: Final = "\u200b\u2060\ufeff\u00a0"
LINES: Final = "First\nSecond\tthird\r\nfourth\u2028fifth"
EMOJI: Final = "👩‍👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿 𝔘𝔫𝔦 𓀀"
WORD: Final = "Donaudampfschiff" * 312
MEGABYTES: Final = "<i>ten</i> megabytes " * 500_000
SHORT: Final = (MARKUP, TURNED, ZALGO, INVISIBLE, LINES, EMOJI, WORD, "&&<", "-", "''", "[x](y)")
NAMES: Final = (*SHORT[:7], MEGABYTES, *SHORT[7:10])
EDTF: Final = (
    "0000-01-01", "-9999-12-31", "9999-12-31", "Y-30000", "Y5800000", "0000", "2023-02-29~"[:7],
    "../2023", "2023/", "2023-09-XX", "201X", "2023-24", "-0001-01-01/9999-12-31", None,
)  # fmt: skip
DEEP: Final = '{"a":' + "[" * 10_000 + "]" * 10_000 + "}"


def build_hostile_store(path: Path) -> None:
    """Write the store and close it."""
    with create_store(path, title=MARKUP) as store:
        store.recorder = MARKUP
        with store.atomic(MARKUP, kind="import") as writer:
            _fill(writer)
    with closing(sqlite3.connect(path)) as connection, connection:
        _worsen(connection)


def _fill(writer: Writer) -> None:
    person = writer.term("actor_kinds", "person")
    odd_kind = writer.insert("actor_kinds", name="<kind>", label=MARKUP)
    odd_talk = writer.insert("interaction_kinds", name="<talk>", label=MARKUP, family="talk")
    odd_tie = writer.insert(
        "relation_kinds", name="<r>", label=MARKUP, reverse_label=MARKUP, family="other"
    )
    odd_role = writer.insert("roles", name="<role>", label=MARKUP)
    actors = [
        writer.insert(
            "actors", name=name, kind_id=odd_kind if at % 2 else person, description=MARKUP,
            is_unnamed=at % 3 == 0,
        )
        for at, name in enumerate(NAMES)
    ]  # fmt: skip
    sources = [
        writer.insert(
            "sources", title=SHORT[at], author=MARKUP, publisher=MARKUP, url=url, kind=MARKUP,
            reliability=MARKUP, text=f"{LINES}{MEGABYTES if at == 1 else ''}{MARKUP} end.",
        )
        for at, url in enumerate(
            ("javascript:alert(1)", "file:///etc/passwd", "https://example.org/<b>", MARKUP,
             "data:text/html,<script>", "https://" + "a" * 5_000, "\\\\host\\share", WORD)
        )
    ]  # fmt: skip
    for actor in actors:
        writer.insert("actor_names", actor_id=actor, name=MARKUP, script=MARKUP, note=MARKUP)
        writer.insert("actor_identifiers", actor_id=actor, scheme=MARKUP, value=MARKUP)
    relations = [
        writer.insert(
            "relations", kind_id=odd_tie, from_actor_id=actor, to_actor_id=actors[0],
            title=SHORT[at], edtf=EDTF[at], date_words=MARKUP, description=MARKUP,
        )
        for at, actor in enumerate(actors)
    ]  # fmt: skip
    places = [writer.insert("places", name=name) for name in SHORT]
    topics = [writer.insert("topics", name=name) for name in SHORT]
    interactions = [
        writer.insert(
            "interactions", kind_id=odd_talk if at % 2 else 1,
            title=NAMES[at] if at < len(NAMES) else MARKUP, edtf=edtf, date_words=MARKUP,
            date_basis="inferred" if edtf else None,
            date_reasoning=MARKUP, place_id=places[at % len(places)], standing_words=MARKUP,
            standing=("took_place", "planned", "denied", "unclear")[at % 4], description=MARKUP,
        )
        for at, edtf in enumerate(EDTF)
    ]  # fmt: skip
    for at, interaction in enumerate(interactions):
        for actor in {actors[at % len(actors)], actors[0], actors[(at + 3) % len(actors)]}:
            writer.insert(
                "participants", interaction_id=interaction, actor_id=actor, role_id=odd_role,
                capacity=SHORT[at % len(SHORT)], position_id=relations[at % len(relations)],
            )  # fmt: skip
        for topic in topics:
            writer.insert("interaction_topics", interaction_id=interaction, topic_id=topic)
        writer.insert(
            "amounts", interaction_id=interaction, value=(1e308, -0.0, 1e-300)[at % 3],
            unit=MARKUP, words=MARKUP, purpose=MARKUP,
        )  # fmt: skip
        writer.insert(
            "evidence", source_id=sources[at % len(sources)], excerpt=SHORT[at % len(SHORT)],
            interaction_id=interaction, aspect="occurrence", note=MARKUP, recorded_by=MARKUP,
            recorded_at="2026-11-24T08:00:00Z", start=9_000_000_000, end=9_000_000_007,
        )  # fmt: skip
    for at, actor in enumerate(actors):
        quote = writer.insert(
            "quotes", speaker_id=actor, form="verbatim", words=NAMES[at], source_id=sources[0],
            interaction_id=interactions[at],
        )  # fmt: skip
        writer.insert("quote_actors", quote_id=quote, actor_id=actors[0])
        for step in range(30 if at in (0, 7) else 2):
            writer.insert(
                "attributions", quote_id=quote, position=step + 1, actor_id=actors[step % 11],
                interaction_id=interactions[step % 14], source_id=sources[step % 8],
                verb=MARKUP, date_words=MARKUP,
            )  # fmt: skip
    for at in range(50):
        writer.insert(
            "accounts", interaction_id=interactions[0], actor_id=actors[at % len(actors)],
            form="reported", words=NAMES[at] if at < len(NAMES) else MARKUP, summary=MARKUP,
            source_id=sources[1],
        )  # fmt: skip
    crowd = writer.insert_many(
        "actors", ("name", "kind_id"), ((f"Guest <{n}>", person) for n in range(300))
    )
    for interaction in interactions[:2]:
        writer.insert_many(
            "participants", ("interaction_id", "actor_id", "role_id"),
            ((interaction, actor, odd_role) for actor in crowd),
        )  # fmt: skip
    writer.insert_many("topics", ("name",), ((f"Topic <{n}>",) for n in range(10_000)))
    for one, other in ((0, 1), (1, 2), (2, 0)):
        writer.insert(
            "interaction_order", interaction_id=interactions[one], relation="before",
            other_id=interactions[other], words=MARKUP,
        )  # fmt: skip


def _worsen(connection: sqlite3.Connection) -> None:
    """Put in what the program's own writer refuses, as another program might."""
    connection.execute("PRAGMA foreign_keys = OFF")
    for statement, values in (
        ("UPDATE interactions SET parent_id = id + 1 WHERE id < 3", ()),
        ("UPDATE interactions SET parent_id = 1 WHERE id = 3", ()),
        ("UPDATE interactions SET parent_id = id WHERE id = 4", ()),
        ("UPDATE places SET parent_id = id + 1 WHERE id < 3", ()),
        ("UPDATE places SET parent_id = 1 WHERE id = 3", ()),
        ("UPDATE places SET parent_id = id WHERE id = 4", ()),
        ("UPDATE places SET latitude = 1e308, longitude = -9e999 WHERE id = 5", ()),
        ("UPDATE interactions SET properties = ? WHERE id < 5", (DEEP,)),
        ("UPDATE actors SET properties = ? WHERE id < 5", (DEEP,)),
        ("UPDATE sources SET properties = ?, text_sha256 = ? WHERE id < 5", (DEEP, MARKUP)),
        ("UPDATE interactions SET edtf = '0000-00-00' WHERE id = 5", ()),
        ("UPDATE interactions SET edtf = ? WHERE id = 6", (MARKUP,)),
        ("UPDATE interactions SET edtf = '2023-1F-zz/' WHERE id = 7", ()),
        ("UPDATE interactions SET edtf = '/' WHERE id = 8", ()),
        ("UPDATE interactions SET edtf = '2023-09-26T' WHERE id = 9", ()),
        ("UPDATE interactions SET earliest = -2147483647, latest = 2147483646 WHERE id = 10", ()),
        ("UPDATE interactions SET date_flags = 1023 WHERE id IN (5, 11)", ()),
        ("UPDATE interactions SET kind_id = 99999 WHERE id = 12", ()),
        ("UPDATE actors SET kind_id = 99999 WHERE id = 20", ()),
        ("UPDATE relations SET edtf = ?, from_actor_id = to_actor_id WHERE id = 3", (MARKUP,)),
        ("UPDATE sources SET published = ?, language = ? WHERE id < 4", (MARKUP, MARKUP)),
        ("UPDATE evidence SET recorded_at = ?, aspect = 'date' WHERE id = 2", (MARKUP,)),
        ("UPDATE attributions SET position = -position, actor_id = 999999 WHERE id < 9", ()),
        ("UPDATE quotes SET language = ?, start = -5, end = -9 WHERE id < 4", (MARKUP,)),
        ("UPDATE amounts SET value = 9e999 WHERE id = 1", ()),
    ):
        connection.execute(statement, values)
