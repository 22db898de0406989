"""Profiles of the sample: everything the store says of a thing is in its profile, with evidence."""

from __future__ import annotations

import pytest

from db import reads
from explorer.model.profile.actor import ActorProfile, read_quotes_page
from explorer.model.profile.interaction import InteractionProfile
from explorer.model.profile.listing import read_contacts, read_interactions
from explorer.model.profile.overview import StoreProfile
from explorer.model.profile.request import ProfileRequest, build_profile
from explorer.model.profile.several import SeveralProfile
from explorer.model.profile.source import SourceProfile, read_source_text
from explorer.model.profile.tie import TieProfile, read_passings
from explorer.model.profile.window import WindowProfile
from explorer.model.view import Selection
from explorer.network.filters import FilterSpec, TimeWindow, show
from explorer.progress import Cancelled, CancelToken
from explorer.session import Session

SEPTEMBER_25, SEPTEMBER_26 = 19625, 19626


def actor_id(session: Session, name: str) -> int:
    dataset = session.dataset
    return next(
        int(dataset.actor_id(row))
        for row in range(dataset.n_actors)
        if dataset.actor_name(row) == name
    )


def interaction_id(session: Session, words: str) -> int:
    dataset = session.dataset
    return next(
        int(dataset.interaction_id(row))
        for row in range(dataset.n_interactions)
        if words in dataset.title(row)
    )


def profile(session: Session, selection: Selection, **narrowed: object) -> object:
    window = narrowed.pop("window", None)
    spec = narrowed.pop("spec", FilterSpec())
    shown = show(session.dataset, spec, window, **narrowed)  # type: ignore[arg-type]
    return build_profile(session, ProfileRequest(selection, shown, window))  # type: ignore[arg-type]


def actor(session: Session, name: str, **narrowed: object) -> ActorProfile:
    found = profile(session, Selection.actor(actor_id(session, name)), **narrowed)
    assert isinstance(found, ActorProfile)
    return found


def call(session: Session) -> InteractionProfile:
    chosen = Selection.interaction(interaction_id(session, "speak by phone"))
    found = profile(session, chosen)
    assert isinstance(found, InteractionProfile)
    return found


def test_an_actor_is_introduced_by_kind_and_by_whom_it_acts_for(sample: Session) -> None:
    power = actor(sample, "Samantha Power")
    assert "Person" == power.kind_label
    assert ["USAID", "United States"] == [a.name for a in power.acts_for]
    assert "Administrator Power" in [n.name for n in power.names]


def test_interactions_stand_newest_first_and_undated_last(sample: Session) -> None:
    entries = actor(sample, "Samantha Power").interactions.first
    given = [entry.when.is_given for entry in entries]
    assert given == sorted(given, reverse=True)
    assert not given[-1]
    dataset = sample.dataset
    latest = [int(dataset.columns.latest[dataset.interaction_row(e.id)]) for e in entries[:-1]]
    assert latest == sorted(latest, reverse=True)


def test_every_contact_is_counted_and_told_when_last(sample: Session) -> None:
    power = actor(sample, "Samantha Power")
    dataset = sample.dataset
    own = dataset.actor_row(power.actor.id)
    met = {
        int(other)
        for row in dataset.interactions_of.of(own)
        for other in dataset.actors_of.of(int(row))
    } - {own}
    assert len(met) == len(power.contacts)
    kim = power.contacts_first[0]
    assert ("Yuri Kim", 3, "27 Sep?") == (kim.actor.name, kim.n_interactions, kim.last.short)
    counts = [c.n_interactions for c in power.contacts_first]
    assert counts == sorted(counts, reverse=True)
    assert not power.contacts_first_by_last[-1].last.is_given


def test_positions_carry_their_passages(sample: Session) -> None:
    power = actor(sample, "Samantha Power")
    (head,) = [r for r in power.relations if r.family == "position"]
    assert "USAID" == head.other.name
    assert head.is_outgoing
    assert head.evidence
    usaid = actor(sample, "USAID")
    assert any(not r.is_outgoing and r.other.name == "Samantha Power" for r in usaid.relations)


def test_the_call_has_two_accounts_each_with_its_chain_and_passage(sample: Session) -> None:
    accounts = call(sample).accounts
    givers = [a.speaker.name for a in accounts if a.speaker]
    assert ["State Department spokesperson", "Office of President Aliyev"] == givers
    for account in accounts:
        assert "reported" == account.form
        assert account.chain[-1].source is not None
        assert account.evidence


