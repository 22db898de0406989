"""Tables as registers, archives and projects publish them, taken for what they are unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.table_rows import table_rows
from explorer.exchange.tables.guessing import guess_table
from tests.explorer.tables.table_stand import Taken, new_store, table_of, taken, written


def _taken(folder: Path, text: str, name: str = "table.csv") -> Taken:
    with new_store(folder) as store:
        return taken(store, [written(folder, name, text)], day_first=True, is_skipping=True)


SIDES = {
    "letters": ("disno,namea,nameb,statea,stateb\n1,USA,UKG,2,200\n", "namea", "nameb"),
    "numbers": ("entity1_id,entity2_id,category\n17,21,1\n18,21,5\n", "entity1_id", "entity2_id"),
    "ends": ("node_id_start,node_id_end,rel_type\n1,2,officer\n", "node_id_start", "node_id_end"),
    "codes": ("ccode1,ccode2,DE\n2,20,1\n20,31,1\n", "ccode1", "ccode2"),
    "names before codes": (
        "ccode1,state_name1,ccode2,state_name2\n200,Britain,235,Portugal\n",
        "state_name1", "state_name2",
    ),
    "words": (
        "SourceActorFull\tTargetActorFull\tDate\nUSAGOV\tIRQGOV\t20140620\n",
        "SourceActorFull", "TargetActorFull",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SIDES)
def test_columns_named_for_each_other_are_the_sides_of_pairs(tmp_path, name):
    text, first, second = SIDES[name]
    mapping = guess_table(table_of(written(tmp_path, "a.csv", text)))
    assert mapping.rows in ("ties", "relations")
    assert [first] == [use.heading for use in mapping.of("from")]
    assert [second] == [use.heading for use in mapping.of("to")]


def test_a_date_in_columns_for_day_month_and_year_of_both_ends_is_read(tmp_path):
    found = _taken(
        tmp_path,
        "namea,nameb,strtday,strtmnth,strtyr,endday,endmnth,endyear,year\n"
        "USA,UKG,-9,5,1902,-9,1,1903,1902\nAUH,YUG,2,5,1913,25,10,1913,1913\n"
        "UKG,POR,1,1,1816,,,,1816\n",
        "disputes.csv",
    )
    assert {"1902-05/1903-01", "1913-05-02/1913-10-25", "1816-01-01/.."} == {
        row["edtf"] for row in found.relations
    }


def test_rows_with_the_id_of_one_meeting_are_one_interaction(tmp_path):
    found = _taken(tmp_path, "meetingId,person\n17,Ann Lee\n17,Bob Ray\n18,Ann Lee\n18,Cy Fox\n")
    assert [2, 2] == [len(row["people"]) for row in found.interactions]
    assert 3 == len(found.actors)


def test_lives_and_dates_of_record_are_no_dates_of_meetings(tmp_path):
    found = _taken(
        tmp_path,
        "id,schema,name,aliases,birth_date,dataset,first_seen,last_seen\n"
        "a1,Person,Ann Lee,A. Lee;Lee Ann,1952-10-07,EU FSF,2022-02-25,2026-01-01\n"
        "a2,Company,Acme Ltd,,,US OFAC,2014-07-16,2026-01-01\n",
    )
    assert not found.interactions
    assert {"Ann Lee": "person", "Acme Ltd": "organisation"} == found.actors


def test_lives_in_a_column_called_date_make_a_list_of_people(tmp_path):
    found = _taken(
        tmp_path,
        "Blurb,Date,Name\nConsul 1928-1939,1879-1955,Arthur Abbott\n"
        "Envoy 2014-,1961-,Peter Abbott\n",
    )
    assert not found.interactions
    assert 2 == len(found.actors)


def test_appointments_and_resignations_make_positions(tmp_path):
    found = _taken(
        tmp_path,
        "company_name,officer_name,officer_role,appointed_on,resigned_on,date_of_birth\n"
        'TESCO PLC,"MURPHY, Ken",director,2020-10-01,,1967-08\n'
        'TESCO PLC,"LEWIS, David",director,2014-09-01,2020-09-30,1965-03\n',
    )
    assert not found.interactions
    assert ["2014-09-01/2020-09-30", "2020-10-01/.."] == sorted(r["edtf"] for r in found.relations)
    assert {"director"} == {row["title"] for row in found.relations}


def test_returns_of_nothing_are_passed_over_and_said(tmp_path):
    found = _taken(
        tmp_path,
        "Minister,Date,Name of organisation,Purpose of meeting\n"
        "Ann Lee,05/07/2021,BAE Systems,Introductory meeting\n"
        "Bob Ray,Nil return,Nil return,Nil return\n",
    )
    assert 1 == len(found.interactions)
    assert any("reports nothing" in remark for remark in found.report.remarks)


def test_titles_above_and_notes_below_are_no_rows(tmp_path):
    found = _taken(
        tmp_path,
        "Ministerial hospitality,,,\nDepartment for Transport,,,\nJuly to September 2021,,,\n,,,\n"
        "Minister,Date,Organisation that offered hospitality,Accompanied by guest?\n"
        "Grant Shapps,03/07/2021,Silverstone,Yes\nGrant Shapps,22/09/2021,British Airways,No\n"
        ",,,\nNote: under ten pounds nothing is declared,,,\n",
    )
    assert 2 == len(found.interactions)
    assert {"Grant Shapps", "Silverstone", "British Airways"} == set(found.actors)


def test_dates_of_mails_and_several_addresses_in_a_cell_are_understood(tmp_path):
    found = _taken(
        tmp_path,
        "Message-ID,Date,From,To,Subject\n"
        '<1@a>,"Mon, 14 May 2001 16:39:00 -0700 (PDT)",a.lee@x.com,b.ray@x.com,Gas\n'
        '<2@a>,"Fri, 4 May 2001 13:51:00 -0700 (PDT)",a.lee@x.com,"b.ray@x.com, c.fox@x.com",Re\n',
    )
    assert [2, 3] == sorted(len(row["people"]) for row in found.interactions)
    assert {"2001-05-14T16:39", "2001-05-04T13:51"} == {row["edtf"] for row in found.interactions}


def test_states_between_commas_are_several_and_a_surname_before_one_is_not(tmp_path):
    found = _taken(
        tmp_path,
        'Date,Countries,Minister\n2021-03-12,"France, Germany, Italy","Lee, Ann"\n'
        '2021-03-14,"Spain, Norway","Ray, Bob"\n',
    )
    assert {"France", "Germany", "Italy", "Spain", "Norway", "Lee, Ann", "Ray, Bob"} == set(
        found.actors
    )


def test_what_is_not_known_in_a_column_of_dates_is_no_fault(tmp_path):
    found = _taken(
        tmp_path, "writer,year,date,kind\nAnn Lee,1584,15840130,letter\nBob Ray,NA,NA,letter\n"
    )
    assert 2 == len(found.interactions)
    assert not found.report.refused


def test_months_and_days_of_nought_are_left_out(tmp_path):
    found = _taken(
        tmp_path,
        "entity1_id,entity2_id,start_date,end_date\n17,21,1999-00-00,2004-05-00\n18,21,2010-00-00,\n",
    )
    assert {"1999/2004-05", "2010/.."} == {row["edtf"] for row in found.relations}


def test_ids_of_pairs_are_found_in_several_tables_of_actors(tmp_path):
    paths = [
        written(
            tmp_path, "nodes-entities.csv",
            "node_id,name,incorporation_date\n1,Acme Ltd,2001-02-03\n",
        ),
        written(
            tmp_path, "nodes-officers.csv",
            "node_id,name,countries\n7,Ann Lee,Peru\n8,Bob Ray,Chile\n",
        ),
        written(
            tmp_path, "relationships.csv",
            "node_id_start,node_id_end,rel_type,start_date,end_date\n"
            "7,1,officer_of,2001-02-03,\n8,1,officer_of,,\n",
        ),
    ]  # fmt: skip
    with new_store(tmp_path) as store:
        found = taken(store, paths)
    assert {"Acme Ltd", "Ann Lee", "Bob Ray"} == set(found.actors)
    assert 2 == len(found.relations)


def test_dates_without_a_word_of_edtf_keep_the_days_they_lie_between(tmp_path):
    path = written(tmp_path, "a.csv", "Date,Participants\nQ3 2021,Ann Lee\n2021-Q3,Bob Ray\n")
    with new_store(tmp_path) as store:
        taken(store, [path])
        columns = ("edtf", "date_words", "earliest", "latest")
        rows = list(table_rows(store, "interactions", columns))
    # 1 July and 30 September 2021, as days since 1970.
    assert {(None, "Q3 2021", 18_809, 18_900), (None, "2021-Q3", 18_809, 18_900)} == set(rows)


GUESSED = {
    "years beside a director": (
        "Company,Director,Role,From,To\nAcme,Ann Lee,Chair,2010,2015\n"
        "Acme,Bob Ray,Director,2012,\n",
        "relations", "to from title start end",
    ),
    "kin": ("person,relation,relative\nAnn Lee,mother,Bob Lee\nBob Lee,spouse,Cy Fox\n",
            "relations", "from kind to"),
    "first and last names": (
        "NAMELAST,NAMEFIRST,APPT_START_DATE,visitee_namelast,visitee_namefirst\n"
        "SMITH,ANNA,9/15/2009 10:00,EMANUEL,RAHM\nJONES,BOB,9/16/2009 11:00,DOE,JANE\n",
        "interactions", "- participant start - participant",
    ),
    "the name of what happened": (
        "Date,Country,Location,Name\n1945-07-16,USA,Alamogordo,Trinity\n"
        "1949-08-29,USSR,Semipalatinsk,RDS-1\n",
        "interactions", "date participant place title",
    ),
    "envoys": (
        "Name,Country,Appointed,Presented credentials,Terminated mission\n"
        'Benjamin Franklin,France,"September 14, 1778","March 23, 1779","May 17, 1785"\n',
        "relations", "from to start date end",
    ),
    "the time of a record for want of another": (
        "created_at,screen_name,mentioned_user,text\n2020-01-01 10:00:00,annlee,bobray,hi there\n",
        "interactions", "date participant participant description",
    ),
    "a federal state": (
        "candidate,date,state,city\nAnn Lee,2023-01-28,Iowa,Davenport\n"
        "Bob Ray,2023-02-01,Ohio,Akron\n",
        "interactions", "participant date within place",
    ),
    "labels beside addresses": (
        "event,eventLabel,date,participant,participantLabel\n"
        "http://e.org/Q1,Geneva Summit,1985-11-19,http://e.org/Q7,Ann Lee\n"
        "http://e.org/Q1,Geneva Summit,1985-11-19,http://e.org/Q8,Bob Ray\n",
        "interactions", "part_of title date source_url participant",
    ),
    "letters": (
        "Author;Recipient;Date of sending\nErasmus;Thomas More;1516-10-20\n",
        "ties", "from to date",
    ),
    "deliveries": (
        "Recipient,Supplier,Year of order\nIndia,Russia,2015\nPeru,France,2016\n",
        "ties", "to from year",
    ),
    "a date in parts": (
        "iyear,imonth,iday,city,organisation\n1970,1,2,Cairo,Army Office\n",
        "interactions", "year month day place participant",
    ),
    "triples": ("subject,predicate,object\nAnn Lee,knows,Bob Ray\n", "ties", "from kind to"),
}  # fmt: skip


@pytest.mark.parametrize("name", GUESSED)
def test_columns_are_weighed_against_those_beside_them(tmp_path, name):
    text, rows, meanings = GUESSED[name]
    table = table_of(written(tmp_path, "a.csv", text))
    mapping = guess_table(table)
    found = [mapping.use_of(heading) for heading in table.headings]
    assert (rows, meanings.split()) == (
        mapping.rows,
        [use.meaning if use else "-" for use in found],
    )


def test_somebody_on_both_sides_of_pairs_is_of_one_kind(tmp_path):
    found = _taken(tmp_path, "namea,nameb\nUSA,UKG\nAUH,YUG\nUKG,RUS\nUKG,FRA\n")
    assert 6 == len(found.actors)


def test_sums_with_the_sign_of_a_currency_are_sums(tmp_path):
    path = written(
        tmp_path, "a.csv",
        'Donor name,Entity,Value,Accepted date\nAnn Lee,Red Party,"£5,000.00",12/03/2021\n'
        'Acme Ltd,Blue Party,"£12,500.50",15/03/2021\n',
    )  # fmt: skip
    with new_store(tmp_path) as store:
        taken(store, [path], day_first=True)
        rows = list(table_rows(store, "amounts", ("value", "unit")))
    assert {(5_000.0, "GBP"), (12_500.5, "GBP")} == set(rows)


GROUPED = (
    "Minister,Date,Organisation\n"
    '"Patel, Priti",05/07/2021,Facebook\n,07/07/2021,BAE Systems\n,12/07/2021,Airbus\n'
    "Kevin Foster,19/07/2021,UK Hospitality\n,21/07/2021,CBI\n"
)


def test_a_name_that_stands_once_above_its_rows_is_of_each_of_them(tmp_path):
    found = _taken(tmp_path, GROUPED)
    assert [2] * 5 == [len(row["people"]) for row in found.interactions]
    assert 3 == sum(
        ("Patel, Priti", "participant", None) in r["people"] for r in found.interactions
    )
    assert any("what stands above" in remark for remark in found.report.remarks)


@pytest.mark.parametrize(
    "text",
    [
        # Names that come again, a first row without one, and few gaps are no blocks.
        "Host,Date,Guest\nAnn,2021-03-12,Bob\n,2021-03-13,Cy\n,2021-03-14,Dee\n"
        "Ann,2021-03-15,Eve\n",
        "Host,Date,Guest\n,2021-03-12,Bob\n,2021-03-13,Cy\nAnn,2021-03-14,Dee\n",
        "Host,Date,Guest\nAnn,2021-03-12,Bob\nCy,2021-03-13,Bob\n,2021-03-14,Dee\n",
    ],
)
def test_cells_that_are_just_empty_name_nobody(tmp_path, text):
    found = _taken(tmp_path, text)
    n_empty = sum(line.startswith(",") for line in text.splitlines())
    assert n_empty == sum(len(row["people"]) == 1 for row in found.interactions)
