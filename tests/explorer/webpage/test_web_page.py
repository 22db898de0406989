"""A view as one page: what it holds, what it leaves out, and that nothing in it can run."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.exchange.scope import WHOLE, selection_scope
from explorer.exchange.webpage import content as content_module
from explorer.exchange.webpage.content import page_content
from explorer.exchange.webpage.writing import html_page, script_json
from explorer.exchange.writers import Order, writer_for
from explorer.model.view import Selection
from explorer.progress import Cancelled, CancelToken, no_progress
from explorer.session import Session
from resources import page_part
from tests.building import build_store

SCRIPT = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)


def gathered(session: Session, scope=WHOLE, places=None):
    return page_content(session, scope, places, "today", CancelToken(), no_progress)


def test_the_page_holds_who_met_whom_when_and_what_each_side_tells(sample):
    data = gathered(sample).data
    dataset = sample.dataset
    assert dataset.n_actors == len(data["actors"])
    assert dataset.n_interactions == len(data["interactions"])
    assert len(dataset.columns.relation_id) == len(data["relations"])
    call = next(
        row for row in data["interactions"] if row[0] == "Blinken and Aliyev speak by phone"
    )
    assert "26 September 2023" == call[2]
    assert {"Antony Blinken", "Ilham Aliyev"} == {data["actors"][at][0] for at in call[6]}
    accounts = [row for row in call[8] if row[6]]
    assert 2 == len(accounts)
    assert all("Article ←" in row[4] and 0 <= row[5] < len(data["sources"]) for row in accounts)
    assert call[9], "the passages behind it"


def test_actors_stand_where_they_stood(sample):
    ids = sample.dataset.columns.actor_id.tolist()
    places = {actor_id: (float(actor_id), -2.0) for actor_id in ids}
    rows = gathered(sample, places=places).data["actors"]
    assert [[float(actor_id), -2.0] for actor_id in ids] == [row[2:4] for row in rows]


def test_only_what_is_selected_is_in_the_page(sample):
    dataset = sample.dataset
    row = next(r for r in range(dataset.n_actors) if dataset.actor_name(r) == "Antony Blinken")
    scope = selection_scope(dataset, Selection.actor(int(dataset.actor_id(row))))
    assert scope is not None
    assert scope.actors is not None
    data = gathered(sample, scope).data
    assert len(scope.actors) == len(data["actors"]) < dataset.n_actors
    assert all(0 <= at < len(data["actors"]) for row in data["interactions"] for at in row[6])
    assert "Gary Peters" not in {row[0] for row in data["actors"]}


def test_what_is_left_out_of_a_large_store_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(content_module, "MOST_ACTORS", 3)
    monkeypatch.setattr(content_module, "MOST_INTERACTIONS", 2)
    talks = [{"title": f"Talk {n}", "participants": ["A", "B", "C"][: 2 + n % 2]} for n in range(4)]
    talks.append({"title": "Apart", "participants": ["D", "E"]})
    path = tmp_path / "large.actors"
    build_store(path, actors=list("ABCDE"), interactions=talks).close()
    session = Session.load(path)
    page = gathered(session)
    session.close()
    assert ["A", "B", "C"] == [row[0] for row in page.data["actors"]]
    assert ["Talk 1", "Talk 3"] == sorted(row[0] for row in page.data["interactions"])
    assert re.search(r"3 actors .* of 5", page.notes[0])
    assert "1 interaction of actors not shown" in page.notes[1]
    assert re.search(r"2 interactions .* of 4", page.notes[2])


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(json_values)
def test_data_in_a_script_element_comes_back_and_cannot_end_it(data):
    text = script_json(data)
    assert data == json.loads(text)
    assert not set("<>&\u2028\u2029") & set(text)
    assert text.isascii()


def test_a_strangers_names_neither_run_nor_end_the_script(tmp_path):
    name = '</script><script>alert(1)</script><!--"\u2028'
    path = tmp_path / "hostile.actors"
    talk = {"title": name, "participants": [name]}
    build_store(path, actors=[name], interactions=[talk], title=name).close()
    session = Session.load(path)
    page = html_page(gathered(session).data)
    session.close()
    assert 2 == page.count("<script")
    data = json.loads(SCRIPT.search(page).group(1))
    assert '</script><script>alert(1)</script><!--"' == data["actors"][0][0]


def test_the_page_may_run_its_own_script_and_fetch_nothing(sample, tmp_path):
    out = tmp_path / "view.html"
    written = writer_for(out).write(Order(sample.store, out))
    assert (out,) == written.paths
    page = out.read_bytes().decode("utf-8")
    script = page[page.rindex("<script>") + 8 : page.rindex("</script>")]
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    assert f"script-src 'sha256-{digest}'" in page
    assert "default-src 'none'" in page
    bare = SCRIPT.sub("", page)
    assert not re.search(r"""(src|href)=["']?\s*(https?:)?//""", bare)
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "fetch(",
    ):
        assert word not in script


def test_a_cancelled_page_leaves_no_file(sample, tmp_path):
    token = CancelToken()
    token.cancel()
    out = tmp_path / "view.html"
    with pytest.raises(Cancelled):
        writer_for(out).write(Order(sample.store, out, token=token))
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_the_script_parses(tmp_path):
    path = tmp_path / "view.js"
    path.write_text(page_part("view.js"), "utf-8")
    done = subprocess.run(["node", "--check", str(path)], capture_output=True, check=False)
    assert 0 == done.returncode, done.stderr


@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs a browser")
def test_arrow_keys_go_from_actor_to_actor_and_enter_opens_one(sample, tmp_path):
    page = html_page(gathered(sample).data)
    # The page lets no other script run; for the test one more has to press the keys.
    page = re.sub(r"<meta http-equiv=.Content-Security-Policy.[^>]*>", "", page)
    keys = """<script>
      var canvas = document.getElementById("network"), names = [];
      canvas.focus();
      ["ArrowRight", "ArrowRight", "ArrowLeft", "Enter"].forEach(function (key) {
        canvas.dispatchEvent(new KeyboardEvent("keydown", {key: key}));
        names.push(document.getElementById("hover").textContent.split(" · ")[0]);
      });
      document.title = JSON.stringify([names, location.hash]);
    </script>"""
    path = tmp_path / "page.html"
    path.write_text(page.replace("</body>", keys + "</body>"), encoding="utf-8")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"]
    done = subprocess.run(
        [*command, f"--user-data-dir={tmp_path / 'profile'}", path.as_uri()],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    found = re.search(r"<title>(.*?)</title>", done.stdout)
    assert found is not None
    names, chosen = json.loads(html.unescape(found[1]))
    known = [sample.dataset.actor_name(row) for row in range(sample.dataset.n_actors)]
    assert set(names) <= set(known)
    assert names[0] != names[1] != names[2] == names[3]
    at = [row[0] for row in gathered(sample).data["actors"]].index(names[3])
    assert f"#a{at}" == chosen