def test_words_without_a_named_origin_are_told_apart(sample: Session) -> None:
    (urged,) = [q for q in call(sample).quotes if "unhindered" in q.words]
    assert not urged.has_origin


def test_every_participant_of_every_interaction_is_there_with_evidence(sample: Session) -> None:
    for row in range(sample.dataset.n_interactions):
        found = profile(sample, Selection.interaction(int(sample.dataset.interaction_id(row))))
        assert isinstance(found, InteractionProfile)
        stored = reads.participants_of(sample.store, [found.entry.id])
        assert [p.actor_id for p in stored] == [p.actor.id for p in found.participants]
        assert all(p.evidence for p in found.participants)
        assert found.evidence


def test_no_evidence_in_the_store_is_out_of_reach(sample: Session) -> None:
    reached: set[tuple[str, str, str]] = set()
    dataset = sample.dataset
    for row in range(dataset.n_interactions):
        found = profile(sample, Selection.interaction(int(dataset.interaction_id(row))))
        assert isinstance(found, InteractionProfile)
        reached |= {(e.excerpt, e.confidence, e.recorded_at) for e in found.all_evidence}
    for row in range(dataset.n_actors):
        found = profile(sample, Selection.actor(int(dataset.actor_id(row))))
        assert isinstance(found, ActorProfile)
        passages = [*found.evidence, *(e for r in found.relations for e in r.evidence)]
        passages += [e for q in (*found.quotes_by, *found.quotes_about) for e in q.evidence]
        more = read_quotes_page(sample, found.actor.id, False, len(found.quotes_by), 99)
        passages += [e for q in more for e in q.evidence]
        reached |= {(e.excerpt, e.confidence, e.recorded_at) for e in passages}
    (source,) = dataset.columns.sources
    stored = reads.evidence_in_source(sample.store, source.id)
    assert set() == {(e.excerpt, e.confidence, e.recorded_at) for e in stored} - reached


def test_what_was_only_intended_is_not_said_to_have_happened(sample: Session) -> None:
    chosen = Selection.interaction(interaction_id(sample, "Aliyev") and _planned(sample))
    found = profile(sample, chosen)
    assert isinstance(found, InteractionProfile)
    assert "planned" == found.entry.standing
    assert found.entry.is_uncertain
    assert any(e.fact == "Standing" for e in found.evidence)


def _planned(session: Session) -> int:
    return next(
        int(session.dataset.interaction_id(row))
        for row in range(session.dataset.n_interactions)
        if reads.interaction(session.store, int(session.dataset.interaction_id(row))).standing
        == "planned"
    )


def test_parts_and_wholes_name_each_other(sample: Session) -> None:
    whole = interaction_id(sample, "Power’s trip to Armenia")
    found = profile(sample, Selection.interaction(whole))
    assert isinstance(found, InteractionProfile)
    assert len(found.children) >= 4
    for entry in found.children.first:
        assert entry.parent is not None
        assert whole == entry.parent.id


def test_a_tie_tells_what_passed_with_its_passage_and_capacities(sample: Session) -> None:
    ends = actor_id(sample, "Samantha Power"), actor_id(sample, "Yuri Kim")
    found = profile(sample, Selection.tie(*ends))
    assert isinstance(found, TieProfile)
    assert 3 == len(found.newest)
    assert 1 == found.n_uncertain
    assert all(p.passages for p in found.passings)
    assert found.oldest.tolist() == found.newest.tolist()[::-1]
    power = found.capacities[[a.name for a in found.actors].index("Samantha Power")]
    assert ("Head (Administrator), USAID",) == power
    assert ["Ilham Aliyev"] == [a.name for a, _ in found.common]


def test_two_selected_actors_are_read_like_their_tie(sample: Session) -> None:
    ends = actor_id(sample, "Antony Blinken"), actor_id(sample, "Ilham Aliyev")
    found = profile(sample, Selection.several(actors=ends))
    assert isinstance(found, TieProfile)
    (passing,) = found.passings
    assert 2 == len(passing.accounts)
    assert passing.quotes


def test_several_actors_are_told_what_they_share(sample: Session) -> None:
    names = ["Samantha Power", "Yuri Kim", "Ilham Aliyev"]
    found = profile(sample, Selection.several(actors=[actor_id(sample, n) for n in names]))
    assert isinstance(found, SeveralProfile)
    assert 3 == len(found.together)
    assert 1 == found.n_all


