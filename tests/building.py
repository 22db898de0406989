"""Stores for tests: small ones by hand, and realistic ones of any size from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from db import Store, Writer, create_store
from db.edtf import date_of_day
from db.format.schema import STANDINGS
from db.format.vocabularies import ACTOR_KINDS, INTERACTION_KINDS, ROLES

KIND_ID = {name: number for number, (name, _) in enumerate(ACTOR_KINDS, start=1)}
INTERACTION_KIND_ID = {row[0]: number for number, row in enumerate(INTERACTION_KINDS, start=1)}
ROLE_ID = {row[0]: number for number, row in enumerate(ROLES, start=1)}


def build_store(
    path: Path,
    *,
    actors: Iterable[str | tuple[str, str]] = (),
    interactions: Iterable[Mapping[str, object]] = (),
    title: str = "A store for tests",
) -> Store:
    """Create a store of named actors and their interactions; returned open for writing.

    `actors` are names, or (name, kind). An interaction has `title`, and may have `kind`, `edtf`,
    `standing` and other columns, `place` and `topics` by name, and `participants`: names, or
    (name, role).
    """
    store = create_store(path, title=title)
    with store.atomic("Build", kind="import") as writer:
        ids = {}
        for actor in actors:
            name, kind = (actor, "person") if isinstance(actor, str) else actor
            ids[name] = writer.insert("actors", name=name, kind_id=KIND_ID[kind])
        places: dict[str, int] = {}
        topics: dict[str, int] = {}
        for interaction in interactions:
            _add_interaction(writer, dict(interaction), ids, places, topics)
    return store


def _add_interaction(
    writer: Writer,
    values: dict[str, object],
    actor_ids: Mapping[str, int],
    places: dict[str, int],
    topics: dict[str, int],
) -> None:
    participants = values.pop("participants", ())
    topic_names = values.pop("topics", ())
    place = values.pop("place", None)
    if isinstance(place, str):
        if place not in places:
            places[place] = writer.insert("places", name=place)
        values["place_id"] = places[place]
    kind_id = INTERACTION_KIND_ID[str(values.pop("kind", "meeting"))]
    interaction_id = writer.insert("interactions", kind_id=kind_id, **values)
    assert isinstance(participants, Iterable)
    for participant in participants:
        name, role = (participant, "participant") if isinstance(participant, str) else participant
        writer.insert(
            "participants",
            interaction_id=interaction_id,
            actor_id=actor_ids[name],
            role_id=ROLE_ID[role],
        )
    assert isinstance(topic_names, Iterable)
    for name in topic_names:
        if name not in topics:
            topics[name] = writer.insert("topics", name=name)
        writer.insert("interaction_topics", interaction_id=interaction_id, topic_id=topics[name])


# --- realistic stores ----------------------------------------------------------------------------

_GIVEN = (
    "Ayla", "Bahar", "Carlos", "Dariga", "Elchin", "Fatma", "Gevorg", "Hanna", "İlham", "Jin",
    "Ketevan", "Levon", "Mariam", "Nino", "Omar", "Petra", "Qasim", "Rashid", "Svetlana", "Tigran",
    "Ülviyyə", "Valérie", "Wei", "Xavier", "Yusuf", "Zoë", "Արամ", "გიორგი", "محمد", "王",
)  # fmt: skip
_FAMILY = (
    "Aliyev", "Bagratuni", "Chen", "Demirchyan", "Eristavi", "Ferreira", "Grigoryan", "Həsənov",
    "Ivanova", "Jafarov", "Kvirikashvili", "Lindström", "Məmmədov", "Novák", "Okafor", "Petrosyan",
    "Qurbanov", "Rzayev", "Sargsyan", "Tsereteli", "Ural", "Vardanyan", "Weiß", "Xu", "Yılmaz",
    "Zakaryan", "Սարգսյան", "მაისურაძე", "الخالدي", "毅",
)  # fmt: skip
_BODIES = ("Ministry of", "Committee for", "Institute of", "Company for", "Mission to", "Fund for")
_FIELDS = (
    "Trade", "Energy", "Refugees", "Water", "Transport", "Health", "Borders", "Culture", "Finance",
    "Relief", "Grain", "Gas", "Monitoring", "Reconstruction", "Education", "Prisoners",
)  # fmt: skip
_KIND_WEIGHTS = (("person", 62), ("organisation", 24), ("group", 6), ("office", 5), ("state", 3))
_INTERACTION_WEIGHTS = (
    ("meeting", 34), ("call", 22), ("statement", 14), ("visit", 8), ("talks", 6), ("roundtable", 4),
    ("announcement", 4), ("agreement", 3), ("arrival", 2), ("publication", 1), ("decision", 1),
    ("fighting", 1),
)  # fmt: skip
_ROLES_OF_KIND = {
    "call": ("caller", "called"),
    "statement": ("speaker", "addressee"),
    "announcement": ("announcer", "addressee"),
    "visit": ("visitor", "host"),
    "agreement": ("signatory", "signatory"),
    "fighting": ("belligerent", "belligerent"),
    "publication": ("publisher", "subject"),
}
_FIRST_DAY = 16_436  # 2015-01-01
_DAYS = 3_200
_PARTICIPANTS_WEIGHTS = ((2, 62), (1, 10), (3, 14), (4, 7), (5, 4), (8, 2), (14, 1))
_SOURCE_WORDS = "The two sides spoke about {} and agreed to meet again before the end of the month."


@dataclass(frozen=True)
class _Plan:
    """Who belongs together and who is sought after."""

    members: list[list[int]]
    member_weights: list[list[float]]
    actor_weights: list[float]


def generate_store(
    path: Path, n_actors: int, n_interactions: int, seed: int = 1, *, title: str = ""
) -> Store:
    """Create a realistic store, the same for the same arguments; returned open for writing.

    Degrees are heavy-tailed (a rank law within communities of unequal size, a tenth of the
    interactions across them), time comes in bursts, standings, roles, places, topics and sources
    are mixed, one interaction in ten is quoted, one in fifty told by two sides. Takes about 1 s
    for 5,000 actors with 20,000 interactions, under 2 min for 100,000 with 1,000,000.
    """
    chance = random.Random(f"{seed} {n_actors} {n_interactions}")
    store = create_store(
        path, title=title or f"{n_actors:,} actors, {n_interactions:,} interactions, seed {seed}"
    )
    store.recorder = "generator"
    n_sources = max(1, min(2_000, n_interactions // 50))
    n_places = max(1, min(500, n_interactions // 100))
    n_topics = max(1, min(60, n_interactions // 200))
    with store.atomic("Generate", kind="import") as writer:
        plan = _actors(writer, chance, n_actors)
        writer.insert_many(
            "sources",
            ("title", "publisher", "published", "kind", "language", "text"),
            _sources(chance, n_sources),
        )
        writer.insert_many(
            "places",
            ("name", "latitude", "longitude"),
            (
                (f"{chance.choice(_FAMILY)} {number}", chance.uniform(-60, 70),
                 chance.uniform(-180, 180))
                for number in range(n_places)
            ),
        )  # fmt: skip
        writer.insert_many(
            "topics",
            ("name",),
            ((f"{_FIELDS[number % len(_FIELDS)]} {number // len(_FIELDS) + 1}",)
             for number in range(n_topics)),
        )  # fmt: skip
        _relations(writer, chance, plan)
        _interactions(writer, chance, plan, n_interactions, n_sources, n_places, n_topics)
    return store


def generate(path: Path, n_actors: int, n_interactions: int, seed: int = 1) -> None:
    """Write a realistic store and close it."""
    with closing(generate_store(path, n_actors, n_interactions, seed)):
        pass


def _pick(
    chance: random.Random, weights: tuple[tuple[object, int], ...], count: int
) -> list[object]:
    return chance.choices(
        [value for value, _ in weights], [weight for _, weight in weights], k=count
    )


def _actors(writer: Writer, chance: random.Random, count: int) -> _Plan:
    kinds = [str(kind) for kind in _pick(chance, _KIND_WEIGHTS, count)]
    writer.insert_many(
        "actors",
        ("kind_id", "name", "is_unnamed", "description"),
        ((KIND_ID[kind], *_named(chance, kind, number)) for number, kind in enumerate(kinds)),
    )
    writer.insert_many(
        "actor_names",
        ("actor_id", "name", "language"),
        (
            (number + 1, f"{chance.choice(_FAMILY)}, {chance.choice(_GIVEN)} {number}", "en")
            for number in range(0, count, 7)
        ),
    )
    # Communities of unequal size: the largest hold some per cent of all actors.
    n_communities = max(1, int(count**0.55))
    sizes = [1 / rank**0.8 for rank in range(1, n_communities + 1)]
    homes = chance.choices(range(n_communities), sizes, k=count)
    members: list[list[int]] = [[] for _ in range(n_communities)]
    for actor, home in enumerate(homes):
        members[home].append(actor + 1)
    members = [group for group in members if group]
    weights = [1.0] * (count + 1)
    for group in members:
        for rank, actor in enumerate(group, start=1):
            weights[actor] = len(group) ** 0.5 / rank**0.85
    return _Plan(
        members,
        [list(accumulate(weights[actor] for actor in group)) for group in members],
        list(accumulate(weights[1:])),
    )


def _named(chance: random.Random, kind: str, number: int) -> tuple[str, int, str | None]:
    match kind:
        case "person":
            return f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)} {number}", 0, None
        case "group":
            field = chance.choice(_FIELDS)
            return f"several people from {field} ({number})", 1, "The sources name nobody."
        case "state":
            return f"Republic {number}", 0, None
        case _:
            return f"{chance.choice(_BODIES)} {chance.choice(_FIELDS)} {number}", 0, None


def _sources(chance: random.Random, count: int) -> Iterator[tuple[object, ...]]:
    for number in range(count):
        field = chance.choice(_FIELDS)
        yield (
            f"Report {number} on {field}",
            chance.choice(("The Gazette", "Wire", "Press Office")),
            f"20{chance.randint(15, 23)}-{chance.randint(1, 12):02}",
            "article",
            "en",
            _SOURCE_WORDS.format(field.lower()) if number % 3 == 0 else None,
        )


def _relations(writer: Writer, chance: random.Random, plan: _Plan) -> None:
    def rows() -> Iterator[tuple[object, ...]]:
        for group in plan.members:
            for actor in group[1::4]:
                start = chance.randint(1990, 2020)
                yield 1, actor, group[0], "Member of staff", f"{start}/{start + 4}", "stated"

    writer.insert_many(
        "relations",
        ("kind_id", "from_actor_id", "to_actor_id", "title", "edtf", "date_basis"),
        rows(),
    )


def _days(chance: random.Random, count: int) -> list[int]:
    """Draw days that come in bursts of some weeks upon a quiet ground."""
    peaks = [chance.randrange(_DAYS) for _ in range(12)]
    days = []
    for _ in range(count):
        if chance.random() < 0.45:
            day = int(chance.gauss(chance.choice(peaks), 12))
        else:
            day = chance.randrange(_DAYS)
        days.append(min(max(day, 0), _DAYS - 1))
    return days


def _date(chance: random.Random, day: int) -> tuple[str | None, str | None]:
    """Give a date as precise as sources are, and whether it is stated."""
    draw = chance.random()
    date = date_of_day(_FIRST_DAY + day)
    if draw < 0.8:
        return date.isoformat(), "stated"
    if draw < 0.85:
        return f"{date:%Y-%m}", "stated"
    if draw < 0.90:
        return f"{date}/{date_of_day(_FIRST_DAY + day + chance.randint(1, 6))}", "stated"
    if draw < 0.93:
        return f"{date}~", "inferred"
    if draw < 0.96:
        return f"{date}?", "inferred"
    if draw < 0.98:
        return f"{date:%Y-%m}-XX", "inferred"
    return None, None


def _interactions(
    writer: Writer,
    chance: random.Random,
    plan: _Plan,
    count: int,
    n_sources: int,
    n_places: int,
    n_topics: int,
) -> None:
    kinds = [str(kind) for kind in _pick(chance, _INTERACTION_WEIGHTS, count)]
    standings = chance.choices(STANDINGS, (90, 5, 1, 1, 3), k=count)
    fields = chance.choices(_FIELDS, k=count)

    def rows() -> Iterator[tuple[object, ...]]:
        for number, day in enumerate(_days(chance, count)):
            date, basis = _date(chance, day)
            place = chance.randint(1, n_places) if chance.random() < 0.7 else None
            parent = number if number and chance.random() < 0.02 else None
            title = f"{kinds[number].capitalize()} on {fields[number].lower()}"
            yield (
                INTERACTION_KIND_ID[kinds[number]], title, standings[number], place, parent, date,
                basis,
            )  # fmt: skip

    writer.insert_many(
        "interactions",
        ("kind_id", "title", "standing", "place_id", "parent_id", "edtf", "date_basis"),
        rows(),
    )
    first_speaker: list[int] = []

    def participants() -> Iterator[tuple[object, ...]]:
        sizes = _pick(chance, _PARTICIPANTS_WEIGHTS, count)
        communities = range(len(plan.members))
        weights = list(accumulate(len(group) for group in plan.members))
        homes = chance.choices(communities, cum_weights=weights, k=count)
        for number, (size, home) in enumerate(zip(sizes, homes, strict=True)):
            assert isinstance(size, int)
            group, group_weights = plan.members[home], plan.member_weights[home]
            who = chance.choices(group, cum_weights=group_weights, k=size)
            if chance.random() < 0.1 and size > 1:
                who[-1] = chance.choices(
                    range(1, len(plan.actor_weights) + 1), cum_weights=plan.actor_weights
                )[0]
            first, others = _ROLES_OF_KIND.get(kinds[number], ("attendee", "attendee"))
            first_speaker.append(who[0])
            for place, actor in enumerate(dict.fromkeys(who)):
                yield number + 1, actor, ROLE_ID[first if place == 0 else others]

    writer.insert_many("participants", ("interaction_id", "actor_id", "role_id"), participants())
    writer.insert_many(
        "interaction_topics",
        ("interaction_id", "topic_id"),
        ((number, chance.randint(1, n_topics)) for number in range(1, count + 1, 2)),
    )
    writer.insert_many(
        "evidence",
        ("source_id", "excerpt", "interaction_id", "aspect", "confidence"),
        (
            (chance.randint(1, n_sources), f"They spoke about {fields[number - 1].lower()}.",
             number, "occurrence", "probable")
            for number in range(1, count + 1, 4)
        ),
    )  # fmt: skip
    writer.insert_many(
        "quotes",
        ("speaker_id", "form", "words", "interaction_id", "source_id"),
        (
            (first_speaker[number - 1], "verbatim" if number % 3 else "reported",
             f"We will speak about {fields[number - 1].lower()} again, as often as it takes.",
             number, chance.randint(1, n_sources))
            for number in range(1, count + 1, 10)
        ),
    )  # fmt: skip
    writer.insert_many(
        "accounts",
        ("interaction_id", "actor_id", "form", "words", "source_id"),
        (
            (number, first_speaker[number - 1], "reported",
             f"The other side agreed to the plan for {fields[number - 1].lower()}.",
             chance.randint(1, n_sources))
            for number in range(1, count + 1, 50)
        ),
    )  # fmt: skip
