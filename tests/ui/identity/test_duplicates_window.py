"""Find duplicates: pairs are decided by single keys, written at once, and taken back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from db import reads
from tests.ui.identity.conftest import CYRILLIC, PETRA, SORTED, ZAUR
from ui.app import Program
from ui.identity.duplicates_window import DuplicatesWindow
from ui.identity.pair_model import PairRow


def opened(program: Program) -> DuplicatesWindow:
    program.actions["identity.duplicates"].trigger()
    window = program.identity.duplicates
    assert window is not None
    return window


def press(window: DuplicatesWindow, key: Qt.Key, **held: Qt.KeyboardModifier) -> None:
    window.list.setFocus()
    while QApplication.activeWindow() is not window:
        window.activateWindow()
        QApplication.processEvents()
    QTest.keyClick(window.list, key, held.get("held", Qt.KeyboardModifier.NoModifier))


def verdicts(program: Program) -> set[tuple[int, int, str]]:
    session = program.document.session
    assert session is not None
    return {(row.actor_id, row.other_id, row.verdict) for row in reads.judgements(session.store)}


def pair(window: DuplicatesWindow) -> PairRow:
    row = window.current
    assert row is not None
    return row


def ids(window: DuplicatesWindow) -> set[int]:
    return {pair(window).part, pair(window).whole}


def go_to(window: DuplicatesWindow, *wanted: int) -> None:
    for at in range(window.model.rowCount()):
        row = window.model.row(at)
        if row is not None and {row.part, row.whole} == set(wanted):
            window.list.setCurrentIndex(window.model.index(at))
            return
    raise AssertionError(f"{wanted} were not proposed")


def shown_words(window: DuplicatesWindow) -> str:
    return "\n".join(label.text() for label in window.side_by_side.findChildren(QLabel))


def test_pairs_are_listed_with_both_side_by_side(program: Program) -> None:
    window = opened(program)
    go_to(window, ZAUR, CYRILLIC)
    assert window.comparison is not None
    words = shown_words(window)
    assert "Zaur Ələsgərov" in words
    assert "=  Ministry" in words
    assert "Names that are spelled or sound alike" in words


def test_s_joins_and_goes_on_and_ctrl_z_comes_back(program: Program) -> None:
    window = opened(program)
    go_to(window, PETRA, SORTED)
    part, whole = pair(window).part, pair(window).whole
    press(window, Qt.Key.Key_S)
    assert verdicts(program) == {(part, whole, "same")}
    assert ids(window) != {PETRA, SORTED}
    press(window, Qt.Key.Key_Z, held=Qt.KeyboardModifier.ControlModifier)
    assert verdicts(program) == set()
    assert ids(window) == {PETRA, SORTED}
    assert pair(window).verdict == ""


def test_x_switches_which_one_is_kept(program: Program) -> None:
    window = opened(program)
    go_to(window, PETRA, SORTED)
    before = (pair(window).part, pair(window).whole)
    press(window, Qt.Key.Key_X)
    press(window, Qt.Key.Key_S)
    assert verdicts(program) == {(before[1], before[0], "same")}


def test_d_and_u_are_remembered_and_the_next_search_knows(program: Program) -> None:
    window = opened(program)
    go_to(window, PETRA, SORTED)
    press(window, Qt.Key.Key_D)
    go_to(window, ZAUR, CYRILLIC)
    press(window, Qt.Key.Key_U)
    assert {(*sorted((a, b)), verdict) for a, b, verdict in verdicts(program)} == {
        (PETRA, SORTED, "different"), (ZAUR, CYRILLIC, "unsure"),
    }  # fmt: skip
    window.search()
    listed = [window.model.row(at) for at in range(window.model.rowCount())]
    assert not any({row.part, row.whole} == {PETRA, SORTED} for row in listed if row)
    last = listed[-1]
    assert last is not None
    assert ({last.part, last.whole}, last.proposal.is_unsure) == ({ZAUR, CYRILLIC}, True)


def test_n_leaves_a_pair_for_later(program: Program) -> None:
    window = opened(program)
    first = ids(window)
    press(window, Qt.Key.Key_N)
    assert ids(window) != first
    assert verdicts(program) == set()
    assert window.model.n_left == window.model.rowCount()


def test_what_becomes_one_by_two_decisions_needs_no_third(program: Program) -> None:
    window = opened(program)
    n = window.model.rowCount()
    trio = [
        at
        for at in range(n)
        if (row := window.model.row(at)) and {row.part, row.whole} <= {1, 2, 3}
    ]
    assert len(trio) == 3
    for at in trio[:2]:
        window.list.setCurrentIndex(window.model.index(at))
        press(window, Qt.Key.Key_S)
    third = window.model.row(trio[2])
    assert third is not None
    assert third.verdict == "gone"
    dataset = program.document.session.dataset  # type: ignore[union-attr]
    assert len({dataset.actor_row(i) for i in (1, 2, 3)}) == 1
    press(window, Qt.Key.Key_Z, held=Qt.KeyboardModifier.ControlModifier)
    assert third.verdict == ""


def test_a_note_is_kept_with_the_decision(program: Program) -> None:
    window = opened(program)
    QTest.keyClicks(window.foot.note, "Same passport, says D.")
    assert verdicts(program) == set()
    press(window, Qt.Key.Key_S)
    session = program.document.session
    assert session is not None
    assert reads.judgements(session.store)[0].note == "Same passport, says D."


def test_both_can_be_shown_in_the_main_window(program: Program) -> None:
    window = opened(program)
    go_to(window, PETRA, SORTED)
    window.show_in_window()
    assert set(program.state.facts.selection.actors) == {PETRA, SORTED}


def test_a_store_in_which_nobody_is_there_twice_says_so(program: Program) -> None:
    window = opened(program)
    while window.model.n_left:
        window.decide("different")
    window.search()
    assert "No two actors of this store look alike." in window.waiting.words
    assert "told apart before" in window.waiting.words


def test_undo_in_the_main_window_takes_a_join_back_too(program: Program) -> None:
    window = opened(program)
    window.decide("same")
    program.actions["edit.undo"].trigger()
    assert verdicts(program) == set()