def test_a_source_gives_each_passage_once_with_all_that_rests_on_it(sample: Session) -> None:
    (row,) = sample.dataset.columns.sources
    found = profile(sample, Selection.of_source(row.id))
    assert isinstance(found, SourceProfile)
    excerpts = [p.evidence.excerpt for p in found.passages]
    assert len(excerpts) == len(set(excerpts))
    stored = reads.evidence_in_source(sample.store, row.id)
    assert {e.excerpt for e in stored} == set(excerpts)
    assert sample.dataset.n_interactions == len(found.interactions)
    assert all(f.actor or f.interaction for p in found.passages for f in p.facts)
    assert read_source_text(sample, row.id).text is None


def test_the_overview_says_what_is_worth_a_look_and_how_to_get_there(sample: Session) -> None:
    found = profile(sample, Selection())
    assert isinstance(found, StoreProfile)
    by_kind = {n.kind: n for n in found.notices}
    call_id = interaction_id(sample, "speak by phone")
    assert ("Accounts differ: the call of 26 September", (call_id,)) == (
        by_kind["accounts"].words,
        by_kind["accounts"].interactions,
    )
    dataset = sample.dataset
    assert int((~dataset.has_date).sum()) == by_kind["undated"].n
    assert int(dataset.columns.actor_is_unnamed.sum()) == len(by_kind["unnamed"].actors)
    assert "Samantha Power" == found.involved[0][0].name


def test_a_window_tells_certain_possible_and_hidden_apart(sample: Session) -> None:
    window = TimeWindow(SEPTEMBER_25, SEPTEMBER_26)
    found = profile(sample, Selection(), window=window)
    assert isinstance(found, WindowProfile)
    n = sample.dataset.n_interactions
    shown = len(found.certain) + len(found.possible)
    assert n == shown + found.n_outside + found.n_undated
    assert "25–26 September 2023" == found.span
    assert "Blinken and Aliyev speak by phone" in [e.named.title for e in found.certain.first]


def test_an_empty_window_names_the_nearest_days(sample: Session) -> None:
    found = profile(sample, Selection(), window=TimeWindow(19700, 19701))
    assert isinstance(found, WindowProfile)
    assert "27 September 2023" == found.nearest


def test_filter_and_window_narrow_an_actor_and_say_how_many_there_are(sample: Session) -> None:
    power = actor(sample, "Samantha Power", window=TimeWindow(SEPTEMBER_26, SEPTEMBER_26))
    assert len(power.interactions) < power.n_interactions
    assert len(power.contacts) < len(actor(sample, "Samantha Power").contacts)


@pytest.mark.parametrize(
    "gone",
    [
        Selection.actor(10**6),
        Selection.interaction(10**6),
        Selection.tie(1, 10**6),
        Selection.of_source(10**6),
    ],
)
def test_what_is_no_longer_in_the_store_has_no_profile(sample: Session, gone: Selection) -> None:
    assert profile(sample, gone) is None


def test_a_cancelled_profile_stops(sample: Session) -> None:
    token = CancelToken()
    token.cancel()
    request = ProfileRequest(Selection(), show(sample.dataset))
    with pytest.raises(Cancelled):
        build_profile(sample, request, token=token)


def test_pages_continue_where_the_profile_ends(sample: Session) -> None:
    power = actor(sample, "Samantha Power")
    ids = power.interactions.ids
    assert power.interactions.first[2:5] == read_interactions(sample, ids, 2, 5)
    assert power.contacts_first[1:3] == read_contacts(sample, power.contacts, 1, 3)
    ends = actor_id(sample, "Samantha Power"), actor_id(sample, "Yuri Kim")
    found = profile(sample, Selection.tie(*ends))
    assert isinstance(found, TieProfile)
    own = tuple(a.id for a in found.actors)
    assert found.passings[1:] == read_passings(sample, own, found.newest, 1, 3)


def test_an_office_shows_the_accounts_it_gives_and_its_statement_what_it_carried(
    sample: Session,
) -> None:
    office = actor(sample, "Office of President Aliyev")
    (account,) = office.accounts
    assert account.interaction is not None
    assert interaction_id(sample, "speak by phone") == account.interaction.id
    carrier = next(link.carrier for link in account.chain if link.carrier is not None)
    found = profile(sample, Selection.interaction(carrier.id))
    assert isinstance(found, InteractionProfile)
    assert [account.words] == [quote.words for quote in found.carried]
