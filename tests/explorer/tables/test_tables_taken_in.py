"""Tables of many shapes and languages become the actors, interactions and relations they tell."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.history import steps, undo_step
from db.table_rows import table_rows
from explorer.errors import ImportFailed
from explorer.exchange.exporting import export_json
from explorer.exchange.tables.mapping import Mapping, TableMapping, Use
from explorer.exchange.taking_in import look_into, rehearse, sorted_by_format
from explorer.progress import Cancelled, CancelToken
from tests.explorer.tables.table_stand import new_store, taken, written

MEETINGS = (
    "Date,MEP,Organisations met,Subject,Place\n"
    '25/04/2021,"Smith, John",Acme Ltd; NGO One,Gas,Brussels\n'
    "03/05/2021,Anna Müller,NGO One,Water,\n"
)


def names(people):
    return [name for name, _, _ in people]


def test_a_register_of_meetings_needs_no_mapping(tmp_path):
    with new_store(tmp_path) as store:
        found = taken(store, [written(tmp_path, "a.csv", MEETINGS)])
    first, second = found.interactions
    assert ["Smith, John", "Acme Ltd", "NGO One"] == names(first["people"])
    assert ("2021-04-25", "meeting", "Brussels") == (first["edtf"], first["kind"], first["place"])
    assert {"Gas"} == first["topics"]
    assert "2021-05-03" == second["edtf"]
    assert "03/05/2021" == second["words"]
    assert {"Smith, John": "person", "Acme Ltd": "organisation"}.items() <= found.actors.items()


@pytest.mark.parametrize(
    ("text", "people", "topic", "place"),
    [
        ("Datum;Teilnehmer;Thema;Ort\n13.02.2021;Anna Lee | Bob Ray;Gas;Bonn\n", 2, "Gas", "Bonn"),
        ("Date;Participants;Objet;Lieu\n13/02/2021;Anne Lee;Gaz;Lyon\n", 1, "Gaz", "Lyon"),
        ("Fecha;Asistentes;Asunto;Lugar\n13/02/2021;Ana Lee;Gas;Lima\n", 1, "Gas", "Lima"),
        ("Дата;Участники;Тема;Место\n13.02.2021;Иванов И.;Газ;Москва\n", 1, "Газ", "Москва"),
    ],
)
def test_headings_are_understood_in_five_languages(tmp_path, text, people, topic, place):
    with new_store(tmp_path) as store:
        (found,) = taken(store, [written(tmp_path, "a.csv", text)]).interactions
    assert "2021-02-13" == found["edtf"]
    assert people == len(found["people"])
    assert {topic} == found["topics"]
    assert place == found["place"]


def test_a_comma_never_splits_unasked(tmp_path):
    text = 'Date,Who\n2021-01-02,"Lee, Ann"\n2021-01-03,"Ray, Bob, Cyd Fox"\n'
    path = written(tmp_path, "a.csv", text)
    with new_store(tmp_path) as store:
        assert {"Lee, Ann", "Ray, Bob, Cyd Fox"} == taken(store, [path]).actors.keys()


def test_a_separator_of_ones_choice_splits(tmp_path):
    path = written(tmp_path, "a.csv", "Date,Who\n2021-01-02,Ann Lee and Bob Ray; Andy Fox\n")
    uses = (Use("date", "Date"), Use("participant", "Who", separator="; and", role="host"))
    mapping = Mapping((TableMapping("*", "interactions", uses),))
    with new_store(tmp_path) as store:
        (found,) = taken(store, [path], mapping=mapping).interactions
    assert [("Ann Lee", "host", None), ("Bob Ray", "host", None), ("Andy Fox", "host", None)] == (
        found["people"]
    )


def test_constants_hold_for_every_row(tmp_path):
    path = written(tmp_path, "a.csv", "When,Guest,As\n2021-01-02,Ann Lee,minister\n")
    uses = (
        Use("date", "When"),
        Use("participant", "Guest", role="visitor"),
        Use("capacity", "As", of="Guest"),
        Use("participant", value="United States", role="host", actor_kind="state"),
        Use("kind", value="state dinner"),
        Use("standing", value="planned"),
    )
    mapping = Mapping((TableMapping("a.csv", "interactions", uses),))
    with new_store(tmp_path) as store:
        found = taken(store, [path], mapping=mapping)
    (dinner,) = found.interactions
    assert ("state_dinner", "planned") == (dinner["kind"], dinner["standing"])
    assert {("Ann Lee", "visitor", "minister"), ("United States", "host", None)} == set(
        dinner["people"]
    )
    assert "state" == found.actors["United States"]


def test_an_edge_list_of_gephi_keeps_spells_direction_and_weight(tmp_path):
    text = (
        "Source,Target,Type,Id,Label,Weight,timeset\n"
        'a,b,Directed,0,met,1,"<[2016-02-03, 2016-02-04]; [2016-03-04, Infinity]>"\n'
        "b,c,Undirected,1,,2.5,2017\n"
        "c,a,Undirected,2,,1,\n"
    )
    edges = written(tmp_path, "edges.csv", text)
    nodes = written(tmp_path, "nodes.csv", "Id,Label,timeset\na,Ann,\nb,Bob,\nc,Cyd,\n")
    with new_store(tmp_path) as store:
        found = taken(store, [nodes, edges])
    assert {"Ann", "Bob", "Cyd"} == found.actors.keys()
    assert ["2016-02-03/2016-02-04", "2016-03-04/..", "2017"] == [
        each["edtf"] for each in found.interactions
    ]
    assert [("Ann", "source", None), ("Bob", "target", None)] == found.interactions[0]["people"]
    assert '{"Weight": 2.5}' == found.interactions[2]["properties"]
    assert [("Cyd", "Ann", None)] == [(r["from"], r["to"], r["edtf"]) for r in found.relations]


def test_rows_that_say_the_same_are_as_many_as_they_are(tmp_path):
    path = written(tmp_path, "edges.csv", "Source,Target\na,b\na,b\nb,c\n")
    with new_store(tmp_path) as store:
        assert 3 == len(taken(store, [path]).relations)
        again = taken(store, [path])
    assert 3 == len(again.relations)
    assert 0 == again.report.n_added


def test_files_that_overlap_bring_what_both_have_once(tmp_path):
    first = written(tmp_path, "2021.csv", "Date,Who\n2021-12-30,Ann\n2021-12-31,Bob\n")
    second = written(tmp_path, "2022.csv", "Date,Who\n2021-12-31,Bob\n2022-01-01,Cyd\n")
    with new_store(tmp_path) as store:
        assert 3 == len(taken(store, [first, second]).interactions)


def test_a_register_of_positions_becomes_relations_with_dates(tmp_path):
    text = (
        "Name,Position,Organisation,Start,End\n"
        "Ann Lee,Minister,Government,2019-03-01,2021-05-06\nBob Ray,Chair,Board,2020,present\n"
    )
    with new_store(tmp_path) as store:
        found = taken(store, [written(tmp_path, "a.csv", text)])
    assert [
        ("position", "Ann Lee", "Government", "Minister", "2019-03-01/2021-05-06"),
        ("position", "Bob Ray", "Board", "Chair", "2020/.."),
    ] == [tuple(r[k] for k in ("kind", "from", "to", "title", "edtf")) for r in found.relations]


def test_a_matrix_becomes_pairs(tmp_path):
    path = written(tmp_path, "m.csv", ",Ann,Bob,Cyd\nAnn,0,1,2\nBob,1,0,0\nCyd,2,0,0\n")
    with new_store(tmp_path) as store:
        found = taken(store, [path])
    assert {("Ann", "Bob"), ("Ann", "Cyd")} == {(r["from"], r["to"]) for r in found.relations}


def people_meetings_attendance(folder, person="2"):
    return [
        written(folder, "people.csv", "id,first name,last name\n1,Ann,Lee\n2,Bob,Ray\n3,Ann,Lee\n"),
        written(folder, "meetings.csv", "id,date,title\n1,2021-01-02,Kick-off\n2,2021-02-03,End\n"),
        written(
            folder,
            "attendance.csv",
            f"meeting_id,person_id,role\n1,1,host\n1,2,attendee\n2,3,speaker\n2,{person},host\n",
        ),
    ]


def test_tables_are_joined_by_their_ids_in_one_import(tmp_path):
    with new_store(tmp_path) as store:
        found = taken(store, people_meetings_attendance(tmp_path))
        people = list(table_rows(store, "actors", ("name",)))
        (place,) = [
            note for (note,) in table_rows(store, "evidence", ("note",)) if "attendance" in note
        ][:1]
    kick_off, end = found.interactions
    assert [("Ann Lee", "host", None), ("Bob Ray", "attendee", None)] == kick_off["people"]
    assert {("Ann Lee", "speaker", None), ("Bob Ray", "host", None)} == set(end["people"])
    # Two persons of one name stay two, since their ids differ.
    assert 3 == len(people)
    assert "row 2; attendance.csv, rows 2 to 3" == place


def test_an_id_that_nobody_has_is_refused_with_line_column_value_and_reason(tmp_path):
    paths = people_meetings_attendance(tmp_path, person="99")
    with new_store(tmp_path) as store:
        before = export_json(store)
        with pytest.raises(ImportFailed) as refused:
            taken(store, paths)
        assert before == export_json(store)
        (problem,) = refused.value.problems
        assert ("attendance.csv, line 5", "person_id") == (problem.list_name, problem.field)
        assert "“99”" in problem.what
        left_out = taken(store, paths, is_skipping=True)
    assert (problem,) == left_out.report.refused
    assert 2 == len(left_out.interactions)


def test_rows_of_one_meeting_become_one_where_the_mapping_says_so(tmp_path):
    text = "no,date,who\n1,2021-01-02,Ann\n1,2021-01-02,Bob\n2,2021-01-03,Ann\n"
    path = written(tmp_path, "long.csv", text)
    uses = (Use("part_of", "no"), Use("date", "date"), Use("participant", "who"))
    mapping = Mapping((TableMapping("*", "interactions", uses),))
    with new_store(tmp_path) as store:
        found = taken(store, [path], mapping=mapping).interactions
    assert [["Ann", "Bob"], ["Ann"]] == [names(each["people"]) for each in found]


def test_two_files_of_one_name_are_two_tables(tmp_path):
    paths = []
    for folder, who in (("a", "Ann"), ("b", "Bob")):
        (tmp_path / folder).mkdir()
        paths.append(written(tmp_path / folder, "m [1].csv", f"Date,{folder}\n2021-01-02,{who}\n"))
    uses = (Use("date", "Date"),)
    mapping = Mapping(
        (
            TableMapping("m [1].csv", "interactions", (*uses, Use("participant", "a"))),
            TableMapping("m [[]1].csv*", "interactions", (*uses, Use("participant", "b"))),
        )
    )
    with new_store(tmp_path) as store:
        assert {"Ann", "Bob"} == taken(store, paths, mapping=mapping).actors.keys()


# --- dates ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "edtf"),
    [
        (("25/12/2021", "03/04/2021"), "2021-04-03"),
        (("12/25/2021", "03/04/2021"), "2021-03-04"),
    ],
)
def test_the_whole_column_decides_whether_days_or_months_come_first(tmp_path, values, edtf):
    text = "Date,Who\n" + "".join(f"{value},Ann\n" for value in reversed(values))
    with new_store(tmp_path) as store:
        found = taken(store, [written(tmp_path, "a.csv", text)])
    assert edtf == found.interactions[0]["edtf"]


def test_where_nothing_decides_the_user_is_asked_and_obeyed(tmp_path):
    path = written(tmp_path, "a.csv", "Date,Who\n03/04/2021,Ann\n05/06/2021,Bob\n")
    with new_store(tmp_path) as store:
        with pytest.raises(ImportFailed, match="03/04/2021"):
            taken(store, [path])
        found = taken(store, [path], day_first=False)
    assert ["2021-03-04", "2021-05-06"] == [each["edtf"] for each in found.interactions]


@pytest.mark.parametrize(
    ("cells", "uses", "edtf"),
    [
        ("2021,3,4", "year month day", "2021-03-04"),
        ("2021,March,4", "year month day", "2021-03-04"),
        ("2021,3,", "year month day", "2021-03"),
        ("2021-03-04,2021-03-06,", "start end property", "2021-03-04/2021-03-06"),
        ("2021-03-04,,", "start end property", "2021-03-04"),
        ("2021-03-04 00:00:00,,", "date property property", "2021-03-04"),
        ("2021-03-04,14:30,", "date time property", "2021-03-04T14:30"),
        ("autumn 2021,,", "date property property", "2021-23"),
        ("TBC,,", "date property property", None),
    ],
)
def test_dates_of_many_forms_are_understood(tmp_path, cells, uses, edtf):
    path = written(tmp_path, "a.csv", f"a,b,c,Who\n{cells},Ann\n")
    found = [Use(m, h) for m, h in zip(uses.split(), "abc", strict=True) if m != "property"]
    mapping = Mapping((TableMapping("*", "interactions", (*found, Use("participant", "Who"))),))
    with new_store(tmp_path) as store:
        (each,) = taken(store, [path], mapping=mapping).interactions
    assert edtf == each["edtf"]


@pytest.mark.parametrize("bad", ["31/02/2021", "2021-13-45", "45.45.2021"])
def test_a_date_that_no_calendar_has_is_refused_and_named(tmp_path, bad):
    path = written(tmp_path, "a.csv", f"Date,Who\n25/12/2021,Ann\n{bad},Bob\n13/04/2021,Cyd\n")
    with new_store(tmp_path) as store:
        with pytest.raises(ImportFailed) as refused:
            taken(store, [path])
        (problem,) = refused.value.problems
        assert ("a.csv, line 3", "Date") == (problem.list_name, problem.field)
        assert bad in problem.what
        assert 2 == len(taken(store, [path], is_skipping=True).interactions)


# --- provenance, again, and back ----------------------------------------------------------------


def test_everything_has_the_file_and_its_row_as_evidence(tmp_path):
    with new_store(tmp_path) as store:
        taken(store, [written(tmp_path, "a.csv", MEETINGS)])
        ((key, title, kind),) = table_rows(store, "sources", ("key", "title", "kind"))
        evidence = list(table_rows(store, "evidence", ("note", "excerpt")))
    assert ("a.csv", "file") == (title, kind)
    assert key.startswith("file:")
    assert "row 2" == evidence[0][0]
    assert "Smith, John" in evidence[0][1]


def test_a_source_that_a_row_names_is_a_source_of_its_own(tmp_path):
    text = "Date,Who,URL,Publisher\n2021-01-02,Ann,https://example.org/a,The Paper\n"
    with new_store(tmp_path) as store:
        taken(store, [written(tmp_path, "a.csv", text)])
        sources = set(table_rows(store, "sources", ("url", "publisher")))
    assert ("https://example.org/a", "The Paper") in sources


def test_the_same_file_again_adds_nothing_and_undo_takes_it_back(tmp_path):
    paths = people_meetings_attendance(tmp_path)
    with new_store(tmp_path) as store:
        empty = export_json(store)
        taken(store, paths)
        once = export_json(store)
        assert 0 == taken(store, paths).report.n_added
        assert once == export_json(store)
        (step,) = steps(store)
        undo_step(store, step.id)
        assert empty == export_json(store)


def test_a_cancelled_import_leaves_the_store_as_it_was(tmp_path):
    path = written(tmp_path, "a.csv", "Date,Who\n" + "2021-01-02,Ann\n" * 5_000)
    token = CancelToken()

    def cancel(*_):
        token.cancel()

    from explorer.exchange.taking_in import take_in

    with new_store(tmp_path) as store:
        before = export_json(store)
        with pytest.raises(Cancelled):
            take_in(store, *sorted_by_format([path]), token=token, progress=cancel)
        assert before == export_json(store)


def test_a_rehearsal_tells_what_would_come_and_writes_nothing(tmp_path):
    (files,) = sorted_by_format([written(tmp_path, "a.csv", MEETINGS)])
    report = rehearse(tmp_path / "not there.actors", files)
    assert 2 == report.added["interactions"]
    assert ["a.csv"] == [path.name for path in tmp_path.iterdir()]
    assert {"interactions": 2, "actors": 4} == dict(look_into(files).counts)


@pytest.mark.parametrize("cell", ["NA", "null", "0010", "=1+1", "-", "None"])
def test_names_and_properties_are_the_text_they_are(tmp_path, cell):
    text = f"Date,Who,Code\n2021-01-02,{cell},{cell}\n2021-01-03,Ann,x\n"
    uses = (Use("date", "Date"), Use("participant", "Who"), Use("property", "Code"))
    mapping = Mapping((TableMapping("*", "interactions", uses),))
    with new_store(tmp_path) as store:
        found = taken(store, [written(tmp_path, "a.csv", text)], mapping=mapping)
    assert f'{{"Code": "{cell}"}}' == found.interactions[0]["properties"]
    assert cell == "-" or cell in found.actors


words = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Cf")), min_size=1, max_size=12
).filter(lambda text: text.strip() == text and text not in "-–—?")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.lists(words, min_size=1, max_size=4, unique=True))
def test_names_of_any_letters_come_in_as_they_are(tmp_path_factory, people):
    folder = tmp_path_factory.mktemp("any")
    quoted = [name.replace('"', '""') for name in people]
    text = "Date,Who\n" + "".join(f'2021-01-02,"{name}"\n' for name in quoted)
    path = written(folder, "a.csv", text.encode("utf-8-sig"))
    uses = (Use("date", "Date"), Use("participant", "Who"))
    mapping = Mapping((TableMapping("*", "interactions", uses, separator=","),))
    with new_store(folder) as store:
        assert set(people) == taken(store, [path], mapping=mapping).actors.keys()
