"""The look of Qt's widgets: sheet, style, fonts, focus ring and the switch between themes."""

from __future__ import annotations

import gc
import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QMenu,
    QPushButton,
    QSpinBox,
)

from tests.ui.painting import share_of
from ui.controls import PushButton
from ui.theme import (
    BODY,
    DARK,
    DISPLAY,
    LIGHT,
    NOTE,
    QUOTE,
    SECONDARY,
    Appearance,
    Fonts,
    Theme,
    apply_theme,
    build_palette,
    build_stylesheet,
    contrast,
    uncovered_scripts,
)
from ui.theme.focus_ring import FocusRing
from ui.theme.sheet_images import SheetImages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
FONTS = Fonts(13.0, ("DejaVu Sans",), ("DejaVu Serif",))


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    made = Appearance(qapp, "light")
    yield made
    made.set_text_scale(1.0)
    made.set_theme("light")
    made.deleteLater()


# Sheet and palette ---------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_sheet_has_no_hole_left(theme: Theme, scale: float, qapp: QApplication) -> None:
    fonts = Fonts(13.0 * scale, FONTS.ui_families, FONTS.serif_families)
    sheet = build_stylesheet(theme, fonts, SheetImages())
    assert not re.findall(r"[@$]|/\*|\bNone\b", sheet)
    assert sheet.count("{") == sheet.count("}") > 50
    assert "font-family" not in sheet


@BOTH
def test_the_sheet_uses_only_colours_of_its_theme(theme: Theme) -> None:
    sheet = build_stylesheet(theme, FONTS)
    tokens = {value for value in vars(theme).values() if isinstance(value, str)}
    tokens |= set(theme.families.values())
    assert set(re.findall(r"#[0-9A-Fa-f]{6}\b", sheet)) <= tokens


def test_lengths_grow_with_the_text_and_hairlines_do_not() -> None:
    large = build_stylesheet(LIGHT, Fonts(26.0, ("DejaVu Sans",), ("DejaVu Serif",)))
    once = build_stylesheet(LIGHT, FONTS)
    assert "font-size: 20px" in once
    assert "font-size: 40px" in large
    assert "border: 1px solid" in large
    assert "2px solid" not in once or "4px solid" in large


def test_a_colour_the_theme_lacks_stops_the_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "ui.theme.stylesheet.style_sheet_template", lambda: "QLabel { color: @mauve; }"
    )
    with pytest.raises(KeyError, match="mauve"):
        build_stylesheet(LIGHT, FONTS)


def test_qt_understands_the_whole_sheet(
    appearance: Appearance, capfd: pytest.CaptureFixture[str], qtbot: QtBot
) -> None:
    for widget in (QLineEdit(), QSpinBox(), QComboBox(), QPushButton("a"), QMenu()):
        qtbot.addWidget(widget)
        widget.ensurePolished()
    assert "parse" not in capfd.readouterr().err.lower()


@BOTH
def test_the_palette_keeps_placeholders_readable_and_disabled_text_grey(theme: Theme) -> None:
    palette = build_palette(theme)
    placeholder = palette.color(QPalette.ColorRole.PlaceholderText).name()
    assert contrast(placeholder, theme.surface) >= 4.5
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text).name()
    assert disabled.upper() == theme.disabled


def test_carets_are_files_in_the_colour_asked_for(qapp: QApplication) -> None:
    images = SheetImages()
    match = re.fullmatch(r'url\("(.+)"\)', images.url("caret-down", LIGHT.text_2))
    assert match is not None
    with open(match[1], encoding="utf-8") as file:
        assert f'fill="{LIGHT.text_2}"' in file.read()


# Fonts ---------------------------------------------------------------------------------------


def test_sizes_are_factors_of_the_body() -> None:
    large = Fonts(26.0, ("DejaVu Sans",), ("DejaVu Serif",))
    sizes = [large.ui_font(size).pixelSize() for size in (SECONDARY, NOTE, BODY, DISPLAY)]
    assert sizes == [22, 24, 26, 56]
    assert large.serif_font(QUOTE).pixelSize() == 28
    assert large.px(30) == 60
    assert [FONTS.line_px(size) for size in (SECONDARY, BODY, QUOTE, DISPLAY)] == [15, 19, 22, 36]


