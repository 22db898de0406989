"""The focus ring comes with the keyboard; shared controls keep their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.controls import IconButton, Segmented
from ui.theme import (
    OWN_FOCUS,
    Appearance,
)
from ui.theme.focus_ring import FocusRing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    made = Appearance(qapp, "light")
    yield made
    made.set_text_scale(1.0)
    made.set_theme("light")
    made.deleteLater()


# Sheet and palette ---------------------------------------------------------------------------


class Form(QWidget):
    """A window with a scrolled column of buttons."""

    def __init__(self) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        self.field = QLineEdit()
        outer.addWidget(self.field)
        self.area = QScrollArea()
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidgetResizable(True)
        inner = QWidget()
        column = QVBoxLayout(inner)
        self.buttons = [QPushButton(f"Button {number}") for number in range(12)]
        for button in self.buttons:
            column.addWidget(button)
        self.area.setWidget(inner)
        outer.addWidget(self.area)
        self.resize(240, 200)


@pytest.fixture
def form(appearance: Appearance, qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def tab_to(form: Form, target: QWidget, qtbot: QtBot) -> None:
    """Press Tab until a control has the focus."""
    for _ in range(2 + len(form.buttons)):
        if QApplication.focusWidget() is target:
            return
        qtbot.keyClick(QApplication.focusWidget() or form, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is target


@pytest.fixture
def ring(appearance: Appearance, qapp: QApplication) -> FocusRing:
    return qapp.findChildren(FocusRing)[0]


def test_the_ring_comes_with_tab_and_goes_with_a_click(
    form: Form, ring: FocusRing, qtbot: QtBot
) -> None:
    form.field.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.keyClick(form.field, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is form.buttons[0]
    assert ring.is_shown()
    qtbot.mouseClick(form.buttons[0], Qt.MouseButton.LeftButton)
    assert not ring.is_shown()


def test_a_click_into_a_control_shows_no_ring(form: Form, ring: FocusRing, qtbot: QtBot) -> None:
    qtbot.mouseClick(form.buttons[1], Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is form.buttons[1]
    assert not ring.is_shown()


def ring_rect(form: Form) -> QRect:
    rings = [child for child in form.children() if type(child).__name__ == "_Ring"]
    shown = [child for child in rings if isinstance(child, QWidget) and child.isVisible()]
    assert len(shown) == 1
    return shown[0].geometry()


def test_the_ring_lies_outside_the_control_and_follows_it(
    form: Form, ring: FocusRing, qtbot: QtBot
) -> None:
    tab_to(form, form.buttons[0], qtbot)
    qtbot.keyClick(form.buttons[0], Qt.Key.Key_Backtab)
    assert ring.is_shown()

    def around() -> QRect:
        corner = form.field.mapTo(form, QPoint(0, 0))
        return QRect(corner, form.field.size()).adjusted(-4, -4, 4, 4)

    assert ring_rect(form) == around()
    form.resize(400, 260)
    qtbot.waitUntil(lambda: ring_rect(form) == around())


def test_the_ring_hides_when_its_control_is_scrolled_away(
    form: Form, ring: FocusRing, qtbot: QtBot
) -> None:
    tab_to(form, form.buttons[0], qtbot)
    assert ring.is_shown()
    form.area.verticalScrollBar().setValue(form.area.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: not ring.is_shown())


def test_a_jump_by_shortcut_shows_the_ring(form: Form, ring: FocusRing) -> None:
    form.buttons[2].setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert ring.is_shown()


def test_a_view_that_shows_its_own_focus_gets_no_ring(
    form: Form, ring: FocusRing, qtbot: QtBot
) -> None:
    form.buttons[1].setProperty(OWN_FOCUS, True)
    tab_to(form, form.buttons[0], qtbot)
    assert ring.is_shown()
    tab_to(form, form.buttons[1], qtbot)
    assert not ring.is_shown()


def test_the_ring_goes_with_a_deleted_control(form: Form, ring: FocusRing, qtbot: QtBot) -> None:
    tab_to(form, form.buttons[3], qtbot)
    assert ring.is_shown()
    form.buttons[3].deleteLater()
    qtbot.waitUntil(lambda: not ring.is_shown())


# Controls ------------------------------------------------------------------------------------


def test_choosing_a_segment_moves_nothing_and_tells_once(
    appearance: Appearance, qtbot: QtBot
) -> None:
    choice = Segmented(
        appearance,
        [("ties", "Ties", "share-network"), ("interactions", "Interactions", "tree-structure")],
        "Nodes",
    )
    qtbot.addWidget(choice)
    choice.show()
    before = choice.sizeHint(), choice.button("interactions").geometry()
    told: list[str] = []
    choice.chosen.connect(told.append)
    qtbot.mouseClick(choice.button("interactions"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(choice.button("interactions"), Qt.MouseButton.LeftButton)
    assert told == ["interactions"]
    assert choice.choice() == "interactions"
    assert (choice.sizeHint(), choice.button("interactions").geometry()) == before
    choice.set_choice("ties")
    assert told == ["interactions"]
    assert choice.choice() == "ties"


def test_an_icon_button_has_name_tooltip_and_key_and_follows_the_theme(
    appearance: Appearance, qtbot: QtBot
) -> None:
    button = IconButton(appearance, "identification-card", "Positions", "P", role="toggle")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Positions"
    assert button.toolTip() == "Positions (P)"
    assert button.isCheckable()
    before = button.icon().pixmap(16, 16).toImage()
    appearance.set_theme("dark")
    assert button.icon().pixmap(16, 16).toImage() != before
    button.ensurePolished()
    assert min(button.sizeHint().width(), button.sizeHint().height()) >= 24
