"""Stores of people with names as they occur, some of whom are there twice, spelled otherwise."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

from db import create_store

if TYPE_CHECKING:
    from collections.abc import Callable

    from db import Writer

_ONSETS = "b d f g h k l m n p r s t v z sh ch kh zh".split()  # noqa: SIM905
_VOWELS = ("a", "e", "i", "o", "u", "a", "i")
_ENDINGS = (
    "ov",
    "ev",
    "yan",
    "idze",
    "adze",
    "shvili",
    "li",
    "son",
    "escu",
    "ic",
    "enko",
    "in",
    "ez",
)
_CYRILLIC = (
    ("shch", "щ"), ("sh", "ш"), ("ch", "ч"), ("kh", "х"), ("zh", "ж"), ("ya", "я"), ("a", "а"),
    ("b", "б"), ("v", "в"), ("g", "г"), ("d", "д"), ("e", "е"), ("z", "з"), ("i", "и"), ("k", "к"),
    ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("r", "р"), ("s", "с"), ("t", "т"),
    ("u", "у"), ("f", "ф"), ("y", "й"), ("h", "х"), ("c", "ц"),
)  # fmt: skip


def _stem(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(syllables))


def _in_cyrillic(chance: random.Random, given: str, family: str) -> str:
    words = []
    for word in (given, family):
        text = word.lower()
        for latin, letter in _CYRILLIC:
            text = text.replace(latin, letter)
        words.append(text.capitalize())
    return " ".join(words)


def _typing_error(chance: random.Random, given: str, family: str) -> str:
    at = chance.randrange(1, len(family) - 1)
    changed = chance.choice(
        (
            family[:at] + family[at + 1] + family[at] + family[at + 2 :],
            family[:at] + family[at + 1 :],
            family[:at] + family[at] + family[at:],
        )
    )
    return f"{given} {changed}"


def _other_spelling(chance: random.Random, given: str, family: str) -> str:
    pairs = (("kh", "x"), ("sh", "ş"), ("ch", "ç"), ("ov", "off"), ("ev", "eff"), ("k", "q"),
             ("i", "y"), ("a", "ə"), ("u", "ou"))  # fmt: skip
    name = f"{given} {family}"
    for old, new in chance.sample(pairs, 3):
        name = name.replace(old, new, 1)
    return name


VARIANTS: dict[str, Callable[[random.Random, str, str], str]] = {
    "another script": _in_cyrillic,
    "another order": lambda _, given, family: f"{family}, {given}",
    "an initial": lambda _, given, family: f"{given[0]}. {family}",
    "a title": lambda chance, given, family: (
        f"{chance.choice(('Dr.', 'President', 'Minister'))} {given} {family}"
    ),
    "a middle name": lambda chance, given, family: (
        f"{given} {_stem(chance, 2).capitalize()} {family}"
    ),
    "a typing error": _typing_error,
    "another spelling": _other_spelling,
}


def plant(
    path: Path, n_actors: int, n_interactions: int, n_twice: int, seed: int = 1
) -> dict[frozenset[int], str]:
    """Write a store; return the pairs of ids that are the same, with how their names differ.

    Who is there twice has its interactions divided between the two.
    """
    chance = random.Random(seed)
    given = [_stem(chance, chance.choice((2, 2, 3))).capitalize() for _ in range(1_500)]
    family = [
        _stem(chance, chance.choice((1, 2, 2, 3))).capitalize() + chance.choice(_ENDINGS)
        for _ in range(max(n_actors // 8, 200))
    ]
    weights = [1 / rank**0.6 for rank in range(1, len(family) + 1)]
    n_first = n_actors - n_twice
    people: list[tuple[str, str]] = []
    taken: set[tuple[str, str]] = set()
    given_weights = [1 / rank**0.5 for rank in range(1, 1_501)]
    while len(people) < n_first:
        drawn = zip(
            chance.choices(given, given_weights, k=n_first),
            chance.choices(family, weights, k=n_first),
            strict=True,
        )
        # Two people of one name are there, but few: who writes them down tells them apart.
        for person in drawn:
            if len(people) < n_first and (person not in taken or chance.random() < 0.01):
                people.append(person)
                taken.add(person)
    names = [f"{first} {last}" for first, last in people]
    planted: dict[frozenset[int], str] = {}
    other_of: dict[int, int] = {}
    for number, at in enumerate(chance.sample(range(n_first), n_twice)):
        how = list(VARIANTS)[number % len(VARIANTS)]
        names.append(VARIANTS[how](chance, *people[at]))
        planted[frozenset((at + 1, len(names)))] = how
        other_of[at + 1] = len(names)
    with (
        create_store(path, title="People, some of them twice", overwrite=True) as store,
        store.atomic("Build", kind="import") as writer,
    ):
        writer.insert_many("actors", ("kind_id", "name"), ((1, name) for name in names))
        _meet(writer, chance, n_first, n_interactions, other_of)
    return planted


def _meet(
    writer: Writer, chance: random.Random, n_people: int, count: int, other_of: dict[int, int]
) -> None:
    writer.insert_many(
        "interactions",
        ("kind_id", "title", "edtf"),
        (
            (1, f"Meeting {number}", f"20{10 + number % 14}-0{1 + number % 9}")
            for number in range(count)
        ),
    )

    def parts() -> list[tuple[int, int, int]]:
        rows = []
        for number in range(1, count + 1):
            # People deal with those of their own circle.
            first = chance.randrange(n_people)
            circle = (first + chance.randrange(1, 25)) % n_people
            for actor in {first + 1, circle + 1}:
                other = other_of.get(actor)
                who = other if other is not None and chance.random() < 0.5 else actor
                rows.append((number, who, 1))
        return rows

    writer.insert_many("participants", ("interaction_id", "actor_id", "role_id"), parts())