def test_digits_are_tabular_and_families_a_list(qapp: QApplication) -> None:
    font = Fonts.of_system().ui_font(bold=True)
    assert font.featureValue(QFont.Tag("tnum")) == 1
    assert font.bold()
    assert len(font.families()) == len(set(font.families())) >= 1


def test_text_is_never_smaller_than_designed_unless_the_user_says_so(qapp: QApplication) -> None:
    assert Fonts.of_system().base_px >= 13.0
    assert Fonts.of_system(2.0).base_px == pytest.approx(2 * Fonts.of_system().base_px)
    assert Fonts.of_system(40.0).base_px == pytest.approx(3 * Fonts.of_system().base_px)


def test_scripts_without_a_font_are_named(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Latin" not in uncovered_scripts()
    monkeypatch.setattr("ui.theme.fonts.QFontDatabase.families", lambda *_: [])
    assert "Armenian" in uncovered_scripts()


# Style ---------------------------------------------------------------------------------------


def rendered_check_box(state: Qt.CheckState, qtbot: QtBot, enabled: bool = True) -> QCheckBox:
    box = QCheckBox("")
    box.setTristate(True)
    box.setCheckState(state)
    box.setEnabled(enabled)
    qtbot.addWidget(box)
    box.resize(box.sizeHint())
    return box


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_check_box_shows_its_three_states(
    appearance: Appearance, qtbot: QtBot, name: str
) -> None:
    appearance.set_theme(name)
    theme = appearance.theme
    states = Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Checked
    images = [rendered_check_box(state, qtbot).grab().toImage() for state in states]
    filled = [share_of(image, theme.accent) for image in images]
    assert filled[0] == 0.0
    assert min(filled[1:]) > 0.2
    assert share_of(images[0], theme.surface) > 0.2
    assert images[1] != images[2]


def test_a_disabled_check_box_has_no_accent(appearance: Appearance, qtbot: QtBot) -> None:
    box = rendered_check_box(Qt.CheckState.Checked, qtbot, enabled=False)
    image = box.grab().toImage()
    assert share_of(image, LIGHT.accent) == 0.0
    assert share_of(image, LIGHT.disabled) > 0.2


def test_the_style_survives_a_collection_and_a_change_of_theme(
    appearance: Appearance, qtbot: QtBot
) -> None:
    for theme in ("dark", "light", "dark"):
        gc.collect()
        appearance.set_theme(theme)
        rendered_check_box(Qt.CheckState.Checked, qtbot).grab()
    assert appearance.theme is DARK


def test_menus_have_no_square_frame(appearance: Appearance, qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("Open a store…")
    menu.ensurePolished()
    assert menu.windowFlags() & Qt.WindowType.FramelessWindowHint
    assert menu.windowType() == Qt.WindowType.Popup


# Appearance ----------------------------------------------------------------------------------


def test_a_change_of_theme_reaches_window_palette_and_listeners(
    appearance: Appearance, qtbot: QtBot, qapp: QApplication
) -> None:
    with qtbot.waitSignal(appearance.changed):
        appearance.set_theme("dark")
    assert appearance.theme is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.window
    assert DARK.surface in qapp.styleSheet()
    assert appearance.theme_name == "dark"


def test_a_larger_text_makes_fonts_and_controls_larger(
    appearance: Appearance, qtbot: QtBot
) -> None:
    button = PushButton(appearance, "Export snapshot", "export")
    qtbot.addWidget(button)
    button.ensurePolished()
    before = button.sizeHint()
    appearance.set_text_scale(2.0)
    button.ensurePolished()
    assert button.sizeHint().height() >= 1.8 * before.height()
    assert button.sizeHint().width() >= 1.7 * before.width()
    assert button.iconSize().height() == 32


def test_applying_a_theme_twice_keeps_one_style(qapp: QApplication, appearance: Appearance) -> None:
    rings = len(qapp.findChildren(FocusRing))
    apply_theme(qapp, DARK)
    apply_theme(qapp, LIGHT)
    assert len(qapp.findChildren(FocusRing)) == rings == 1


# Focus ring ----------------------------------------------------------------------------------
