"""What a table means is guessed from its headings and from what stands in it."""

from __future__ import annotations

import pytest

from explorer.exchange.tables.guessing import guess_table
from explorer.exchange.tables.lexicon import concepts_of
from tests.explorer.tables.table_stand import table_of, written

TABLES = {
    "meetings of commissioners": (
        '"Name of cabinet";"Name of EC representative";"Title of EC representative";'
        '"Date of meeting";"Location";"Entity/ies met";"Subject(s)"\n'
        '"Cabinet of President Leyen";"Ann Lee";"Head";"13/09/2023";"Bonn";"Airbus | Siemens AG";'
        '"Energy"\n',
        "interactions",
        "participant participant capacity date place participant topic",
    ),
    "an agenda in Dutch": (
        "type,titel,datum,locatie,deelnemers\n"
        'Gesprek,Gesprek met X,2022-03-01,Den Haag,"Mark Rutte;Sigrid Kaag"\n',
        "interactions",
        "kind title date place participant",
    ),
    "a register in German": (
        "Vorname;Nachname;Funktion;Organisation;von;bis\n"
        "Anna;Müller;Beirat;Stadtwerke;01.03.2019;31.12.2021\n",
        "relations",
        "from - title to start end",
    ),
    "letters": (
        "sender,recipient,date_sent,place,subject\nErasmus,Thomas More,1499-10-28,Oxford,Hello\n",
        "ties",
        "from to date place topic",
    ),
    "calls": (
        "caller,callee,start_time,duration_s\nAnn Lee,Bob Ray,2021-03-04T10:11:12Z,120\n",
        "ties",
        "from to start property",
    ),
    "directors with terms": (
        "Source,Target,Relationship,Start Date,End Date\nAnn,Acme,director,2010-01-01,2015-01-01\n",
        "relations",
        "from to kind start end",
    ),
    "treaties": (
        "Treaty,Parties,Signed,Place of signature\n"
        'Treaty of Lausanne,"Turkey; France; Italy",1923-07-24,Lausanne\n',
        "interactions",
        "title participant date place",
    ),
    "events of conflict, where a side may be missing": (
        "event_date,event_type,actor1,actor2,country,location,source,notes\n"
        "25 September 2023,Battles,Army A,Army B,Azerbaijan,Stepanakert,Armenpress,Clash\n"
        "26 September 2023,Protests,Protesters,,Armenia,Yerevan,CivilNet,Gathering\n",
        "interactions",
        "date kind participant participant within place source description",
    ),
    "visits of state": (
        "id,start_date,end_date,visitor,from,description\n"
        "1,1990-01-10,1990-01-12,Anibal Silva,Portugal,Working visit.\n"
        "2,1990-02-10,1990-02-12,Ali Salih,Yemen,State visit.\n",
        "interactions",
        "id start end participant participant description",
    ),
    "people": (
        "id,first name,last name,also known as,organisation,country\n1,Ann,Lee,,Acme,France\n",
        "actors",
        "id first_name last_name other_name member_of property",
    ),
    "pairs without headings": ("Ann,Bob\nBob,Cyd\nAnn,Cyd\n", "ties", "from to"),
}


@pytest.mark.parametrize("name", TABLES)
def test_tables_of_many_makes_are_taken_for_what_they_are(tmp_path, name):
    text, rows, meanings = TABLES[name]
    table = table_of(written(tmp_path, f"{name.replace(' ', '_')}.csv", text))
    mapping = guess_table(table)
    assert rows == mapping.rows
    found = [mapping.use_of(heading) for heading in table.headings]
    assert meanings.split() == [use.meaning if use else "-" for use in found]


@pytest.mark.parametrize(
    ("heading", "concept"),
    [
        ("StartDate", "start"),
        ("start_date", "start"),
        ("Date of the meeting", "date"),
        ("Attendee 2", "person"),
        ("Organisations met", "organisation"),
        ("Name of organisation or individual", "organisation"),
        ("Title of minister", "capacity"),
        ("Title of meeting", "title"),
        ("Größe", None),
        ("Участники", "person"),
        ("person_id", "actor_id"),
    ],
)
def test_headings_mean_what_people_mean_by_them(heading, concept):
    assert {concept} - {None} <= concepts_of(heading)
    assert concept is not None or not concepts_of(heading)


def test_kinds_of_actors_are_told_by_names_and_headings(tmp_path):
    text = (
        "Date,Ministers,Guests,Countries\n"
        '2021-01-02,Ann Lee,"Acme Ltd; Siemens AG","France; Italy"\n'
        '2021-01-03,Bob Ray,"Health Ministry","Spain"\n'
    )
    mapping = guess_table(table_of(written(tmp_path, "a.csv", text)))
    assert ["", "organisation", "state"] == [use.actor_kind for use in mapping.of("participant")]


@pytest.mark.parametrize(
    ("name", "headings", "kind"),
    [
        ("a.csv", "Date,Who,Remarks", "meeting"),
        ("phone calls 2023.csv", "Date,Who", "call"),
        ("un_roll_calls.csv", "Date,Who", "decision"),
        ("a.csv", "Date of visit,Who", "visit"),
        ("letters.csv", "Date,Who", "letter"),
    ],
)
def test_the_kind_of_all_rows_is_told_by_the_table_or_a_heading(tmp_path, name, headings, kind):
    path = written(tmp_path, name, f"{headings}\n2021-01-02,Ann Lee,x\n")
    assert kind == guess_table(table_of(path)).value_of("kind")
