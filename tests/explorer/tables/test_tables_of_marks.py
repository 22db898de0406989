"""Tables with a column for each who may have taken part: votes and attendance."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.explorer.tables.table_stand import Taken, new_store, taken, written

VOTES = """\
resolution,date,title,USA,UKG,FRN,RUS
R/77/1,2022-10-12,Territorial integrity,Y,Y,Y,N
R/77/2,2022-11-03,Ending the embargo,N,Y,A,Y
R/77/3,2022-12-07,Anniversary,Y,,Y,Absent
"""
ATTENDANCE = """\
Name,Party,2023-01-05,2023-02-02,2023-03-02,2023-04-06
"Lee, Ann",Green,x,,x,
"Ray, Bob",Red,x,x,,
"Fox, Cy",Red,,x,x,
"""
SCENES = """\
scenes,ann_lee,bob_ray,cy_fox,dee_wu
Airport,,TRUE,,
The wedding,TRUE,TRUE,,TRUE
An empty room,,,,
,,,,
"""
MEMBERS = """\
member,party,vote1,vote2,vote3
"Lee, Ann",Green,yea,nay,yea
"Ray, Bob",Red,nay,yea,absent
"""


def _taken(folder: Path, text: str, name: str = "table.csv") -> Taken:
    with new_store(folder) as store:
        return taken(store, [written(folder, name, text)])


def _who(found: Taken) -> list[list[str]]:
    return [sorted(p[0] for p in row["people"]) for row in found.interactions]


def test_each_row_of_votes_is_a_decision_in_which_each_votes_as_marked(tmp_path):
    found = _taken(tmp_path, VOTES)
    assert ["decision"] * 3 == [row["kind"] for row in found.interactions]
    assert ["2022-10-12", "2022-11-03", "2022-12-07"] == [row["edtf"] for row in found.interactions]
    (second,) = [row for row in found.interactions if row["edtf"] == "2022-11-03"]
    assert {"USA": "N", "UKG": "Y", "FRN": "A", "RUS": "Y"} == {
        p[0]: p[2] for p in second["people"]
    }


def test_who_was_absent_or_is_not_marked_took_no_part(tmp_path):
    found = _taken(tmp_path, VOTES)
    (last,) = [row for row in found.interactions if row["edtf"] == "2022-12-07"]
    assert ["FRN", "USA"] == sorted(p[0] for p in last["people"])


def test_a_list_of_attendance_by_days_is_an_interaction_for_each_day(tmp_path):
    found = _taken(tmp_path, ATTENDANCE)
    by_day = {row["edtf"]: sorted(p[0] for p in row["people"])
              for row in found.interactions}  # fmt: skip
    assert {
        "2023-01-05": ["Lee, Ann", "Ray, Bob"],
        "2023-02-02": ["Fox, Cy", "Ray, Bob"],
        "2023-03-02": ["Fox, Cy", "Lee, Ann"],
    } == by_day
    assert 3 == len(found.relations)


def test_scenes_with_a_column_for_each_actor_keep_scenes_without_anybody(tmp_path):
    found = _taken(tmp_path, SCENES)
    assert [[], ["ann_lee", "bob_ray", "dee_wu"], ["bob_ray"]] == sorted(_who(found))


def test_members_in_rows_and_votes_in_columns_are_read_the_other_way_round(tmp_path):
    found = _taken(tmp_path, MEMBERS, "rollcall.csv")
    assert {"vote1": 2, "vote2": 2, "vote3": 1} == {
        row["title"]: len(row["people"]) for row in found.interactions
    }
    assert {"Green", "Red", "Lee, Ann", "Ray, Bob"} == set(found.actors)


@pytest.mark.parametrize(
    ("text", "n_actors"),
    [
        ("Country,NATO,EU,G20,OECD\nFrance,1,1,1,1\nPeru,0,0,0,0\n", 2),
        ("name,is_member,is_chair,has_vote,was_invited\nAnn Lee,1,0,1,1\nBob Ray,0,0,1,0\n", 2),
        ("country,eligible,signed,ratified\nUSA,25,23,15\nRussia,24,21,21\n", 2),
    ],
)
def test_what_each_actor_is_does_not_make_occasions(tmp_path, text, n_actors):
    found = _taken(tmp_path, text)
    assert not found.interactions
    assert n_actors == len(found.actors)


def test_the_report_says_that_columns_were_read_as_rows(tmp_path):
    found = _taken(tmp_path, VOTES)
    assert any("who voted how" in remark for remark in found.report.remarks)
