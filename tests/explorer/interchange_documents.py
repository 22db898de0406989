"""Documents of the interchange form made up by hypothesis: any text, any date, any nesting."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import strategies as st

Row = dict[str, Any]
Lists = dict[str, list[Row]]

texts = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30
)
keys = texts.filter(lambda text: not text.startswith("#"))
days = st.dates(datetime.date(1, 1, 1), datetime.date(9998, 12, 31)).map(str)
numbers = st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(
    allow_nan=False, allow_infinity=False
).filter(lambda number: not number.is_integer())
json_objects = st.dictionaries(
    texts,
    st.recursive(
        st.none() | st.booleans() | st.integers() | texts,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
        max_leaves=5,
    ),
    max_size=3,
)


@st.composite
def edtf_dates(draw: st.DrawFn) -> str:
    """Level 1: days, months, years, qualified, unspecified, closed and open ranges."""
    first, last = sorted((draw(days), draw(days)))
    mark = draw(st.sampled_from(["", "?", "~", "%"]))
    forms = [
        first + mark,
        first[:7] + mark,
        first[:4] + mark,
        f"{first[:7]}-XX",
        f"{first[:4]}-XX",
        f"{first}/{last}{mark}",
        f"../{first}",
        f"{first}/..",
        f"/{first}",
        f"{first}/",
        f"{first}T14:30",
    ]
    return draw(st.sampled_from(forms))


@st.composite
def _when(draw: st.DrawFn) -> Row:
    row: Row = {}
    match draw(st.sampled_from(["none", "date", "bounds", "lower"])):
        case "date":
            row["edtf"] = draw(edtf_dates())
            row["date_basis"] = draw(st.sampled_from(["stated", "inferred"]))
        case "bounds":
            row["earliest"], row["latest"] = sorted((draw(days), draw(days)))
        case "lower":
            row["earliest"] = draw(days)
    return row | draw(_some({"date_words": texts, "date_reasoning": texts}))


def _some(fields: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Row]:
    return st.fixed_dictionaries({}, optional=fields)


def _named(draw: st.DrawFn, count: int) -> list[str]:
    """Give rows their ids: some have keys, others go by their rank."""
    drawn = draw(st.lists(st.none() | keys, min_size=count, max_size=count))
    found: list[str] = []
    for rank, key in enumerate(drawn, start=1):
        found.append(f"#{rank}" if key is None or key in found else key)
    return found


@st.composite
def documents(draw: st.DrawFn) -> Lists:
    """Draw lists whose references are sound and whose rows leave out defaults."""
    actors = _named(draw, draw(st.integers(1, 4)))
    sources = _named(draw, draw(st.integers(0, 2)))
    interactions = _named(draw, draw(st.integers(0, 5)))
    rest = _some({"description": texts, "properties": json_objects})
    lists: Lists = {}
    kind_names = draw(
        st.lists(keys, max_size=2, unique=True).map(lambda ns: [f"own {n}" for n in ns])
    )
    lists["interaction_kinds"] = [{"name": name, "label": draw(texts)} for name in kind_names]
    lists["actors"] = [
        {"id": name, "kind": draw(st.sampled_from(["person", "state"])), "name": draw(texts)}
        | draw(st.sampled_from([{}, {"is_unnamed": True}]))
        | draw(rest)
        for name in actors
    ]
    lists["sources"] = [
        {"id": name, "title": draw(texts)}
        | draw(
            _some(
                {
                    "author_actor": st.sampled_from(actors),
                    "published": edtf_dates(),
                    "text": texts,
                    "language": st.sampled_from(["en", "hy-Armn", "zh-Hans"]),
                }
            )
        )
        for name in sources
    ]
    lists["actor_names"] = draw(
        st.lists(
            st.fixed_dictionaries(
                {"actor": st.sampled_from(actors), "name": texts}, optional={"note": texts}
            ),
            max_size=3,
        )
    )
    relation_ids = _named(draw, draw(st.integers(0, 2)))
    lists["relations"] = [
        {
            "id": name,
            "kind": "position",
            "from_actor": draw(st.sampled_from(actors)),
            "to_actor": draw(st.sampled_from(actors)),
        }
        | draw(_when())
        for name in relation_ids
    ]
    kinds = st.sampled_from(["call", "visit", *kind_names])
    # Any row of the list may be the parent, also a later one, as long as no circle arises.
    rank_in_tree = draw(st.permutations(range(len(interactions))))
    lists["interactions"] = []
    for i, name in enumerate(interactions):
        row = {"id": name, "kind": draw(kinds), "title": draw(texts)} | draw(_when()) | draw(rest)
        above = [n for j, n in enumerate(interactions) if rank_in_tree[j] < rank_in_tree[i]]
        if above and draw(st.booleans()):
            row["parent"] = draw(st.sampled_from(above))
        if draw(st.booleans()):
            row["standing"] = draw(st.sampled_from(["planned", "denied", "unclear"]))
        lists["interactions"].append(row)
    if interactions:
        _add_parts(draw, lists, actors, sources, interactions, relation_ids)
    if len(actors) > 1:
        pairs = st.lists(st.sampled_from(actors), min_size=2, max_size=2, unique=True)
        lists["judgements"] = [
            # Each with an earlier one, so that they lead in no circle.
            dict(zip(("actor", "other"), sorted(pair, key=actors.index), strict=True))
            | {"verdict": draw(st.sampled_from(["same", "different", "unsure"]))}
            | draw(_some({"note": texts}))
            | {"decided_by": draw(texts), "decided_at": "2026-11-24T08:00:00Z"}
            for pair in draw(st.lists(pairs, max_size=2, unique_by=lambda p: tuple(sorted(p))))
        ]
    return {name: rows for name, rows in lists.items() if rows}


def _add_parts(
    draw: st.DrawFn,
    lists: Lists,
    actors: list[str],
    sources: list[str],
    interactions: list[str],
    relations: list[str],
) -> None:
    triples = st.tuples(
        st.sampled_from(interactions), st.sampled_from(actors), st.sampled_from(["host", "visitor"])
    )
    chosen = draw(st.lists(triples, max_size=6, unique=True))
    fields: dict[str, st.SearchStrategy[Any]] = {"capacity": texts, "properties": json_objects}
    if relations:
        fields["position"] = st.sampled_from(relations)
    lists["participants"] = [
        {"interaction": i, "actor": a, "role": r} | draw(_some(fields)) for i, a, r in chosen
    ]
    lists["amounts"] = [
        {"id": f"#{rank}", "interaction": draw(st.sampled_from(interactions))}
        | {"value": draw(numbers), "unit": draw(texts)}
        for rank in range(1, draw(st.integers(0, 2)) + 1)
    ]
    if not sources:
        return
    targets: list[Row] = [{"interaction": name} for name in interactions]
    targets += [{"participant": list(triple)} for triple in chosen]
    targets += [{"amount": row["id"]} for row in lists["amounts"]]
    lists["evidence"] = [
        draw(st.sampled_from(targets))
        | {"source": draw(st.sampled_from(sources)), "excerpt": draw(texts)}
        | {"recorded_by": draw(texts), "recorded_at": "2026-11-24T08:00:00Z"}
        | draw(_some({"confidence": st.sampled_from(["certain", "doubtful"]), "note": texts}))
        for _ in range(draw(st.integers(0, 4)))
    ]
